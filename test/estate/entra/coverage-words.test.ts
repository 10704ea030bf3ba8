import { describe, expect, it } from 'vitest'
import { rankOf } from '../../../src/analysis/conditional-access/assurance.ts'
import { whyUncovered } from '../../../src/estate/entra/coverage-words.ts'
import { ask, group, policy, strength, user } from '../../analysis/conditional-access/tenant.ts'

describe('why sign-ins are uncovered', () => {
  it('names policies together that one exclusion opens', () => {
    const out = { users: { excludeUsers: ['ann'] } }
    const { witnesses } = ask({ policies: [policy('First', out), policy('Second', out), policy('Third', out)] })
    expect(whyUncovered(witnesses)).toBe('policies "First", "Second" and "Third" exclude them by name')
  })

  it('keeps apart what differs, and counts what is more', () => {
    const users = [user('ann'), user('bob'), user('cho'), user('dan')]
    const groups = [group('g', ['bob'], { name: 'G' }), group('h', ['cho'], { name: 'H' })]
    const { witnesses } = ask({ users, groups, policies: [policy('First', { users: { excludeUsers: ['ann'], excludeGroups: ['g', 'h'] } })] })
    expect(whyUncovered(witnesses)).toBe('policy "First" excludes them by name; policy "First" excludes group "G"; and 1 more reason')
  })

  it.each([
    ['mfa OR compliantDevice', { grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }, 'accepts a compliant device instead'],
    ['a compliant device and nothing else', { grant: { builtInControls: ['compliantDevice'] } }, 'asks for a compliant device only'],
    ['a strength with a single factor', { grant: { authenticationStrengthId: 'weak' } }, 'accepts a single factor'],
  ])('names a policy that asks for %s, and its weak way', (_, words, way) => {
    const { witnesses } = ask({ policies: [policy('Weak', words)], strengths: [strength('weak', ['fido2', 'password,email'])] })
    expect(whyUncovered(witnesses)).toBe(`policy "Weak" ${way}`)
    expect(witnesses[0]?.text).toContain(`policy "Weak" ${way}`)
  })

  it('names MFA that can be phished as the weak way where more is asked, and what stands beside a passkey', () => {
    const policies = [
      policy('MFA', { users: { includeUsers: ['ann'] } }),
      policy('Either', { users: { includeUsers: ['bob'] }, grant: { operator: 'OR', builtInControls: ['compliantDevice'], authenticationStrengthId: 'pr' } }),
    ]
    const { witnesses } = ask(
      { users: [user('ann'), user('bob')], policies, strengths: [strength('pr', ['fido2'])] },
      { suffices: assurance => rankOf(assurance) >= rankOf('phishing-resistant') },
    )
    expect(whyUncovered(witnesses)).toBe('policy "MFA" accepts MFA that can be phished; policy "Either" accepts a compliant device instead')
  })

  it('says so where no policy asks', () => {
    expect(whyUncovered(ask({}).witnesses)).toBe('no enabled policy asks it of them')
  })
})
