import { subscriptions } from './azure-subscriptions.ts'
import { expectedAzureServices } from './expected-azure-services.ts'
import type { VerdictTable } from './verdict-table.ts'

const { shop, lab, production, retired, only } = subscriptions

/** What is found in the Azure of each tenant, and where it holds; folded findings are in brackets. */
export const expectedAzure: VerdictTable = {
  'azure-user-access-administrator-at-root': {
    faulty: 'User Access Administrator: ada@contoso.onmicrosoft.com on the root scope critical, 6 hold',
    holds: 'bare sound',
  },
  'azure-standing-owner': {
    faulty:
      'Owner: ada@contoso.onmicrosoft.com on Shop high, Owner: bob@contoso.onmicrosoft.com on Shop high, Owner: carla@contoso.onmicrosoft.com on Shop high, [Owner: carla@contoso.onmicrosoft.com on Tenant Root Group], 1 hold',
    bare: 'Owner: ada@tailspin.onmicrosoft.com on Azure subscription 1 high',
    holds: 'sound',
  },
  'azure-subscription-owners-count': { faulty: 'Shop medium, 1 hold', holds: 'bare sound' },
  'azure-custom-role-owner-equivalent': { faulty: 'Boss medium', holds: 'sound' },
  'azure-privileged-assignment-to-guest': { faulty: 'Contributor: guest-admin@contoso.onmicrosoft.com on Lab high, 7 hold', holds: 'bare sound' },
  'azure-privileged-assignment-to-service-principal': { faulty: 'Owner: aws-open on Shop medium, 6 hold', holds: 'bare sound' },
  'azure-assignment-to-deleted-principal': { faulty: 'Reader: faulty-gone on Shop low, 8 hold', holds: 'bare sound' },
  'azure-classic-administrator': { [lab]: 'itself info', holds: [shop, production, retired, only].sort().join(' ') },
  'azure-owner-resettable-by-helpdesk': {
    faulty: 'bob@contoso.onmicrosoft.com high, carla@contoso.onmicrosoft.com high, 2 hold',
    holds: 'bare sound',
  },
  'azure-management-group-flat': { faulty: 'Lab medium, 1 hold', bare: 'Azure subscription 1 medium', holds: 'sound' },
  'azure-root-group-assignment': { faulty: 'Owner: carla@contoso.onmicrosoft.com on Tenant Root Group high', holds: 'sound' },
  'azure-management-group-creation-open': { faulty: 'itself medium', bare: 'itself medium', holds: 'sound' },
  'azure-management-group-default-root': { faulty: 'itself medium', bare: 'itself medium', holds: 'sound' },
  'azure-subscription-transfer-open': { faulty: 'itself high', bare: 'itself high', holds: 'sound' },
  'azure-policy-missing': { faulty: 'Lab low, Shop low', bare: 'Azure subscription 1 low', holds: 'sound' },
  'azure-lighthouse-delegation-unknown': { [shop]: 'Managed services high', holds: production },
  ...expectedAzureServices,
}
