import { describe, expect, it } from 'vitest'
import { whyUncovered } from '../../../src/estate/entra/coverage-words.ts'
import { ask, group, policy, user } from '../../analysis/conditional-access/tenant.ts'

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

  it('says so where no policy asks', () => {
    expect(whyUncovered(ask({}).witnesses)).toBe('no enabled policy asks it of them')
  })
})
