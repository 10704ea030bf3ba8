import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Assurance, assurances } from '../../../src/analysis/conditional-access/assurance.ts'
import { readConditionalAccess } from '../../../src/analysis/conditional-access/conditional-access.ts'
import type { Question } from '../../../src/analysis/conditional-access/question.ts'
import type { Weakest } from '../../../src/analysis/conditional-access/weakest.ts'
import { smallTenant } from './small-tenants.ts'
import { active, application, ask, atLeast, eligible, GLOBAL_ADMINISTRATOR, group, guest, policy, strength, type TenantWords, tenant, user } from './tenant.ts'

const weakest = (words: TenantWords, also: readonly string[] = []): Weakest =>
  readConditionalAccess(tenant(words)).weakest({ holdersOf: [GLOBAL_ADMINISTRATOR], also, foreignDevices: 'unclear' })

const said = (words: TenantWords, also: readonly string[] = []): string[] =>
  weakest(words, also).groups.map(({ kind, least, most, people }) => `${people} ${kind}: ${least === most ? least : `${least} to ${most}`}`)

const everyone = { includeUsers: ['All'] }

describe('what the weakest sign-in demands', () => {
  it('agrees, person by person, with what coverage answers at each threshold', { timeout: 300_000 }, () => {
    fc.assert(
      fc.property(smallTenant, small => {
        const words = { ...small, servicePrincipals: [application('app-x', 'App X')] }
        const counts = new Map<string, number>()
        const range = (who: Question['who'], id: string): { least: Assurance; most: Assurance } => {
          const at = assurances.slice(1).map(least => {
            const { uncoveredUsers, undecidedUsers } = ask(words, { who, suffices: atLeast(least) })
            const isIn = (users: readonly { readonly id: string }[]) => users.some(each => each.id === id)
            return isIn(uncoveredUsers) ? 'hole' : isIn(undecidedUsers) ? 'undecided' : 'covered'
          })
          const hole = at.indexOf('hole')
          const open = at.findIndex(verdict => verdict !== 'covered')
          return { least: assurances[open === -1 ? at.length : open] ?? 'none', most: assurances[hole === -1 ? at.length : hole] ?? 'none' }
        }
        const holders = { holdersOf: [GLOBAL_ADMINISTRATOR] }
        const covered = ask(words, { who: holders, suffices: () => false }).uncoveredUsers.map(({ id }) => id)
        for (const person of words.users.filter(({ accountEnabled }) => accountEnabled)) {
          const isHolder = covered.includes(person.id)
          const { least, most } = range(isHolder ? holders : 'users', person.id)
          const isOutside = person.userType !== 'Member' || person.creationType === 'Invitation'
          const key = `${isHolder ? 'administrator' : isOutside ? 'guest' : 'member'} ${least} ${most}`
          counts.set(key, (counts.get(key) ?? 0) + 1)
        }
        const { groups } = readConditionalAccess(tenant(words)).weakest({ ...holders, also: [], foreignDevices: 'unclear' })
        expect(new Map(groups.map(({ kind, least, most, people }) => [`${kind} ${least} ${most}`, people]))).toEqual(counts)
      }),
      { numRuns: 100 },
    )
  })

  it('counts everybody with an enabled account once, as what weighs most of what they are', () => {
    const users = [user('ann'), user('bob'), user('cho', { accountEnabled: false }), user('dan'), user('eve'), guest('fay')]
    const words = {
      users,
      activeAssignments: [active('bob', GLOBAL_ADMINISTRATOR), active('dan', GLOBAL_ADMINISTRATOR)],
      emergencyAccess: ['dan'],
      policies: [policy('p', { users: { ...everyone, excludeUsers: ['dan'] } })],
    }
    expect(said(words)).toEqual(['1 emergency-access: none', '1 administrator: mfa', '1 guest: mfa', '2 member: mfa'])
    expect(said(words, ['eve', 'cho'])).toEqual(['1 emergency-access: none', '2 administrator: mfa', '1 guest: mfa', '1 member: mfa'])
  })

  it('takes the weakest of all applications, and tells block, phishing-resistant MFA and a single factor apart', () => {
    const fido = strength('fido', ['fido2'])
    const password = strength('password', ['password', 'fido2'])
    const of = (id: string, who: string, grant: NonNullable<Parameters<typeof policy>[1]>['grant']) =>
      policy(id, { users: { includeUsers: [who] }, ...(grant === undefined ? {} : { grant }) })
    const words = {
      users: ['ann', 'bob', 'cho', 'dan'].map(id => user(id)),
      strengths: [fido, password],
      policies: [
        of('p1', 'ann', { builtInControls: ['block'] }),
        of('p2', 'bob', { authenticationStrengthId: 'fido' }),
        of('p3', 'cho', { authenticationStrengthId: 'password' }),
        policy('p4', { users: { includeUsers: ['dan'] }, applications: { includeApplications: ['app-x'] } }),
      ],
      servicePrincipals: [application('app-x', 'App X')],
    }
    expect(said(words)).toEqual(['1 member: none', '1 member: single-factor', '1 member: phishing-resistant', '1 member: blocked'])
  })

  it('says of security defaults that MFA is asked for when necessary, and always of administrators', () => {
    expect(said({ securityDefaultsEnabled: true, activeAssignments: [active('ann', GLOBAL_ADMINISTRATOR)] })).toEqual([
      '1 administrator: mfa',
      '2 member: mfa-when-necessary',
    ])
  })

  it('asks who could activate a role as its holder', () => {
    const words = { eligibleAssignments: [eligible('ann', GLOBAL_ADMINISTRATOR)], policies: [policy('p', { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } })] }
    expect(said(words)).toEqual(['1 administrator: mfa', '2 member: none'])
  })

  it('leaves open what cannot be decided, and names holders who are not known', () => {
    const words = {
      policies: [policy('p', { users: { ...everyone, excludeGroups: ['unread'] } })],
      activeAssignments: [active('admins', GLOBAL_ADMINISTRATOR, { principalType: 'group', name: 'Administrators' })],
    }
    expect(said(words)).toEqual(['3 member: none to mfa'])
    expect(weakest(words).unclear).toEqual(['Administrators'])
    expect(said({ ...words, groups: [group('unread', ['ann'])] })).toEqual(['1 member: none', '2 member: mfa'])
  })
})
