import { describe, expect, it } from 'vitest'
import { decide } from '../../../src/analysis/iam/decide.ts'
import { wordsOf } from '../../../src/analysis/iam/expression.ts'
import { caseFiles, policiesOf, requestOf } from './decide-cases.ts'

describe.each(caseFiles)('$name: $about', ({ cases }) => {
  it.each(cases.map(one => [one.name, one] as const))('%s', (_name, one) => {
    const { outcome, condition, because, missing, unread } = decide(policiesOf(one), requestOf(one))
    expect([outcome, wordsOf(condition)]).toEqual([one.expect, one.condition ?? expect.any(String)])
    if (one.deciding !== undefined) expect(because.map(({ policy, statement }) => `${policy}: ${statement}`)).toEqual(one.deciding)
    if (one.missing !== undefined) expect(missing).toEqual(one.missing)
    expect(unread).toEqual(one.unread ?? [])
    if (outcome !== 'denied') expect(because.length + unread.length, 'what is allowed is allowed by something').toBeGreaterThan(0)
  })
})

describe('the cases', () => {
  it('are 300 or more, each of its own', () => {
    const all = caseFiles.flatMap(({ cases }) => cases)
    const contents = new Set(all.map(({ name: _, why: __, source: ___, ...content }) => JSON.stringify(content)))
    expect(contents.size).toBe(all.length)
    expect(all.length).toBeGreaterThanOrEqual(300)
  })
})
