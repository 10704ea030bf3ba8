import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { safe } from '../../src/cli/safe-text.ts'
import { hostileNames } from '../hostile.ts'

/** What a terminal or a CI system would act on. */
const dangerous = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}]|^\s*::|##(vso)?\[/u

describe('text for a terminal', () => {
  it.each(hostileNames.map(name => [name]))('%j is inert', name => {
    expect(safe(name)).not.toMatch(dangerous)
    expect(`  ${safe(name)}`).not.toMatch(dangerous)
  })

  it('is inert whatever it is made of', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => !dangerous.test(safe(text))),
      { numRuns: 2000 },
    )
  })

  it('keeps ordinary names as they are', () => {
    for (const name of ['arn:aws:iam::123456789012:role/Deploy', 'Zoë Ångström', '山田 太郎', 'a+b=c,d.e@f-g_h']) expect(safe(name)).toBe(name)
  })

  it('shows what it took the power from', () => {
    expect(safe('\u001b[31mred')).toBe('\\x1b[31mred')
    expect(safe('::error::x')).toBe('\\x3a:error::x')
  })
})
