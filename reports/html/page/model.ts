import type { Evidence, Severity } from '../../../src/assessment.ts'
import { severities } from '../labels.ts'
import type { Gap, Packed } from '../packed.ts'

export type RuleEntry = Packed['rules'][number]
type FindingStatus = 'failing' | 'included' | 'accepted'

interface Subject {
  readonly id: string
  readonly name: string
  readonly kind: string
}

export interface FindingView {
  /** The id of the larger thing the subject belongs to. */
  readonly partOf: string | undefined
  readonly index: number
  readonly fingerprint: string
  readonly rule: RuleEntry
  readonly severity: Severity
  readonly status: FindingStatus
  readonly subject: Subject
  readonly scope: string
  readonly message: string
  readonly evidence: readonly Evidence[]
  readonly foldedInto: string | undefined
  readonly firstSeen: string | undefined
  readonly exception: Packed['exceptions'][number] | undefined
}

export interface QuestionView {
  readonly index: number
  readonly rule: RuleEntry
  readonly scope: string
  readonly subject: Subject | undefined
  readonly message: string
  readonly because: readonly Gap[] | 'threw' | 'undecidable'
}

export interface Model {
  readonly packed: Packed
  readonly scopeNames: ReadonlyMap<string, string>
  /** Per rule, the indexes of its findings: worst first, counted ones before included and accepted ones. */
  readonly findingsOf: readonly (readonly number[])[]
  readonly questionsOf: readonly (readonly number[])[]
  /** Rules by what to do first: worst open finding, then how many. */
  readonly ruleOrder: readonly number[]
  finding(index: number): FindingView
  findingByFingerprint(fingerprint: string): FindingView | undefined
  statusOf(index: number): FindingStatus
  question(index: number): QuestionView
  scopeName(scope: string): string
  /** What the finding or question says, for search; in lower case, without the words of its rule. */
  findingText(index: number): string
  questionText(index: number): string
}

const groupedBy = (rules: number, column: readonly number[]): number[][] => {
  const groups: number[][] = Array.from({ length: rules }, () => [])
  column.forEach((rule, index) => {
    groups[rule]?.push(index)
  })
  return groups
}

/** A number that a column must have; a damaged file is an error, not an empty page. */
const at = <T>(column: readonly T[], index: number): T => {
  const value = column[index]
  if (value === undefined) throw new RangeError(`This report's data has no entry ${index}`)
  return value
}

const memoised = (make: (index: number) => string): ((index: number) => string) => {
  const texts: string[] = []
  return index => {
    texts[index] ??= make(index)
    return texts[index]
  }
}

/** Access to the packed assessment; a finding becomes an object only when it is shown. */
export const createModel = (packed: Packed): Model => {
  const { findings, questions, texts, evidence, rules } = packed
  const optional = (number: number): string | undefined => (number === -1 ? undefined : at(texts, number))
  const scopeNames = new Map(packed.run.scopes.map(scope => [scope.id, scope.name]))
  const scopeName = (scope: string): string => scopeNames.get(scope) ?? scope

  const evidenceStart: number[] = []
  let next = 0
  for (const count of findings.evidence) {
    evidenceStart.push(next)
    next += count
  }

  const statusOf = (index: number): FindingStatus =>
    findings.foldedInto[index] !== -1 ? 'included' : findings.exception[index] !== -1 ? 'accepted' : 'failing'

  const evidenceOf = (index: number): Evidence[] =>
    Array.from({ length: at(findings.evidence, index) }, (_, offset) => {
      const entry = at(evidenceStart, index) + offset
      return { label: at(texts, at(evidence.label, entry)), value: JSON.parse(at(texts, at(evidence.value, entry))), row: optional(at(evidence.row, entry)) }
    })

  const finding = (index: number): FindingView => ({
    index,
    fingerprint: at(findings.fingerprint, index),
    rule: at(rules, at(findings.rule, index)),
    severity: at(severities, at(findings.severity, index)),
    status: statusOf(index),
    subject: {
      id: at(texts, at(findings.subjectId, index)),
      name: at(texts, at(findings.subjectName, index)),
      kind: at(texts, at(findings.subjectKind, index)),
    },
    partOf: optional(at(findings.partOf, index)),
    scope: at(texts, at(findings.scope, index)),
    message: at(texts, at(findings.message, index)),
    evidence: evidenceOf(index),
    foldedInto: optional(at(findings.foldedInto, index)),
    firstSeen: optional(at(findings.firstSeen, index)),
    exception: packed.exceptions[at(findings.exception, index)],
  })

  const question = (index: number): QuestionView => {
    const because = at(questions.because, index)
    const id = optional(at(questions.subjectId, index))
    return {
      index,
      rule: at(rules, at(questions.rule, index)),
      scope: at(texts, at(questions.scope, index)),
      subject:
        id === undefined ? undefined : { id, name: optional(at(questions.subjectName, index)) ?? id, kind: optional(at(questions.subjectKind, index)) ?? '' },
      message: at(texts, at(questions.message, index)),
      because: typeof because === 'string' ? because : because.map(gap => at(packed.gaps, gap)),
    }
  }

  const weight = (index: number): number => (statusOf(index) === 'failing' ? 0 : 10) + at(findings.severity, index)
  const findingsOf = groupedBy(rules.length, findings.rule).map(group => group.sort((a, b) => weight(a) - weight(b)))
  const openCount = findingsOf.map(group => group.filter(index => statusOf(index) === 'failing').length)
  const worst = findingsOf.map(group => (group[0] === undefined ? 100 : weight(group[0])))
  const ruleOrder = rules.map((_, rule) => rule).sort((a, b) => at(worst, a) - at(worst, b) || at(openCount, b) - at(openCount, a) || a - b)

  let byFingerprint: Map<string, number> | undefined
  const findingByFingerprint = (fingerprint: string): FindingView | undefined => {
    byFingerprint ??= new Map(findings.fingerprint.map((entry, index) => [entry, index]))
    const index = byFingerprint.get(fingerprint)
    return index === undefined ? undefined : finding(index)
  }

  const findingText = memoised(index => {
    const { subject, partOf, scope, message, fingerprint, evidence: facts } = finding(index)
    return [subject.name, subject.id, partOf ?? '', scope, scopeName(scope), message, fingerprint, ...facts.map(fact => String(fact.value))]
      .join('\n')
      .toLowerCase()
  })
  const questionText = memoised(index => {
    const { subject, scope, message, because } = question(index)
    const gaps = typeof because === 'string' ? [because] : because.flatMap(gap => [gap.dataset, gap.reason, gap.detail, gap.permission ?? ''])
    return [subject?.name ?? '', subject?.id ?? '', scope, scopeName(scope), message, ...gaps].join('\n').toLowerCase()
  })

  return {
    packed,
    scopeNames,
    findingsOf,
    questionsOf: groupedBy(rules.length, questions.rule),
    ruleOrder,
    finding,
    findingByFingerprint,
    statusOf,
    question,
    scopeName,
    findingText,
    questionText,
  }
}
