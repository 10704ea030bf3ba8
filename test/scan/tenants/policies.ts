import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'

type Policy = TenantFixture['conditionalAccessPolicies'][number]
type Users = NonNullable<NonNullable<Policy['conditions']>['users']>
type Control = NonNullable<NonNullable<Policy['grantControls']>['builtInControls']>[number]

const everywhere = { includeApplications: ['All'] }

/** An enforced policy for all resources: whom it is about, what it demands, and when. */
export const policy = (displayName: string, users: Users, controls: readonly Control[], conditions: Policy['conditions'] = {}): Policy => ({
  id: `policy-${displayName.toLowerCase().replaceAll(' ', '-')}`,
  displayName,
  state: 'enabled',
  conditions: { users, applications: everywhere, clientAppTypes: ['all'], ...conditions },
  grantControls: { operator: 'OR', builtInControls: [...controls] },
})

/** Everybody but these people, by object id. */
export const everybodyBut = (...excludeUsers: string[]): Users => ({ includeUsers: ['All'], excludeUsers })

/** The policy that blocks clients which cannot do MFA. */
export const blockLegacy = (users: Users): Policy =>
  policy('Block legacy authentication', users, ['block'], { clientAppTypes: ['exchangeActiveSync', 'other'] })

/** The policy that asks everybody for MFA, everywhere. */
export const requireMfa = (users: Users): Policy => policy('Require MFA of everybody', users, ['mfa'])
