import type { FieldType } from './field-types.ts'

/** A node of a parsed expression, as far as it is looked at here. */
export interface Node {
  readonly op: string
  readonly args: unknown
  readonly start: number
  readonly end: number
  /** Set by the type check. */
  readonly checkedType?: { readonly name: string; readonly kind: string } | undefined
  evaluate(...given: readonly unknown[]): unknown
}

/** What is wrong with an expression: `start` and `end` are the place in its text. */
export class ExpressionError extends Error {
  readonly start: number
  readonly end: number
  constructor(message: string, { start, end }: { readonly start: number; readonly end: number }) {
    super(message)
    this.start = start
    this.end = end
  }
}

/** Functions of CEL that a rule may use, and how often each takes its arguments. Whatever leaves the types or reads a local clock or zone is not among them. */
export const functions: ReadonlyMap<string, number> = new Map([
  ['has', 1],
  ['size', 1],
  ['string', 1],
  ['int', 1],
  ['double', 1],
  ['timestamp', 1],
  ['duration', 1],
  ['days', 1],
  ['wholeDays', 1],
])

/** Methods, each with the most arguments that it may have. */
export const methods: ReadonlyMap<string, number> = new Map([
  ['size', 0],
  ['contains', 1],
  ['startsWith', 1],
  ['endsWith', 1],
  ['matches', 1],
  ['lowerAscii', 0],
  ['upperAscii', 0],
  ['trim', 0],
  ['indexOf', 2],
  ['lastIndexOf', 2],
  ['substring', 2],
  ['split', 2],
  ['join', 1],
  ['all', 2],
  ['exists', 2],
  ['exists_one', 2],
  ['map', 3],
  ['filter', 2],
  ['getFullYear', 0],
  ['getMonth', 0],
  ['getDate', 0],
  ['getDayOfWeek', 0],
  ['getHours', 0],
])

const binding: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'map', 'filter'])

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'op' in value && 'evaluate' in value

/** A call in the tree: its name, what it is called on if anything, and its arguments. */
export interface Call {
  readonly name: string
  readonly on: Node | undefined
  readonly given: readonly Node[]
}

export const callOf = ({ op, args }: Node): Call | undefined => {
  if (op === 'call') {
    const [name, given] = args as [string, readonly Node[]]
    return { name, on: undefined, given }
  }
  if (op !== 'rcall') return undefined
  const [name, on, given] = args as [string, Node, readonly Node[]]
  return { name, on, given }
}

/** The object and the name of a field that is read: `row.name`, `row["name"]`. */
export const accessOf = ({ op, args }: Node): { readonly of: Node; readonly field: string | undefined } | undefined => {
  if (op === '.') {
    const [of, field] = args as [Node, string]
    return { of, field }
  }
  if (op !== '[]') return undefined
  const [of, index] = args as [Node, Node]
  return { of, field: textOf(index) }
}

/** The text of a literal. */
export const textOf = (node: Node | undefined): string | undefined => (node?.op === 'value' && typeof node.args === 'string' ? node.args : undefined)

const childrenOf = (node: Node): readonly Node[] => {
  const call = callOf(node)
  if (call !== undefined) return [...(call.on === undefined ? [] : [call.on]), ...call.given]
  return [node.args].flat(3).filter(isNode)
}

/** Where a node stands: `whole` where its parent compares it with all that it holds. */
export interface Placed {
  readonly node: Node
  readonly whole: boolean
  /** Names that a comprehension around it has bound. */
  readonly bound: ReadonlySet<string>
}

/** Every node as it was written, outer ones first. What a macro makes of them is not among them. */
export const nodesOf = (root: Node): Placed[] => {
  const found: Placed[] = []
  const walk = (node: Node, whole: boolean, bound: ReadonlySet<string>): void => {
    found.push({ node, whole, bound })
    const call = callOf(node)
    const variable = call?.on !== undefined && binding.has(call.name) ? call.given[0] : undefined
    const inside = variable?.op === 'id' ? new Set([...bound, String(variable.args)]) : bound
    const compares = node.op === '==' || node.op === '!=' || node.op === 'in'
    for (const child of childrenOf(node)) if (child !== variable) walk(child, compares, child === call?.on ? bound : inside)
  }
  walk(root, false, new Set())
  return found
}

/** The field that a chain of names leads to, if the type check knows the object. */
export const fieldRead = (node: Node, objects: ReadonlyMap<string, ReadonlyMap<string, FieldType>>): FieldType | undefined => {
  const access = accessOf(node)
  return access?.field === undefined ? undefined : objects.get(access.of.checkedType?.name ?? '')?.get(access.field)
}
