import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import type { Assessment } from '../../src/assessment.ts'
import { compare, earlierRun } from '../../src/changes.ts'
import { defineDataset, type Gap } from '../../src/dataset.ts'
import { subscribedSkus } from '../../src/datasets/entra/tenant.ts'
import { rowFields } from '../../src/datasets/row.ts'
import { type EvaluateOptions, evaluate } from '../../src/evaluate.ts'
import { bodies, notificationOf } from '../../src/notification.ts'
import { fail, pass, type Rule } from '../../src/rule.ts'
import { defaultScopes, given, type MemoryOptions, memorySnapshot } from '../memory-snapshot.ts'
import { sku } from '../rules/entra-rows.ts'
import { brokenWidget, owners, ruleWith, widgets } from './small-rules.ts'

const account = defaultScopes['aws-account']
const other = { id: 'aws-account/222222222222', kind: 'aws-account', name: '222222222222' } as const
const denied: Gap = { dataset: 'owners', scope: account.id, reason: 'denied', detail: 'access denied', permission: 'test:ListOwners' }

interface World {
  readonly broken?: readonly string[]
  readonly whole?: readonly string[]
  readonly rules?: readonly Rule[]
  readonly memory?: Partial<MemoryOptions>
  readonly more?: Partial<EvaluateOptions>
}

const options = {
  tool: { name: 'postern', version: '0' },
  declared: [],
  parameters: new Map(),
  severity: new Map(),
  failOn: 'new:high',
  gate: [{ which: 'new', severity: 'high' }],
  allowUnknown: new Set<string>(),
} as const

const run = ({ broken = [], whole = [], rules = [brokenWidget], memory = {}, more = {} }: World): Assessment =>
  evaluate(
    memorySnapshot([...broken.map(id => given(widgets, { id, name: id, broken: true })), ...whole.map(id => given(widgets, { id, name: id, broken: false }))], {
      scopes: [account],
      datasets: [widgets, owners],
      ...memory,
    }),
    { ...options, rules, ...more },
  )

/** The second world judged against the first. */
const following = (first: World, second: World) => {
  const earlier = earlierRun(run(first))
  return run({ ...second, more: { ...second.more, earlier, baseline: earlier } })
}

const told = ({ changes, results }: Assessment) => {
  const names = new Map(results.flatMap(({ findings }) => findings.map(({ fingerprint, subject }) => [fingerprint, subject.name])))
  return {
    fresh: changes?.fresh.map(fingerprint => names.get(fingerprint)),
    fixed: changes?.fixed.map(({ subject }) => subject.name),
    lost: changes?.lost.map(({ subject, why }) => `${subject.name}: ${why}`),
  }
}

describe('a run after another', () => {
  it('tells new, fixed and what is still there', () => {
    const assessment = following({ broken: ['a', 'b'] }, { broken: ['b', 'c'], whole: ['a'] })
    expect(told(assessment)).toEqual({ fresh: ['c'], fixed: ['a'], lost: [] })
  })

  it('calls fixed what a thing that is gone was found for', () => {
    expect(told(following({ broken: ['a'] }, {}))).toEqual({ fresh: [], fixed: ['a'], lost: [] })
  })

  it('calls lost from sight, not fixed, what could not be looked at', () => {
    const { lost, fixed } = told(following({ broken: ['a'] }, { broken: ['a'], memory: { gaps: [denied] } }))
    expect([lost?.length, fixed]).toEqual([1, []])
    expect(lost?.[0]).toMatch(/^a: .*access denied/)
  })

  it('calls lost what a rule found that is switched off', () => {
    expect(told(following({ broken: ['a'] }, { rules: [] }))).toEqual({ fresh: [], fixed: [], lost: ['a: The rule was not asked.'] })
  })

  it('calls lost what was found in a scope that was not read', () => {
    const first: World = { broken: ['a'], memory: { scopes: [account] } }
    expect(told(following(first, { memory: { scopes: [other] } }))).toEqual({ fresh: [], fixed: [], lost: ['a: Its scope was not read.'] })
  })

  it('calls lost what was found in a cloud that was not asked for', () => {
    const { lost } = told(following({ broken: ['a'] }, { memory: { asked: ['entra'] } }))
    expect(lost).toEqual(['a: The scan was not asked to look at aws.'])
  })

  it('calls lost what was found in a tenant whose licence lapsed, though the rule was asked in another', () => {
    const [ours, theirs] = [defaultScopes['entra-tenant'], { ...defaultScopes['entra-tenant'], id: 'entra-tenant/aaaaaaaa-0000-4000-8000-000000000002' }]
    const gadgets = defineDataset({ name: 'gadgets', per: 'entra-tenant', permissions: [], readable: 'either', row: z.object(rowFields) })
    const rule: Rule = {
      ...ruleWith('entra-gadget-broken', {}, { check: ({ name }) => (name === 'broken' ? fail('It is broken.', []) : pass()) }),
      subjects: gadgets,
      withoutLicence: { plans: ['AAD_PREMIUM_P2'], verdict: 'not-applicable', message: 'It needs P2.' },
    }
    const world = (name: string, plan: string): Assessment =>
      evaluate(
        memorySnapshot(
          [
            given(gadgets, { id: 'g', name, scope: ours.id }, { id: 'h', name: 'whole', scope: theirs.id }),
            given(subscribedSkus, { ...sku(plan), scope: ours.id }, { ...sku('AAD_PREMIUM_P2'), scope: theirs.id }),
          ],
          { scopes: [ours, theirs] },
        ),
        { ...options, rules: [rule] },
      )
    const first = world('broken', 'AAD_PREMIUM_P2')
    const lapsed = world('broken', 'AAD_PREMIUM')
    expect(lapsed.results[0]?.tallies.map(({ scope }) => scope)).toEqual([theirs.id])
    const { changes } = compare(lapsed.results, [ours.id, theirs.id], lapsed.now, earlierRun(first))
    expect([changes.fixed, changes.lost.map(({ why }) => why)]).toEqual([[], ['The rule was not asked there.']])
    const mended = compare(world('whole', 'AAD_PREMIUM_P2').results, [ours.id, theirs.id], lapsed.now, earlierRun(first)).changes
    expect([mended.fixed.length, mended.lost]).toEqual([1, []])
  })

  it('does not call new what comes back into sight, and knows since when', () => {
    const first = run({ broken: ['a'] })
    const dark = run({ broken: ['a'], memory: { gaps: [denied] }, more: { earlier: earlierRun(first) } })
    const light = run({ broken: ['a'], more: { earlier: earlierRun(dark), baseline: earlierRun(dark) } })
    expect(told(light)).toEqual({ fresh: [], fixed: [], lost: [] })
    expect(light.gate.status).toBe('passed')
  })

  it('keeps what is out of sight through any number of dark runs', () => {
    let at = run({ broken: ['a'] })
    for (let turn = 0; turn < 3; turn++) at = run({ memory: { gaps: [denied] }, more: { earlier: earlierRun(at) } })
    expect(at.changes?.lost.map(({ subject }) => subject.name)).toEqual(['a'])
  })

  it('keeps a finding under the new id of its rule', () => {
    const renamed = { ...brokenWidget, id: 'aws-widget-out-of-order', formerly: ['aws-widget-broken'] }
    const assessment = following({ broken: ['a'] }, { broken: ['a'], rules: [renamed] })
    expect([told(assessment), assessment.gate.status]).toEqual([{ fresh: [], fixed: [], lost: [] }, 'passed'])
  })

  it('tells another severity apart from another finding', () => {
    const worse = ruleWith('aws-widget-broken', {}, { upTo: 'critical', check: () => fail('a is broken.', [], 'critical') })
    const { changes } = following({ broken: ['a'] }, { broken: ['a'], rules: [worse] })
    expect([changes?.fresh, changes?.changed.map(({ from, to }) => [from, to])]).toEqual([[], [['high', 'critical']]])
  })

  it('takes for new to the gate what became worse, and not what became better', () => {
    const graded = (severity: 'critical' | 'high' | 'medium') => [
      ruleWith('aws-widget-broken', {}, { upTo: 'critical', check: () => fail('a is broken.', [], severity) }),
    ]
    const gateOf = (before: 'high' | 'medium', now: 'critical' | 'high' | 'medium') =>
      following({ broken: ['a'], rules: graded(before) }, { broken: ['a'], rules: graded(now) }).gate.status
    expect([gateOf('high', 'critical'), gateOf('medium', 'high'), gateOf('high', 'high'), gateOf('high', 'medium')]).toEqual([
      'failed',
      'failed',
      'passed',
      'passed',
    ])
  })

  it('tells of what became worse where it tells of what is new', () => {
    const graded = (severity: 'critical' | 'high') => [ruleWith('aws-widget-broken', {}, { upTo: 'critical', check: () => fail('a is broken.', [], severity) })]
    const told = (before: 'critical' | 'high', now: 'critical' | 'high') =>
      notificationOf(following({ broken: ['a'], rules: graded(before) }, { broken: ['a'], rules: graded(now) }), 'high')
    expect(told('high', 'critical')?.fresh.map(({ subject, was }) => [subject, was])).toEqual([['a', 'high']])
    expect([told('critical', 'high'), told('high', 'high')]).toEqual([undefined, undefined])
    const worse = told('high', 'critical')
    expect(worse && bodies.slack(worse)).toMatchObject({ text: expect.stringMatching(/^Postern: 1 new or worse finding,.*\n• critical \(was high\): /) })
  })

  it('gates on what is new, and on nothing else', () => {
    expect(following({ broken: ['a'] }, { broken: ['a'] }).gate.status).toBe('passed')
    expect(following({ broken: ['a'] }, { broken: ['a', 'b'] }).gate.findings).toHaveLength(1)
  })

  it('keeps the day a finding was seen first', () => {
    const first = run({ broken: ['a'], memory: { now: '2026-01-01T00:00:00Z' } })
    const second = run({ broken: ['a', 'b'], memory: { now: '2026-02-01T00:00:00Z' }, more: { earlier: earlierRun(first) } })
    expect(second.results[0]?.findings.map(({ subject, firstSeen }) => [subject.name, firstSeen])).toEqual([
      ['a', '2026-01-01T00:00:00Z'],
      ['b', '2026-02-01T00:00:00Z'],
    ])
  })

  it('adds itself to the trend of the next one', () => {
    const first = run({ broken: ['a'] })
    const second = run({ broken: [], whole: ['a'], more: { earlier: earlierRun(first) } })
    expect(earlierRun(second).trend.map(({ open }) => open)).toEqual([
      [0, 1, 0, 0, 0],
      [0, 0, 0, 0, 0],
    ])
  })

  it('accounts for every earlier finding once: still there, fixed or lost', () => {
    const names = fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'))
    fc.assert(
      fc.property(names, names, fc.boolean(), (before, now, dark) => {
        const { fresh, fixed, lost } = told(following({ broken: before }, { broken: now, ...(dark ? { memory: { gaps: [denied] } } : {}) }))
        const still = dark ? [] : before.filter(name => now.includes(name))
        const gone = (lost ?? []).map(line => line.split(':')[0])
        expect([...still, ...(fixed ?? []), ...gone].sort()).toEqual(before.toSorted())
        expect(fresh?.toSorted()).toEqual(dark ? [] : now.filter(name => !before.includes(name)).sort())
        if (dark) expect(fixed).toEqual([])
      }),
    )
  })
})
