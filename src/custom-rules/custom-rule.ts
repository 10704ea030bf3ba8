import { z } from 'zod'
import type { AnyDataset, Row } from '../dataset.ts'
import { cloudOf } from '../dataset.ts'
import { declared } from '../datasets/declared.ts'
import type { Need, Needs, Table } from '../estate/needs.ts'
import { defineRule, type Evidence, fail, pass, type Rule, unknown, type Verdict } from '../rule.ts'
import { type Expression, type Outcome, openLanguage } from './expression.ts'
import { celValueOf, type FieldType, fieldTypeOf, type ObjectType } from './field-types.ts'
import { STEPS_PER_SCOPE, STEPS_PER_SUBJECT } from './meter.ts'
import { type RuleFile, readRuleFile } from './rule-file.ts'
import { compileSentence, inWords } from './sentence.ts'
import { ExpressionError } from './syntax.ts'

/** Every dataset that rules read, by name: what a custom rule may be about. The operator's own tables are not. */
export const datasetsOf = (rules: readonly Rule[]): ReadonlyMap<string, AnyDataset> => {
  const found = new Map<string, AnyDataset>()
  const seen = new Set<Need>()
  const walk = (need: Need): void => {
    if (seen.has(need)) return
    seen.add(need)
    if (need.kind === 'dataset') {
      if (need.per !== 'operator') found.set(need.name, need)
    } else for (const inner of Object.values<Need>(need.needs as Needs)) walk(inner)
  }
  for (const rule of rules) for (const need of [rule.subjects, ...Object.values<Need>(rule.needs)]) walk(need)
  return new Map([...found].sort(([a], [b]) => (a < b ? -1 : 1)))
}

/** What an expression may know of a row of this dataset. */
export const rowTypeOf = (dataset: AnyDataset): ObjectType => {
  const type = fieldTypeOf(dataset.row, 'row')
  if (type?.kind !== 'object') throw new TypeError(`${dataset.name} has rows without fields`)
  return type
}

const ofParameter = (value: RuleFile['parameters'][string]): z.ZodType => {
  if (Array.isArray(value)) return z.array(z.string()).default(value)
  if (typeof value === 'boolean') return z.boolean().default(value)
  if (typeof value === 'string') return z.string().default(value)
  return Number.isSafeInteger(value) ? z.number().int().default(value) : z.number().default(value)
}

const parameterType = (value: RuleFile['parameters'][string]): FieldType => {
  if (Array.isArray(value)) return { kind: 'list', of: { kind: 'text' } }
  if (typeof value === 'boolean') return { kind: 'truth' }
  if (typeof value === 'string') return { kind: 'text' }
  return { kind: Number.isSafeInteger(value) ? 'whole' : 'number' }
}

const MOST_EVIDENCE = 12

const inThousands = (steps: number): string => steps.toLocaleString('en-US')

/** The fields that the verdict was computed from, with what the row says. */
const evidenceOf = (type: ObjectType, fields: readonly string[], subject: Row): Evidence[] =>
  fields.flatMap(field => {
    const of = type.fields.get(field)
    const value = of === undefined ? undefined : celValueOf(of, (subject as unknown as Record<string, unknown>)[field])
    const isShown = of !== undefined && of.kind !== 'object' && !(of.kind === 'list' && of.of.kind !== 'text')
    if (isShown) return [{ label: field, value: value === undefined ? '(no value)' : typeof value === 'boolean' ? value : inWords(value), row: subject.id }]
    return Array.isArray(value) ? [{ label: field, value: `${value.length} of them`, row: subject.id }] : []
  })

/** What one examination of one scope has left, and what its expressions share: the engine hands the same facts to each subject of it. */
interface Examination {
  stepsLeft: number
  /** What `where` came to for the subject that is about to be checked. */
  asked?: { readonly subject: Row; readonly outcome: Outcome }
  readonly declarations: unknown
}

type Values = Readonly<Record<string, unknown>>

export interface CustomRule {
  readonly rule: Rule
  readonly file: string
  readonly dataset: AnyDataset
  /** Whether its verdict depends on the time. */
  readonly usesNow: boolean
}

/**
 * A rule from its file: YAML that names a dataset, an expression and a message. It becomes a rule like any other. Missing data is never a pass: where a field
 * that is read has no value the verdict is unknown, and so it is where the steps run out. Throws `ConfigError`.
 */
export const customRule = (text: string, file: string, name: string, datasets: ReadonlyMap<string, AnyDataset>): CustomRule => {
  const { says, dataset, refuse } = readRuleFile(text, file, name, datasets)
  const row = rowTypeOf(dataset)
  const declarations = fieldTypeOf(declared.row, 'declared')
  if (declarations === undefined) throw new TypeError('declarations have no fields')
  const isTuned = Object.keys(says.parameters).length > 0
  const settings: ObjectType = {
    kind: 'object',
    name: 'parameters',
    fields: new Map(Object.entries(says.parameters).map(([name, value]) => [name, parameterType(value)])),
    make: class {},
  }
  const language = openLanguage(
    new Map<string, FieldType>([
      ['row', row],
      ['now', { kind: 'time' }],
      ['declared', { kind: 'list', of: declarations }],
      ...(isTuned ? [['parameters', settings] as const] : []),
    ]),
  )
  const compiled = <T>(key: 'where' | 'pass' | 'message', compile: () => T): T => {
    try {
      return compile()
    } catch (error) {
      if (!(error instanceof ExpressionError)) throw error
      const excerpt = key === 'message' ? '' : says[key]?.slice(error.start, error.end)
      return refuse({ path: [key], message: `${error.message}${excerpt ? ` (at \`${excerpt}\`)` : ''}` })
    }
  }
  // Which rows are asked about does not depend on the day or on a threshold: else a finding would be gone without being mended.
  const { where: asked } = says
  const where = asked === undefined ? undefined : compiled('where', () => language.compile(asked, 'truth', new Set(['row', 'declared'])))
  const condition = compiled('pass', () => language.compile(says.pass, 'truth'))
  const message = compiled('message', () => compileSentence(language, says.message))

  const expressions = [...(where === undefined ? [] : [where]), condition, ...message.expressions]
  const needsDeclared = expressions.some(({ variables }) => variables.has('declared'))
  const isWhole = expressions.some(({ fields }) => fields === undefined)
  const read = isWhole ? undefined : new Set(expressions.flatMap(({ fields }) => fields ?? []))
  const shown = [...new Set([...(condition.fields ?? []), ...(where?.fields ?? [])])]
    .filter(field => !['id', 'name', 'scope'].includes(field))
    .slice(0, MOST_EVIDENCE)

  const examinations = new WeakMap<object, Examination>()
  const examinationOf = (facts: { readonly declared?: Table<Row> }): Examination => {
    const known = examinations.get(facts)
    if (known !== undefined) return known
    const fresh: Examination = { stepsLeft: STEPS_PER_SCOPE, declarations: celValueOf({ kind: 'list', of: declarations }, [...(facts.declared ?? [])]) }
    examinations.set(facts, fresh)
    return fresh
  }
  /** Evaluates within what the subject and the scope have left. */
  const within = <T>(examination: Examination, evaluate: () => T): T => {
    language.meter.start(Math.min(STEPS_PER_SUBJECT, examination.stepsLeft))
    const outcome = evaluate()
    examination.stepsLeft -= language.meter.used
    return outcome
  }
  const valuesOf = (subject: Row, { declarations }: Examination, more: Values = {}): Values => ({
    row: celValueOf(row, subject, read),
    declared: declarations,
    ...more,
  })
  const why = (outcome: Exclude<Outcome, { readonly value: unknown }>, examination: Examination, of: 'where' | 'pass'): Verdict => {
    if ('unknown' in outcome) return unknown(`\`${of}\` cannot be decided: ${outcome.unknown}.`)
    return unknown(
      examination.stepsLeft <= 0
        ? `The rule has taken all of the ${inThousands(STEPS_PER_SCOPE)} steps that it may take in one scope.`
        : `\`${of}\` takes more than the ${inThousands(STEPS_PER_SUBJECT)} steps that a rule may take on one subject.`,
    )
  }
  const askedAbout = (where: Expression, subject: Row, examination: Examination): Outcome => {
    if (examination.asked?.subject === subject) return examination.asked.outcome
    const outcome = within(examination, () => where.evaluate(valuesOf(subject, examination)))
    examination.asked = { subject, outcome }
    return outcome
  }

  const rule = defineRule<Row, Needs, unknown>({
    id: says.id,
    title: says.title,
    failureTitle: says.failureTitle,
    cloud: cloudOf(dataset.per) ?? 'cross',
    severity: says.severity,
    recommendation: says.recommendation,
    rationale: says.rationale,
    remediation: says.remediation,
    verify: says.verify,
    frameworks: says.frameworks,
    equivalents: {},
    references: says.references,
    subjects: dataset,
    needs: needsDeclared ? { declared } : {},
    ...(isTuned ? { parameters: z.object(Object.fromEntries(Object.entries(says.parameters).map(([name, value]) => [name, ofParameter(value)]))) } : {}),
    ...(where === undefined
      ? {}
      : {
          where(subject, facts) {
            const outcome = askedAbout(where, subject, examinationOf(facts))
            return !('value' in outcome) || outcome.value === true
          },
        }),
    check(subject, facts, { now, parameters }) {
      const examination = examinationOf(facts)
      if (where !== undefined) {
        const outcome = askedAbout(where, subject, examination)
        if (!('value' in outcome)) return why(outcome, examination, 'where')
      }
      const values = valuesOf(subject, examination, { now, ...(isTuned ? { parameters: celValueOf(settings, parameters) } : {}) })
      const outcome = within(examination, () => condition.evaluate(values))
      if (!('value' in outcome)) return why(outcome, examination, 'pass')
      if (outcome.value === true) return pass()
      return fail(
        within(examination, () => message.words(values)),
        evidenceOf(row, shown, subject),
      )
    },
  })
  return { rule, file, dataset, usesNow: expressions.some(({ variables }) => variables.has('now')) }
}
