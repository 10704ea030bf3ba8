import { describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { earlierRun } from '../../src/changes.ts'
import type { Gap } from '../../src/dataset.ts'
import { type EvaluateOptions, evaluate } from '../../src/evaluate.ts'
import { type Exception, except } from '../../src/exceptions.ts'
import { parseExceptions } from '../../src/exceptions-file.ts'
import { defaultScopes, given, type MemoryOptions, memorySnapshot } from '../memory-snapshot.ts'
import { brokenWidget, owners, widgets } from './small-rules.ts'

const account = defaultScopes['aws-account']
const now = '2026-06-15T12:00:00Z'
const denied: Gap = { dataset: 'owners', scope: account.id, reason: 'denied', detail: 'access denied' }

const exception = (more: Partial<Exception> = {}): Exception => ({
  rule: 'aws-widget-broken',
  subject: 'a',
  reason: 'being replaced in autumn',
  owner: 'facilities',
  expires: '2026-06-30',
  ...more,
})

const options: EvaluateOptions = {
  tool: { name: 'postern', version: '0' },
  rules: [brokenWidget],
  declared: [],
  parameters: new Map(),
  severity: new Map(),
  failOn: 'high',
  gate: [{ which: 'any', severity: 'high' }],
  allowUnknown: new Set(),
}

const judge = (exceptions: readonly Exception[], memory: Partial<MemoryOptions> = {}, more: Partial<EvaluateOptions> = {}): Assessment =>
  evaluate(
    memorySnapshot(
      ['a', 'b'].map(id => given(widgets, { id, name: `widget ${id}`, broken: true })),
      { scopes: [account], datasets: [widgets, owners], now, ...memory },
    ),
    { ...options, exceptions, ...more },
  )

const excepted = ({ results }: Assessment): string[] =>
  results.flatMap(({ findings }) => findings.filter(finding => finding.exception !== undefined).map(({ subject }) => subject.id))
const states = ({ exceptions }: Assessment): string[] => exceptions.map(({ status, findings }) => `${status} ${findings}`)

describe('an exception', () => {
  it('takes its finding out of the gate, and shows it', () => {
    const assessment = judge([exception(), exception({ subject: 'widget b' })])
    expect([excepted(assessment), assessment.gate.status, states(assessment)]).toEqual([['a', 'b'], 'passed', ['in-force 1', 'in-force 1']])
    expect(assessment.results[0]?.status).toBe('fail')
  })

  it('leaves the gate to the findings it does not cover', () => {
    const assessment = judge([exception()])
    expect([assessment.gate.status, assessment.gate.findings.length]).toEqual(['failed', 1])
  })

  it('covers by pattern, and only in its scope', () => {
    expect(excepted(judge([exception({ subject: 'widget *' })]))).toEqual(['a', 'b'])
    expect(excepted(judge([exception({ subject: 'widget *', scope: '*2222*' })]))).toEqual([])
    expect(excepted(judge([exception({ scope: account.id.split('/')[1] ?? '' })]))).toEqual(['a'])
  })

  it('of an id does not cover what somebody named after it', () => {
    const memory = [given(widgets, { id: 'a', name: 'widget a', broken: true }, { id: 'b', name: 'a', broken: true })]
    const covered = (subject: string) =>
      excepted(evaluate(memorySnapshot(memory, { scopes: [account], datasets: [owners], now }), { ...options, exceptions: [exception({ subject })] }))
    expect([covered('a'), covered('b'), covered('widget a'), covered('a*')]).toEqual([['a'], ['b'], ['a'], ['a', 'b']])
  })

  it('holds to the end of its last day', () => {
    expect(excepted(judge([exception({ expires: '2026-06-15' })]))).toEqual(['a'])
    expect(excepted(judge([exception({ expires: '2026-06-14' })]))).toEqual([])
  })

  it('counts again once expired, and says so', () => {
    const assessment = judge([exception({ expires: '2026-06-14' })])
    expect([states(assessment), assessment.gate.findings.length]).toEqual([['expired 1'], 2])
    expect(assessment.notices.map(({ kind }) => kind)).toEqual(['exception-expired'])
  })

  it('is new to a gate on what is new once it has expired', () => {
    const before = judge([exception(), exception({ subject: 'b' })])
    const gate = [{ which: 'new', severity: 'high' }] as const
    const after = judge([exception({ subject: 'b' })], {}, { gate, earlier: earlierRun(before), baseline: earlierRun(before) })
    expect(after.gate.findings).toHaveLength(1)
  })

  it('does not cover what has become worse than it says', () => {
    expect(excepted(judge([exception({ maxSeverity: 'medium' })]))).toEqual([])
    expect(excepted(judge([exception({ maxSeverity: 'high' })]))).toEqual(['a'])
  })

  it('that covers nothing is told, unless what it is about was not read', () => {
    expect(states(judge([exception({ subject: 'gone' })]))).toEqual(['unused 0'])
    const dark = judge([exception()], { gaps: [denied] })
    expect([states(dark), dark.notices]).toEqual([['out-of-sight 0'], []])
  })

  it('is out of sight, not unused, where what it is about was not asked', () => {
    const other = { id: 'aws-account/222222222222', kind: 'aws-account', name: '222222222222' } as const
    const stateOf = (scope: string | undefined, memory: Partial<MemoryOptions>, more: Partial<EvaluateOptions> = {}) =>
      judge([exception({ subject: 'gone', scope })], memory, more)
    const unasked: readonly [string, Assessment][] = [
      ['the rule', stateOf(undefined, {}, { rules: [] })],
      ['the cloud', stateOf(undefined, { asked: ['entra'] })],
      ['the scope', stateOf(other.id, {})],
      ['any scope', stateOf(undefined, { scopes: [] })],
    ]
    for (const [what, assessment] of unasked) expect([what, states(assessment), assessment.notices]).toEqual([what, ['out-of-sight 0'], []])
    expect(states(stateOf(other.id, { scopes: [account, other] }))).toEqual(['unused 0'])
    expect(states(stateOf(other.name, { scopes: [account, other], gaps: [denied] }))).toEqual(['unused 0'])
    expect(states(stateOf(undefined, { scopes: [account, defaultScopes['entra-tenant']] }))).toEqual(['unused 0'])
  })

  it('is out of sight where the rule was asked in one scope and not in another of its kind', () => {
    const other = { ...account, id: 'aws-account/222222222222' }
    const { results } = judge([], { scopes: [account, other] })
    const halved = results.map(result => ({ ...result, tallies: result.tallies.filter(({ scope }) => scope === account.id) }))
    const state = (scope?: string) => except(halved, [exception({ subject: 'gone', scope })], new Date(now), [account.id, other.id]).reports[0]?.status
    expect([state(), state(other.id), state(account.id)]).toEqual(['out-of-sight', 'out-of-sight', 'unused'])
  })

  it('of a rule by its earlier id still holds', () => {
    const renamed = { ...brokenWidget, id: 'aws-widget-out-of-order', formerly: ['aws-widget-broken'] }
    expect(excepted(judge([exception()], {}, { rules: [renamed] }))).toEqual(['a'])
  })

  it('does not hide what would be part of its finding', () => {
    const weaker = { ...brokenWidget, id: 'aws-widget-old' }
    const stronger = { ...brokenWidget, supersedes: ['aws-widget-old'] }
    const assessment = judge([exception()], {}, { rules: [stronger, weaker] })
    const open = assessment.results.flatMap(({ findings }) => findings).filter(finding => finding.exception === undefined && finding.foldedInto === undefined)
    expect(open.map(({ rule, subject }) => `${rule} ${subject.id}`)).toEqual(['aws-widget-broken b', 'aws-widget-old a'])
  })
})

describe('a file of exceptions', () => {
  const rules = [{ id: 'aws-widget-broken', formerly: ['aws-widget-odd'] }]
  const parse = (entry: string) => parseExceptions(`exceptions:\n  - ${entry}\n`, 'exceptions.yaml', rules, new Date(now))
  const good = 'rule: aws-widget-broken, subject: a, reason: being replaced in autumn, owner: facilities'

  it('names who answers for it, why and until when', () => {
    expect(parse(`{ ${good}, expires: 2026-09-30 }`)).toEqual([exception({ expires: '2026-09-30' })])
  })

  it.each([
    ['a missing end', `{ ${good} }`, 'expires: is missing'],
    ['an end too far ahead', `{ ${good}, expires: 2027-09-30 }`, 'more than 366 days ahead'],
    ['an end that is no day', `{ ${good}, expires: 2026-02-31 }`, 'must be a day such as'],
    ['a rule that does not exist', `{ ${good.replace('broken', 'brokn')}, expires: 2026-09-30 }`, 'did you mean `aws-widget-broken`?'],
    ['no reason to speak of', `{ ${good.replace('being replaced in autumn', 'because')}, expires: 2026-09-30 }`, 'must say why'],
    ['every subject of a rule', `{ ${good.replace('subject: a', "subject: '*'")}, expires: 2026-09-30 }`, 'allowBroad: true'],
    ['every GUID', `{ ${good.replace('subject: a', "subject: '*-*'")}, expires: 2026-09-30 }`, 'allowBroad: true'],
    ['any one character more', `{ ${good.replace('subject: a', "subject: '?*'")}, expires: 2026-09-30 }`, 'allowBroad: true'],
    ['a mistyped key', `{ ${good}, expire: 2026-09-30, expires: 2026-09-30 }`, 'did you mean `expires`?'],
    ['a mistyped key that is then missing', `{ ${good}, expire: 2026-09-30 }`, 'did you mean `expires`?'],
  ])('is refused for %s, with the line', (_, entry, words) => {
    expect(() => parse(entry)).toThrow(words)
    expect(() => parse(entry)).toThrow(/exceptions\.yaml:2/)
  })

  it('may cover every subject where it says that this is meant', () => {
    expect(parse(`{ ${good.replace('subject: a', "subject: '*'")}, expires: 2026-09-30, allowBroad: true }`)).toHaveLength(1)
  })
})
