import type { Assessment, Evidence, Finding, Reporter, RuleInfo, Severity } from '../src/assessment.ts'
import { counted, scopeInWords } from './html/labels.ts'
import { visible } from './html/visible.ts'
import { allFindings, evidenceLine, type Found } from './open-findings.ts'
import { pseudoPath } from './pseudo-path.ts'

/** Limits of GitHub: https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support-for-code-scanning */
const RUNS_PER_FILE = 20
const RESULTS_PER_RUN = 5000
const TAGS = 10
const TEXT = 1024

type Scope = Assessment['scopes'][number]

const levels = { critical: 'error', high: 'error', medium: 'warning', low: 'note', info: 'note' } satisfies Record<Severity, string>

/** A text between 0.1 and 10.0, which GitHub calls critical, high, medium or low. */
const securitySeverity = { critical: '9.5', high: '8.0', medium: '5.5', low: '2.0', info: '0.1' } satisfies Record<Severity, string>

const upTo = (text: string, length: number): string => (text.length <= length ? text : `${text.slice(0, length - 1).toWellFormed()}…`)

/** No text of SARIF that GitHub shows may be empty. */
const said = (text: string, otherwise: string): string => {
  const shown = visible(text).trim()
  return shown === '' ? otherwise : shown
}

/** GitHub keeps the severity at the rule, so a rule that found something at another severity than its own is there once for each. */
const variant = (rule: RuleInfo, severity: Severity): string => (severity === rule.severity ? rule.id : `${rule.id}.${severity}`)

const helpOf = (rule: RuleInfo): string =>
  [
    rule.rationale,
    '',
    ...rule.remediation.flatMap(({ text, command }, index) => [
      `${index + 1}. ${text}`,
      ...(command === undefined ? [] : [`   ${command.replaceAll('\n', '\n   ')}`]),
    ]),
  ].join('\n')

const descriptor = (rule: RuleInfo, severity: Severity) => ({
  id: variant(rule, severity),
  name: rule.id,
  shortDescription: { text: upTo(said(rule.failureTitle, rule.id), TEXT) },
  fullDescription: { text: upTo(said(`${rule.title}. ${rule.rationale}`, rule.id), TEXT) },
  help: { text: said(helpOf(rule), rule.id) },
  ...(rule.references[0] === undefined ? {} : { helpUri: rule.references[0].url }),
  defaultConfiguration: { level: levels[severity] },
  properties: {
    tags: [
      'security',
      'identity',
      rule.recommendation,
      ...Object.entries(rule.frameworks).flatMap(([framework, controls]) => controls.map(control => `${framework}/${control}`)),
    ].slice(0, TAGS),
    precision: 'high',
    'security-severity': securitySeverity[severity],
  },
})

const messageOf = (finding: Finding): string =>
  [said(finding.message, finding.rule), ...finding.evidence.map((entry: Evidence) => visible(evidenceLine(entry)))].join('\n')

const resultOf = (rule: RuleInfo, finding: Finding, ruleIndex: number) => ({
  ruleId: variant(rule, finding.severity),
  ruleIndex,
  level: levels[finding.severity],
  message: { text: messageOf(finding) },
  locations: [
    {
      physicalLocation: { artifactLocation: { uri: pseudoPath(finding.subject) }, region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 2 } },
      logicalLocations: [
        { name: said(finding.subject.name, finding.subject.kind), fullyQualifiedName: said(finding.subject.id, finding.subject.kind), kind: 'resource' },
      ],
    },
  ],
  // The only fingerprint that GitHub reads; see "Data for preventing duplicated alerts" on the page above.
  partialFingerprints: { primaryLocationLineHash: finding.fingerprint },
  ...(finding.exception === undefined ? {} : { suppressions: [{ kind: 'external', justification: said(finding.exception.reason, 'accepted') }] }),
})

/** The scopes of questions without an answer, wherever what is missing lies. What the mode in use can never read was not asked. */
const openScopes = ({ results }: Assessment): ReadonlySet<string> =>
  new Set(
    results.flatMap(({ unanswered }) =>
      unanswered.flatMap(({ scope, because }) => (Array.isArray(because) && because.every(({ reason }) => reason === 'out-of-reach') ? [] : [scope])),
    ),
  )

/** What is not known of a scope would close its alerts, were the upload taken for the whole of it. */
const isRead = ({ gaps }: Scope): boolean => gaps.every(({ reason }) => reason === 'out-of-reach' || reason === 'not-licensed')

const runOf = (scope: Scope, found: readonly Found[], isWhole: boolean, { tool, now }: Assessment) => {
  const kept = found.slice(0, RESULTS_PER_RUN)
  const rules = new Map<string, { readonly index: number; readonly rule: RuleInfo; readonly severity: Severity }>()
  for (const { rule, finding } of kept) {
    const id = variant(rule, finding.severity)
    if (!rules.has(id)) rules.set(id, { index: rules.size, rule, severity: finding.severity })
  }
  const left = found.length - kept.length
  const notes = [
    ...(left === 0 ? [] : [`${counted(left, 'finding')} of lower severity ${left === 1 ? 'is' : 'are'} left out: GitHub shows ${RESULTS_PER_RUN} a run.`]),
    ...(isWhole ? [] : ['Not every question about it has an answer: what is not here need not be fixed.']),
  ]
  return {
    tool: {
      driver: {
        name: tool.name,
        semanticVersion: tool.version,
        rules: [...rules.values()].map(({ rule, severity }) => descriptor(rule, severity)),
      },
    },
    automationDetails: { id: `postern/${scope.id}/`, description: { text: scopeInWords(scope.id, scope.name) } },
    invocations: [
      {
        executionSuccessful: isWhole,
        endTimeUtc: now,
        ...(notes.length === 0 ? {} : { toolExecutionNotifications: notes.map(text => ({ level: 'warning', message: { text } })) }),
      },
    ],
    results: kept.map(({ rule, finding }) => resultOf(rule, finding, rules.get(variant(rule, finding.severity))?.index ?? 0)),
  }
}

function* log(scopes: readonly Scope[], found: ReadonlyMap<string, readonly Found[]>, isWhole: boolean, assessment: Assessment): Generator<string> {
  yield '{"$schema":"https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json","version":"2.1.0","runs":['
  let before = ''
  for (const scope of scopes) {
    yield `${before}${JSON.stringify(runOf(scope, found.get(scope.id) ?? [], isWhole, assessment))}`
    before = ',\n'
  }
  yield ']}\n'
}

/**
 * SARIF 2.1.0 for GitHub code scanning, a run for each scope in files of at most twenty runs: `findings.sarif`, `findings-2.sarif` and so on. What has a question without an answer is in
 * `incomplete.sarif`: uploaded, it would close the alerts about what was not seen.
 */
export const sarif: Reporter = assessment => {
  const found = Map.groupBy(
    allFindings(assessment).filter(({ finding }) => finding.foldedInto === undefined),
    ({ finding }) => finding.subject.scope,
  )
  const judged = new Set([...found.keys(), ...assessment.results.flatMap(({ tallies }) => tallies.map(({ scope }) => scope))])
  const files = (isWhole: boolean, scopes: readonly Scope[]): { readonly name: string; readonly text: Iterable<string> }[] =>
    Array.from({ length: Math.ceil(scopes.length / RUNS_PER_FILE) }, (_, file) => ({
      name: `${isWhole ? 'findings' : 'incomplete'}${file === 0 ? '' : `-${file + 1}`}.sarif`,
      text: log(scopes.slice(file * RUNS_PER_FILE, (file + 1) * RUNS_PER_FILE), found, isWhole, assessment),
    }))
  const open = openScopes(assessment)
  const isWhole = (scope: Scope): boolean => isRead(scope) && !open.has(scope.id)
  const scopes = assessment.scopes.filter(({ id }) => judged.has(id))
  const whole = files(true, scopes.filter(isWhole))
  const partly = files(
    false,
    scopes.filter(scope => !isWhole(scope)),
  )
  // A step that uploads finds its file, even where nothing was read whole.
  return [...(whole.length === 0 ? [{ name: 'findings.sarif', text: log([], found, true, assessment) }] : whole), ...partly]
}
