import { isInRange } from './address-ranges.ts'
import { equalsText, matchesArn, matchesText } from './policy-values.ts'

/** Compares one value of a policy with one of a request. */
type Compare = (value: string, given: string) => boolean

const numbers =
  (test: (given: number, value: number) => boolean): Compare =>
  (value, given) => {
    const [a, b] = [Number(given), Number(value)]
    return given.trim() !== '' && value.trim() !== '' && !Number.isNaN(a) && !Number.isNaN(b) && test(a, b)
  }

/** ISO 8601, or seconds since 1970. */
const instantOf = (written: string): number => (/^\d+(?:\.\d+)?$/.test(written) ? Number(written) * 1000 : Date.parse(written))
const dates =
  (test: (given: number, value: number) => boolean): Compare =>
  (value, given) => {
    const [a, b] = [instantOf(given), instantOf(value)]
    return !Number.isNaN(a) && !Number.isNaN(b) && test(a, b)
  }

const orders = {
  equals: (given: number, value: number) => given === value,
  lessthan: (given: number, value: number) => given < value,
  lessthanequals: (given: number, value: number) => given <= value,
  greaterthan: (given: number, value: number) => given > value,
  greaterthanequals: (given: number, value: number) => given >= value,
}

const operators: ReadonlyMap<string, Compare> = new Map<string, Compare>([
  ['stringequals', equalsText],
  ['stringequalsignorecase', (value, given) => equalsText(value.toLowerCase(), given.toLowerCase())],
  ['stringlike', matchesText],
  ...Object.entries(orders).map(([name, test]) => [`numeric${name}`, numbers(test)] as const),
  ...Object.entries(orders).map(([name, test]) => [`date${name}`, dates(test)] as const),
  ['bool', (value, given) => value.toLowerCase() === given.toLowerCase()],
  ['binaryequals', (value, given) => value === given],
  ['ipaddress', isInRange],
  // The two behave alike. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_condition_operators.html#Conditions_ARN
  ['arnequals', matchesArn],
  ['arnlike', matchesArn],
])

/** An operator, without its set qualifier and `IfExists`. */
export interface Operator {
  /** The operator that this one is, or is the opposite of. */
  readonly name: string
  readonly isNegated: boolean
  readonly compare: Compare
}

const negations: ReadonlyMap<string, string> = new Map([
  ['stringnotequals', 'stringequals'],
  ['stringnotequalsignorecase', 'stringequalsignorecase'],
  ['stringnotlike', 'stringlike'],
  ['numericnotequals', 'numericequals'],
  ['datenotequals', 'dateequals'],
  ['notipaddress', 'ipaddress'],
  ['arnnotequals', 'arnlike'],
  ['arnnotlike', 'arnlike'],
])

/** An operator by its lower-case name; `null` is none of them. Undefined: AWS may know it, this table does not. */
export const operatorOf = (written: string): Operator | undefined => {
  const opposite = negations.get(written)
  const name = opposite ?? (written === 'arnequals' ? 'arnlike' : written)
  const compare = operators.get(name)
  return compare === undefined ? undefined : { name, isNegated: opposite !== undefined, compare }
}
