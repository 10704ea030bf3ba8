import type { EvaluationError, ParseError, ParseResult, TypeError as TypeMismatch } from '@marcbachmann/cel-js'
import { Duration, Environment } from '@marcbachmann/cel-js/evaluator'
import { didYouMean } from '../nearest.ts'
import { celTypeOf, type FieldType, objectTypesIn } from './field-types.ts'
import { type Meter, openMeter, weightOf } from './meter.ts'
import { openPatterns, PatternError, type Patterns } from './patterns.ts'
import { accessOf, callOf, ExpressionError, fieldRead, functions, methods, type Node, nodesOf, type Placed, textOf } from './syntax.ts'

export const LONGEST_EXPRESSION = 4096

/** Far below what could overflow a stack, far above what a person writes. */
const limits = { maxAstNodes: 500, maxDepth: 40, maxListElements: 500, maxMapEntries: 100, maxCallArguments: 4 }

/** The library's own `matches` goes back over its text: it is never called. */
const LINEAR_MATCHES = 'matchesInLinearTime'

/** What an evaluation came to. `unknown`: what it read has no value, or cannot be computed with; `exhausted`: it took too many steps. */
export type Outcome = { readonly value: unknown } | { readonly unknown: string } | { readonly exhausted: true }

export interface Expression {
  /** Fields of `row` that it reads, as written; undefined where it uses the row as a whole. */
  readonly fields: readonly string[] | undefined
  /** The declared variables that it uses. */
  readonly variables: ReadonlySet<string>
  evaluate(variables: Readonly<Record<string, unknown>>): Outcome
}

/** Compiles expressions over variables of these types; all of them share a meter. */
export interface Language {
  readonly meter: Meter
  /** `truth`: it must give true or false; `words`: something that can be put into a sentence. Throws `ExpressionError`. */
  compile(source: string, gives: 'truth' | 'words', known?: ReadonlySet<string>): Expression
}

type Objects = ReadonlyMap<string, ReadonlyMap<string, FieldType>>

const hint = (word: string, known: readonly string[]): string => didYouMean(word, known, `; there is ${known.join(', ')}`)

const environmentOf = (variables: ReadonlyMap<string, FieldType>, patterns: Patterns): Environment => {
  const environment = new Environment({ limits })
  for (const { name, make, fields } of [...variables.values()].flatMap(objectTypesIn))
    environment.registerType(name, { ctor: make, fields: Object.fromEntries([...fields].map(([field, type]) => [field, celTypeOf(type)])) })
  for (const [name, type] of variables) environment.registerVariable(name, celTypeOf(type))
  const sync = { async: false }
  environment.registerFunction(`string.${LINEAR_MATCHES}(string): bool`, (text: string, pattern: string) => patterns.matches(text, pattern), sync)
  environment.registerFunction('days(int): google.protobuf.Duration', (days: bigint) => new Duration(days * 86_400n), sync)
  environment.registerFunction('wholeDays(google.protobuf.Duration): int', (duration: Duration) => duration.seconds / 86_400n, sync)
  return environment
}

/** Whatever is called must be known, and a pattern must be written out: what a cloud sends never becomes one. */
const checkCalls = (nodes: readonly Placed[], patterns: Patterns, literal: (node: Node) => void): void => {
  for (const { node } of nodes) {
    const call = callOf(node)
    if (call === undefined) continue
    const known = call.on === undefined ? functions : methods
    const most = known.get(call.name)
    if (most === undefined || call.given.length > most)
      throw new ExpressionError(
        most === undefined ? `there is no function \`${call.name}\` here${hint(call.name, [...known.keys()])}` : `\`${call.name}\` takes fewer arguments`,
        node,
      )
    const [first] = call.given
    if (call.name === 'matches' && first !== undefined) {
      const pattern = textOf(first)
      if (pattern === undefined) throw new ExpressionError('the pattern of `matches` must be written out as text', first)
      try {
        patterns.add(pattern)
      } catch (error) {
        throw error instanceof PatternError ? new ExpressionError(error.message, first) : error
      }
      ;(node.args as unknown[])[0] = LINEAR_MATCHES
    }
    if ((call.name === 'duration' || call.name === 'timestamp') && textOf(first) !== undefined) literal(node)
  }
}

/** The type check asks nothing of what is inside `has`, so that a mistyped field would be absent for ever. */
const checkHas = (node: Node, objects: Objects): void => {
  const typeOf = (at: Node): string | undefined => {
    const access = accessOf(at)
    if (access === undefined) return at.checkedType?.name
    const owner = typeOf(access.of)
    const fields = objects.get(owner ?? '')
    const type = access.field === undefined ? undefined : fields?.get(access.field)
    if (type === undefined)
      throw new ExpressionError(`\`${access.field ?? '?'}\` is no field of \`${owner}\`${hint(access.field ?? '', [...(fields?.keys() ?? [])])}`, at)
    return celTypeOf(type)
  }
  typeOf(node)
}

const checkFields = (nodes: readonly Placed[], objects: Objects): void => {
  for (const { node } of nodes) {
    const call = callOf(node)
    if (call?.name === 'has' && call.given[0] !== undefined) checkHas(call.given[0], objects)
    const access = accessOf(node)
    if (node.op === '[]' && access !== undefined && objects.has(access.of.checkedType?.name ?? ''))
      throw new ExpressionError('a field is read by its name: `row.name`', node)
    if (!['==', '!=', 'in'].includes(node.op)) continue
    const [left, right] = node.args as [Node, Node]
    for (const [field, other] of [
      [left, right],
      [right, left],
    ] as const) {
      const type = fieldRead(field, objects)
      if (type?.kind !== 'text' || type.values === undefined) continue
      for (const literal of other.op === 'list' ? (other.args as readonly Node[]) : [other]) {
        const text = textOf(literal)
        if (text !== undefined && !type.values.includes(text)) throw new ExpressionError(`is never \`${text}\`${hint(text, type.values)}`, literal)
      }
    }
  }
}

const inWords = (error: ParseError | TypeMismatch, objects: Objects, variables: readonly string[]): ExpressionError => {
  const node = error.node as Node | undefined
  const place = error.range ?? { start: 0, end: 0 }
  const access = node === undefined ? undefined : accessOf(node)
  const owner = access?.of.checkedType?.name ?? ''
  if (error.code === 'no_such_key' && access?.field !== undefined)
    return new ExpressionError(`\`${access.field}\` is no field of \`${owner}\`${hint(access.field, [...(objects.get(owner)?.keys() ?? [])])}`, place)
  if (error.code === 'unknown_variable' && typeof node?.args === 'string')
    return new ExpressionError(`\`${node.args}\` is not known here${hint(node.args, variables)}`, place)
  const summary = error.summary.replaceAll(LINEAR_MATCHES, 'matches').replaceAll('google.protobuf.', '')
  return new ExpressionError(/\bnull\b/.test(summary) ? `${summary}; a field that has no value is asked for by \`has(row.field)\`` : summary, place)
}

/** Counts each time that a node is evaluated, and the length of what it gives. */
const meterNode = ({ node, whole }: Placed, meter: Meter): void => {
  let inner = node.evaluate
  let isSettled = false
  const counted = (...given: readonly unknown[]): unknown => {
    if (!isSettled) return Reflect.apply(inner, node, given)
    meter.use(1)
    const value = Reflect.apply(inner, node, given)
    meter.use(weightOf(value, whole) - 1)
    return value
  }
  // When a node is first evaluated it puts its way of evaluation in place, and calls itself again: from then on it is counted.
  Object.defineProperty(node, 'evaluate', {
    get: () => counted,
    set: own => {
      inner = own
      isSettled = true
    },
  })
}

const words: ReadonlySet<string> = new Set(['string', 'int', 'double', 'bool', 'google.protobuf.Timestamp', 'list<string>'])

const typeWords: Readonly<Record<string, string>> = { bool: 'true or false', string: 'text', int: 'a whole number', double: 'a number' }

const failure = (error: unknown, source: string): string => {
  const { code, summary, node } = error as Partial<EvaluationError>
  if (code === 'no_such_key' && node !== undefined) return `\`${source.slice(node.start, node.end)}\` has no value here`
  return `the expression could not be computed: ${(summary ?? (error instanceof Error ? error.message : String(error))).slice(0, 200)}`
}

export const openLanguage = (variables: ReadonlyMap<string, FieldType>): Language => {
  const meter = openMeter()
  const patterns = openPatterns(meter)
  const environment = environmentOf(variables, patterns)
  const objects: Objects = new Map([...variables.values()].flatMap(objectTypesIn).map(({ name, fields }) => [name, fields]))

  const compile: Language['compile'] = (source, gives, known = new Set(variables.keys())) => {
    if (source.length > LONGEST_EXPRESSION) throw new ExpressionError(`an expression may have ${LONGEST_EXPRESSION} characters`, { start: 0, end: 0 })
    let parsed: ParseResult
    try {
      parsed = environment.parse(source)
    } catch (error) {
      throw inWords(error as ParseError, objects, [...known])
    }
    const root = parsed.ast as unknown as Node
    const nodes = nodesOf(root)
    checkCalls(nodes, patterns, node => {
      try {
        environment.evaluate(source.slice(node.start, node.end))
      } catch (error) {
        throw new ExpressionError((error as EvaluationError).summary, node)
      }
    })
    const used = new Set(nodes.flatMap(({ node, bound }) => (node.op === 'id' && !bound.has(String(node.args)) ? [String(node.args)] : [])))
    for (const { node, bound } of nodes) {
      const name = String(node.args)
      if (node.op !== 'id' || bound.has(name) || known.has(name)) continue
      throw new ExpressionError(
        variables.has(name) ? `\`${name}\` is for \`pass\` and \`message\`` : `\`${name}\` is not known here${hint(name, [...known])}`,
        node,
      )
    }
    const checked = parsed.check()
    if (!checked.valid || checked.type === undefined) throw inWords(checked.error as TypeMismatch, objects, [...known])
    checkFields(nodes, objects)
    if (gives === 'truth' ? checked.type !== 'bool' : !words.has(checked.type)) {
      const wanted = gives === 'truth' ? 'true or false' : 'text, a number, a time, true or false, or a list of texts'
      throw new ExpressionError(`must give ${wanted}, and gives ${typeWords[checked.type] ?? checked.type}`, root)
    }
    for (const placed of nodes) meterNode(placed, meter)

    const rows = nodes.filter(({ node, bound }) => node.op === 'id' && node.args === 'row' && !bound.has('row')).length
    const fields = nodes.flatMap(({ node, bound }) => {
      const access = accessOf(node)
      return access?.field !== undefined && access.of.op === 'id' && access.of.args === 'row' && !bound.has('row') ? [access.field] : []
    })
    return {
      fields: fields.length === rows ? [...new Set(fields)] : undefined,
      variables: used,
      evaluate(given) {
        try {
          const value: unknown = parsed(given)
          return meter.isExhausted ? { exhausted: true } : { value }
        } catch (error) {
          return meter.isExhausted ? { exhausted: true } : { unknown: failure(error, source) }
        }
      },
    }
  }
  return { meter, compile }
}
