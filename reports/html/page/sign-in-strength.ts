import type { SignInDemand, SignInStrength } from '../../../src/assessment.ts'
import type { Packed } from '../packed.ts'

export type PersonKind = SignInStrength['groups'][number]['kind']

/** How strong a weakest sign-in is; `unknown` where it cannot be decided. */
export type Strength = SignInDemand | 'unknown'

export const kindNames = {
  administrators: ['administrator', 'administrators'],
  members: ['member', 'members'],
  guests: ['guest', 'guests'],
  'emergency-access': ['emergency account', 'emergency accounts'],
} as const satisfies Record<PersonKind, readonly [string, string]>

/** From the weakest; what is not known comes last. */
export const strengthNames = {
  none: 'No second factor',
  'single-factor': 'A single factor, by policy',
  'mfa-when-necessary': 'MFA at Microsoft’s discretion',
  mfa: 'MFA',
  'phishing-resistant': 'Phishing-resistant MFA',
  blocked: 'Blocked',
  unknown: 'Unknown',
} as const satisfies Record<Strength, string>

export const kindsInOrder = Object.keys(kindNames) as readonly PersonKind[]
export const strengthsInOrder = Object.keys(strengthNames) as readonly Strength[]

/** People of one kind whose weakest sign-in is of one strength. `atLeast`: what is certain where the rest is not known. */
export interface Flow {
  readonly kind: PersonKind
  readonly strength: Strength
  readonly atLeast?: SignInDemand | undefined
  readonly people: number
}

export interface TenantStrength {
  readonly scope: string
  readonly flows: readonly Flow[]
  readonly synchronizationAccounts: number
  readonly unclear: readonly string[]
  /** Why nothing is known. */
  readonly unknown?: string | undefined
}

const EXHIBIT = 'sign-in-strength'

const isDemand = (value: unknown): value is SignInDemand => typeof value === 'string' && value !== 'unknown' && Object.hasOwn(strengthNames, value)
const isKind = (value: unknown): value is PersonKind => typeof value === 'string' && Object.hasOwn(kindNames, value)
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(text => typeof text === 'string')

const recordOf = (value: unknown): ReadonlyMap<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : new Map()

const flowOf = (entry: unknown): Flow | undefined => {
  const record = recordOf(entry)
  const [kind, least, most, people] = ['kind', 'least', 'most', 'people'].map(key => record.get(key))
  if (!isKind(kind) || !isDemand(least) || !isDemand(most) || !isCount(people)) return undefined
  return least === most ? { kind, strength: least, people } : { kind, strength: 'unknown', people, ...(least === 'none' ? {} : { atLeast: least }) }
}

const tenantOf = (entry: unknown): TenantStrength | undefined => {
  const record = recordOf(entry)
  const [scope, groups, synchronizationAccounts, unclear, unknown] = ['scope', 'groups', 'synchronizationAccounts', 'unclear', 'unknown'].map(key =>
    record.get(key),
  )
  if (typeof scope !== 'string' || !Array.isArray(groups) || !isCount(synchronizationAccounts) || !isTexts(unclear)) return undefined
  const flows = groups.map(flowOf)
  if (!flows.every(flow => flow !== undefined)) return undefined
  return { scope, flows, synchronizationAccounts, unclear, ...(typeof unknown === 'string' ? { unknown } : {}) }
}

type ShownExhibit = Packed['run']['exhibits'][number]

/** The tenants of an exhibit about the strength of sign-ins; undefined: it is about something else, or not as this page knows it. */
export const strengthsIn = ({ id, data }: ShownExhibit): readonly TenantStrength[] | undefined => {
  if (id !== EXHIBIT || !Array.isArray(data)) return undefined
  const tenants = data.map(tenantOf)
  return tenants.every(tenant => tenant !== undefined) ? tenants : undefined
}
