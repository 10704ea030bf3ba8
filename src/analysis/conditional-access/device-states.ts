import type { DeviceRule, DeviceTest } from './device-filter.ts'
import { and, MAYBE, NO, not, or, type Truth, truth, YES } from './truth.ts'

/** Devices that filters and grants cannot tell apart. */
export interface DeviceState {
  readonly isRegistered: boolean
  readonly isCompliant: boolean
  readonly isHybridJoined: boolean
  /** Whether each filter rule matches, in the order they were given. */
  readonly matches: readonly Truth[]
}

/** A rule of which a part is decided already. */
type Residue = DeviceRule | Truth

/** What a device says of itself where nothing else is asked; null: not set. */
interface Basis {
  readonly isRegistered: boolean
  readonly trustType: string | null
  readonly isCompliant: string | null
}

const unregistered: Basis = { isRegistered: false, trustType: null, isCompliant: null }
const registered: readonly Basis[] = ['workplace', 'azuread', 'serverad'].flatMap(trustType =>
  ['true', 'false', null].map((isCompliant): Basis => ({ isRegistered: true, trustType, isCompliant })),
)

const isManaged = ({ trustType, isCompliant }: Basis): boolean => trustType === 'serverad' || isCompliant === 'true'

const isExtension = (attribute: string): boolean => attribute.startsWith('extensionattribute')

/**
 * Whether a test matches a value. Of an attribute that is not set only negative tests match. Extension attributes are only evaluated on managed
 * devices: what a negative test on them says elsewhere is not documented.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-condition-filters-for-devices#policy-behavior-with-filter-for-devices
 */
const outcome = ({ attribute, operator, values, isNegated }: DeviceTest, value: string | null, basis: Basis): Truth => {
  if (basis.isRegistered && isExtension(attribute) && !isManaged(basis)) return isNegated ? MAYBE : NO
  const fits = (wanted: string): boolean => {
    if (value === null) return false
    if (operator === 'contains') return value.includes(wanted)
    if (operator === 'startswith') return value.startsWith(wanted)
    return operator === 'endswith' ? value.endsWith(wanted) : value === wanted
  }
  const matches = truth(values.some(fits))
  return isNegated ? not(matches) : matches
}

/** The rule once an attribute is known. */
const once = (rule: Residue, attribute: string, value: string | null, basis: Basis): Residue => {
  if (typeof rule === 'number') return rule
  if (rule.kind === 'test') return rule.test.attribute === attribute ? outcome(rule.test, value, basis) : rule
  if (rule.kind === 'not') {
    const part = once(rule.part, attribute, value, basis)
    return typeof part === 'number' ? not(part) : { kind: 'not', part }
  }
  const join = rule.kind === 'and' ? and : or
  const settles = rule.kind === 'and' ? NO : YES
  let settled: Truth = rule.kind === 'and' ? YES : NO
  const open: DeviceRule[] = []
  for (const each of rule.parts) {
    const part = once(each, attribute, value, basis)
    if (typeof part === 'number') settled = join(settled, part)
    else open.push(part)
  }
  if (settled === settles || open.length === 0) return settled
  // A part that is undecided stays in the tree as a test that nothing decides further.
  return { kind: rule.kind, parts: settled === MAYBE ? [...open, undecided] : open }
}

const undecided: DeviceRule = { kind: 'test', test: { attribute: '', operator: 'eq', values: [], isNegated: false } }

const testsIn = (rule: DeviceRule): DeviceTest[] => {
  if (rule.kind === 'test') return [rule.test]
  return rule.kind === 'not' ? testsIn(rule.part) : rule.parts.flatMap(testsIn)
}

/** Stands between parts of made-up values; no rule can contain it. */
const BETWEEN = '\u0000'
const MOST_PARTS = 6
const MOST_STATES = 2_000

const subsets = (items: readonly string[]): string[][] => items.reduce<string[][]>((sets, item) => sets.flatMap(set => [set, [...set, item]]), [[]])

/**
 * Values of one attribute that the tests can tell apart, each kind once or more: every value named, and every choice of beginning, parts and end. A real
 * value with the same beginning, parts and end meets the same tests. `undefined`: too many to list.
 */
const valuesOf = (tests: readonly DeviceTest[]): (string | null)[] | undefined => {
  const named = (operator: DeviceTest['operator']) => [...new Set(tests.filter(test => test.operator === operator).flatMap(({ values }) => values))]
  const parts = named('contains')
  if (parts.length > MOST_PARTS) return undefined
  const made = ['', ...named('startswith')].flatMap(start =>
    subsets(parts).flatMap(middle => ['', ...named('endswith')].map(end => [start, ...middle, end].join(BETWEEN))),
  )
  return [null, ...named('eq'), ...named('in'), ...made]
}

/** Every kind of device that the rules tell apart; `undefined` where there are too many to list. */
export const deviceStates = (rules: readonly DeviceRule[]): readonly DeviceState[] | undefined => {
  const byAttribute = Map.groupBy(rules.flatMap(testsIn), ({ attribute }) => attribute)
  let states: { readonly basis: Basis; readonly residues: readonly Residue[] }[] = [unregistered, ...registered].map(basis => ({
    basis,
    residues: rules.map(rule => once(once(rule, 'trusttype', basis.trustType, basis), 'iscompliant', basis.isCompliant, basis)),
  }))
  for (const [attribute, tests] of byAttribute) {
    if (attribute === 'trusttype' || attribute === 'iscompliant') continue
    const values = valuesOf(tests)
    if (values === undefined) return undefined
    const next = new Map<string, (typeof states)[number]>()
    for (const { basis, residues } of states) {
      for (const value of basis.isRegistered ? values : [null]) {
        const left = residues.map(residue => once(residue, attribute, value, basis))
        next.set(JSON.stringify([basis.isRegistered, basis.isCompliant === 'true', basis.trustType === 'serverad', isManaged(basis), left]), {
          basis,
          residues: left,
        })
      }
      if (next.size > MOST_STATES) return undefined
    }
    states = [...next.values()]
  }
  const seen = new Map<string, DeviceState>()
  for (const { basis, residues } of states) {
    const state: DeviceState = {
      isRegistered: basis.isRegistered,
      isCompliant: basis.isCompliant === 'true',
      isHybridJoined: basis.trustType === 'serverad',
      matches: residues.map(residue => (typeof residue === 'number' ? residue : MAYBE)),
    }
    seen.set(JSON.stringify(state), state)
  }
  return [...seen.values()]
}
