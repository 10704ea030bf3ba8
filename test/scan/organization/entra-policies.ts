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

const emergency = ['break-glass-1', 'break-glass-2']
const excludeUsers = emergency.map(name => idOf('sound', name))
const everywhere = { includeApplications: ['All'] }

/** A policy of the sound tenant for everybody but emergency access. */
const soundPolicy = (name: string, conditions: Policy['conditions'], rest: Pick<Policy, 'grantControls' | 'sessionControls'>): Policy => ({
  id: `sound-${name.toLowerCase().replaceAll(' ', '-')}`,
  displayName: name,
  state: 'enabled',
  conditions: { users: { includeUsers: ['All'], excludeUsers }, applications: everywhere, clientAppTypes: ['all'], ...conditions },
  ...rest,
})

const ofAdministrators = { users: { includeRoles: Object.values(roleIds), excludeUsers } }
const demands = (...builtInControls: NonNullable<NonNullable<Policy['grantControls']>['builtInControls']>) => ({
  grantControls: { operator: 'OR', builtInControls },
})

/** Conditional Access: with a group left out of everything, whole with phishing-resistant MFA for administrators, and none at all. */
export const conditionalAccess: Readonly<Record<TenantName, readonly Policy[]>> = {
  faulty: policies('faulty', ['break-glass-1'], [leftOut]),
  sound: [
    ...policies('sound', emergency, []),
    soundPolicy('Require phishing-resistant MFA of administrators', ofAdministrators, {
      grantControls: { operator: 'OR', builtInControls: [], authenticationStrength: phishingResistant },
    }),
    soundPolicy('Require managed devices of administrators', ofAdministrators, demands('compliantDevice', 'domainJoinedDevice')),
    soundPolicy('End sessions of administrators', ofAdministrators, {
      sessionControls: {
        signInFrequency: {
          isEnabled: true,
          frequencyInterval: 'timeBased',
          type: 'hours',
          value: 4,
          authenticationType: 'primaryAndSecondaryAuthentication',
        },
      },
    }),
    soundPolicy('Block device code flow', { authenticationFlows: { transferMethods: 'deviceCodeFlow' } }, demands('block')),
    soundPolicy('Block authentication transfer', { authenticationFlows: { transferMethods: 'authenticationTransfer' } }, demands('block')),
    soundPolicy(
      'Secure accounts at high risk',
      { userRiskLevels: ['high'] },
      { grantControls: { operator: 'AND', builtInControls: ['mfa', 'passwordChange'] } },
    ),
    soundPolicy(
      'Register security information with MFA',
      {
        applications: { includeUserActions: ['urn:user:registersecurityinfo'] },
        locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] },
      },
      demands('mfa'),
    ),
    soundPolicy('Require MFA of guests', { users: { includeUsers: ['GuestsOrExternalUsers'] } }, demands('mfa')),
    soundPolicy('Register devices with MFA', { applications: { includeUserActions: ['urn:user:registerdevice'] } }, demands('mfa')),
  ],
  bare: [],
}

const trusted = (name: string, cidrAddress: string): TenantFixture['namedLocations'][number] => ({
  '@odata.type': '#microsoft.graph.ipNamedLocation',
  id: `location-${name}`,
  displayName: name,
  isTrusted: true,
  ipRanges: [Object.assign({ '@odata.type': '#microsoft.graph.iPv4CidrRange' }, { cidrAddress })],
})

/** Places that are trusted: of an office, and of a whole provider. */
export const namedLocations = {
  faulty: [trusted('Office', '203.0.113.0/24'), trusted('Provider', '198.18.0.0/15')],
  sound: [trusted('Office', '198.51.100.0/24')],
} as const
