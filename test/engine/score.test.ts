import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Finding, RuleResult, Severity } from '../../src/assessment.ts'
import { scoreOf } from '../../src/score.ts'
import { infoFor } from './small-rules.ts'

const result = (
  id: string,
  severity: Severity,
  passed: number,
  failed: number,
  more: { unknown?: number; recommendation?: 'federation' | 'external-access' } = {},
): RuleResult => {
  const finding = (at: number): Finding => ({
    fingerprint: `${id}-${at}`,
    rule: id,
    severity,
    subject: { id: `${at}`, name: `${at}`, kind: 'widgets', scope: 'aws-account/1' },
    message: 'Broken.',
    evidence: [],
  })
  const { unknown = 0, recommendation = 'federation' } = more
  return {
    rule: { ...infoFor(id), severity, upTo: severity, supersedes: [], formerly: [], recommendation },
    status: failed > 0 ? 'fail' : 'pass',
    tallies: [{ scope: 'aws-account/1', examined: passed + failed, passed, failed, unknown }],
    findings: Array.from({ length: failed }, (_, at) => finding(at)),
    unanswered: Array.from({ length: unknown }, () => ({ scope: 'aws-account/1', because: 'undecidable' as const, message: 'Not known.' })),
  }
}
const overall = (...results: RuleResult[]): number | undefined => scoreOf(results).overall

describe('the score', () => {
  it('is 100 where everything holds, and absent where nothing was judged', () => {
    expect(overall(result('a', 'high', 3, 0), result('b', 'low', 1, 0))).toBe(100)
    expect(overall()).toBeUndefined()
  })

  it('is that of the worst recommendation', () => {
    const sound = result('a', 'high', 3, 0)
    const weak = result('b', 'high', 1, 1, { recommendation: 'external-access' })
    expect(overall(sound, weak)).toBe(scoreOf([weak]).overall)
  })

  it('counts what is excepted as it counts what is open: an accepted risk is a risk', () => {
    const open = result('open', 'critical', 3, 1)
    const exception = { rule: 'open', subject: '0', reason: 'being replaced in autumn', owner: 'facilities', expires: '2026-06-30' }
    const accepted = { ...open, findings: open.findings.map(finding => ({ ...finding, exception })) }
    expect(scoreOf([accepted])).toEqual(scoreOf([open]))
    expect(overall(accepted)).toBe(38)
  })

  it('never promises much while something critical is open, however much else holds', () => {
    const others = Array.from({ length: 50 }, (_, at) => result(`sound-${at}`, 'high', 10, 0))
    expect(overall(...others, result('open', 'critical', 99, 1))).toBe(40)
    expect(overall(...others, result('open', 'high', 99, 1))).toBe(75)
    expect(overall(...others, result('open', 'info', 0, 1))).toBe(100)
  })

  it('tells the bad from the hopeless: many failing rules do not all end at nothing', () => {
    const failing = (count: number) => Array.from({ length: 40 }, (_, at) => result(`rule-${at}`, 'medium', 1, at < count ? 1 : 0))
    expect(overall(...failing(10))).toBeGreaterThan((overall(...failing(20)) ?? 0) + 10)
    expect(overall(...failing(20))).toBeGreaterThan((overall(...failing(40)) ?? 0) + 10)
  })

  it('is never above the share of the questions that was answered', () => {
    expect(scoreOf([result('a', 'low', 1, 0, { unknown: 3 })])).toMatchObject({ overall: 25, capped: true, completeness: 0.25 })
  })

  it('never rises when one more subject fails, and never falls when one is mended', () => {
    const rules = fc.array(
      fc.record({ severity: fc.constantFrom<Severity>('critical', 'high', 'medium', 'low', 'info'), passed: fc.nat(5), failed: fc.nat(5) }),
      { minLength: 1, maxLength: 6 },
    )
    fc.assert(
      fc.property(rules, fc.nat(5), (given, pick) => {
        const at = pick % given.length
        const made = (worse: number) =>
          given.map(({ severity, passed, failed }, index) =>
            result(`rule-${index}`, severity, passed + 1 - (index === at ? worse : 0), failed + (index === at ? worse : 0)),
          )
        expect(overall(...made(1))).toBeLessThanOrEqual(overall(...made(0)) ?? 0)
      }),
    )
  })
})
