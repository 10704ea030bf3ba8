import type { AccessCell, IdentityPath, IdentityPaths, PathCut, PathNode, PathStep, SignInDemand } from '../../../src/assessment.ts'
import type { Packed } from '../packed.ts'

/** What is enough for a path, how it looks, and how it is said beside a step. */
export const demandLooks = {
  none: { tone: 'critical', mark: 'fail', enough: 'Nothing that is checked here', short: '' },
  'single-factor': { tone: 'critical', mark: 'fail', enough: 'A password', short: 'a password' },
  'mfa-when-necessary': { tone: 'medium', mark: 'medium', enough: 'MFA only when Microsoft judges it necessary', short: 'MFA at times' },
  mfa: { tone: 'low', mark: 'low', enough: 'MFA that can be phished', short: 'MFA' },
  'phishing-resistant': { tone: 'pass', mark: 'pass', enough: 'A phishing-resistant method', short: 'phishing-resistant' },
  blocked: { tone: 'info', mark: 'not-applicable', enough: 'Nothing that is let in', short: 'blocked' },
} as const satisfies Record<SignInDemand, { readonly tone: string; readonly mark: string; readonly enough: string; readonly short: string }>

/** A sentence without its stop: `A password is enough`. */
export const enoughWords = (demand: SignInDemand): string => (demand === 'none' ? 'No sign-in is asked for here' : `${demandLooks[demand].enough} is enough`)

export const demandsInOrder = Object.keys(demandLooks) as readonly SignInDemand[]

const isText = (value: unknown): value is string => typeof value === 'string'
const isTexts = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every(isText)
const isCount = (value: unknown): value is number => typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
const isFlag = (value: unknown): value is boolean => typeof value === 'boolean'
const isDemand = (value: unknown): value is SignInDemand => isText(value) && Object.hasOwn(demandLooks, value)
const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === 'object' && value !== null && !Array.isArray(value)
const isOptional = <T>(value: unknown, is: (value: unknown) => value is T): boolean => value === undefined || is(value)

const isNode = (value: unknown): value is PathNode =>
  isRecord(value) && isText(value.name) && isText(value.kind) && isText(value.scope) && isOptional(value.row, isText)

const isStep = (value: unknown): value is PathStep =>
  isRecord(value) &&
  isNode(value.to) &&
  isText(value.kind) &&
  isText(value.words) &&
  isDemand(value.demand) &&
  isFlag(value.activated) &&
  isFlag(value.certain) &&
  isOptional(value.open, isText) &&
  isTexts(value.rows)

const isPath = (value: unknown): value is IdentityPath =>
  isRecord(value) &&
  isNode(value.from) &&
  Array.isArray(value.steps) &&
  value.steps.length > 0 &&
  value.steps.every(isStep) &&
  isDemand(value.demand) &&
  isFlag(value.activated) &&
  isFlag(value.certain) &&
  isFlag(value.taken) &&
  isOptional(value.cut, isCount)

const isCut = (value: unknown): value is PathCut => isRecord(value) && isText(value.from) && isText(value.words) && isCount(value.closes) && isCount(value.of)

const hows: ReadonlySet<unknown> = new Set<AccessCell['how']>(['standing', 'activated', 'taken', 'possible'])

const isCell = (value: unknown): value is AccessCell =>
  isRecord(value) && isCount(value.account) && (value.access === 'administrator' || value.access === 'some') && hows.has(value.how) && isDemand(value.demand)

const isAccess = (value: unknown): value is IdentityPaths['access'] =>
  isRecord(value) &&
  Array.isArray(value.accounts) &&
  value.accounts.every(account => isRecord(account) && isText(account.id) && isText(account.name)) &&
  isCount(value.accountsNotShown) &&
  Array.isArray(value.people) &&
  value.people.every(one => isRecord(one) && isNode(one.person) && Array.isArray(one.cells) && one.cells.every(isCell)) &&
  isCount(value.peopleNotShown)

const isPaths = (value: unknown): value is IdentityPaths =>
  isRecord(value) &&
  Array.isArray(value.paths) &&
  value.paths.every(isPath) &&
  isCount(value.pathsNotShown) &&
  Array.isArray(value.cuts) &&
  value.cuts.every(isCut) &&
  isTexts(value.unread) &&
  isCount(value.unreadNotShown) &&
  isAccess(value.access)

/** The paths that an exhibit tells of; undefined: it is about something else, or not as this page knows it. */
export const pathsIn = ({ id, data }: Packed['run']['exhibits'][number]): IdentityPaths | undefined =>
  id === 'identity-paths' && isPaths(data) ? data : undefined

const known = new WeakMap<Packed, { readonly paths: IdentityPaths | undefined }>()

/** The paths of a run; undefined: nothing asked about them. */
export const pathsOf = (packed: Packed): IdentityPaths | undefined => {
  const found = known.get(packed) ?? { paths: packed.run.exhibits.map(pathsIn).find(paths => paths !== undefined) }
  known.set(packed, found)
  return found.paths
}

/** Where a path ends. */
export const goalOf = ({ from, steps }: IdentityPath): PathNode => steps.at(-1)?.to ?? from

/** What a path asks for besides, in words: `after an activation`. */
export const besides = ({ activated, taken, certain }: Pick<IdentityPath, 'activated' | 'taken' | 'certain'>): readonly string[] => [
  ...(activated ? ['after an activation'] : []),
  ...(taken ? ['by taking what others hold'] : []),
  ...(certain ? [] : ['if what is open holds']),
]
