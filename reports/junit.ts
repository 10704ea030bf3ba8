import type { Assessment, Finding, Reporter, RuleResult } from '../src/assessment.ts'
import { scopeInWords } from './html/labels.ts'
import { visible } from './html/visible.ts'
import { evidenceLine, isOpen } from './open-findings.ts'

const entities = new Map([
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
  ['"', '&quot;'],
  ["'", '&apos;'],
  ['\n', '&#10;'],
  ['\t', '&#9;'],
])

/** Text for an attribute or an element of XML 1.0; characters that it may not hold are written out: https://www.w3.org/TR/xml/#charsets */
const xml = (text: string): string =>
  visible(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"'\n\t]/g, character => entities.get(character) ?? '')

/** What one rule says in one scope: a test case. */
interface Case {
  readonly result: RuleResult
  readonly failures: readonly Finding[]
  readonly excepted: readonly Finding[]
  readonly included: readonly Finding[]
  readonly unknown: RuleResult['unanswered']
}

const kindOf = ({ failures, unknown, excepted, included }: Case): 'failure' | 'error' | 'skipped' | 'passed' =>
  failures.length > 0 ? 'failure' : unknown.length > 0 ? 'error' : excepted.length + included.length > 0 ? 'skipped' : 'passed'

/** The cases of each scope, in the order of the rules. */
const casesByScope = ({ results }: Assessment): ReadonlyMap<string, readonly Case[]> => {
  const cases = new Map<string, Case[]>()
  for (const result of results) {
    const findings = Map.groupBy(result.findings, ({ subject }) => subject.scope)
    const unanswered = Map.groupBy(result.unanswered, ({ scope }) => scope)
    for (const scope of new Set([...result.tallies.map(tally => tally.scope), ...findings.keys(), ...unanswered.keys()])) {
      const here = findings.get(scope) ?? []
      const one: Case = {
        result,
        failures: here.filter(isOpen),
        excepted: here.filter(({ exception }) => exception !== undefined),
        included: here.filter(({ exception, foldedInto }) => exception === undefined && foldedInto !== undefined),
        unknown: unanswered.get(scope) ?? [],
      }
      const known = cases.get(scope)
      if (known === undefined) cases.set(scope, [one])
      else known.push(one)
    }
  }
  return cases
}

const bodyOf = (one: Case): string => {
  const { rule } = one.result
  const kind = kindOf(one)
  if (kind === 'failure') {
    const text = one.failures.flatMap(({ message, severity, fingerprint, evidence }) => [
      `${severity}: ${message}`,
      ...evidence.map(entry => `  ${evidenceLine(entry)}`),
      `  ${fingerprint}`,
    ])
    const url = rule.references[0]?.url
    const fix = rule.remediation.map(({ text: step }) => `- ${step}`)
    return `<failure type="${one.failures[0]?.severity ?? rule.severity}" message="${xml(one.failures.length === 1 ? (one.failures[0]?.message ?? '') : `${rule.failureTitle}: ${one.failures.length} findings`)}">${xml([...text, '', ...fix, ...(url === undefined ? [] : [url])].join('\n'))}</failure>`
  }
  if (kind === 'error')
    return `<error type="unknown" message="${xml(one.unknown[0]?.message ?? '')}">${xml([...new Set(one.unknown.map(({ message }) => message))].join('\n'))}</error>`
  if (kind === 'skipped') {
    const excepted = one.excepted.flatMap(({ exception }) =>
      exception === undefined ? [] : [`Excepted until ${exception.expires} by ${exception.owner}: ${exception.reason}`],
    )
    const included = one.included.map(({ foldedInto }) => `Included in finding ${foldedInto ?? ''}`)
    return `<skipped message="${xml([...new Set([...excepted, ...included])].join('; '))}"/>`
  }
  return ''
}

function* document(assessment: Assessment): Generator<string> {
  const byScope = casesByScope(assessment)
  const suites = assessment.scopes.map(scope => ({ scope, cases: byScope.get(scope.id) ?? [] })).filter(({ cases }) => cases.length > 0)
  const count = (cases: readonly Case[], kind: string): number => cases.filter(one => kindOf(one) === kind).length
  const all = suites.flatMap(({ cases }) => cases)
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="postern" tests="${all.length}" failures="${count(all, 'failure')}" errors="${count(all, 'error')}" time="0">\n`
  for (const { scope, cases } of suites) {
    yield `<testsuite name="${xml(scopeInWords(scope.id, scope.name))}" tests="${cases.length}" failures="${count(cases, 'failure')}" errors="${count(cases, 'error')}" skipped="${count(cases, 'skipped')}" timestamp="${assessment.now.slice(0, 19)}" time="0">\n`
    for (const one of cases) {
      const { rule } = one.result
      yield `<testcase classname="${xml(`${rule.recommendation}.${scope.id}`)}" name="${xml(`${rule.id}: ${rule.title}`)}" time="0">${bodyOf(one)}</testcase>\n`
    }
    yield '</testsuite>\n'
  }
  yield '</testsuites>\n'
}

/** `junit.xml`: a suite for each scope, a case for each rule that was asked there. A fault fails, an open question is an error, an exception skips. */
export const junit: Reporter = assessment => [{ name: 'junit.xml', text: document(assessment) }]
