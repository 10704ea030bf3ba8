import type { ConditionalAccessPolicy, NamedLocation } from '../../datasets/entra/conditional-access.ts'
import {
  type Circumstances,
  cutCircumstances,
  type Dimension,
  dimensions,
  type Flow,
  type InsiderLevel,
  type Platform,
  type RiskLevel,
  type Space,
} from './circumstances.ts'
import { type ClientApp, isModern } from './clients.ts'
import { noConditions } from './conditions.ts'
import type { UserAction } from './question.ts'
import { NO, YES } from './truth.ts'

type Conditions = ConditionalAccessPolicy['conditions']

/** Where a sign-in comes from, as far as it is given. */
export interface Whereabouts {
  /** An IPv4 or IPv6 address. */
  readonly address?: string
  /** A two-letter country code. */
  readonly country?: string
  /** Ids of named locations in which it is. */
  readonly locations?: readonly string[]
  readonly isTrusted?: boolean
}

/** One sign-in, as far as it is given: what is absent stays open. */
export interface SignIn {
  /** Object id of a user. */
  readonly user: string
  /** Template ids of the roles that were activated for it. */
  readonly activated?: readonly string[]
  readonly target: { readonly application: string } | { readonly action: UserAction }
  readonly client: ClientApp
  readonly flow?: Flow
  readonly signInRisk?: RiskLevel
  readonly userRisk?: RiskLevel
  readonly insiderRisk?: InsiderLevel
  readonly platform?: Platform
  readonly place?: Whereabouts
  readonly device?: 'unmanaged' | 'compliant' | 'hybrid'
}

/** For each dimension, which of its values the sign-in may have. */
export type Selection = Readonly<Record<Dimension, readonly boolean[]>>

/** What policies tell apart around one sign-in. `undefined` in place of a selection: there is no such sign-in. */
export interface SignInScene {
  readonly circumstances: Circumstances
  /** The space without the places that only the question names, for words. */
  readonly space: Space
  readonly selection: Selection
}

const from = (location: string): Conditions => ({ ...noConditions, locations: { includeLocations: [location], excludeLocations: [] } })

/** Carries the conditions of a question among those of policies, so that places are cut by both. */
const probe = (conditions: Conditions): ConditionalAccessPolicy => ({
  id: '',
  scope: '',
  name: '',
  state: 'enabled',
  createdAt: null,
  modifiedAt: null,
  conditions,
  unknownConditions: [],
  unknownControls: [],
  grantControls: null,
  sessionControls: null,
})

const ADDRESS = '?address'
const COUNTRY = '?country'

const asLocation = (id: string, kind: 'ip' | 'country', says: Partial<NamedLocation>): NamedLocation => ({
  id,
  scope: '',
  name: id,
  kind,
  isTrusted: false,
  ipRanges: [],
  countries: [],
  includesUnknownCountries: false,
  ...says,
})

/** An address and a country are places of their own, if only for this question. */
const askedPlaces = ({ address, country }: Whereabouts): NamedLocation[] => [
  ...(address === undefined ? [] : [asLocation(ADDRESS, 'ip', { ipRanges: [`${address}/${address.includes(':') ? 128 : 32}`] })]),
  ...(country === undefined ? [] : [asLocation(COUNTRY, 'country', { countries: [country] })]),
]

const withoutAsked = (space: Space): Space => {
  const isReal = space.namedPlaces.map(({ key }) => key !== ADDRESS && key !== COUNTRY)
  return {
    ...space,
    namedPlaces: space.namedPlaces.filter((_, index) => isReal[index]),
    location: space.location.map(place => ({ ...place, inside: place.inside.filter((_, index) => isReal[index]) })),
  }
}

const isKind = (kind: SignIn['device'], { isCompliant, isHybridJoined }: Space['device'][number]): boolean => {
  if (kind === undefined) return true
  return kind === 'compliant' ? isCompliant : kind === 'hybrid' ? isHybridJoined : !isCompliant && !isHybridJoined
}

/** Cuts circumstances by the policies and by what is given of the sign-in; `undefined`: nothing is like what is given, such as an address that is not in the location. */
export const sceneOf = (signIn: SignIn, policies: readonly ConditionalAccessPolicy[], locations: readonly NamedLocation[]): SignInScene | undefined => {
  const place = signIn.place ?? {}
  const extra = askedPlaces(place)
  const inside = [...extra.map(({ id }) => id), ...(place.locations ?? []), ...(place.isTrusted === true ? ['AllTrusted'] : [])].map(from)
  const outside = place.isTrusted === false ? [from('AllTrusted')] : []
  const circumstances = cutCircumstances([...policies, ...[...inside, ...outside].map(probe)], [...locations, ...extra])
  const { space, regionOf } = circumstances
  const isIn = inside.map(conditions => regionOf(conditions).location)
  const isOut = outside.map(conditions => regionOf(conditions).location)
  const modern = isModern(signIn.client)
  const only = <T>(values: readonly T[], given: T | undefined): boolean[] => values.map(value => given === undefined || value === given)
  const selection: Selection = {
    // Legacy clients know the usual flow only, and "other clients" tell nothing of the device.
    flow: only(space.flow, signIn.flow).map((isOf, index) => isOf && (modern || space.flow[index] === 'none')),
    signInRisk: only(space.signInRisk, signIn.signInRisk),
    userRisk: only(space.userRisk, signIn.userRisk),
    insiderRisk: only(space.insiderRisk, signIn.insiderRisk),
    platform: only(space.platform, signIn.platform),
    location: space.location.map((_, index) => isIn.every(region => region[index] !== NO) && isOut.every(region => region[index] !== YES)),
    device: space.device.map(device => isKind(signIn.device, device) && (signIn.client !== 'other' || !device.isRegistered)),
  }
  if (dimensions.some(dimension => !selection[dimension].includes(true))) return undefined
  return { circumstances, space: withoutAsked(space), selection }
}
