import { beyondP2, premiumP2 } from '../../clouds/entra/built-ins.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { daysAgo } from './accounts.ts'
import { tenants } from './tenants.ts'

type Governance = Pick<TenantFixture, 'subscribedSkus' | 'accessPackagePolicies' | 'lifecycleWorkflows' | 'riskyUsers' | 'riskyServicePrincipals'>
type Package = TenantFixture['accessPackagePolicies'][number]

const policy = (displayName: string, more: Partial<Package> = {}): Package => ({
  id: displayName.toLowerCase().replaceAll(' ', '-'),
  displayName,
  allowedTargetScope: 'allMemberUsers',
  expiration: { type: 'afterDuration', duration: 'P180D' },
  requestorSettings: { enableTargetsToSelfAddAccess: true, enableOnBehalfRequestorsToAddAccess: false },
  requestApprovalSettings: { isApprovalRequiredForAdd: true },
  reviewSettings: { isEnabled: true },
  accessPackage: { id: `package-${displayName}`, displayName },
  ...more,
})

const workflow = (category: 'joiner' | 'leaver', isSchedulingEnabled: boolean): TenantFixture['lifecycleWorkflows'][number] => ({
  id: category,
  displayName: category,
  category,
  isEnabled: true,
  isSchedulingEnabled,
})

const atRisk = (days: number) => ({ riskLevel: 'high', riskState: 'atRisk', riskLastUpdatedDateTime: daysAgo(days) }) as const
const user = (userPrincipalName: string, days: number): TenantFixture['riskyUsers'][number] => ({
  id: `risky-${userPrincipalName}`,
  userPrincipalName,
  isDeleted: false,
  ...atRisk(days),
})
const application = (displayName: string, days: number): TenantFixture['riskyServicePrincipals'][number] => ({
  id: `risky-${displayName}`,
  displayName,
  appId: `app-${displayName}`,
  isEnabled: true,
  ...atRisk(days),
})

const licences = (tenant: string) => [premiumP2(tenant), beyondP2(tenant)]

/** Who may ask for what, what happens to those who leave, and who is at risk: with a fault of each kind, and without. */
export const governance: { readonly faulty: Governance; readonly sound: Governance } = {
  faulty: {
    subscribedSkus: licences(tenants.faulty),
    accessPackagePolicies: [
      policy('Project files'),
      policy('Partners for ever', { allowedTargetScope: 'allExternalUsers', expiration: { type: 'noExpiration', duration: null } }),
    ],
    lifecycleWorkflows: [workflow('joiner', true), workflow('leaver', false)],
    riskyUsers: [user('leaked', 20), user('fresh', 2)],
    riskyServicePrincipals: [application('importer', 20)],
  },
  sound: {
    subscribedSkus: licences(tenants.sound),
    accessPackagePolicies: [policy('Project files')],
    lifecycleWorkflows: [workflow('joiner', true), workflow('leaver', true)],
    riskyUsers: [user('fresh', 2)],
    riskyServicePrincipals: [application('importer', 2)],
  },
}
