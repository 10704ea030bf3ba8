import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { admits, admitsText, formatQuery, parseQuery, toggled, valuesOf, withOnly } from '../../reports/html/page/query.ts'
import { parseRoute, sheetHash, viewHash } from '../../reports/html/page/route.ts'

describe('a query', () => {
  test('is filters, exact texts, words and what is excluded', () => {
    expect(parseQuery('severity:critical,high -cloud:aws "backup operator" -test arn:aws:iam')).toEqual([
      { key: 'severity', value: 'critical', excluded: false },
      { key: 'severity', value: 'high', excluded: false },
      { key: 'cloud', value: 'aws', excluded: true },
      { key: 'text', value: 'backup operator', excluded: false },
      { key: 'text', value: 'test', excluded: true },
      { key: 'text', value: 'arn:aws:iam', excluded: false },
    ])
  })

  test('written out means the same', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'ab:"-, severitycloudéß') }), text => {
        const query = parseQuery(text)
        const again = parseQuery(formatQuery(query))
        const sorted = (of: typeof query): string[] => of.map(term => JSON.stringify(term)).sort()
        // Quotation marks inside words cannot be written in quotation marks; nothing else is lost.
        if (!query.some(term => /["\s]/.test(term.value) || term.value.startsWith('-'))) expect(sorted(again)).toEqual(sorted(query))
      }),
    )
  })

  test('any wanted value lets through, an excluded one never', () => {
    const query = parseQuery('severity:critical,high -severity:high')
    expect(admits(query, 'severity', value => value === 'critical')).toBe(true)
    expect(admits(query, 'severity', value => value === 'high')).toBe(false)
    expect(admits(query, 'severity', value => value === 'low')).toBe(false)
    expect(admits(query, 'cloud', value => value === 'aws')).toBe(true)
    expect(admitsText(parseQuery('one -two'), text => 'one three'.includes(text))).toBe(true)
    expect(admitsText(parseQuery('one -two'), text => 'one two'.includes(text))).toBe(false)
  })

  test('is written by pills', () => {
    const one = toggled(parseQuery('word'), 'severity', 'critical')
    expect(formatQuery(one)).toBe('severity:critical word')
    expect(formatQuery(toggled(one, 'severity', 'critical'))).toBe('word')
    expect(formatQuery(withOnly(one, 'severity', 'low'))).toBe('severity:low word')
    expect(valuesOf(one, 'severity')).toEqual(['critical'])
  })

  test('of hostile length is read in time that grows with it', () => {
    expect(parseQuery('a'.repeat(200_000))).toHaveLength(1)
    expect(parseQuery('"'.repeat(20_000))).toHaveLength(0)
  })
})

describe('an address', () => {
  test('leads back to what it was made from', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: 'binary' }), fc.string({ unit: 'binary' }), (id, query) => {
        expect(parseRoute(sheetHash('finding', id, query))).toEqual({
          view: 'findings',
          query: query.toWellFormed(),
          sheet: { kind: 'finding', id: id.toWellFormed() },
        })
        expect(parseRoute(viewHash('rules', query))).toEqual({ view: 'rules', query: query.toWellFormed() })
      }),
    )
  })

  test('that means nothing is the overview, and says so', () => {
    for (const hash of ['#/nowhere', '#/f/', '#AD-COMP-02', '#/findings/extra', '#/%E0%A4%A'])
      expect(parseRoute(hash)).toEqual({ view: 'overview', query: '', isLost: true })
    for (const hash of ['', '#', '#/', '#/overview']) expect(parseRoute(hash)).toMatchObject({ view: 'overview' })
  })
})
