import { describe, expect, it } from 'vitest'
import type { Finding, RuleResult, Severity } from '../../src/assessment.ts'
import { fold } from '../../src/fold.ts'

const finding = (rule: string, severity: Severity): Finding => ({
  fingerprint: rule,
  rule,
  severity,
  subject: { id: 'tenant', name: 'tenant', kind: 'entra-tenants', scope: 'entra-tenant/t' },
  message: 'broken',
  evidence: [],
})

const result = (id: string, severity: Severity, supersedes: readonly string[]): RuleResult => ({
  rule: {
    id,
    title: '',
    failureTitle: '',
    cloud: 'entra',
    severity,
    upTo: severity,
    recommendation: 'federation',
    rationale: '',
    remediation: [],
    verify: [],
    frameworks: {},
    equivalents: {},
    references: [],
    supersedes,
    formerly: [],
  },
  status: 'fail',
  tallies: [],
  findings: [finding(id, severity)],
  unanswered: [],
})

const into = (wide: Severity, middle: Severity, narrow: Severity) =>
  fold([result('wide', wide, ['middle']), result('middle', middle, ['narrow']), result('narrow', narrow, [])]).map(({ findings }) => findings[0]?.foldedInto)

describe('folding and severity', () => {
  it('folds along the chain as long as nothing gets weaker', () => {
    expect(into('critical', 'critical', 'high')).toEqual([undefined, 'wide', 'wide'])
    expect(into('high', 'high', 'high')).toEqual([undefined, 'wide', 'wide'])
  })

  it('never hides a finding in a weaker one', () => {
    expect(into('medium', 'high', 'high')).toEqual([undefined, undefined, 'middle'])
    expect(into('medium', 'medium', 'high')).toEqual([undefined, 'wide', undefined])
  })
})
