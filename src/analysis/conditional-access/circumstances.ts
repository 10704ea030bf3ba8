import type { ConditionalAccessPolicy, NamedLocation } from '../../datasets/entra/conditional-access.ts'
import type { ClientApp } from './clients.ts'
import { type DeviceRule, readDeviceFilter } from './device-filter.ts'
import { type DeviceState, deviceStates } from './device-states.ts'
import { type NamedPlace, type Place, placesOf } from './locations.ts'
import { MAYBE, NO, not, type Truth, truth, YES } from './truth.ts'

type Conditions = ConditionalAccessPolicy['conditions']

/** What varies from one sign-in of a person to one application on one client to the next. */
export const dimensions = ['flow', 'signInRisk', 'userRisk', 'insiderRisk', 'platform', 'location', 'device'] as const
export type Dimension = (typeof dimensions)[number]

/** Ways of signing in: the usual one first. https://learn.microsoft.com/entra/identity/conditional-access/concept-authentication-flows */
const flows = ['none', 'deviceCodeFlow', 'authenticationTransfer'] as const
/** `other`: what Microsoft does not recognize, as anyone may claim to be. https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#device-platforms */
const platforms = ['windows', 'macos', 'ios', 'android', 'linux', 'windowsphone', 'other'] as const
const riskLevels = ['none', 'low', 'medium', 'high'] as const
const insiderLevels = ['none', 'minor', 'moderate', 'elevated'] as const

export type Flow = (typeof flows)[number]
export type Platform = (typeof platforms)[number]
export type RiskLevel = (typeof riskLevels)[number]
export type InsiderLevel = (typeof insiderLevels)[number]

/** Every value of each dimension that policies can tell apart. */
export interface Space {
  readonly flow: readonly Flow[]
  readonly signInRisk: readonly RiskLevel[]
  readonly userRisk: readonly RiskLevel[]
  readonly insiderRisk: readonly InsiderLevel[]
  readonly platform: readonly Platform[]
  readonly location: readonly Place[]
  readonly device: readonly DeviceState[]
  /** Places that policies name. */
  readonly namedPlaces: readonly NamedPlace[]
  /** Rules about devices, as policies write them, in the order of `DeviceState.matches`. */
  readonly deviceRules: readonly string[]
}

/** Where a policy applies: for each dimension, its values by number. */
export type Region = Readonly<Record<Dimension, readonly Truth[]>>

export const everywhere = (space: Space): Region => ({
  flow: space.flow.map(() => YES),
  signInRisk: space.signInRisk.map(() => YES),
  userRisk: space.userRisk.map(() => YES),
  insiderRisk: space.insiderRisk.map(() => YES),
  platform: space.platform.map(() => YES),
  location: space.location.map(() => YES),
  device: space.device.map(() => YES),
})

const flagsIn = (flags: string | null): string[] =>
  (flags ?? '').split(',').flatMap(flag => (['', 'none'].includes(flag.trim().toLowerCase()) ? [] : [flag.trim().toLowerCase()]))

/** Of the values of a dimension those listed; none listed: all. A word that this version does not know may mean any of the others. */
const listed = (values: readonly string[], given: readonly string[], ignored: readonly string[] = []): Truth[] => {
  const words = given.map(word => word.toLowerCase()).filter(word => !ignored.includes(word))
  if (words.length === 0) return values.map(() => (given.length === 0 ? YES : NO))
  const isUnclear = words.some(word => !values.some(value => value.toLowerCase() === word))
  return values.map(value => (words.includes(value.toLowerCase()) ? YES : isUnclear ? MAYBE : NO))
}

const platformTruth = (condition: Conditions['platforms']): Truth[] => {
  if (condition === null) return platforms.map(() => YES)
  const side = (given: readonly string[]): Truth[] => {
    const words = given.map(word => word.toLowerCase())
    const isUnclear = words.some(word => word !== 'all' && !platforms.some(platform => platform === word))
    return platforms.map(platform =>
      words.includes('all') || (platform !== 'other' && words.includes(platform)) ? YES : isUnclear && platform === 'other' ? MAYBE : NO,
    )
  }
  const include = condition.includePlatforms.length === 0 ? platforms.map((): Truth => YES) : side(condition.includePlatforms)
  const exclude = side(condition.excludePlatforms)
  return include.map((truth, index) => (truth < not(exclude[index] ?? NO) ? truth : not(exclude[index] ?? NO)))
}

const uniqueBy = <T>(items: Iterable<T>, keyOf: (item: T) => string): Map<string, T> => new Map([...items].map(item => [keyOf(item), item]))

/** Everything about sign-ins that a tenant's policies tell apart, and where each of them applies. */
export interface Circumstances {
  readonly space: Space
  regionOf(conditions: Conditions): Region
  /** Conditions of which it cannot be decided where they hold, in words. */
  doubtsOf(conditions: Conditions): string[]
}

/** Cuts what varies between sign-ins into values by what the policies mention. */
export const cutCircumstances = (policies: readonly ConditionalAccessPolicy[], locations: readonly NamedLocation[]): Circumstances => {
  const locationKey = (condition: unknown) => JSON.stringify(condition)
  const locationConditions = uniqueBy(
    policies.flatMap(({ conditions }) => conditions.locations ?? []),
    locationKey,
  )
  const locationNumbers = new Map([...locationConditions.keys()].map((key, index) => [key, index]))
  const cut = placesOf([...locationConditions.values()], locations)
  const places = cut?.places ?? [{ fits: [], inside: [], isTrusted: MAYBE }]

  const texts = [...new Set(policies.flatMap(({ conditions }) => conditions.deviceFilter?.rule ?? []))].sort()
  const read = texts.flatMap((text): [string, DeviceRule][] => {
    const rule = readDeviceFilter(text)
    return rule === undefined ? [] : [[text, rule]]
  })
  const all = deviceStates(read.map(([, rule]) => rule))
  const devices = all ?? deviceStates([]) ?? []
  const ruleNumbers = new Map(all === undefined ? [] : read.map(([text], index) => [text, index]))

  const space: Space = {
    flow: flows,
    signInRisk: riskLevels,
    userRisk: riskLevels,
    insiderRisk: insiderLevels,
    platform: platforms,
    location: places,
    device: devices,
    namedPlaces: cut?.named ?? [],
    deviceRules: [...ruleNumbers.keys()],
  }
  const locationTruth = (condition: Conditions['locations']): Truth[] => {
    const number = condition === null ? undefined : locationNumbers.get(locationKey(condition))
    if (condition === null) return places.map(() => YES)
    return places.map(({ fits }) => (number === undefined ? MAYBE : (fits[number] ?? MAYBE)))
  }
  const deviceTruth = (filter: Conditions['deviceFilter']): Truth[] => {
    if (filter === null) return devices.map(() => YES)
    const number = ruleNumbers.get(filter.rule)
    const mode = filter.mode.toLowerCase()
    return devices.map(({ matches }) => {
      const match = number === undefined ? MAYBE : (matches[number] ?? MAYBE)
      return mode === 'include' ? match : mode === 'exclude' ? not(match) : MAYBE
    })
  }
  const regionOf = (conditions: Conditions): Region => ({
    flow: listed(flows, flagsIn(conditions.transferMethods)),
    signInRisk: listed(riskLevels, conditions.signInRiskLevels, ['hidden']),
    userRisk: listed(riskLevels, conditions.userRiskLevels, ['hidden']),
    insiderRisk: listed(insiderLevels, flagsIn(conditions.insiderRiskLevels)),
    platform: platformTruth(conditions.platforms),
    location: locationTruth(conditions.locations),
    device: deviceTruth(conditions.deviceFilter),
  })
  return {
    space,
    regionOf,
    doubtsOf(conditions) {
      const region = regionOf(conditions)
      return dimensions.flatMap(dimension => (region[dimension].includes(MAYBE) ? [doubtWords[dimension]] : []))
    },
  }
}

const doubtWords: Readonly<Record<Dimension, string>> = {
  flow: 'which authentication flows it is limited to cannot be decided',
  signInRisk: 'which sign-in risk it is limited to cannot be decided',
  userRisk: 'which user risk it is limited to cannot be decided',
  insiderRisk: 'which insider risk it is limited to cannot be decided',
  platform: 'which device platforms it is limited to cannot be decided',
  location: 'which locations it is limited to cannot be decided',
  device: 'which devices its filter means cannot be decided',
}

/** What a sign-in can show beside the person: decides which controls can be met. */
export interface Means {
  readonly isCompliant: boolean
  readonly isHybridJoined: boolean
  /** Where apps under a protection policy can be. */
  readonly hasAppProtection: boolean
  readonly isDeviceCode: boolean
}

/** Where every control can be met. */
export const everyMeans: Means = { isCompliant: true, isHybridJoined: true, hasAppProtection: true, isDeviceCode: false }

/** Where no device can be shown. */
export const noMeans: Means = { isCompliant: false, isHybridJoined: false, hasAppProtection: true, isDeviceCode: false }

/** App protection policies are for apps on iOS and Android, and for Microsoft Edge on Windows. https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-windows-app-protection */
export const canProtectApps = (platform: Platform, client: ClientApp): boolean =>
  platform === 'ios' || platform === 'android' || (platform === 'windows' && client === 'browser')

/** What can be shown at a point. */
export const meansOf = (device: DeviceState, platform: Platform, flow: Flow, client: ClientApp): Means => ({
  isCompliant: device.isCompliant,
  isHybridJoined: device.isHybridJoined,
  hasAppProtection: canProtectApps(platform, client),
  isDeviceCode: flow === 'deviceCodeFlow',
})

export const isSure = (region: readonly Truth[]): boolean[] => region.map(value => value === YES)
export const isPossible = (region: readonly Truth[]): boolean[] => region.map(value => truth(value !== NO) === YES)
