import type { ConditionalAccessPolicy } from '../../datasets/entra/conditional-access.ts'

type Conditions = ConditionalAccessPolicy['conditions']

/** What a policy says that is about nobody, no application and no client, and limited by nothing else. */
export const noConditions: Conditions = {
  users: {
    includeUsers: [],
    excludeUsers: [],
    includeGroups: [],
    excludeGroups: [],
    includeRoles: [],
    excludeRoles: [],
    includeGuestsOrExternalUsers: null,
    excludeGuestsOrExternalUsers: null,
  },
  applications: {
    includeApplications: [],
    excludeApplications: [],
    includeUserActions: [],
    includeAuthenticationContextClassReferences: [],
    applicationFilter: null,
  },
  clientApplications: null,
  clientAppTypes: [],
  platforms: null,
  locations: null,
  deviceFilter: null,
  signInRiskLevels: [],
  userRiskLevels: [],
  servicePrincipalRiskLevels: [],
  insiderRiskLevels: null,
  transferMethods: null,
}

const isNarrow = (include: readonly string[], exclude: readonly string[], everything: string): boolean =>
  exclude.length > 0 || (include.length > 0 && !include.some(value => value.toLowerCase() === everything))

/** Whether it is limited to ways of signing in (device code, authentication transfer) that nobody needs. */
export const isAboutFlows = ({ transferMethods }: Conditions): boolean => !['', 'none'].includes(transferMethods ?? '')

/** Conditions of which nothing tells where they hold: a policy with one never counts as coverage, and no hole is found where it could apply. */
export const undecidableConditions = ({ servicePrincipalRiskLevels }: Conditions, unknownConditions: readonly string[]): string[] => [
  ...(servicePrincipalRiskLevels.length > 0 ? ['it is limited by service principal risk'] : []),
  ...unknownConditions.map(name => `it has a condition "${name}"`),
]

/**
 * Conditions, beyond people, applications and clients, that make a policy apply to some sign-ins only, in words.
 */
export const narrowingConditions = (conditions: Conditions, unknownConditions: readonly string[]): string[] => {
  const { platforms, locations, deviceFilter } = conditions
  const set: [string, boolean][] = [
    ['device platforms', platforms !== null && isNarrow(platforms.includePlatforms, platforms.excludePlatforms, 'all')],
    ['locations', locations !== null && isNarrow(locations.includeLocations, locations.excludeLocations, 'all')],
    ['a device filter', deviceFilter !== null],
    ['sign-in risk', conditions.signInRiskLevels.length > 0],
    ['user risk', conditions.userRiskLevels.length > 0],
    ['service principal risk', conditions.servicePrincipalRiskLevels.length > 0],
    ['insider risk', (conditions.insiderRiskLevels ?? '') !== ''],
    ['authentication flows', isAboutFlows(conditions)],
  ]
  return [...set.flatMap(([name, isSet]) => (isSet ? [`it is limited by ${name}`] : [])), ...unknownConditions.map(name => `it has a condition "${name}"`)]
}
