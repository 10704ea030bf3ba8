import { expect, it } from 'vitest'
import type { SignInStrength } from '../../src/assessment.ts'
import type { AnyDataset, Gap } from '../../src/dataset.ts'
import { conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../src/datasets/entra/directory.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { foreignAccess } from '../../src/estate/entra/outsiders.ts'
import { administrators } from '../../src/estate/entra/privileged-holders.ts'
import { openEstate } from '../../src/estate/estate.ts'
import { signInStrengths } from '../../src/sign-in-strength.ts'
import { guest, policy, user } from '../analysis/conditional-access/tenant.ts'
import { defaultScopes, given, memorySnapshot } from '../memory-snapshot.ts'
import { datasetsIn } from '../rule-tester.ts'

const tenant = defaultScopes['entra-tenant']
const tables = datasetsIn([conditionalAccess, administrators, foreignAccess])
const operator = new Map<AnyDataset, readonly never[]>(tables.filter(({ per }) => per === 'operator').map(dataset => [dataset, []]))

const shown = (gaps: readonly Gap[] = [], datasets = tables): unknown => {
  const givens = [
    given(entraUsers, user('ann'), user('bob'), guest('fay')),
    given(conditionalAccessPolicies, policy('p', { users: { includeUsers: ['ann'] } })),
  ]
  const estate = openEstate(memorySnapshot(givens, { scopes: [defaultScopes['aws-account'], tenant], datasets, gaps }), operator)
  const strengths = signInStrengths()
  for (const at of estate.scopes) strengths.look(estate.open(at))
  const [exhibit, ...others] = strengths.exhibits()
  expect([exhibit?.id, others.length]).toEqual(['sign-in-strength', 0])
  return exhibit?.data
}

const unread: SignInStrength = { scope: tenant.id, groups: [], synchronizationAccounts: 0, unclear: [], unknown: '' }

it('counts the people of a tenant by what their weakest sign-in must prove', () => {
  expect(shown()).toEqual([
    {
      scope: tenant.id,
      groups: [
        { kind: 'guests', least: 'none', most: 'none', people: 1 },
        { kind: 'members', least: 'none', most: 'none', people: 1 },
        { kind: 'members', least: 'mfa', most: 'mfa', people: 1 },
      ],
      synchronizationAccounts: 0,
      unclear: [],
    },
  ])
})

it('says of a tenant that was not read what would have to be granted, and counts nobody', () => {
  const gap: Gap = {
    dataset: conditionalAccessPolicies.name,
    scope: tenant.id,
    reason: 'denied',
    detail: 'HTTP 403',
    permission: 'Policy.Read.All',
  }
  expect(shown([gap])).toEqual([{ ...unread, unknown: expect.stringMatching(/could not be read \(denied: HTTP 403\); grant Policy\.Read\.All$/) }])
})

it('does not need to know what is believed of guests to count the others', () => {
  const known = datasetsIn([conditionalAccess, administrators])
  expect(shown([], known)).toEqual(shown())
})

it('keeps its picture where one group could not be read', () => {
  const gap: Gap = { dataset: referencedGroups.name, scope: tenant.id, part: 'g1', reason: 'denied', detail: 'HTTP 403' }
  expect(shown([gap])).toEqual(shown())
})

it('shows nothing where no tenant was asked about', () => {
  expect(signInStrengths().exhibits()).toEqual([])
})
