import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { idOf, type TenantName } from './entra-people.ts'
import { roleIds } from './entra-roles.ts'

type Policy = TenantFixture['conditionalAccessPolicies'][number]

/** The group that the policies of the faulty tenant leave out. */
export const leftOut = 'faulty-left-out'

const phishingResistant = { id: '00000000-0000-0000-0000-000000000004' }

const policies = (tenant: TenantName, emergency: readonly string[], excludeGroups: string[]): readonly Policy[] => {
  const users = { includeUsers: ['All'], excludeUsers: emergency.map(name => idOf(tenant, name)), excludeGroups }
  const applications = { includeApplications: ['All'] }
  return [
    {
      id: `${tenant}-mfa`,
      displayName: 'Require MFA',
      state: 'enabled',
      conditions: { users, applications, clientAppTypes: ['all'] },
      grantControls: { operator: 'OR', builtInControls: ['mfa'] },
    },
    {
      id: `${tenant}-legacy`,
      displayName: 'Block legacy authentication',
      state: 'enabled',
      conditions: { users, applications, clientAppTypes: ['exchangeActiveSync', 'other'] },
      grantControls: { operator: 'OR', builtInControls: ['block'] },
    },
  ]
}

/** Conditional Access: with a group left out of everything, whole with phishing-resistant MFA for administrators, and none at all. */
export const conditionalAccess: Readonly<Record<TenantName, readonly Policy[]>> = {
  faulty: policies('faulty', ['break-glass-1'], [leftOut]),
  sound: [
    ...policies('sound', ['break-glass-1', 'break-glass-2'], []),
    {
      id: 'sound-administrators',
      displayName: 'Require phishing-resistant MFA of administrators',
      state: 'enabled',
      conditions: {
        users: { includeRoles: Object.values(roleIds), excludeUsers: [idOf('sound', 'break-glass-1'), idOf('sound', 'break-glass-2')] },
        applications: { includeApplications: ['All'] },
        clientAppTypes: ['all'],
      },
      grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: phishingResistant },
    },
  ],
  bare: [],
}
