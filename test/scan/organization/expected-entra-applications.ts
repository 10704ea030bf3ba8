import type { VerdictTable } from './verdict-table.ts'

/** What is found of applications. */
export const expectedEntraApplications: VerdictTable = {
  'entra-adal-application-in-use': {
    faulty: 'itself medium',
    holds: 'bare sound',
  },
  'entra-application-certificate-long-lived': {
    faulty: 'web: ten-years medium, 1 hold',
    holds: 'sound',
  },
  'entra-application-credential-expired': {
    faulty: 'web: ended low, 4 hold',
    holds: 'sound',
  },
  'entra-application-credential-on-first-party': {
    faulty: 'exchange high, portal of Microsoft critical, 2 hold',
    holds: 'sound',
  },
  'entra-application-implicit-grant': {
    faulty: 'web medium, 4 hold',
    holds: 'sound',
  },
  'entra-application-inactive-privileged': {
    faulty: 'robot high, 1 hold',
  },
  'entra-application-management-policy-missing': {
    faulty: 'Default app management policy medium',
    bare: 'Default app management policy medium',
    holds: 'sound',
  },
  'entra-application-multi-tenant-unlocked': {
    faulty: 'web medium, 1 hold',
    holds: 'sound',
  },
  'entra-application-ownerless': {
    faulty: 'robot low, 1 hold',
  },
  'entra-application-password-sso': {
    faulty: 'old-portal medium, 5 hold',
    holds: 'sound',
  },
  'entra-application-redirect-unsafe': {
    faulty: 'local medium, web high',
    holds: 'sound',
  },
  'entra-application-saml-certificate-expiring': {
    faulty: '[aws-open], payroll medium, 3 hold',
    holds: 'sound',
  },
  'entra-application-secret': {
    faulty: '[robot: two-years], web: short low, 1 hold',
  },
  'entra-application-secret-long-lived': {
    faulty: 'robot: two-years medium, 2 hold',
  },
  'entra-application-unverified-publisher': {
    faulty: 'vendor low, 1 hold',
    holds: 'sound',
  },
  'entra-claims-mapping-constant-role': {
    faulty: 'aws-open high, 2 hold',
    holds: 'sound',
  },
  'entra-guest-owns-application': {
    faulty: 'web high, 3 hold',
    holds: 'sound',
  },
  'entra-multi-tenant-app-trusts-email': {
    faulty: 'web medium, 1 hold',
    holds: 'sound',
  },
  'entra-resource-owner-password-flow-seen': {
    faulty: 'importer medium',
  },
  'entra-service-principal-hidden-credential': {
    faulty: 'hidden high, 10 hold',
    holds: 'sound',
  },
  'entra-token-lifetime-long': {
    faulty: 'Tokens for 23:59:59 medium',
    holds: 'sound',
  },
}
