import { z } from 'zod'
import { type Path, type Problem, problemsOf, readWritten, type Written } from '../checked-yaml.ts'
import type { Row } from '../dataset.ts'
import { declarationKinds, declarationMeanings, declarationOf } from '../datasets/declared.ts'
import { instant } from '../datasets/row.ts'
import { tableOf } from '../estate/needs.ts'
import { didYouMean } from '../nearest.ts'
import { tunedParameters } from '../tuned-parameters.ts'
import { type CustomRule, rowTypeOf } from './custom-rule.ts'
import { celValueOf, type FieldType } from './field-types.ts'

/** What a case may expect: a verdict, or that `where` leaves the row out. */
const expectations = ['pass', 'fail', 'unknown', 'notAsked'] as const
type Expectation = (typeof expectations)[number]

export interface CaseResult {
  readonly name: string
  readonly expected: Expectation
  readonly came: Expectation
  /** What the verdict says. */
  readonly message?: string | undefined
}

const rows = z.record(z.string().min(1), z.record(z.string(), z.unknown())).default({})

const shape = z.strictObject({
  now: instant.optional(),
  parameters: z.record(z.string(), z.unknown()).default({}),
  declared: z
    .array(
      z.strictObject({ kind: z.enum(declarationKinds), id: z.string().min(1), as: z.enum(declarationMeanings).optional(), reason: z.string().default('') }),
    )
    .default([]),
  pass: rows,
  fail: rows,
  unknown: rows,
  notAsked: rows,
})

const kinds: Readonly<Record<FieldType['kind'], string>> = {
  text: 'text',
  time: 'an instant such as 2026-01-31T00:00:00Z',
  whole: 'a whole number',
  number: 'a number',
  truth: 'true or false',
  list: 'a list',
  object: 'settings, one `key: value` a line',
}

/** What in a row of a case no row of the dataset could be. Fields may be left out, as if they had no value. */
const misfit = (type: FieldType, value: unknown, path: Path): Problem | undefined => {
  if (value === null) return undefined
  if (type.kind === 'list' && Array.isArray(value))
    return value.map((item, index) => misfit(type.of, item, [...path, index])).find(found => found !== undefined)
  if (type.kind === 'object' && typeof value === 'object' && !Array.isArray(value)) {
    for (const [key, inner] of Object.entries(value)) {
      const of = type.fields.get(key)
      if (of === undefined) {
        return { path, key, message: `\`${key}\` is no field of \`${type.name}\`${didYouMean(key, [...type.fields.keys()])}` }
      }
      const found = misfit(of, inner, [...path, key])
      if (found !== undefined) return found
    }
    return undefined
  }
  if (type.kind === 'list' || type.kind === 'object' || celValueOf(type, value) === undefined) return { path, message: `must be ${kinds[type.kind]}` }
  if (type.kind === 'text' && type.values !== undefined && !type.values.includes(String(value)))
    return { path, message: `must be one of ${type.values.join(', ')}` }
  return undefined
}

const keysAt = (path: Path): readonly string[] => (path.length === 0 ? Object.keys(shape.shape) : [])

const SCOPE = 'test/scope'

/** Tries a rule on the rows of its cases. Throws `ConfigError` where the file of cases is wrong. */
export const runCases = ({ rule, dataset, usesNow }: CustomRule, text: string, file: string): CaseResult[] => {
  const written = readWritten(text, file)
  const refuse: Written['refuse'] = problem => written.refuse(problem)
  const parsed = shape.safeParse(written.value ?? {}, { reportInput: true })
  if (!parsed.success) return refuse(problemsOf(parsed.error.issues, keysAt)[0] ?? { path: [], message: 'not cases' })
  const says = parsed.data
  if (usesNow && says.now === undefined)
    return refuse({ path: [], message: `the rule reads \`now\`: say what time it is, as in \`now: 2026-01-31T00:00:00Z\`` })
  if (rule.parameters === undefined && Object.keys(says.parameters).length > 0) return refuse({ path: ['parameters'], message: 'the rule has no parameters' })
  const tuned = rule.parameters === undefined ? { parameters: undefined } : tunedParameters(rule.parameters, says.parameters, ['parameters'])
  if ('problem' in tuned) return refuse(tuned.problem)
  const context = { now: new Date(says.now ?? 0), parameters: tuned.parameters }
  const type = rowTypeOf(dataset)
  const declarations = says.declared.map(declarationOf)

  return expectations.flatMap(expected =>
    Object.entries(says[expected]).map(([name, given]): CaseResult => {
      const wrong = misfit(type, given, [expected, name])
      if (wrong !== undefined) return refuse(wrong)
      const subject = { id: name, scope: SCOPE, name, ...given } as Row
      // Facts of its own, so that no case takes the steps of another.
      const facts = { declared: tableOf(declarations) }
      if (rule.where?.(subject, facts) === false) return { name, expected, came: 'notAsked' }
      const verdict = rule.check(subject, facts, context)
      return { name, expected, came: verdict.status, ...(verdict.status === 'pass' ? {} : { message: verdict.message }) }
    }),
  )
}
