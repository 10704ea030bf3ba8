import { isAlias, isMap, isPair, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'
import { z } from 'zod'
import { type Severity, severities } from './assessment.ts'
import { aws, awsOrganization } from './config-aws.ts'
import { entra, entraSignIns, entraTenant } from './config-entra.ts'
import { ConfigError } from './config-error.ts'
import { type Declaration, declarationKinds, declarationMeanings } from './datasets/declared.ts'
import { type Gate, parseGate } from './gate.ts'
import { nearest } from './nearest.ts'
import type { Rule } from './rule.ts'

const oneOrMore = <T extends z.ZodType>(entry: T) => z.union([entry.transform(value => [value]), z.array(entry).min(1)])

const declaration = z.strictObject({
  kind: z.enum(declarationKinds),
  id: z.string().min(1),
  as: z.enum(declarationMeanings).optional(),
  reason: z.string().min(1),
})

const duration = z
  .string()
  .regex(/^\d+[smh]$/, 'is not a duration such as 90s, 30m or 2h')
  .transform(text => Number.parseInt(text, 10) * { s: 1000, m: 60_000, h: 3_600_000 }[text.slice(-1) as 's' | 'm' | 'h'])

const formats = ['json', 'html'] as const

const gate = z.string().transform((text, context): { readonly text: string; readonly gate: Gate } => {
  const parsed = parseGate(text)
  if (parsed !== undefined) return { text, gate: parsed }
  context.addIssue({ code: 'custom', message: 'must be `none`, or severities such as `critical` or `new:high,any:critical`' })
  return z.NEVER
})

const shape = z.strictObject({
  aws: oneOrMore(aws).optional(),
  entra: oneOrMore(entra).optional(),
  declared: z.array(declaration).default([]),
  parameters: z.record(z.string(), z.unknown()).default({}),
  rules: z.strictObject({ off: z.array(z.string()).default([]), severity: z.record(z.string(), z.enum(severities)).default({}) }).prefault({}),
  output: z.strictObject({ folder: z.string().min(1).default('posture'), formats: z.array(z.enum(formats)).min(1).default(['json', 'html']) }).prefault({}),
  failOn: gate.prefault('critical'),
  limits: z.strictObject({ concurrency: z.number().int().min(1).max(64).default(16), deadline: duration.prefault('30m') }).prefault({}),
})

export type AwsEntry = z.infer<typeof aws>
export type EntraEntry = z.infer<typeof entra>
export type Format = (typeof formats)[number]

/** The config, checked and with its defaults. Folders are as written: relative to the file. */
export interface Config {
  readonly aws: readonly AwsEntry[]
  readonly entra: readonly EntraEntry[]
  readonly declared: readonly Declaration[]
  readonly parameters: ReadonlyMap<string, Readonly<Record<string, unknown>>>
  readonly off: ReadonlySet<string>
  readonly severity: ReadonlyMap<string, Severity>
  readonly output: { readonly folder: string; readonly formats: readonly Format[] }
  readonly failOn: { readonly text: string; readonly gate: Gate }
  /** `deadline` in milliseconds. */
  readonly limits: { readonly concurrency: number; readonly deadline: number }
}

type Path = readonly PropertyKey[]

/** The node a path leads to, or the deepest one on the way: the line to show. For an unknown key, the key itself. */
const locate = (root: Node | null, path: Path, key?: string): Node | undefined => {
  let at: Node | undefined = root ?? undefined
  for (const step of key === undefined ? path : [...path, key]) {
    const from: Node | undefined = at
    if (isMap(from)) {
      const pair = from.items.find(item => isPair(item) && isScalar(item.key) && String(item.key.value) === String(step))
      if (pair === undefined) break
      at = (step === key ? pair.key : (pair.value ?? pair.key)) as Node
    } else if (isSeq(from)) at = (from.items[Number(step)] as Node | undefined) ?? from
    else break
    if (isAlias(at)) break
  }
  return at
}

const keysAt = (path: Path): readonly string[] => {
  const known: Readonly<Record<string, z.ZodObject | undefined>> = {
    '': shape,
    aws,
    'aws.organization': awsOrganization,
    entra: entraTenant,
    declared: declaration,
  }
  if (path.includes('auth')) return Object.values(entraSignIns).flatMap(signIn => Object.keys(signIn.shape))
  const object = known[path.filter(step => typeof step === 'string').join('.')]
  return object === undefined ? [] : Object.keys(object.shape)
}

interface Problem {
  readonly path: Path
  readonly key?: string
  readonly message: string
}

const kinds: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'settings, one `key: value` a line',
}

/** What is wrong with one value, in words for the person who wrote it. */
const inWords = (issue: z.core.$ZodIssue): string => {
  // A schema that says it in words of its own is not talked over.
  if (!/^(Invalid|Too (small|big))/.test(issue.message)) return issue.message
  if (issue.code === 'invalid_type') return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`
  if (issue.code === 'invalid_value') {
    const known = issue.values.map(String)
    const meant = typeof issue.input === 'string' ? nearest(issue.input, known) : undefined
    return `must be ${known.length === 1 ? `\`${known[0]}\`` : `one of ${known.join(', ')}`}${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`
  }
  if (issue.code === 'too_small')
    return issue.origin === 'number' || issue.origin === 'int'
      ? `must be ${issue.inclusive === false ? 'more than' : 'at least'} ${issue.minimum}`
      : 'must not be empty'
  if (issue.code === 'too_big') return `must be at most ${issue.maximum}`
  return issue.message
}

/** As people write a path: `declared[0].kind`. */
const pathInWords = (path: Path): string =>
  path.map((step, index) => (typeof step === 'number' ? `[${step}]` : `${index === 0 ? '' : '.'}${String(step)}`)).join('')

/** Unions hide what is wrong inside: the branch that got furthest says it best. */
const flatten = (issues: readonly z.core.$ZodIssue[], under: Path = []): Problem[] =>
  issues.flatMap((issue): Problem[] => {
    const path = [...under, ...issue.path]
    if (issue.code === 'invalid_union') {
      const branches = issue.errors
        .map(branch => flatten(branch, path))
        .sort((a, b) => Math.max(...b.map(({ path }) => path.length)) - Math.max(...a.map(({ path }) => path.length)))
      return branches[0] ?? [{ path, message: inWords(issue) }]
    }
    if (issue.code !== 'unrecognized_keys') return [{ path, message: inWords(issue) }]
    return issue.keys.map(key => {
      const meant = nearest(key, keysAt(path))
      return { path, key, message: `unknown key \`${key}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}` }
    })
  })

/**
 * Reads a config from its text, YAML or JSON. Rule ids and parameters are checked against the rules there are.
 * Throws `ConfigError` for the first thing wrong, with its line.
 */
export const parseConfig = (text: string, file: string, rules: readonly Rule[]): Config => {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, maxAliasCount: 20 } as Parameters<typeof parseDocument>[1])
  const syntax = document.errors[0]
  if (syntax !== undefined) throw new ConfigError(file, syntax.message.split('\n')[0] ?? 'not YAML', lines.linePos(syntax.pos[0]))
  const refuse = ({ path, key, message }: Problem): never => {
    const offset = locate(document.contents as Node | null, path, key)?.range?.[0]
    const where = path.length === 0 || key !== undefined ? '' : `${pathInWords(path)}: `
    throw new ConfigError(file, `${where}${message}`, offset === undefined ? undefined : lines.linePos(offset))
  }
  const parsed = shape.safeParse(document.toJS({ maxAliasCount: 20 }) ?? {}, { reportInput: true })
  if (!parsed.success) return refuse(flatten(parsed.error.issues)[0] ?? { path: [], message: 'not a config' })
  const config = parsed.data
  if (config.aws === undefined && config.entra === undefined) return refuse({ path: [], message: 'names no cloud: give `aws`, `entra` or both' })

  const byId = new Map(rules.map(rule => [rule.id, rule]))
  const known = (path: Path, id: string, key?: string): Rule => {
    const rule = byId.get(id)
    if (rule !== undefined) return rule
    const meant = nearest(id, [...byId.keys()])
    return refuse({
      path,
      ...(key === undefined ? {} : { key }),
      message: `no rule is called \`${id}\`${meant === undefined ? '' : `; did you mean \`${meant}\`?`}`,
    })
  }
  for (const [index, id] of config.rules.off.entries()) known(['rules', 'off', index], id)
  for (const id of Object.keys(config.rules.severity)) known(['rules', 'severity'], id, id)
  const parameters = new Map<string, Readonly<Record<string, unknown>>>()
  for (const [id, given] of Object.entries(config.parameters)) {
    const rule = known(['parameters'], id, id)
    if (rule.parameters === undefined) return refuse({ path: ['parameters'], key: id, message: `the rule \`${id}\` has no parameters` })
    const schema = rule.parameters instanceof z.ZodObject ? rule.parameters.strict() : rule.parameters
    const checked = schema.safeParse(given, { reportInput: true })
    if (!checked.success) return refuse(flatten(checked.error.issues, ['parameters', id])[0] ?? { path: ['parameters', id], message: 'not its parameters' })
    parameters.set(id, checked.data as Record<string, unknown>)
  }

  return {
    aws: config.aws ?? [],
    entra: config.entra ?? [],
    declared: config.declared.map(({ kind, id, as, reason }) => ({
      id: `${kind}/${id}`,
      scope: 'operator/config',
      name: id,
      kind,
      value: id,
      reason,
      ...(as === undefined ? {} : { as }),
    })),
    parameters,
    off: new Set(config.rules.off),
    severity: new Map(Object.entries(config.rules.severity)),
    output: config.output,
    failOn: config.failOn,
    limits: config.limits,
  }
}
