import { createHash } from 'node:crypto'
import type {
  Assessment,
  Changes,
  Evidence,
  Finding,
  PastFinding,
  RecommendationScore,
  RuleInfo,
  RuleResult,
  RunPoint,
  Severity,
  Unanswered,
} from '../../src/assessment.ts'
import { recommendations } from '../../src/assessment.ts'
import { subjectsOf, syntheticRules } from './synthetic-rules.ts'
import { accountId, accounts, gaps, scopes, tenant } from './synthetic-scopes.ts'
import { syntheticStrengths } from './synthetic-strengths.ts'

const people = [
  'amelia.hart',
  'build-agent',
  'deploy',
  'joao.sousa',
  'backup-operator',
  'm.lindqvist',
  'terraform',
  'priya.nair',
  'reporting',
  'w.okafor',
  'legacy-importer',
  'chen.wei',
]

/** The same numbers each time: a linear congruential generator (Numerical Recipes). */
const random = (seed: number) => () => {
  seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
  return seed / 2 ** 32
}

export interface Wanted {
  readonly findings?: number
  /** Put into every string that a cloud or a person chooses. */
  readonly hostile?: (plain: string) => string
  readonly rules?: readonly RuleInfo[]
}

const passing = new Set([
  'aws-scp-not-used',
  'aws-region-not-restricted',
  'aws-password-policy-weak',
  'entra-aws-app-assignment-not-required',
  'entra-sync-account-privileged',
])

const statusOf = (rule: RuleInfo): RuleResult['status'] =>
  rule.id === 'entra-mfa-not-required-for-users' || rule.id === 'entra-risky-sign-ins-not-handled' || rule.id === 'aws-trail-missing'
    ? 'unknown'
    : rule.cloud === 'azure'
      ? 'not-applicable'
      : passing.has(rule.id)
        ? 'pass'
        : 'fail'

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0)

const scoreOf = (results: readonly RuleResult[]): Assessment['score'] => {
  const tally = (of: readonly RuleResult[], key: 'passed' | 'failed' | 'unknown'): number => sum(of.flatMap(result => result.tallies.map(entry => entry[key])))
  const byRecommendation = recommendations.map((recommendation): RecommendationScore => {
    const of = results.filter(result => result.rule.recommendation === recommendation)
    const counts = { passed: tally(of, 'passed'), failed: tally(of, 'failed'), unknown: tally(of, 'unknown') }
    const judged = counts.passed + counts.failed
    return { recommendation, ...counts, ...(judged === 0 ? {} : { score: (100 * counts.passed) / judged }) }
  })
  const answered = tally(results, 'passed') + tally(results, 'failed')
  const asked = answered + tally(results, 'unknown')
  const completeness = asked === 0 ? 0 : answered / asked
  const worst = Math.min(...byRecommendation.flatMap(entry => entry.score ?? []))
  return {
    formula: 1,
    overall: Math.min(worst, completeness * 100),
    completeness,
    capped: completeness * 100 < worst,
    questions: { asked, answered },
    recommendations: byRecommendation,
  }
}

const earlierRuns: readonly RunPoint[] = [
  { now: '2026-11-03T05:00:00Z', overall: 18, formula: 1, completeness: 0.91, open: [14, 30, 20, 8, 2] },
  { now: '2026-11-10T05:00:00Z', formula: 1, completeness: 0.2, open: [0, 0, 0, 0, 0] },
  { now: '2026-11-17T05:00:00Z', overall: 31, formula: 1, completeness: 0.95, open: [11, 24, 19, 8, 2] },
]

/** Two findings are new, one was of another severity, one is gone, and one could not be looked at again. */
const changesOf = (results: readonly RuleResult[], hostile: (plain: string) => string): Changes => {
  const [first, second, third, fourth, fifth] = results.flatMap(({ findings }) => findings).filter(({ foldedInto }) => foldedInto === undefined)
  const past = (finding: Finding, name: string): PastFinding => ({
    ...finding,
    fingerprint: finding.fingerprint.replace(/^./, digit => (digit === '0' ? '1' : '0')),
    subject: { ...finding.subject, id: hostile(name), name: hostile(name) },
    firstSeen: '2026-09-01T05:00:00Z',
    lastSeen: '2026-11-17T05:00:00Z',
  })
  return {
    since: '2026-11-17T05:00:00Z',
    fresh: [first, second].flatMap(finding => (finding === undefined ? [] : [finding.fingerprint])),
    changed: third === undefined ? [] : [{ fingerprint: third.fingerprint, from: 'low', to: third.severity }],
    fixed: fourth === undefined ? [] : [past(fourth, 'retired-importer')],
    lost: fifth === undefined ? [] : [{ ...past(fifth, 'unseen-importer'), why: hostile('iam-users of this account could not be read.') }],
  }
}

/** An assessment in which every state occurs: failing, unknown, passing, not applicable, folded, accepted, thrown. The same each time. */
export const syntheticAssessment = ({ findings: wanted = 96, hostile = text => text, rules = syntheticRules }: Wanted = {}): Assessment => {
  const next = random(20260924)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(next() * list.length)] as T
  const failing = rules.filter(rule => statusOf(rule) === 'fail')

  const findingOf = (rule: RuleInfo, index: number): Finding => {
    const scope = rule.cloud === 'aws' ? accountId(Math.floor(next() * accounts.length)) : tenant
    const name = hostile(`${people[(index * 5 + rule.id.length) % people.length]}${index < people.length ? '' : `-${index}`}`)
    const id = hostile(rule.cloud === 'aws' ? `arn:aws:iam::${scope.slice(12)}:user/${name}` : `${name}@contoso.onmicrosoft.com`)
    const days = 91 + Math.floor(next() * 900)
    const severity: Severity = index % 7 === 3 ? rule.upTo : index % 5 === 4 && rule.severity === 'critical' ? 'high' : rule.severity
    const evidence: Evidence[] = [
      { label: 'Last used', value: hostile(`${days} days ago, from eu-central-1`), row: id },
      { label: 'Active', value: true, row: id },
      { label: 'Age in days', value: days },
      { label: 'Groups', value: ['administrators', pick(['developers', 'operations', 'finance'])].map(hostile) },
    ]
    return {
      fingerprint: createHash('sha256').update(`${rule.id} ${index}`).digest('hex').slice(0, 32),
      rule: rule.id,
      severity,
      subject: { id, name, kind: subjectsOf.get(rule.id) ?? 'people', scope },
      message: hostile(`${name} can still get in: last used ${days} days ago, and nothing beyond a password is asked for.`),
      evidence,
      firstSeen: index % 2 === 0 ? '2026-10-02T04:00:00Z' : undefined,
    }
  }

  const share = failing.map((_, at) => ((at * 7) % failing.length) + 0.4)
  const total = sum(share)
  const exception = {
    rule: 'aws-access-key-old',
    subject: '*-importer',
    reason: hostile('Replaced with the new importer in January'),
    owner: 'data platform',
    expires: '2027-01-31',
    ticket: 'SEC-1412',
  }

  const unansweredOf = (rule: RuleInfo): readonly Unanswered[] => {
    const gap = rule.cloud === 'aws' ? gaps.slice(2, 3) : rule.recommendation === 'audit-and-protection' ? gaps.slice(3) : gaps.slice(0, 1)
    const scope = gap[0]?.scope ?? tenant
    return Array.from({ length: rule.cloud === 'aws' ? 1 : 8 }, (_, index) => ({
      scope,
      ...(index === 0 ? {} : { subject: { id: `group-${index}`, name: hostile(pick(people)), kind: 'entra-users', scope } }),
      because: gap.map(entry => ({ ...entry, detail: hostile(entry.detail) })),
      message: hostile(`${gap[0]?.dataset} of this scope could not be read.`),
    }))
  }

  const results = rules.map((rule): RuleResult => {
    const status = statusOf(rule)
    if (status === 'not-applicable') return { rule, status, tallies: [], findings: [], unanswered: [], why: 'Azure was not asked for.' }
    const place = failing.indexOf(rule)
    const count = place === -1 ? 0 : Math.max(1, Math.round((wanted * (share[place] ?? 0)) / total))
    const findings = Array.from({ length: count }, (_, index) => findingOf(rule, index))
    const unanswered: Unanswered[] = status === 'unknown' ? [...unansweredOf(rule)] : []
    if (rule.id === 'aws-access-key-old') {
      unanswered.push({ scope: accountId(3), because: gaps.slice(1, 2), message: 'The credential report of data-platform could not be read.' })
    }
    if (rule.id === 'entra-application-secret-old') {
      unanswered.push({
        scope: tenant,
        subject: { id: 'app-17', name: hostile('HR Portal'), kind: 'applications', scope: tenant },
        because: 'threw',
        message: 'The rule failed on this application.',
      })
      unanswered.push({
        scope: tenant,
        subject: { id: 'app-22', name: hostile('Travel'), kind: 'applications', scope: tenant },
        because: 'undecidable',
        message: 'An attribute filter decides which applications the policy applies to.',
      })
    }
    const passed = status === 'unknown' ? 0 : status === 'pass' ? 7 + Math.floor(next() * 60) : Math.round(count * (0.4 + next() * 5))
    const scope = rule.cloud === 'aws' ? accountId(0) : tenant
    return {
      rule,
      status: findings.length > 0 ? 'fail' : unanswered.length > 0 ? 'unknown' : 'pass',
      tallies: [{ scope, examined: passed + count + unanswered.length, passed, failed: count, unknown: unanswered.length }],
      findings,
      unanswered,
    }
  })

  const parent = results.find(result => result.rule.id === 'aws-administrator-user')?.findings[0]
  const folded = results.map(result =>
    result.rule.id !== 'aws-access-key-old'
      ? result
      : {
          ...result,
          findings: result.findings.map((finding, index) =>
            index === 1 ? { ...finding, foldedInto: parent?.fingerprint } : index === 2 ? { ...finding, exception } : finding,
          ),
        },
  )
  const critical = folded.flatMap(result => result.findings).filter(finding => finding.severity === 'critical' && finding.foldedInto === undefined)
  return {
    schema: 1,
    tool: { name: 'postern', version: '0.1.0' },
    now: '2026-11-24T05:00:00Z',
    asked: ['aws', 'entra'],
    scopes: scopes().map(scope => ({ ...scope, name: hostile(scope.name) })),
    parameters: { 'aws-access-key-old': { days: 90 }, 'entra-application-secret-old': { days: 180 } },
    results: folded,
    score: scoreOf(folded),
    gate: {
      failOn: 'critical',
      status: critical.length > 0 ? 'failed' : 'passed',
      findings: critical.map(finding => finding.fingerprint),
      incomplete: ['entra-mfa-not-required-for-users'],
      why: hostile(`${critical.length} findings are critical.`),
    },
    exceptions: [
      { ...exception, status: 'in-force', findings: 1 },
      { ...exception, subject: hostile('arn:aws:iam::111122223333:user/gone'), status: 'expired', expires: '2026-10-31', findings: 2 },
    ],
    changes: changesOf(folded, hostile),
    trend: earlierRuns,
    exhibits: [
      {
        id: 'declarations',
        title: 'Declared by the operator',
        data: [
          {
            kind: 'principal',
            id: hostile('breakglass1@contoso.onmicrosoft.com'),
            as: 'emergency-access',
            reason: hostile('kept in the safe, used twice a year to test'),
          },
          { kind: 'principal', id: 'breakglass2@contoso.onmicrosoft.com', as: 'emergency-access', reason: 'kept in the other safe' },
        ],
      },
      { id: 'sign-in-strength', title: 'What the weakest sign-in must prove', data: syntheticStrengths(hostile) },
    ],
    notices: [{ kind: 'rule-threw', message: hostile('entra-application-secret-old failed on HR Portal: Cannot read properties of undefined') }],
  }
}
