import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { daysAgo } from './accounts.ts'
import { idOf } from './entra-people.ts'
import { roleIds } from './entra-roles.ts'
import { tenants } from './tenants.ts'

type Policy = TenantFixture['conditionalAccessPolicies'][number]

const everywhere = { includeApplications: ['All'] }
const mfa = { operator: 'OR' as const, builtInControls: ['mfa' as const] }

/** Session controls that only beta has, which the typings do not know. */
const session = (controls: object): NonNullable<Policy['sessionControls']> => Object.assign({ persistentBrowser: null }, controls)

/** A trial that nobody ended, of somebody who is gone; a policy for nobody; one that turns continuous access evaluation off; and one that binds a program to its addresses. */
const faulty: readonly Policy[] = [
  {
    id: 'faulty-trial',
    displayName: 'Trial',
    state: 'enabledForReportingButNotEnforced',
    createdDateTime: daysAgo(200),
    modifiedDateTime: daysAgo(100),
    conditions: { users: { includeUsers: [idOf('faulty', 'bob'), 'somebody-who-left'] }, applications: everywhere, clientAppTypes: ['all'] },
    grantControls: mfa,
  },
  {
    id: 'faulty-for-nobody',
    displayName: 'For nobody',
    state: 'enabled',
    conditions: { users: { includeUsers: ['None'] }, applications: everywhere, clientAppTypes: ['all'] },
    grantControls: mfa,
  },
  {
    id: 'faulty-no-evaluation',
    displayName: 'No evaluation',
    state: 'enabled',
    conditions: { users: { includeUsers: [idOf('faulty', 'bob')] }, applications: everywhere, clientAppTypes: ['all'] },
    sessionControls: session({ continuousAccessEvaluation: { mode: 'disabled' } }),
  },
  {
    id: 'faulty-workloads',
    displayName: 'Keeper from its addresses only',
    state: 'enabled',
    conditions: {
      users: { includeUsers: ['None'] },
      applications: everywhere,
      clientApplications: { includeServicePrincipals: ['sp-keeper'] },
      clientAppTypes: ['all'],
      locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
    },
    grantControls: { operator: 'OR', builtInControls: ['block'] },
  },
]

const guarded = 'sound-guarded-group'
const excludeUsers = ['break-glass-1', 'break-glass-2'].map(name => idOf('sound', name))
const administrators = { includeRoles: Object.values(roleIds), excludeUsers }

/** A trial of this week, a group that is guarded, sessions bound to devices, and a proof for what destroys. */
const sound: readonly Policy[] = [
  {
    id: 'sound-trial',
    displayName: 'Trial of this week',
    state: 'enabledForReportingButNotEnforced',
    createdDateTime: daysAgo(5),
    modifiedDateTime: daysAgo(5),
    conditions: { users: { includeGroups: [guarded], excludeUsers }, applications: everywhere, clientAppTypes: ['all'] },
    grantControls: mfa,
  },
  {
    id: 'sound-bound',
    displayName: 'Bind sessions of administrators',
    state: 'enabled',
    conditions: { users: administrators, applications: everywhere, clientAppTypes: ['mobileAppsAndDesktopClients'] },
    sessionControls: session({ secureSignInSession: { isEnabled: true } }),
  },
  {
    id: 'sound-controlled',
    displayName: 'Watch unmanaged devices',
    state: 'enabled',
    conditions: { users: { includeUsers: ['All'], excludeUsers }, applications: everywhere, clientAppTypes: ['browser'] },
    sessionControls: { cloudAppSecurity: { isEnabled: true, cloudAppSecurityType: 'monitorOnly' } },
  },
  {
    id: 'sound-protected',
    displayName: 'Prove for what destroys',
    state: 'enabled',
    conditions: { users: administrators, applications: { includeAuthenticationContextClassReferences: ['c1'] }, clientAppTypes: ['all'] },
    grantControls: mfa,
  },
]

const cloudAppSecurity = (tenant: string): TenantFixture['subscribedSkus'][number] => ({
  id: `${tenant}_df845ce7-05f9-4894-b5f2-11bbfbcfd2b6`,
  skuId: 'df845ce7-05f9-4894-b5f2-11bbfbcfd2b6',
  skuPartNumber: 'ADALLOM_STANDALONE',
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  consumedUnits: 10,
  prepaidUnits: { enabled: 25, suspended: 0, warning: 0, lockedOut: 0 },
  servicePlans: [
    { servicePlanId: '2e2ddb96-6af9-4b1d-a3f0-d6ecfd22edb2', servicePlanName: 'ADALLOM_S_STANDALONE', appliesTo: 'User', provisioningStatus: 'Success' },
  ],
})

/** The tenant with what its Conditional Access policies are kept like. */
export const withPolicyHygiene = (tenant: TenantFixture): TenantFixture => {
  if (tenant.id === tenants.bare) return tenant
  const isFaulty = tenant.id === tenants.faulty
  return {
    ...tenant,
    subscribedSkus: [...tenant.subscribedSkus, cloudAppSecurity(tenant.id)],
    groups: isFaulty
      ? tenant.groups
      : [...tenant.groups, { id: guarded, displayName: 'Guarded', securityEnabled: true, isAssignableToRole: true, members: [idOf('sound', 'ada')] }],
    protectableActions: isFaulty ? tenant.protectableActions : Object.fromEntries(Object.keys(tenant.protectableActions).map(name => [name, 'c1'])),
    conditionalAccessPolicies: [...tenant.conditionalAccessPolicies, ...(isFaulty ? faulty : sound)],
  }
}
