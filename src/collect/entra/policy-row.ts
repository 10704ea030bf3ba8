import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'
import { isSet, policyWire, unknownNames, type WirePolicy } from './policy-wire.ts'

const knownOf = (shape: object): readonly string[] => Object.keys(shape)

const { shape } = policyWire
const conditionShape = shape.conditions.shape
const userNames = knownOf(conditionShape.users.shape)
const applicationNames = knownOf(conditionShape.applications.shape)
const grantNames = knownOf(shape.grantControls.unwrap().shape)
const sessionNames = knownOf(shape.sessionControls.unwrap().shape)

type Conditions = WirePolicy['conditions']

/** The retired device lists say nothing when they include every device and exclude none. */
const deviceLists = (devices: Conditions['devices']): readonly string[] => {
  const names = unknownNames(devices, ['deviceFilter'], 'devices.')
  const { includeDevices } = devices ?? {}
  const all = Array.isArray(includeDevices) && includeDevices.length === 1 && includeDevices[0] === 'All'
  return all && names.length === 1 && names[0] === 'devices.includeDevices' ? [] : names
}

const unknownConditions = (conditions: Conditions): string[] => [
  ...unknownNames(conditions, knownOf(conditionShape)),
  ...unknownNames(conditions.users, userNames, 'users.'),
  ...unknownNames(conditions.applications, applicationNames, 'applications.'),
  ...unknownNames(conditions.clientApplications, ['includeServicePrincipals', 'excludeServicePrincipals'], 'clientApplications.'),
  ...unknownNames(conditions.platforms, ['includePlatforms', 'excludePlatforms'], 'platforms.'),
  ...unknownNames(conditions.locations, ['includeLocations', 'excludeLocations'], 'locations.'),
  ...deviceLists(conditions.devices),
  ...unknownNames(conditions.authenticationFlows, ['transferMethods'], 'authenticationFlows.'),
]

type External = NonNullable<Conditions['users']['includeGuestsOrExternalUsers']>

const externalUsers = (given: External | null | undefined) =>
  given === null || given === undefined || !isSet(given)
    ? null
    : {
        guestOrExternalUserTypes: given.guestOrExternalUserTypes,
        externalTenants:
          given.externalTenants === null || given.externalTenants === undefined
            ? null
            : { membershipKind: given.externalTenants.membershipKind, members: given.externalTenants.members ?? null },
      }

const conditionsOf = (given: Conditions): ConditionalAccessPolicy['conditions'] => ({
  users: {
    includeUsers: given.users.includeUsers,
    excludeUsers: given.users.excludeUsers,
    includeGroups: given.users.includeGroups,
    excludeGroups: given.users.excludeGroups,
    includeRoles: given.users.includeRoles,
    excludeRoles: given.users.excludeRoles,
    includeGuestsOrExternalUsers: externalUsers(given.users.includeGuestsOrExternalUsers),
    excludeGuestsOrExternalUsers: externalUsers(given.users.excludeGuestsOrExternalUsers),
  },
  applications: {
    includeApplications: given.applications.includeApplications,
    excludeApplications: given.applications.excludeApplications,
    includeUserActions: given.applications.includeUserActions,
    includeAuthenticationContextClassReferences: given.applications.includeAuthenticationContextClassReferences,
    applicationFilter: given.applications.applicationFilter ?? null,
  },
  // Unset lists of a condition that is set mean nobody is named, which is what Graph writes as an empty list.
  clientApplications: isSet(given.clientApplications)
    ? {
        includeServicePrincipals: given.clientApplications?.includeServicePrincipals ?? [],
        excludeServicePrincipals: given.clientApplications?.excludeServicePrincipals ?? [],
      }
    : null,
  clientAppTypes: given.clientAppTypes,
  platforms: given.platforms,
  locations: given.locations,
  deviceFilter: given.devices?.deviceFilter ?? null,
  signInRiskLevels: given.signInRiskLevels,
  userRiskLevels: given.userRiskLevels,
  servicePrincipalRiskLevels: given.servicePrincipalRiskLevels ?? [],
  insiderRiskLevels: given.insiderRiskLevels || null,
  transferMethods: given.authenticationFlows?.transferMethods || null,
})

const grantOf = (given: NonNullable<WirePolicy['grantControls']>): ConditionalAccessPolicy['grantControls'] => ({
  operator: given.operator,
  builtInControls: given.builtInControls,
  customAuthenticationFactors: given.customAuthenticationFactors,
  termsOfUse: given.termsOfUse,
  authenticationStrengthId: given.authenticationStrength?.id ?? null,
})

const sessionOf = (given: NonNullable<WirePolicy['sessionControls']>): ConditionalAccessPolicy['sessionControls'] => ({
  applicationEnforcedRestrictions: given.applicationEnforcedRestrictions?.isEnabled === true,
  cloudAppSecurity: given.cloudAppSecurity?.isEnabled === true ? given.cloudAppSecurity.cloudAppSecurityType : null,
  disableResilienceDefaults: given.disableResilienceDefaults === true,
  persistentBrowser: given.persistentBrowser?.isEnabled === true ? given.persistentBrowser.mode : null,
  signInFrequency:
    given.signInFrequency?.isEnabled === true
      ? {
          frequencyInterval: given.signInFrequency.frequencyInterval ?? null,
          type: given.signInFrequency.type ?? null,
          value: given.signInFrequency.value ?? null,
          authenticationType: given.signInFrequency.authenticationType ?? null,
        }
      : null,
  continuousAccessEvaluation: given.continuousAccessEvaluation?.mode ?? null,
  secureSignInSession: given.secureSignInSession?.isEnabled === true,
})

/** A policy of Graph as a row: the conditions this version knows by value, the others by name only. */
export const policyRow = (policy: WirePolicy, scope: string): ConditionalAccessPolicy => ({
  id: policy.id,
  scope,
  name: policy.displayName,
  state: policy.state,
  createdAt: policy.createdDateTime ?? null,
  modifiedAt: policy.modifiedDateTime ?? null,
  conditions: conditionsOf(policy.conditions),
  unknownConditions: unknownConditions(policy.conditions),
  unknownControls: [...unknownNames(policy.grantControls, grantNames)],
  unknownSessionControls: [...unknownNames(policy.sessionControls, sessionNames)],
  grantControls: policy.grantControls === null ? null : grantOf(policy.grantControls),
  sessionControls: policy.sessionControls === null ? null : sessionOf(policy.sessionControls),
})
