import type { Evidence, Severity } from '../../../src/assessment.ts'
import { scopeInWords, severities, subjectInWords } from '../labels.ts'
import type { Gap, Packed } from '../packed.ts'
import { byWorst, severityCounts } from '../severity-counts.ts'
import { createSearchIndex, type SearchIndex } from './search-index.ts'

export type RuleEntry = Packed['rules'][number]
export const findingStatuses = ['failing', 'included', 'accepted'] as const
export type FindingStatus = (typeof findingStatuses)[number]

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
  /** Per rule, the indexes of its findings: worst first, counted ones before included and accepted ones. */
  readonly findingsOf: readonly (readonly number[])[]
  readonly questionsOf: readonly (readonly number[])[]
  /** Rules by what to do first: the worst open finding, then how many of the worst. */
  readonly ruleOrder: readonly number[]
  finding(index: number): FindingView
  findingByFingerprint(fingerprint: string): FindingView | undefined
  statusOf(index: number): FindingStatus
  /** The same of all, as indexes into `findingStatuses`. */
  readonly statuses: Uint8Array
  /** Findings that are folded into this one: the same fault, counted once. */
  includedBy(fingerprint: string): readonly number[]
  question(index: number): QuestionView
  /** Kind and name of a scope, e.g. `Account contoso-data 666677778888`. */
  scopeName(scope: string): string
  /** Finds findings by words. */
  readonly search: SearchIndex
  /** What the question says, for search; in lower case, without the words of its rule. */
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
  const scopeWords = new Map<string, string>()
  const scopeName = (scope: string): string => {
    const words = scopeWords.get(scope) ?? scopeInWords(scope, scopeNames.get(scope))
    scopeWords.set(scope, words)
    return words
  }
  const subjectName = (name: string, kind: string, scope: string): string => (kind === 'scopes' ? scopeName(scope) : subjectInWords(name, kind))

  const evidenceStart: number[] = []
  let next = 0
  for (const count of findings.evidence) {
    evidenceStart.push(next)
    next += count
  }

  const statuses = Uint8Array.from(findings.foldedInto, (parent, index) => (parent !== -1 ? 1 : findings.exception[index] !== -1 ? 2 : 0))
  const statusOf = (index: number): FindingStatus => at(findingStatuses, statuses[index] ?? -1)

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
      name: subjectName(at(texts, at(findings.subjectName, index)), at(texts, at(findings.subjectKind, index)), at(texts, at(findings.scope, index))),
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
    const kind = optional(at(questions.subjectKind, index)) ?? ''
    const scope = at(texts, at(questions.scope, index))
    return {
      index,
      rule: at(rules, at(questions.rule, index)),
      scope,
      subject: id === undefined ? undefined : { id, name: subjectName(optional(at(questions.subjectName, index)) ?? id, kind, scope), kind },
      message: at(texts, at(questions.message, index)),
      because: typeof because === 'string' ? because : because.map(gap => at(packed.gaps, gap)),
    }
  }

  const weight = (index: number): number => (statusOf(index) === 'failing' ? 0 : 10) + at(findings.severity, index)
  const findingsOf = groupedBy(rules.length, findings.rule).map(group => group.sort((a, b) => weight(a) - weight(b)))
  const open = findingsOf.map(group => severityCounts(group.filter(index => statusOf(index) === 'failing').map(index => at(findings.severity, index))))
  const ruleOrder = rules.map((_, rule) => rule).sort((a, b) => byWorst(at(open, a), at(open, b)) || a - b)

  let included: Map<number, number[]> | undefined
  let textNumbers: Map<string, number> | undefined
  const includedBy = (fingerprint: string): readonly number[] => {
    if (included === undefined) {
      included = new Map()
      for (const [index, parent] of findings.foldedInto.entries()) {
        if (parent === -1) continue
        const children = included.get(parent) ?? []
        children.push(index)
        included.set(parent, children)
      }
      textNumbers = new Map([...included.keys()].map(text => [at(texts, text), text]))
    }
    return included.get(textNumbers?.get(fingerprint) ?? -1) ?? []
  }

  let byFingerprint: Map<string, number> | undefined
  const findingByFingerprint = (fingerprint: string): FindingView | undefined => {
    byFingerprint ??= new Map(findings.fingerprint.map((entry, index) => [entry, index]))
    const index = byFingerprint.get(fingerprint)
    return index === undefined ? undefined : finding(index)
  }

  const questionText = memoised(index => {
    const { subject, scope, message, because } = question(index)
    const gaps = typeof because === 'string' ? [because] : because.flatMap(gap => [gap.dataset, gap.reason, gap.detail, gap.permission ?? ''])
    return [subject?.name ?? '', subject?.id ?? '', scope, scopeName(scope), message, ...gaps].join('\n').toLowerCase()
  })

  return {
    packed,
    findingsOf,
    questionsOf: groupedBy(rules.length, questions.rule),
    ruleOrder,
    finding,
    findingByFingerprint,
    statusOf,
    statuses,
    includedBy,
    question,
    scopeName,
    search: createSearchIndex(packed, scopeName),
    questionText,
  }
}
