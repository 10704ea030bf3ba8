import { describe, expect, it } from 'vitest'
import { type Field, parseFilterPattern } from '../../../src/analysis/trails/filter-pattern.ts'
import { type Concern, IDENTITY_EVENTS } from '../../../src/analysis/trails/identity-events.ts'

const FIELDS = new Map<string, string | null>([
  ['a', 'apple'],
  ['a.b', 'yes'],
  ['gone', null],
  ['flag', 'true'],
])
const field: Field = path => FIELDS.get(path)
const matches = (pattern: string) => parseFilterPattern(pattern)?.(field)

describe('a pattern', () => {
  it.each([
    ['{ $.a = "apple" }', 'yes'],
    ['{$.a=apple}', 'yes'],
    ['{ $.a = "pear" }', 'no'],
    ['{ $.a != "pear" }', 'yes'],
    ['{ $.a = "ap*" }', 'yes'],
    ['{ $.a = "*pp*e" }', 'yes'],
    ['{ $.a = "*x*" }', 'no'],
    ['{ $.a = "apple*le" }', 'no'],
    ['{ $.a.b = yes && $.a = apple }', 'yes'],
    ['{ $.a = pear || $.a = apple && $.a.b = no }', 'no'],
    ['{ ($.a = pear || $.a = apple) && ($.a.b = yes) }', 'yes'],
    ['{ $.gone NOT EXISTS }', 'yes'],
    ['{ $.gone EXISTS }', 'no'],
    ['{ $.a NOT EXISTS }', 'no'],
    ['{ $.gone = "x" }', 'no'],
    ['{ $.flag IS TRUE }', 'yes'],
    ['{ $.flag IS FALSE }', 'no'],
    ['', 'yes'],
  ])('%s: %s', (pattern, expected) => {
    expect(matches(pattern)).toBe(expected)
  })

  it.each([
    ['a field of which nothing is said', '{ $.other = "x" }'],
    ['whether something is unlike what is not there', '{ $.gone != "x" }'],
    ['a regular expression', '{ $.a = %app.*% }'],
    ['a number', '{ $.a > 3 }'],
    ['a null', '{ $.a IS NULL }'],
  ])('with %s is unclear', (_what, pattern) => {
    expect(matches(pattern)).toBe('unclear')
  })

  it('is decided by what is clear, whatever else is unclear', () => {
    expect(matches('{ $.other = "x" && $.a = "pear" }')).toBe('no')
    expect(matches('{ $.other = "x" || $.a = "apple" }')).toBe('yes')
  })

  it.each(['ERROR', '"Root" "ConsoleLogin"', '[a, b]', '{ $.a = }', '{ ($.a = x }', '{ $.a = x $.b = y }', '{ = x }', '{ $.a LIKE x }', '{ $.a NOT x }', '{}'])(
    '%s is not understood',
    pattern => {
      expect(parseFilterPattern(pattern)).toBeUndefined()
    },
  )
})

/** Of the events of a concern, how many a pattern matches, may match, and does not. */
const counted = (concern: Concern, pattern: string) => {
  const match = parseFilterPattern(pattern)
  const found = IDENTITY_EVENTS[concern].map(event => match?.(event.field))
  return ['yes', 'unclear', 'no'].map(certainty => found.filter(one => one === certainty).length)
}

describe('wordings that mean the same', () => {
  it.each([
    ['root-use', '{ $.userIdentity.type = "Root" && $.userIdentity.invokedBy NOT EXISTS && $.eventType != "AwsServiceEvent" }', [3, 0, 0]],
    ['root-use', '{($.userIdentity.type="Root")}', [3, 0, 0]],
    ['root-use', '{ $.userIdentity.type = "Root" && $.eventName = "ConsoleLogin" }', [1, 0, 2]],
    ['root-use', '{ $.userIdentity.type = "Root" && $.sourceIPAddress != "192.0.2.1" }', [0, 3, 0]],
    ['sign-in-without-mfa', '{ ($.eventName = "ConsoleLogin") && ($.additionalEventData.MFAUsed != "Yes") }', [1, 0, 0]],
    ['sign-in-without-mfa', '{ $.eventName = ConsoleLogin && $.additionalEventData.MFAUsed = No && $.userIdentity.type = IAMUser }', [1, 0, 0]],
    ['sign-in-without-mfa', '{ $.eventName = "ConsoleLogin" && $.errorMessage = "Failed authentication" }', [0, 0, 1]],
    ['iam-change', '{ $.eventSource = "iam.amazonaws.com" && $.eventName = "*Policy*" && $.readOnly IS FALSE }', [32, 0, 0]],
    ['iam-change', '{($.eventName=DeleteGroupPolicy)||($.eventName=PutUserPolicy)}', [4, 0, 28]],
    ['iam-change', '{ $.eventSource = iam.amazonaws.com && $.userIdentity.type = IAMUser }', [16, 0, 16]],
    ['organization-change', '{ $.eventSource = organizations.amazonaws.com }', [22, 0, 0]],
    ['sso-change', '{ $.eventSource = organizations.amazonaws.com }', [0, 0, 12]],
  ] as const)('%s: %s', (concern, pattern, expected) => {
    expect(counted(concern, pattern)).toEqual(expected)
  })
})
