import { afterEach, describe, expect, it, vi } from 'vitest'
import { openLanguage } from '../../src/custom-rules/expression.ts'
import { celValueOf, type FieldType } from '../../src/custom-rules/field-types.ts'
import { STEPS_PER_SCOPE, STEPS_PER_SUBJECT } from '../../src/custom-rules/meter.ts'
import type { Row } from '../../src/dataset.ts'
import { tableOf } from '../../src/estate/needs.ts'
import { written } from './written-rule.ts'

const row: FieldType = {
  kind: 'object',
  name: 'row',
  fields: new Map<string, FieldType>([
    ['name', { kind: 'text' }],
    ['groups', { kind: 'list', of: { kind: 'text' } }],
  ]),
  make: class {},
}
const language = () => openLanguage(new Map([['row', row]]))

/** What an expression comes to on a row, and the steps that it took. */
const evaluate = (source: string, value: { readonly name?: string; readonly groups?: readonly string[] }) => {
  const { compile, meter } = language()
  const expression = compile(source, 'truth')
  meter.start(STEPS_PER_SUBJECT)
  return { outcome: expression.evaluate({ row: celValueOf(row, value) }), steps: meter.used }
}

const many = Array.from({ length: 200 }, (_, index) => `group ${index}`)

describe('matches()', () => {
  afterEach(() => vi.restoreAllMocks())

  it('runs on an engine that never goes back: patterns that need it are refused', () => {
    for (const pattern of ['(a)\\\\1', '(?=a)', '(?<!a)b', '(?>a+)b', 'a++'])
      expect(() => language().compile(`row.name.matches("${pattern}")`, 'truth')).toThrow()
  })

  it('takes steps in proportion to the text, for patterns on which others take exponential time', () => {
    for (const pattern of ['^(a+)+$', '^(a|aa)+$', '^(a|a?)+$', '^(.*a){12}$']) {
      const [one, two, four] = [20_000, 40_000, 80_000].map(length => evaluate(`row.name.matches("${pattern}")`, { name: `${'a'.repeat(length)}!` }))
      expect([one?.outcome, two?.outcome, four?.outcome]).toEqual([{ value: false }, { value: false }, { value: false }])
      expect(four && two && one && Math.abs(four.steps - two.steps - 2 * (two.steps - one.steps))).toBeLessThanOrEqual(1)
    }
  })

  it('never calls the engine of the language', () => {
    const calls = [vi.spyOn(RegExp.prototype, 'test'), vi.spyOn(RegExp.prototype, 'exec')]
    const { compile, meter } = language()
    const expression = compile('row.name.matches("^(a+)+$")', 'truth')
    meter.start(STEPS_PER_SUBJECT)
    for (const call of calls) call.mockClear()
    expect(expression.evaluate({ row: celValueOf(row, { name: 'aaaa!' }) })).toEqual({ value: false })
    expect(calls.flatMap(({ mock }) => mock.contexts.map(context => String(context)))).not.toContain('/^(a+)+$/')
  })

  it('takes a pattern from the rule, never from a row', () => {
    expect(() => language().compile('row.name.matches(row.name)', 'truth')).toThrow('must be written out')
    expect(() => language().compile('row.groups.exists(g, row.name.matches("^" + g))', 'truth')).toThrow('must be written out')
  })

  it('finds a part of the text, as CEL says', () => {
    expect(evaluate('row.name.matches("b+")', { name: 'abbc' }).outcome).toEqual({ value: true })
  })
})

describe('an evaluation', () => {
  it.each([
    ['comprehensions in comprehensions', 'row.groups.all(a, row.groups.all(b, row.groups.all(c, row.groups.all(d, a + b + c + d != ""))))'],
    ['errors that || and && would swallow', 'row.groups.exists(a, row.groups.exists(b, row.groups.exists(c, row.groups[1000] == a))) || true'],
    ['a text that doubles', `[row.name]${'.map(x, x + x)'.repeat(20)}.size() == 1`],
    ['a list that doubles', `[row.groups]${'.map(x, x + x)'.repeat(20)}.size() == 1`],
    ['lists compared as wholes', 'row.groups.all(a, row.groups.all(b, row.groups.map(c, c) == row.groups.map(c, c)))'],
    ['a text taken apart', 'row.groups.all(a, row.name.split("").all(c, row.name.split("").all(d, c != d || c == d)))'],
  ])('ends: %s', (_name, source) => {
    expect(evaluate(source, { name: 'name '.repeat(20), groups: many })).toEqual({ outcome: { exhausted: true }, steps: STEPS_PER_SUBJECT })
  })

  it('takes the same steps each time', () => {
    const { compile, meter } = language()
    const expression = compile('row.groups.exists(g, g.endsWith("199")) && !row.name.matches("x")', 'truth')
    const steps = [1, 2, 3].map(() => {
      meter.start(STEPS_PER_SUBJECT)
      expression.evaluate({ row: celValueOf(row, { name: 'a', groups: many }) })
      return meter.used
    })
    expect(new Set(steps).size).toBe(1)
  })

  it.each([
    ['long', `row.name == "${'a'.repeat(5000)}"`],
    ['deep', `${'('.repeat(100)}true${')'.repeat(100)}`],
    ['wide', Array.from({ length: 400 }, () => 'true').join(' && ')],
  ])('is refused for an expression that is too %s', (_name, source) => {
    expect(() => language().compile(source, 'truth')).toThrow()
  })
})

describe('a rule that takes too many steps', () => {
  const subject = (groups: readonly string[]) => ({ id: 'AIDA', scope: 's', name: 'ann', groups }) as unknown as Row
  const context = { now: new Date(), parameters: {} }
  const { rule } = written({ pass: 'row.groups.all(a, row.groups.all(b, row.groups.all(c, a + b + c != "")))' })

  it('is unknown for that subject, with the reason, and decides others', () => {
    const facts = { declared: tableOf([]) }
    expect(rule.check(subject(many), facts, context)).toEqual({
      status: 'unknown',
      message: '`pass` takes more than the 200,000 steps that a rule may take on one subject.',
    })
    expect(rule.check(subject(['a']), facts, context).status).toBe('pass')
  })

  it('is unknown for the rest of a scope that has taken all its steps, and begins anew in the next', () => {
    const { rule } = written({ pass: 'row.name.contains("x")' })
    const named = (name: string) => ({ ...subject([]), name })
    const facts = { declared: tableOf([]) }
    const long = named('a'.repeat(15 * STEPS_PER_SUBJECT))
    expect(rule.check(long, facts, context).status).toBe('fail')
    for (let taken = 0; taken <= STEPS_PER_SCOPE; taken += STEPS_PER_SUBJECT / 2) rule.check(long, facts, context)
    expect(rule.check(named('x'), facts, context)).toEqual({
      status: 'unknown',
      message: 'The rule has taken all of the 40,000,000 steps that it may take in one scope.',
    })
    expect(rule.check(named('x'), { declared: tableOf([]) }, context).status).toBe('pass')
  })
})
