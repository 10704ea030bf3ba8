import type { Assessment, Finding, Reporter, RuleInfo, Severity, SubjectRef } from '../src/assessment.ts'
import { scopeInWords } from './html/labels.ts'
import { visible } from './html/visible.ts'
import { evidenceLine, scopeNames } from './open-findings.ts'

/** https://schema.ocsf.io/1.8.0/classes/compliance_finding */
const VERSION = '1.8.0'
const CLASS = 2003
const CATEGORY = 2
/** A finding that was made, in the class's list of activities. */
const CREATE = 1

const severityIds = { critical: 5, high: 4, medium: 3, low: 2, info: 1 } satisfies Record<Severity, number>
const severityWords = { critical: 'Critical', high: 'High', medium: 'Medium', low: 'Low', info: 'Informational' } satisfies Record<Severity, string>

const compliances = { pass: { status_id: 1, status: 'Pass' }, unknown: { status_id: 2, status: 'Warning' }, fail: { status_id: 3, status: 'Fail' } } as const
const states = {
  new: { status_id: 1, status: 'New' },
  suppressed: { status_id: 3, status: 'Suppressed' },
  resolved: { status_id: 4, status: 'Resolved' },
} as const

const providers: Readonly<Record<string, string>> = { aws: 'AWS', entra: 'Microsoft Entra', azure: 'Azure' }

interface Said {
  readonly rule: RuleInfo
  readonly scope: string
  readonly subject?: SubjectRef | undefined
  readonly status: keyof typeof compliances
  readonly state: keyof typeof states
  readonly severity: Severity
  readonly uid: string
  readonly message: string
  readonly details: readonly string[]
  readonly firstSeen?: string | undefined
}

const eventOf = (said: Said, { tool, now }: Assessment, names: ReadonlyMap<string, string>) => {
  const { rule, scope } = said
  const [kind = '', native = ''] = scope.split('/')
  const cloud = kind.split('-')[0] ?? ''
  const time = Date.parse(now)
  const name = names.get(scope)
  return {
    activity_id: CREATE,
    activity_name: 'Create',
    category_uid: CATEGORY,
    category_name: 'Findings',
    class_uid: CLASS,
    class_name: 'Compliance Finding',
    type_uid: CLASS * 100 + CREATE,
    type_name: 'Compliance Finding: Create',
    time,
    severity_id: severityIds[said.severity],
    severity: severityWords[said.severity],
    ...states[said.state],
    message: visible(said.message),
    metadata: { version: VERSION, profiles: ['cloud'], product: { name: 'Postern', vendor_name: 'Postern', version: tool.version, uid: 'postern' } },
    cloud: {
      provider: providers[cloud] ?? 'Other',
      account: { uid: native, name: visible(name ?? native), ...(kind === 'aws-account' ? { type_id: 10, type: 'AWS Account' } : {}) },
    },
    finding_info: {
      uid: said.uid,
      title: rule.failureTitle,
      desc: rule.rationale,
      created_time: time,
      ...(said.firstSeen === undefined ? {} : { first_seen_time: Date.parse(said.firstSeen) }),
      types: ['Identity posture'],
    },
    compliance: {
      ...compliances[said.status],
      control: rule.id,
      desc: rule.title,
      category: rule.recommendation,
      standards: Object.keys(rule.frameworks),
      requirements: Object.entries(rule.frameworks).flatMap(([framework, controls]) => controls.map(control => `${framework} ${control}`)),
      ...(said.details.length === 0 ? {} : { status_details: said.details.map(visible) }),
    },
    ...(said.status === 'fail'
      ? { remediation: { desc: rule.remediation.map(({ text }) => text).join('\n'), references: rule.references.map(({ url }) => url) } }
      : {}),
    resources: [
      said.subject === undefined
        ? { uid: scope, name: visible(scopeInWords(scope, name)), type: kind }
        : { uid: visible(said.subject.id), name: visible(said.subject.name), type: said.subject.kind },
    ],
  }
}

const failOf = (rule: RuleInfo, finding: Finding): Said => ({
  rule,
  scope: finding.subject.scope,
  subject: finding.subject,
  status: 'fail',
  state: finding.exception === undefined ? 'new' : 'suppressed',
  severity: finding.severity,
  uid: finding.fingerprint,
  message: finding.message,
  details: finding.evidence.map(evidenceLine),
  firstSeen: finding.firstSeen,
})

/** Every finding that is not part of another, every open question, and each rule that holds throughout a scope. */
function* said({ results }: Assessment): Generator<Said> {
  for (const { rule, findings, unanswered, tallies } of results) {
    for (const finding of findings) if (finding.foldedInto === undefined) yield failOf(rule, finding)
    for (const { scope, subject, message } of unanswered)
      yield { rule, scope, subject, status: 'unknown', state: 'new', severity: 'info', uid: `${rule.id}/${scope}/${subject?.id ?? ''}`, message, details: [] }
    for (const { scope, examined, failed, unknown } of tallies) {
      if (examined === 0 || failed > 0 || unknown > 0) continue
      yield {
        rule,
        scope,
        status: 'pass',
        state: 'resolved',
        severity: 'info',
        uid: `${rule.id}/${scope}/`,
        message: `${rule.title}: holds for all ${examined}.`,
        details: [],
      }
    }
  }
}

function* events(assessment: Assessment): Generator<string> {
  const names = scopeNames(assessment)
  yield '['
  let before = '\n'
  for (const one of said(assessment)) {
    yield `${before}${JSON.stringify(eventOf(one, assessment, names))}`
    before = ',\n'
  }
  yield '\n]\n'
}

/** `findings-ocsf.json`: Compliance Findings of the Open Cybersecurity Schema Framework, one for each verdict that people act on or rely on. */
export const ocsf: Reporter = assessment => [{ name: 'findings-ocsf.json', text: events(assessment) }]
