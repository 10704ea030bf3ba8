import { z } from 'zod'
import { type Severity, severities } from './assessment.ts'
import { type Path, problemsOf, readWritten } from './checked-yaml.ts'
import { aws, awsOrganization } from './config-aws.ts'
import { duration } from './config-duration.ts'
import { azure, entra, entraSignIns, entraTenant } from './config-entra.ts'
import { type Notify, notify, notifyKeys, type Schedule, schedule } from './config-schedule.ts'
import { type Declaration, declarationKinds, declarationMeanings, declarationOf } from './datasets/declared.ts'
import { type Gate, parseGate } from './gate.ts'
import { didYouMean } from './nearest.ts'
import type { Rule } from './rule.ts'
import { tunedParameters } from './tuned-parameters.ts'

const oneOrMore = <T extends z.ZodType>(entry: T) => z.union([entry.transform(value => [value]), z.array(entry).min(1)])

const declaration = z.strictObject({
  kind: z.enum(declarationKinds),
  id: z.string().min(1),
  as: z.enum(declarationMeanings).optional(),
  reason: z.string().min(1),
})

const formats = ['json', 'html', 'markdown', 'csv', 'junit', 'sarif', 'gitlab', 'ocsf', 'compliance'] as const

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
  rules: z
    .strictObject({
      folder: z.string().min(1).optional(),
      off: z.array(z.string()).default([]),
      severity: z.record(z.string(), z.enum(severities)).default({}),
    })
    .prefault({}),
  output: z
    .strictObject({
      folder: z.string().min(1).default('posture'),
      formats: z.array(z.enum(formats)).min(1).default(['json', 'html']),
      retain: z.number().int().min(1).default(90),
    })
    .prefault({}),
  failOn: gate.prefault('critical'),
  exceptions: z.string().min(1).optional(),
  baseline: z.string().min(1).optional(),
  schedule: schedule.optional(),
  notify: oneOrMore(notify).optional(),
  limits: z
    .strictObject({
      concurrency: z.number().int().min(1).max(64).default(16),
      deadline: duration.prefault('30m'),
      resumeWithin: duration.prefault('24h'),
    })
    .prefault({}),
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
  /** Every rule there is, those of the operator too, whether off or not. */
  readonly rules: readonly Rule[]
  readonly off: ReadonlySet<string>
  readonly severity: ReadonlyMap<string, Severity>
  /** `retain`: how many runs `postern schedule` keeps. */
  readonly output: { readonly folder: string; readonly formats: readonly Format[]; readonly retain: number }
  readonly failOn: { readonly text: string; readonly gate: Gate }
  /** The file of exceptions, and an assessment whose findings are not new to the gate; absent: none. */
  readonly exceptions?: string | undefined
  readonly baseline?: string | undefined
  readonly schedule?: Schedule | undefined
  readonly notify: readonly Notify[]
  /** In milliseconds: `deadline`, and `resumeWithin`, how old an interrupted collection may be that is gone on with. */
  readonly limits: { readonly concurrency: number; readonly deadline: number; readonly resumeWithin: number }
}

const keysAt = (path: Path): readonly string[] => {
  const known: Readonly<Record<string, z.ZodObject | undefined>> = {
    '': shape,
    aws,
    'aws.organization': awsOrganization,
    entra: entraTenant,
    'entra.azure': azure,
    declared: declaration,
    schedule,
    notify: notifyKeys,
  }
  if (path.includes('auth')) return Object.values(entraSignIns).flatMap(signIn => Object.keys(signIn.shape))
  const object = known[path.filter(step => typeof step === 'string').join('.')]
  return object === undefined ? [] : Object.keys(object.shape)
}

/**
 * Reads a config from its text, YAML or JSON. Rule ids and parameters are checked against the rules there are.
 * Throws `ConfigError` for the first thing wrong, with its line.
 */
export const parseConfig = (text: string, file: string, rules: readonly Rule[]): Config => {
  const written = readWritten(text, file)
  const refuse: typeof written.refuse = problem => written.refuse(problem)
  const parsed = shape.safeParse(written.value ?? {}, { reportInput: true })
  if (!parsed.success) return refuse(problemsOf(parsed.error.issues, keysAt)[0] ?? { path: [], message: 'not a config' })
  const config = parsed.data
  if (config.aws === undefined && config.entra === undefined) return refuse({ path: [], message: 'names no cloud: give `aws`, `entra` or both' })

  const byId = new Map(rules.map(rule => [rule.id, rule]))
  const known = (path: Path, id: string, key?: string): Rule => {
    const rule = byId.get(id)
    if (rule !== undefined) return rule
    return refuse({
      path,
      ...(key === undefined ? {} : { key }),
      message: `no rule is called \`${id}\`${didYouMean(id, [...byId.keys()])}`,
    })
  }
  for (const [index, id] of config.rules.off.entries()) known(['rules', 'off', index], id)
  for (const id of Object.keys(config.rules.severity)) known(['rules', 'severity'], id, id)
  const parameters = new Map<string, Readonly<Record<string, unknown>>>()
  for (const [id, given] of Object.entries(config.parameters)) {
    const rule = known(['parameters'], id, id)
    if (rule.parameters === undefined) return refuse({ path: ['parameters'], key: id, message: `the rule \`${id}\` has no parameters` })
    const tuned = tunedParameters(rule.parameters, given, ['parameters', id])
    if ('problem' in tuned) return refuse(tuned.problem)
    parameters.set(id, tuned.parameters as Record<string, unknown>)
  }

  return {
    aws: config.aws ?? [],
    entra: config.entra ?? [],
    declared: config.declared.map(declarationOf),
    parameters,
    rules,
    off: new Set(config.rules.off),
    severity: new Map(Object.entries(config.rules.severity)),
    output: config.output,
    failOn: config.failOn,
    exceptions: config.exceptions,
    baseline: config.baseline,
    schedule: config.schedule,
    notify: config.notify ?? [],
    limits: config.limits,
  }
}
