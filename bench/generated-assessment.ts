import { createHash } from 'node:crypto'
import { rules } from '../rules/index.ts'
import type { Assessment, Evidence, Finding, RuleInfo, RuleResult, Severity, SubjectRef, Unanswered } from '../src/assessment.ts'
import { severities } from '../src/assessment.ts'
import type { Gap, ScopeKind } from '../src/dataset.ts'
import { infoOf } from '../src/evaluate.ts'
import { fingerprintOf } from '../src/fingerprint.ts'
import { scoreOf } from '../src/score.ts'

const now = '2026-11-24T05:00:00Z'
const first = ['amelia', 'joao', 'priya', 'chen', 'w', 'mats', 'ioana', 'kwame', 'sofia', 'tariq', 'hanneke', 'deepika', 'liam', 'noor', 'zsofia', 'enzo']
const last = ['hart', 'sousa', 'nair', 'wei', 'okafor', 'lindqvist', 'popescu', 'asante', 'rossi', 'kaczmarek', 'bakker', 'kapoor', 'fonseca', 'richter']
const systems = ['payments', 'ledger', 'search', 'reporting', 'mail-relay', 'etl', 'web', 'batch', 'ml-training', 'archive', 'gateway', 'inventory']
const duties = ['deploy', 'reader', 'admin', 'runner', 'backup', 'monitor', 'importer', 'ci', 'rotation', 'sync']
const policies = ['AdministratorAccess', 'PowerUserAccess', 'IAMFullAccess', 'ReadOnlyAccess', 'AmazonS3FullAccess', 'job-function/SupportUser']
const events = ['enabled on', 'last used on', 'created on', 'changed on']
const faults = ['lets in anyone who learns the password', 'may act on every resource', 'is not watched', 'was not used since']

/** The same numbers each time, by a hash of a counter: no two ids share digits, so that they compress as badly as real ones. */
const seeded = (seed: number) => {
  let count = 0
  const hex = (digits: number): string => createHash('sha256').update(`${seed} ${count++}`).digest('hex').slice(0, digits)
  const below = (limit: number): number => Number.parseInt(hex(8), 16) % limit
  return { hex, below, pick: <T>(list: readonly T[]): T => list[below(list.length)] as T }
}

/**
 * An assessment of every rule with about so many findings: a few rules have most of them, a third has none, one in ten is part of another finding or
 * accepted; one question in thirty is open. An AWS account for each 400 findings, three tenants, an Azure subscription for each 2,000. Everything follows
 * from the seed.
 */
export const generatedAssessment = (count: number, seed = 1): Assessment => {
  const { hex, below, pick } = seeded(seed)
  const guid = (): string => [8, 4, 4, 4, 12].map(hex).join('-')
  const digits = (length: number): string =>
    String(below(10 ** 9))
      .padStart(9, '3')
      .padStart(length, '7')
  const many = (kind: ScopeKind, number: number, id: () => string, name: (at: number) => string) =>
    Array.from({ length: number }, (_, at) => ({ id: `${kind}/${id()}`, kind, name: name(at) }))
  const scopes = {
    aws: many(
      'aws-account',
      Math.ceil(count / 400),
      () => digits(12),
      at => `${pick(systems)}-${pick(['production', 'test', 'shared'])}-${at}`,
    ),
    entra: many('entra-tenant', 3, guid, at => `Contoso ${at + 1}`),
    azure: many('azure-subscription', Math.ceil(count / 2_000), guid, at => `${pick(systems)} ${at}`),
  }
  const date = (): string =>
    `202${below(7)}-${String(1 + below(12)).padStart(2, '0')}-${String(1 + below(28)).padStart(2, '0')}T0${below(10)}:${10 + below(50)}:00Z`
  const person = (): string => `${pick(first)}.${pick(last)}${below(90) + 10}`

  const subjectOf = (rule: RuleInfo, kind: string): SubjectRef => {
    const cloud = rule.cloud === 'cross' ? 'entra' : rule.cloud
    const { id: scope } = pick(scopes[cloud])
    const account = scope.slice(scope.indexOf('/') + 1)
    const program = `${pick(systems)}-${pick(duties)}-${hex(4)}`
    const isKey = cloud === 'aws' && below(5) === 0
    if (cloud === 'aws') {
      const owner = `arn:aws:iam::${account}:${below(2) === 0 ? `user/${person()}` : `role/${program}`}`
      return isKey
        ? { id: `AKIA${hex(16).toUpperCase()}`, name: `AKIA${hex(4).toUpperCase()} of ${program}`, kind, scope, partOf: owner }
        : { id: owner, name: owner.slice(owner.indexOf('/') + 1), kind, scope }
    }
    if (cloud === 'entra') return { id: guid(), name: below(2) === 0 ? `${person()}@contoso.example` : program, kind, scope }
    return { id: `/subscriptions/${account}/resourcegroups/${pick(systems)}/providers/microsoft.web/sites/${program}`, name: program, kind, scope }
  }
  const evidenceOf = (row: string): Evidence[] =>
    Array.from({ length: 2 + below(4) }, (_, at): Evidence => {
      if (at === 0) return { label: pick(['Last used', 'Created', 'Password last used']), value: date(), row }
      if (at === 1) return { label: pick(['Enabled', 'MFA', 'External']), value: below(2) === 0, row }
      if (at === 2)
        return { label: 'Policies that allow it', value: Array.from({ length: 1 + below(3) }, () => `arn:aws:iam::aws:policy/${pick(policies)}`), row }
      return { label: pick(['Age in days', 'Members', 'Requests in 90 days']), value: below(2_000) }
    })
  const severityOf = (rule: RuleInfo): Severity => (below(6) === 0 ? (severities[Math.min(4, severities.indexOf(rule.severity) + 1)] ?? 'info') : rule.severity)

  // Every third rule finds nothing; of the others the n-th finds 1/n of what the first does.
  const failing = rules.filter((_, at) => at % 3 !== 2)
  const weights = failing.map((_, at) => 1 / (1 + ((at * 53) % failing.length)))
  const whole = weights.reduce((sum, weight) => sum + weight, 0)

  const results = rules.map((rule): RuleResult => {
    const info = infoOf(rule, undefined)
    const kind = rule.subjects.name
    const at = failing.findIndex(({ id }) => id === info.id)
    const wanted = at === -1 ? 0 : Math.max(1, Math.round((count * (weights[at] ?? 0)) / whole))
    const findings = Array.from({ length: wanted }, (): Finding => {
      const subject = subjectOf(info, kind)
      return {
        fingerprint: fingerprintOf(info.id, subject.scope, `${subject.id} ${hex(8)}`),
        rule: info.id,
        severity: severityOf(info),
        subject,
        message: `${subject.name}, ${pick(events)} ${date().slice(0, 10)}, ${pick(faults)}: ${info.failureTitle.toLowerCase()}.`,
        evidence: evidenceOf(subject.partOf ?? subject.id),
        firstSeen: below(3) === 0 ? date() : '2026-10-02T04:00:00Z',
      }
    })
    const gap: Gap = { dataset: kind, scope: '', reason: 'denied', detail: `HTTP 403 for ${kind}`, permission: `service:Read${kind}` }
    const unanswered = Array.from({ length: Math.ceil(wanted / 30) }, (): Unanswered => {
      const subject = subjectOf(info, kind)
      return {
        scope: subject.scope,
        subject,
        because: below(4) === 0 ? 'undecidable' : [{ ...gap, scope: subject.scope }],
        message: `${kind} of ${subject.name} could not be read.`,
      }
    })
    const byScope = Map.groupBy(findings, ({ subject }) => subject.scope)
    const tallies = [...byScope].map(([scope, { length }]) => ({ scope, examined: 2 * length, passed: length, failed: length, unknown: 0 }))
    return { rule: info, status: wanted > 0 ? 'fail' : 'pass', tallies, findings, unanswered }
  })

  const exception = { rule: '*', subject: '*-importer-*', reason: 'Replaced in January', owner: 'data platform', expires: '2027-01-31', ticket: 'SEC-1412' }
  const folded = results.map(result => ({
    ...result,
    findings: result.findings.map((finding, at): Finding => {
      const parent = result.findings[at - 1]
      if (at % 10 === 9 && parent !== undefined) return { ...finding, foldedInto: parent.fingerprint }
      return at % 97 === 5 ? { ...finding, exception } : finding
    }),
  }))
  const open = folded.flatMap(({ findings }) => findings).filter(({ foldedInto, exception }) => foldedInto === undefined && exception === undefined)
  const critical = open.filter(({ severity }) => severity === 'critical').map(({ fingerprint }) => fingerprint)
  return {
    schema: 1,
    tool: { name: 'postern', version: '0.0.0' },
    now,
    asked: ['aws', 'entra', 'azure'],
    scopes: Object.values(scopes)
      .flat()
      .map(scope => ({ ...scope, tables: { complete: 60, incomplete: 1, rows: 5_000 }, requests: [{ service: 'iam', requests: 40, failed: 1 }], gaps: [] })),
    parameters: {},
    results: folded,
    score: scoreOf(folded),
    gate: { failOn: 'critical', status: 'failed', findings: critical, incomplete: [], why: `${critical.length} findings are at or above the gate.` },
    exceptions: [{ ...exception, status: 'in-force', findings: open.length }],
    changes: {
      since: '2026-11-17T05:00:00Z',
      fresh: open.filter((_, at) => at % 50 === 0).map(({ fingerprint }) => fingerprint),
      changed: [],
      fixed: open.slice(0, 200).map(finding => ({ ...finding, fingerprint: hex(32), firstSeen: now, lastSeen: now })),
      lost: [],
    },
    trend: [3, 10, 17].map(day => ({
      now: `2026-11-${String(day).padStart(2, '0')}T05:00:00Z`,
      overall: day,
      formula: 1,
      completeness: 0.9,
      open: [9, 9, 9, 9, 9],
    })),
    exhibits: [],
    notices: [],
  }
}
