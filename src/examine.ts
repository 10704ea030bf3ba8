import {
  type Finding,
  type Notice,
  type RuleInfo,
  type Severity,
  type SubjectRef,
  severities,
  type Tally,
  type Unanswered,
  type Verdict,
} from './assessment.ts'
import { cloudOf, nativeId, type Row } from './dataset.ts'
import { type OpenScope, ViewThrew } from './estate/estate.ts'
import type { Need, Table } from './estate/needs.ts'
import { fingerprintOf } from './fingerprint.ts'
import { describeGaps } from './gap-words.ts'
import { planIn } from './licence.ts'
import type { Rule } from './rule.ts'

/** What one rule found in one scope. `notApplicable`: the licence says that it was not asked. */
export interface Examined {
  readonly tally: Tally
  readonly findings: readonly Finding[]
  readonly unanswered: readonly Unanswered[]
  readonly notices: readonly Notice[]
  readonly threw: boolean
  readonly notApplicable?: string
}

export interface ExamineOptions {
  readonly now: Date
  readonly parameters: unknown
  /** Replaces the rule's own severity, and whatever a verdict says. */
  readonly severity?: Severity | undefined
}

const rank = (severity: Severity): number => severities.indexOf(severity)

const severityOf = (rule: RuleInfo, verdict: Severity | undefined, override: Severity | undefined): Severity => {
  if (override !== undefined) return override
  const said = verdict ?? rule.severity
  return rank(said) < rank(rule.upTo) ? rule.upTo : said
}

// The scope's own text: each row was read with one of its own, which its finding would keep.
const refer = ({ id, name, partOf }: Row, kind: string, scope: string): SubjectRef =>
  partOf === undefined ? { id, name, kind, scope } : { id, name, kind, scope, partOf }

/** Whether rows that were seen are right even though others are missing. */
const standsAlone = (subjects: Need): boolean => subjects.kind === 'dataset' || (subjects.kind === 'view' && subjects.rowwise === true)

/**
 * Asks one rule about every subject in one scope. Missing needs make it unknown; where only the subjects' own table is cut short, the rows that were seen
 * are examined and the rest is unknown. A throw costs one subject; a throwing view costs the rule here.
 */
export const examine = (rule: Rule, scope: OpenScope, options: ExamineOptions): Examined => {
  const findings: Finding[] = []
  const unanswered: Unanswered[] = []
  const notices: Notice[] = []
  const count = { examined: 0, passed: 0, failed: 0, unknown: 0 }
  let threw = false
  const done = (more: { notApplicable?: string } = {}): Examined => ({ tally: { scope: scope.at.id, ...count }, findings, unanswered, notices, threw, ...more })
  const leaveOpen = (because: Unanswered['because'], message: string, subject?: SubjectRef): void => {
    count.unknown += 1
    unanswered.push({ scope: scope.at.id, ...(subject === undefined ? {} : { subject }), because, message })
  }
  const found = (subject: SubjectRef, verdict: Extract<Verdict, { status: 'fail' }>): void => {
    count.failed += 1
    findings.push({
      fingerprint: fingerprintOf(rule.id, subject.scope, subject.id),
      rule: rule.id,
      severity: severityOf(rule, verdict.severity, options.severity),
      subject,
      message: verdict.message,
      evidence: verdict.evidence,
    })
  }

  if (rule.withoutLicence !== undefined && cloudOf(scope.at.kind) === 'entra') {
    const { plans, verdict, message } = rule.withoutLicence
    const answer = planIn(scope, plans)
    if (typeof answer !== 'string') {
      leaveOpen(answer, describeGaps(answer))
      return done()
    }
    if (answer === 'absent') {
      if (verdict === 'not-applicable') return done({ notApplicable: message })
      count.examined += 1
      found(
        { id: nativeId(scope.at.id), name: scope.at.name, kind: 'scopes', scope: scope.at.id },
        {
          status: 'fail',
          message,
          evidence: [{ label: plans.length === 1 ? 'Service plan that is missing' : 'Service plans, of which none is there', value: plans }],
        },
      )
      return done()
    }
  }

  const costs = (error: unknown): void => {
    threw = true
    const message = error instanceof Error ? error.message : String(error)
    notices.push({ kind: error instanceof ViewThrew ? 'view-threw' : 'rule-threw', message: `${rule.id} in ${scope.at.id}: ${message}` })
  }

  const missing = [...new Set(Object.values<Need>(rule.needs).flatMap(scope.gapsOf))]
  const subjectGaps = scope.gapsOf(rule.subjects)
  if (missing.length > 0 || (subjectGaps.length > 0 && !standsAlone(rule.subjects))) {
    const because = [...new Set([...missing, ...subjectGaps])]
    leaveOpen(because, describeGaps(because))
    return done()
  }

  let subjects: Table<Row>
  try {
    subjects = scope.resolve(rule.subjects) as Table<Row>
    for (const need of Object.values<Need>(rule.needs)) scope.resolve(need)
  } catch (error) {
    costs(error)
    leaveOpen('threw', `A view this rule reads failed, so it has no verdict here.`)
    return done()
  }
  if (subjectGaps.length > 0)
    leaveOpen(subjectGaps, subjects.size === 0 ? describeGaps(subjectGaps) : `Only ${subjects.size} of the subjects were seen: ${describeGaps(subjectGaps)}`)

  // All are resolved: read through getters they would be looked up again for every subject.
  const facts = Object.freeze({ ...scope.facts(rule.needs) })
  const context = { now: options.now, parameters: options.parameters }
  for (const subject of subjects) {
    if (subject.scope !== scope.at.id) continue
    try {
      if (rule.where !== undefined && !rule.where(subject, facts)) continue
      const verdict = rule.check(subject, facts, context)
      if (verdict.status === 'pass' && rule.passStands?.(subject) === false) continue
      count.examined += 1
      if (verdict.status === 'pass') count.passed += 1
      else if (verdict.status === 'fail') found(refer(subject, rule.subjects.name, scope.at.id), verdict)
      else leaveOpen('undecidable', verdict.message, refer(subject, rule.subjects.name, scope.at.id))
    } catch (error) {
      count.examined += 1
      costs(error)
      leaveOpen('threw', 'The rule failed on this subject, so it has no verdict.', refer(subject, rule.subjects.name, scope.at.id))
    }
  }
  return done()
}
