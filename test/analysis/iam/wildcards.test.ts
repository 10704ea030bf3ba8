import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { coversAll, matchesPattern, readValue } from '../../../src/analysis/iam/wildcards.ts'

describe('matchesPattern', () => {
  it.each([
    ['s3:*', 's3:GetObject', true],
    ['s3:Get?bject', 's3:GetObject', true],
    ['*', '', true],
    ['?', '', false],
    ['', '', true],
    ['a*b*c', 'a-b-b-c', true],
    ['a*b*c', 'a-c-b', false],
    ['sts:Assume*', 'iam:AssumeNothing', false],
    ['[a].+', '[a].+', true],
    ['[a].+', 'ab', false],
  ])('%s covers %s: %s', (pattern, text, covers) => expect(matchesPattern(pattern, text)).toBe(covers))

  it('agrees with a regular expression on every small pattern and text', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 8 })
    const texts = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 10 })
    fc.assert(
      fc.property(letters, texts, (pattern, text) => {
        const expression = new RegExp(`^${pattern.replaceAll('*', '[^]*').replaceAll('?', '[^]')}$`)
        return matchesPattern(pattern, text) === expression.test(text)
      }),
    )
  })

  it('ends on patterns that make backtracking explode', () => {
    expect(matchesPattern('*a'.repeat(200).concat('b'), 'a'.repeat(5_000))).toBe(false)
  })
})

it('covers all with stars only', () => {
  expect(['*', '**', '?', '*a', ''].map(coversAll)).toEqual([true, true, false, false, false])
})

describe('readValue', () => {
  it('stops the prefix at the first wildcard, for operators that honour them', () => {
    expect(readValue('repo:acme/*', true)).toMatchObject({ prefix: 'repo:acme/', exact: false, variable: false })
    expect(readValue('repo:acme/*', false)).toMatchObject({ prefix: 'repo:acme/*', exact: true })
  })
  it('reads escapes as the characters they stand for', () => {
    const star = '$' + '{*}'
    expect(readValue(`a${star}b`, true)).toMatchObject({ prefix: 'a*b', exact: true, variable: false })
  })
  it('takes a policy variable for anything, under every operator', () => {
    const variable = '$' + '{aws:PrincipalTag/team}'
    expect(readValue(`team-${variable}`, false)).toMatchObject({ prefix: 'team-', exact: false, variable: true, pattern: 'team-*' })
  })
})
