import type { AccountSpec } from './account-spec.ts'
import { identityCenterProvider, organizationServiceRoles, permissionSets, readOnlyForScan, serviceLinkedRoles } from './common-roles.ts'
import { trustService } from './policy-documents.ts'

/** The management account: a hardware key on the root user, one declared emergency user, nothing that runs. */
export const management: AccountSpec = {
  root: { age: 2_870, password: true, mfa: 'hardware', used: 412 },
  users: [
    {
      name: 'emergency-access',
      path: '/emergency/',
      age: 890,
      attached: ['AdministratorAccess'],
      password: { changed: 178, used: 178 },
      mfa: 'hardware',
    },
  ],
  groups: [],
  roles: [
    ...serviceLinkedRoles(2_870),
    ...organizationServiceRoles(900),
    ...permissionSets('management', { AdministratorAccess: 23, Billing: 4, ReadOnlyAccess: 11 }),
    readOnlyForScan,
    { name: 'cost-report-export', age: 640, trust: trustService('bcm-data-exports.amazonaws.com'), attached: ['AmazonS3FullAccess'], used: 0 },
  ],
  policies: [],
  saml: [identityCenterProvider(900)],
  oidc: [],
  passwordPolicy: { length: 16, age: 0, reuse: 24 },
}
