import type { AppliedException, Assessment, GateResult, RuleResult } from '../../src/assessment.ts'

export type Gap = Assessment['scopes'][number]['gaps'][number]

/** Findings as columns, in the order of the rules. A number in a column of texts is an index into `Packed.texts`; -1 is absent. */
interface FindingColumns {
  readonly fingerprint: readonly string[]
  /** Index into `Packed.rules`. */
  readonly rule: readonly number[]
  /** Rank of the severity: 0 is critical. */
  readonly severity: readonly number[]
  readonly subjectId: readonly number[]
  readonly subjectName: readonly number[]
  readonly subjectKind: readonly number[]
  readonly partOf: readonly number[]
  readonly scope: readonly number[]
  readonly message: readonly number[]
  readonly foldedInto: readonly number[]
  readonly firstSeen: readonly number[]
  /** Index into `Packed.exceptions`. */
  readonly exception: readonly number[]
  /** How many of the entries of `Packed.evidence` belong to each finding, in order. */
  readonly evidence: readonly number[]
}

interface EvidenceColumns {
  readonly label: readonly number[]
  /** The value as JSON text. */
  readonly value: readonly number[]
  readonly row: readonly number[]
}

interface QuestionColumns {
  readonly rule: readonly number[]
  readonly scope: readonly number[]
  readonly subjectId: readonly number[]
  readonly subjectName: readonly number[]
  readonly subjectKind: readonly number[]
  readonly message: readonly number[]
  /** Indexes into `Packed.gaps`, or the word. */
  readonly because: readonly (readonly number[] | 'threw' | 'undecidable')[]
}

/** What the page is given: an assessment without repetition, so that 100,000 findings fit a file that people can mail. */
export interface Packed {
  readonly run: Omit<Assessment, 'results' | 'gate'> & { readonly gate: Omit<GateResult, 'findings'> }
  readonly rules: readonly Omit<RuleResult, 'findings' | 'unanswered'>[]
  readonly texts: readonly string[]
  readonly findings: FindingColumns
  readonly evidence: EvidenceColumns
  readonly questions: QuestionColumns
  readonly gaps: readonly Gap[]
  /** Exceptions as findings carry them. */
  readonly exceptions: readonly AppliedException[]
}
