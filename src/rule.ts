import type { z } from 'zod'
import type { Evidence, RuleInfo, Severity, Verdict } from './assessment.ts'
import type { Dataset, Row } from './dataset.ts'
import type { EstateView, Facts, Needs, Table, View } from './estate/needs.ts'

export type { Evidence, RuleInfo, Severity, Verdict }

/** Rows to be judged: a dataset's own, or those a view derives. */
export type Subjects<S extends Row> = Dataset<S> | View<Table<S>, any> | EstateView<Table<S>, any, any>

export interface Context<P = unknown> {
  /** The snapshot's time: a rule knows no other clock. */
  readonly now: Date
  /** This rule's own parameters, defaults filled in. */
  readonly parameters: P
}

/** What a tenant without any of the plans gets, once per tenant; unreadable SKUs give `unknown`. */
export interface WithoutLicence {
  /** Service plans as Microsoft names them, e.g. `AAD_PREMIUM_P2`: one of them is enough. */
  readonly plans: readonly string[]
  readonly verdict: 'fail' | 'not-applicable'
  readonly message: string
}

/** One question about each row of one dataset or view. Pure: no clock, no randomness, no I/O. */
export interface Rule<S extends Row = any, N extends Needs = any, P = any> extends RuleInfo {
  readonly subjects: Subjects<S>
  readonly needs: N
  /** Thresholds, each with its default: `z.object({ days: z.number().int().positive().default(90) })`. */
  readonly parameters?: z.ZodType<P> | undefined
  readonly withoutLicence?: WithoutLicence | undefined
  /** Which subjects the question is asked about; the others are not examined. */
  where?(subject: S, facts: Facts<N>): boolean
  check(subject: S, facts: Facts<N>, context: Context<P>): Verdict
  /** False: a pass of this subject rests on what was not read, and is not counted, since another subject stands for that and is unknown. */
  passStands?(subject: S): boolean
}

type Optional = 'upTo' | 'supersedes' | 'formerly'

/** What an author writes: `upTo` defaults to the severity, lists to empty. */
export type RuleDefinition<S extends Row, N extends Needs, P> = Omit<Rule<S, N, P>, Optional> & Partial<Pick<Rule<S, N, P>, Optional>>

/** Declares a rule; subject, facts and parameter types follow from its tokens. */
export const defineRule = <S extends Row, N extends Needs, P = undefined>(rule: RuleDefinition<S, N, P>): Rule<S, N, P> => ({
  ...rule,
  upTo: rule.upTo ?? rule.severity,
  supersedes: rule.supersedes ?? [],
  formerly: rule.formerly ?? [],
})

/** The requirement holds for this subject. */
export const pass = (): Verdict => ({ status: 'pass' })

/** The requirement does not hold. `severity` raises or lowers this one verdict, never above the rule's `upTo`. */
export const fail = (message: string, evidence: readonly Evidence[], severity?: Severity): Verdict => ({
  status: 'fail',
  message,
  evidence,
  ...(severity === undefined ? {} : { severity }),
})

/** What was read cannot decide it: `message` names the condition. */
export const unknown = (message: string): Verdict => ({ status: 'unknown', message })

/** Nothing speaks against it: it holds where nothing is left open, else it is unknown. `question` begins a sentence that what is open ends. */
export const passUnless = (open: readonly string[], question: string): Verdict => (open.length === 0 ? pass() : unknown(`${question}: ${open.join('; ')}.`))

/** One line of evidence; `row` is the id of the collected row that says so. */
export const evidence = (label: string, value: Evidence['value'], row?: string): Evidence => (row === undefined ? { label, value } : { label, value, row })
