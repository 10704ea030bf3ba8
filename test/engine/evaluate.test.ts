import { describe, expect, it } from 'vitest'
import type { Assessment, RuleResult } from '../../src/assessment.ts'
import type { Gap } from '../../src/dataset.ts'
import { defineView } from '../../src/estate/needs.ts'
import { type EvaluateOptions, evaluate } from '../../src/evaluate.ts'
import { fail, type Rule } from '../../src/rule.ts'
import { schemaDigest } from '../../src/schema-digest.ts'
import type { Snapshot } from '../../src/snapshot.ts'
import { defaultScopes, type Given, given, type MemoryOptions, memorySnapshot } from '../memory-snapshot.ts'
import {
  brokenWidget,
  infoFor,
  owners,
  ownersByWidget,
  ruleWith,
  sharesOfWidgets,
  throwingView,
  type Widget,
  widgets,
  widgetsEverywhere,
} from './small-rules.ts'

const account = defaultScopes['aws-account']
const other = { id: 'aws-account/222222222222', kind: 'aws-account', name: '222222222222' } as const

const options = (rules: readonly Rule[], more: Partial<EvaluateOptions> = {}): EvaluateOptions => ({
  tool: { name: 'postern', version: '0.0.0' },
  rules,
  declared: [],
  parameters: new Map(),
  severity: new Map(),
  failOn: 'critical',
  gate: [{ which: 'any', severity: 'critical' }],
  allowUnknown: new Set(),
  ...more,
})

const judge = (rules: readonly Rule[], givens: readonly Given[], memory: Partial<MemoryOptions> = {}, more: Partial<EvaluateOptions> = {}): Assessment =>
  evaluate(memorySnapshot(givens, { scopes: [account], datasets: [widgets, owners], ...memory }), options(rules, more))

const only = (assessment: Assessment): RuleResult => {
  expect(assessment.results).toHaveLength(1)
  return assessment.results[0] as RuleResult
}

const widget = (id: string, broken: boolean, more: Partial<Widget> = {}) => ({ id, name: id, broken, ...more })
const denied = (dataset: string, scope = account.id): Gap => ({ dataset, scope, reason: 'denied', detail: 'access denied', permission: `test:${dataset}` })

describe('a rule over one table', () => {
  it('fails for the rows at fault and counts the others', () => {
    const result = only(judge([brokenWidget], [given(widgets, widget('a', true), widget('b', false))]))
    expect(result.status).toBe('fail')
    expect(result.tallies).toEqual([{ scope: account.id, examined: 2, passed: 1, failed: 1, unknown: 0 }])
    expect(result.findings.map(({ message }) => message)).toEqual(['a is broken; 0 own it.'])
  })

  it('passes when every row passes', () => {
    expect(only(judge([brokenWidget], [given(widgets, widget('b', false))])).status).toBe('pass')
  })

  it('is not applicable, and says why, where there are no rows', () => {
    const result = only(judge([brokenWidget], []))
    expect(result.status).toBe('not-applicable')
    expect(result.why).toMatch(/nothing/i)
  })

  it('is not applicable when its cloud was not asked for', () => {
    const result = only(judge([brokenWidget], [given(widgets, widget('a', true))], { asked: ['entra'] }))
    expect([result.status, result.why]).toEqual(['not-applicable', 'The scan was not asked to look at aws.'])
  })

  it('is asked all the same where another cloud would only tell it more', () => {
    const needing = { ...widgetsEverywhere, name: 'elsewhere', per: ['entra-tenant'] } as const
    const elsewhere = { ...needing, whereAsked: true } as const
    const rule = ruleWith('aws-widget-known', { elsewhere }, { check: (_, { elsewhere }) => fail(`${elsewhere} elsewhere.`, []) })
    const asked = { asked: ['aws'] as const }
    expect(only(judge([rule], [given(widgets, widget('a', true))], asked)).findings.map(({ message }) => message)).toEqual(['0 elsewhere.'])
    expect(only(judge([ruleWith('aws-widget-known', { needing })], [given(widgets, widget('a', true))], asked)).why).toBe(
      'The scan was not asked to look at entra.',
    )
  })
})

describe('missing data', () => {
  it('makes the rule unknown, naming dataset, reason and permission', () => {
    const result = only(judge([brokenWidget], [given(widgets, widget('a', false))], { gaps: [denied('owners')] }))
    expect(result.status).toBe('unknown')
    expect(result.unanswered[0]?.message).toContain('owners could not be read (denied: access denied); grant test:owners')
  })

  it('in one account does not hide the others', () => {
    const givens = [given(widgets, widget('a', true), { ...widget('b', true), scope: other.id })]
    const result = only(judge([brokenWidget], givens, { scopes: [account, other], gaps: [denied('owners')] }))
    expect(result.findings.map(({ subject }) => subject.scope)).toEqual([other.id])
    expect(result.unanswered.map(({ scope }) => scope)).toEqual([account.id])
  })

  it('of a table nobody collected is a gap, never an empty table', () => {
    const result = only(judge([brokenWidget], [given(widgets, widget('a', false))], { datasets: [widgets] }))
    expect(result.unanswered[0]?.because).toMatchObject([{ dataset: 'owners', reason: 'not-collected' }])
  })

  it('in the subjects alone lets the fails that were seen stand, and leaves the rest unknown', () => {
    const cut: Gap = { ...denied('widgets'), part: 'eu-west-1' }
    const result = only(judge([brokenWidget], [given(widgets, widget('a', true), widget('b', false))], { gaps: [cut] }))
    expect(result.status).toBe('fail')
    expect(result.tallies[0]).toMatchObject({ passed: 1, failed: 1, unknown: 1 })
    expect(only(judge([brokenWidget], [given(widgets, widget('b', false))], { gaps: [cut] })).status).toBe('unknown')
  })
})

describe('a view that reckons with missing parts', () => {
  const reckons = defineView({
    name: 'reckons',
    per: 'aws-account',
    needs: { owners },
    toleratesPartsOf: ['owners'],
    build: (_facts, _at, missing) => missing('owners').map(({ part = '' }) => part),
  })
  const seen = ruleWith(
    'aws-widget-reckons',
    { reckons },
    { check: (_widget, { reckons }) => (reckons.length > 0 ? fail(`without ${reckons}`, [{ label: 'x', value: 1 }]) : { status: 'pass' }) },
  )
  const rows = [given(widgets, widget('a', false))]

  it('is told which they are, and its rules are asked', () => {
    expect(only(judge([seen], rows, { gaps: [{ ...denied('owners'), part: 'p1' }] })).findings.map(({ message }) => message)).toEqual(['without p1'])
  })

  it('is still incomplete where the whole is missing', () => {
    expect(only(judge([seen], rows, { gaps: [denied('owners')] })).status).toBe('unknown')
  })
})

describe('a malformed snapshot', () => {
  const withRows = (rows: () => Iterable<unknown>, stated: number): Snapshot => {
    const base = memorySnapshot([given(widgets, widget('a', false))], { scopes: [account], datasets: [owners] })
    const tables = base.manifest.tables.map(table => (table.dataset === 'widgets' ? { ...table, rows: stated } : table))
    return { manifest: { ...base.manifest, tables }, rows: (dataset, scope) => (dataset === 'widgets' ? rows() : base.rows(dataset, scope)) }
  }
  const good = { ...widget('a', false), scope: account.id }

  it.each([
    ['with fewer rows than the manifest says', () => [good], 2],
    ['with a row that does not fit its schema', () => [good, { ...good, id: 'b', broken: 'yes' }], 2],
    ['with a row of another scope', () => [good, { ...good, id: 'b', scope: other.id }], 2],
    [
      'that cannot be read to its end',
      function* () {
        yield good
        throw new Error('unexpected end of file')
      },
      1,
    ],
  ])('%s is unknown, not a pass', (_name, rows, stated) => {
    const result = only(evaluate(withRows(rows, stated), options([brokenWidget])))
    expect([result.status, result.unanswered[0]?.because]).toMatchObject(['unknown', [{ reason: 'invalid' }]])
  })
})

describe('a table that was checked when it was written', () => {
  const odd = { ...widget('a', false), scope: account.id, broken: 'no' }
  const checked = (schema: string): Snapshot => {
    const base = memorySnapshot([given(widgets, widget('a', false))], { scopes: [account], datasets: [owners] })
    const tables = base.manifest.tables.map(table => (table.dataset === 'widgets' ? { ...table, schema } : table))
    return { manifest: { ...base.manifest, tables }, rows: (dataset, scope) => (dataset === 'widgets' ? [odd] : base.rows(dataset, scope)) }
  }

  it('is checked again when its schema has changed since', () => {
    const result = only(evaluate(checked('0000000000000000'), options([brokenWidget])))
    expect([result.status, result.unanswered[0]?.because]).toMatchObject(['unknown', [{ reason: 'invalid' }]])
  })

  it('is taken as it is when its schema is the same', () => {
    expect(only(evaluate(checked(schemaDigest(widgets)), options([brokenWidget]))).tallies[0]?.examined).toBe(1)
  })

  it('is known by the whole of its schema', () => {
    expect(schemaDigest(widgets)).not.toBe(schemaDigest(owners))
  })
})

describe('code that throws', () => {
  const throwsOnB = ruleWith(
    'aws-widget-throws',
    {},
    {
      check: subject => {
        if (subject.id === 'b') throw new Error('cannot read b')
        return subject.broken ? fail('broken', [{ label: 'Broken', value: true }]) : { status: 'pass' }
      },
    },
  )

  it('in a rule costs one subject, and the run says so', () => {
    const assessment = judge([throwsOnB], [given(widgets, widget('a', true), widget('b', false), widget('c', false))])
    const result = only(assessment)
    expect(result.tallies[0]).toMatchObject({ examined: 3, passed: 1, failed: 1, unknown: 1 })
    expect(result.unanswered).toMatchObject([{ because: 'threw', subject: { id: 'b' } }])
    expect(assessment.notices).toMatchObject([{ kind: 'rule-threw', message: expect.stringContaining('cannot read b') }])
    expect(assessment.gate).toMatchObject({ status: 'incomplete', incomplete: ['aws-widget-throws'] })
  })

  it('in a view costs the rules that read it, and only those', () => {
    const reads = ruleWith('aws-widget-view', { throwingView })
    const assessment = judge([brokenWidget, reads], [given(widgets, widget('a', false))])
    expect(assessment.results.map(({ status }) => status)).toEqual(['pass', 'unknown'])
    expect(assessment.notices).toMatchObject([{ kind: 'view-threw' }])
    expect(assessment.gate.status).toBe('incomplete')
  })
})

describe('an estate view', () => {
  const total = ruleWith(
    'aws-widget-total',
    { widgetsEverywhere },
    {
      check: (_widget, { widgetsEverywhere }) =>
        widgetsEverywhere > 2 ? fail(`${widgetsEverywhere} widgets`, [{ label: 'Widgets', value: widgetsEverywhere }]) : { status: 'pass' },
    },
  )
  const givens = [given(widgets, widget('a', false), widget('b', false), { ...widget('c', false), scope: other.id })]

  it('joins what each scope was distilled to', () => {
    const result = only(judge([total], givens, { scopes: [account, other] }))
    expect(result.findings.map(({ message }) => message)).toEqual(['3 widgets', '3 widgets', '3 widgets'])
  })

  it('may be distilled with what another joined to', () => {
    const shares = ruleWith('aws-widget-shares', { sharesOfWidgets }, { check: (_widget, { sharesOfWidgets }) => fail(sharesOfWidgets, []) })
    const result = only(judge([shares], givens, { scopes: [account, other] }))
    expect(result.findings.map(({ message }) => message)).toEqual(Array(3).fill('1 of 3, 2 of 3'))
  })

  it('with a dark scope makes its rules unknown in every scope', () => {
    const result = only(judge([total], givens, { scopes: [account, other], gaps: [denied('widgets', other.id)] }))
    expect(result.status).toBe('unknown')
    expect(result.unanswered.map(({ scope }) => scope)).toEqual([account.id, other.id])
  })

  it('that throws in its join costs its rules', () => {
    const broken = {
      ...widgetsEverywhere,
      join: () => {
        throw new Error('no join')
      },
    }
    const result = only(judge([ruleWith('aws-widget-join', { broken })], givens, { scopes: [account, other] }))
    expect(result.unanswered.map(({ because }) => because)).toEqual(['threw', 'threw'])
  })
})

describe('severities and parameters', () => {
  it('never exceed what the rule says they may', () => {
    const shouts = ruleWith('aws-widget-shouts', {}, { check: () => fail('broken', [{ label: 'x', value: 1 }], 'critical') })
    expect(only(judge([shouts], [given(widgets, widget('a', true))])).findings[0]?.severity).toBe('high')
  })

  it('can be replaced by the operator', () => {
    const result = only(judge([brokenWidget], [given(widgets, widget('a', true))], {}, { severity: new Map([['aws-widget-broken', 'low']]) }))
    expect([result.rule.severity, result.findings[0]?.severity]).toEqual(['low', 'low'])
  })
})

describe('folding', () => {
  const key = ruleWith('aws-widget-key', {}, { check: subject => fail(`${subject.id} key`, [{ label: 'x', value: 1 }]) })
  const user = {
    ...ruleWith(
      'aws-widget-user',
      {},
      { check: subject => (subject.id === 'u' ? fail('user', [{ label: 'x', value: 1 }]) : { status: 'pass' }), supersedes: ['aws-widget-key'] },
    ),
  }
  const givens = [given(widgets, widget('u', true), widget('u-key', true, { partOf: 'u' }), widget('v-key', true, { partOf: 'v' }))]

  it('includes the weaker finding about the same thing, or a part of it, and keeps its fingerprint', () => {
    const [keys, users] = judge([key, user], givens).results
    const into = users?.findings[0]?.fingerprint
    expect(keys?.findings.map(({ subject, foldedInto }) => [subject.id, foldedInto])).toEqual([
      ['u', into],
      ['u-key', into],
      ['v-key', undefined],
    ])
  })

  it('does not count it again in score and gate', () => {
    const assessment = judge([key, user], givens, {}, { gate: [{ which: 'any', severity: 'high' }], failOn: 'high' })
    expect(assessment.gate.findings).toHaveLength(2)
    expect(assessment.score.recommendations).toMatchObject([{ failed: 2 }])
  })
})

describe('the gate', () => {
  const critical = ruleWith('aws-widget-critical', { ownersByWidget }, {
    ...infoFor('aws-widget-critical'),
    severity: 'critical',
    upTo: 'critical',
    check: subject => (subject.broken ? fail('broken', [{ label: 'x', value: 1 }]) : { status: 'pass' }),
  } as Partial<Rule>)
  it('fails on a finding at its level, whatever else is unknown', () => {
    const assessment = judge([critical], [given(widgets, widget('a', true), { ...widget('b', true), scope: other.id })], {
      scopes: [account, other],
      gaps: [denied('owners', other.id)],
    })
    expect(assessment.gate).toMatchObject({ status: 'failed', incomplete: ['aws-widget-critical'] })
  })
  it('is incomplete where a question at its level is open and nothing fails', () => {
    const memory = { gaps: [denied('owners')] }
    expect(judge([critical], [given(widgets, widget('a', false))], memory).gate.status).toBe('incomplete')
    expect(judge([critical], [given(widgets, widget('a', false))], memory, { allowUnknown: new Set([account.id]) }).gate.status).toBe('passed')
    expect(judge([critical], [given(widgets, widget('a', false))], memory, { allowUnknown: new Set(['aws-widget-critical']) }).gate.status).toBe('passed')
  })
  it('does not wait for what the mode in use can never read', () => {
    const gaps: Gap[] = [{ ...denied('owners'), reason: 'out-of-reach' }]
    expect(judge([critical], [given(widgets, widget('a', false))], { gaps }).gate.status).toBe('passed')
  })
  it('is off when told so', () => {
    expect(judge([critical], [given(widgets, widget('a', true))], {}, { failOn: 'none', gate: [] }).gate.status).toBe('off')
  })
})
