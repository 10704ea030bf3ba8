import { subscriptions } from './azure-subscriptions.ts'
import type { VerdictTable } from './verdict-table.ts'

const { shop, lab, production, only } = subscriptions
const inShop = (severity: string) => ({ [shop]: `weak.contoso.example ${severity}`, holds: production })

/** What is found in managed domains, in what watches and keeps, and in web apps. */
export const expectedAzureServices: VerdictTable = {
  'azure-domain-services-ntlm-v1-allowed': inShop('high'),
  'azure-domain-services-old-tls-allowed': inShop('high'),
  'azure-domain-services-rc4-allowed': inShop('medium'),
  'azure-domain-services-ldaps-exposed': inShop('high'),
  'azure-domain-services-password-sync-wide': inShop('low'),
  'azure-app-service-authentication-off': { [shop]: 'orders medium, orders/staging medium', holds: production },
  'azure-defender-plan-off': { [shop]: 'itself medium', [lab]: 'itself medium', [only]: 'itself medium', holds: production },
  'azure-security-contact-missing': { [shop]: 'itself low', [lab]: 'itself low', [only]: 'itself low', holds: production },
  'azure-activity-log-not-exported': { [shop]: 'itself high', [lab]: 'itself high', [only]: 'itself high', holds: production },
  'azure-sentinel-missing': { bare: 'itself medium', holds: 'faulty sound' },
  'azure-sentinel-without-entra': { faulty: 'watch medium', holds: 'sound' },
  'azure-sentinel-without-detections': { faulty: 'watch medium', holds: 'sound' },
  'entra-logs-not-exported': { faulty: 'itself high', bare: 'itself low', holds: 'sound' },
  'entra-log-retention-short': { faulty: 'itself low', holds: 'sound' },
}
