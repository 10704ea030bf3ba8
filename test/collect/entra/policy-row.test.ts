import { describe, expect, test } from 'vitest'
import { policyRow } from '../../../src/collect/entra/policy-row.ts'
import { policyWire } from '../../../src/collect/entra/policy-wire.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'

const users = {
  includeUsers: ['All'],
  excludeUsers: [],
  includeGroups: [],
  excludeGroups: [],
  includeRoles: [],
  excludeRoles: [],
  includeGuestsOrExternalUsers: null,
  excludeGuestsOrExternalUsers: null,
}
const applications = {
  includeApplications: ['All'],
  excludeApplications: [],
  includeUserActions: [],
  includeAuthenticationContextClassReferences: [],
  applicationFilter: null,
}
const conditions = {
  users,
  applications,
  clientApplications: null,
  clientAppTypes: ['all'],
  platforms: null,
  locations: null,
  devices: null,
  signInRiskLevels: [],
  userRiskLevels: [],
}
const grantControls = { operator: 'OR', builtInControls: ['mfa'], customAuthenticationFactors: [], termsOfUse: [], authenticationStrength: null }
const wire = { id: 'p', displayName: 'P', state: 'enabled', createdDateTime: null, modifiedDateTime: null, conditions, grantControls, sessionControls: null }

const rowOf = (policy: object) => conditionalAccessPolicies.row.parse(policyRow(policyWire.parse(policy), 'entra-tenant/t'))
const unknownIn = (more: object): readonly string[] => rowOf({ ...wire, conditions: { ...conditions, ...more } }).unknownConditions

describe('a policy', () => {
  test('keeps the conditions this version knows by value', () => {
    const given = {
      ...conditions,
      users: {
        ...users,
        includeGuestsOrExternalUsers: {
          guestOrExternalUserTypes: 'internalGuest',
          externalTenants: { '@odata.type': 'x', membershipKind: 'enumerated', members: ['t1'] },
        },
      },
      platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] },
      devices: { deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' } },
      insiderRiskLevels: 'elevated',
      authenticationFlows: { transferMethods: 'deviceCodeFlow,authenticationTransfer' },
    }
    expect(rowOf({ ...wire, conditions: given })).toMatchObject({
      unknownConditions: [],
      conditions: {
        users: {
          includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest', externalTenants: { membershipKind: 'enumerated', members: ['t1'] } },
        },
        platforms: { includePlatforms: ['all'], excludePlatforms: ['iOS'] },
        deviceFilter: { mode: 'exclude', rule: 'device.isCompliant -eq True' },
        insiderRiskLevels: 'elevated',
        transferMethods: 'deviceCodeFlow,authenticationTransfer',
        clientApplications: null,
      },
    })
  })

  test('names conditions it does not know wherever they stand, and only when they are set', () => {
    expect(unknownIn({ agentIdRiskLevels: 'high', times: null, deviceStates: { includeStates: [] } })).toEqual(['agentIdRiskLevels'])
    expect(unknownIn({ users: { ...users, includeAgents: ['All'], 'x@odata.type': '#x' } })).toEqual(['users.includeAgents'])
    expect(unknownIn({ applications: { ...applications, networkAccess: { kind: 'internet' }, globalSecureAccess: null } })).toEqual([
      'applications.networkAccess',
    ])
    expect(
      unknownIn({ clientApplications: { includeServicePrincipals: [], excludeServicePrincipals: [], servicePrincipalFilter: { mode: 'include', rule: 'r' } } }),
    ).toEqual(['clientApplications.servicePrincipalFilter'])
    expect(unknownIn({ devices: { includeDevices: ['All'], excludeDevices: [], deviceFilter: null } })).toEqual([])
    expect(unknownIn({ devices: { includeDevices: ['All'], excludeDevices: ['Compliant'], deviceFilter: null } })).toEqual([
      'devices.includeDevices',
      'devices.excludeDevices',
    ])
    expect(unknownIn({ authenticationFlows: { transferMethods: null, futureFlow: true } })).toEqual(['authenticationFlows.futureFlow'])
  })

  test('is about workload identities when it names any', () => {
    expect(
      rowOf({ ...wire, conditions: { ...conditions, clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'] } } }).conditions
        .clientApplications,
    ).toEqual({
      includeServicePrincipals: ['ServicePrincipalsInMyTenant'],
      excludeServicePrincipals: [],
    })
    expect(
      rowOf({ ...wire, conditions: { ...conditions, clientApplications: { includeServicePrincipals: [], excludeServicePrincipals: [] } } }).conditions
        .clientApplications,
    ).toBeNull()
  })

  test('keeps what it demands, the strength by id, unknown controls by name, session controls only when on', () => {
    const strong = rowOf({
      ...wire,
      grantControls: {
        ...grantControls,
        builtInControls: [],
        'authenticationStrength@odata.context': 'x',
        authenticationStrength: { id: 's4', displayName: 'PR' },
        newControl: ['x'],
      },
      sessionControls: {
        signInFrequency: { isEnabled: true, frequencyInterval: 'everyTime', type: null, value: null },
        persistentBrowser: { isEnabled: false, mode: 'always' },
        cloudAppSecurity: null,
      },
    })
    expect(strong).toMatchObject({
      grantControls: { operator: 'OR', authenticationStrengthId: 's4' },
      unknownControls: ['newControl'],
      sessionControls: {
        signInFrequency: { frequencyInterval: 'everyTime', authenticationType: null },
        persistentBrowser: null,
        cloudAppSecurity: null,
        disableResilienceDefaults: false,
      },
    })
    expect(rowOf({ ...wire, grantControls: null })).toMatchObject({ grantControls: null, unknownControls: [] })
  })

  test('is not a policy when a list that narrows or widens it is missing', () => {
    const without = (from: object, name: string): object => Object.fromEntries(Object.entries(from).filter(([key]) => key !== name))
    for (const name of ['includeUsers', 'excludeUsers', 'includeGroups', 'excludeGroups', 'includeRoles', 'excludeRoles'])
      expect(policyWire.safeParse({ ...wire, conditions: { ...conditions, users: without(users, name) } }).success, name).toBe(false)
    for (const name of ['includeApplications', 'excludeApplications', 'includeUserActions'])
      expect(policyWire.safeParse({ ...wire, conditions: { ...conditions, applications: without(applications, name) } }).success, name).toBe(false)
    for (const name of ['users', 'applications', 'clientAppTypes', 'platforms', 'locations', 'devices', 'signInRiskLevels', 'userRiskLevels'])
      expect(policyWire.safeParse({ ...wire, conditions: without(conditions, name) }).success, name).toBe(false)
    for (const name of ['state', 'grantControls', 'sessionControls', 'conditions']) expect(policyWire.safeParse(without(wire, name)).success, name).toBe(false)
  })

  test('keeps the names of session controls that this version does not know', () => {
    const sessionControls = { globalSecureAccessFilteringProfile: { isEnabled: true, profileId: 'x' }, persistentBrowser: { isEnabled: true, mode: 'never' } }
    expect(rowOf({ ...wire, sessionControls }).unknownSessionControls).toEqual(['globalSecureAccessFilteringProfile'])
  })
})
