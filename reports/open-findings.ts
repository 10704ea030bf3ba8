import type { Assessment, Finding, RuleInfo } from '../src/assessment.ts'
import { severities } from './html/labels.ts'

/** A finding that counts: neither included in another one nor under an exception. */
export const isOpen = (finding: Finding): boolean => finding.foldedInto === undefined && finding.exception === undefined

export interface Found {
  readonly rule: RuleInfo
  readonly finding: Finding
}

/** Every finding with its rule, the worst first; among equals in the order of the assessment. */
export const allFindings = ({ results }: Assessment): Found[] =>
  results
    .flatMap(({ rule, findings }) => findings.map(finding => ({ rule, finding })))
    .sort((a, b) => severities.indexOf(a.finding.severity) - severities.indexOf(b.finding.severity))

/** The names of scopes by their ids. */
export const scopeNames = ({ scopes }: Assessment): ReadonlyMap<string, string> => new Map(scopes.map(({ id, name }) => [id, name]))

/** One fact of the evidence as one line. */
export const evidenceLine = ({ label, value }: Finding['evidence'][number]): string =>
  `${label}: ${typeof value === 'object' ? value.join(', ') : String(value)}`
