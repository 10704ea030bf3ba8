import { describe, expect, test } from 'vitest'
import { formats, reporters } from '../../reports/index.ts'
import { json } from '../../reports/json.ts'
import type { Assessment } from '../../src/assessment.ts'
import { textOf } from './browser.ts'
import { hostileNames } from './hostile-strings.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

const jsonOf = (assessment: Assessment): string => textOf(json(assessment), 'assessment.json')

/** The same value, its keys made in the opposite order. */
const reversed = (value: unknown): unknown => {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .toReversed()
      .map(([key, member]) => [key, reversed(member)]),
  )
}

describe('the JSON report', () => {
  test('is the assessment, whole', () => {
    const assessment = syntheticAssessment()
    expect(JSON.parse(jsonOf(assessment))).toEqual(JSON.parse(JSON.stringify(assessment)))
  })

  test('has the same bytes whatever order keys were made in', () => {
    const assessment = syntheticAssessment()
    expect(jsonOf(reversed(assessment) as Assessment)).toBe(jsonOf(assessment))
  })

  test('reads from the schema on, indented', () => {
    expect(jsonOf(syntheticAssessment())).toMatch(/^\{\n {2}"schema": 1,\n/)
    expect(jsonOf(syntheticAssessment())).toMatch(/"fingerprint": "[0-9a-f]{32}",\n\s+"rule": /)
  })

  test('makes half surrogates whole, in keys and values', () => {
    const text = jsonOf({ ...syntheticAssessment({ findings: 1 }), parameters: { 'half \ud800': { 'key \udc00': 'value \ud800' } } })
    expect(text.isWellFormed()).toBe(true)
    expect(text).not.toMatch(/\\ud[89a-f]/i)
    expect(text).toContain('"key \ufffd": "value \ufffd"')
  })

  test('keeps a key named __proto__ as a key', () => {
    const parameters = JSON.parse('{"__proto__": {"constructor": 7}}')
    const read = JSON.parse(jsonOf({ ...syntheticAssessment({ findings: 1 }), parameters }))
    expect(Object.keys(read.parameters)).toEqual(['__proto__'])
    expect(Object.getOwnPropertyDescriptor(read.parameters, '__proto__')?.value).toEqual({ constructor: 7 })
  })

  test('has no raw control character in it, whatever the names', () => {
    expect(jsonOf(syntheticAssessment({ hostile: hostileNames() }))).not.toMatch(/[\p{Cc}--[\n\u{7f}-\u{9f}]]/v)
  })

  test('comes in chunks, so that no string need hold all of it', () => {
    const [file] = json(syntheticAssessment({ findings: 2000 }))
    const chunks = [...(file?.text ?? [])]
    expect(chunks.length).toBeGreaterThan(10)
    expect(Math.max(...chunks.map(chunk => chunk.length))).toBeLessThan(128 * 1024)
  })
})

test('every format has a reporter that makes files with plain names', () => {
  const assessment = syntheticAssessment({ findings: 3 })
  for (const format of formats) {
    for (const { name } of reporters[format](assessment)) expect(name).toMatch(/^[a-z]+(-[a-z]+)*\.[a-z]+$/)
  }
})
