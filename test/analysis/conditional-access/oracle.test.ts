import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assurances } from '../../../src/analysis/conditional-access/assurance.ts'
import { legacyClients, modernClients } from '../../../src/analysis/conditional-access/clients.ts'
import type { Coverage, Question } from '../../../src/analysis/conditional-access/question.ts'
import { carryOut } from './changes.ts'
import { EXCHANGE, heldBy, isExternal, levels, type SmallTenant } from './oracle.ts'
import { type Client, circumstancesOf, isSureToBe, type Varying } from './sign-ins.ts'
import { conditionalTenant, probes, smallPolicy, smallTenant, tenantOfStrangers, type VaryingTenant } from './small-tenants.ts'
import { application, ask, atLeast, GLOBAL_ADMINISTRATOR, group, ids, policy, user } from './tenant.ts'

const questions = fc.record({
  who: fc.constantFrom<Question['who'][]>('members', 'users', { holdersOf: [GLOBAL_ADMINISTRATOR] }, { ids: ['u2', 'u3'] }),
  clients: fc.constantFrom(modernClients, legacyClients, ['browser'] as const, ['exchangeActiveSync'] as const),
  least: fc.constantFrom<'mfa' | 'phishing-resistant' | 'blocked'>('mfa', 'phishing-resistant', 'blocked'),
})

/** `npm test` tries a few hundred tenants; set the variable for more. */
const TENANTS = Number(process.env.POSTERN_ORACLE_TENANTS ?? 300)
/** Milliseconds: far beyond what they take on a machine of its own. */
const timeout = TENANTS * 1_000

const isAsked = (tenant: SmallTenant, who: Question['who'], index: number): boolean => {
  const person = tenant.users[index]
  if (person === undefined) return false
  if (typeof who === 'object' && 'ids' in who) return who.ids.includes(person.id)
  if (!person.accountEnabled) return false
  return typeof who === 'object' ? heldBy(tenant, person).some(held => held.includes(GLOBAL_ADMINISTRATOR)) : who === 'users' || person.userType === 'Member'
}

type Circumstances = ReturnType<typeof circumstancesOf>[number]

/** A part of all sign-ins: as the analysis is asked for it, and as the oracle tells whether a sign-in is in it. */
interface Part {
  readonly only: NonNullable<Question['only']>
  isIn(circumstances: Circumstances): boolean
}

const kindOf = (isRegistered: boolean, isCompliant: boolean, isHybridJoined: boolean) => [isRegistered, isCompliant, isHybridJoined].join()
const kindOfDevice = ({ trustType, isCompliant }: Circumstances['device']) => kindOf(trustType !== null, isCompliant === true, trustType === 'ServerAD')

const partOf = <T>(values: readonly T[]) => fc.option(fc.subarray([...values], { minLength: 1, maxLength: 2 }), { nil: undefined })
const risks = ['none', 'low', 'medium', 'high'] as const
/** Of what does not vary the oracle tries one value only, so no part is cut out of it. */
const partsOf = (varies: readonly Varying[]): fc.Arbitrary<Part> =>
  fc
    .record({
      platform: varies.includes('platform') ? partOf(['windows', 'ios', 'linux', 'other'] as const) : fc.constant(undefined),
      flow: varies.includes('flow') ? partOf(['none', 'deviceCodeFlow'] as const) : fc.constant(undefined),
      signInRisk: varies.includes('signInRisk') ? partOf(risks) : fc.constant(undefined),
      userRisk: varies.includes('userRisk') ? partOf(risks) : fc.constant(undefined),
      insiderRisk: varies.includes('insiderRisk') ? partOf(['none', 'minor', 'elevated'] as const) : fc.constant(undefined),
      devices: partOf([kindOf(false, false, false), kindOf(true, true, false), kindOf(true, false, true), kindOf(true, false, false)]),
    })
    .map(({ platform, flow, signInRisk, userRisk, insiderRisk, devices }) => {
      const isOf = (values: readonly string[] | undefined, value: string) => values === undefined || values.includes(value)
      return {
        only: {
          ...(platform && { platform }),
          ...(flow && { flow }),
          ...(signInRisk && { signInRisk }),
          ...(userRisk && { userRisk }),
          ...(insiderRisk && { insiderRisk }),
          ...(devices && { device: device => devices.includes(kindOf(device.isRegistered, device.isCompliant, device.isHybridJoined)) }),
        },
        isIn: given =>
          isOf(platform, given.platform === 'something else' ? 'other' : given.platform.toLowerCase()) &&
          isOf(flow, given.flow) &&
          isOf(signInRisk, given.signInRisk) &&
          isOf(userRisk, given.userRisk) &&
          isOf(insiderRisk, given.insiderRisk) &&
          isOf(devices, kindOfDevice(given.device)),
      }
    })
const everything: Part = { only: {}, isIn: () => true }

/** The answer by brute force: who is uncovered for certain, who may be, and where. */
const byHand = (tenant: VaryingTenant, who: Question['who'], clients: readonly Client[], least: number, part: Part) => {
  const holes = { users: new Set<string>(), apps: new Set<string>() }
  const open = { users: new Set<string>() }
  const counted = tenant.policies.filter(({ state, conditions }) => state === 'enabled' && conditions.applications.includeApplications.length > 0)
  const mentioned = new Set(
    tenant.policies
      .filter(({ state, conditions }) => state !== 'disabled' && conditions.applications.includeApplications.length > 0)
      .flatMap(({ conditions: { applications } }) => [...applications.includeApplications, ...applications.excludeApplications]),
  )
  const isBaseline = counted.some(
    ({ conditions: { applications } }) => applications.includeApplications.includes('All') && applications.excludeApplications.length > 0,
  )
  const apps = new Map<string, string>([['other', probes.other]])
  for (const app of ['app-x', EXCHANGE]) if (mentioned.has(app)) apps.set(app, app)
  if (mentioned.has('Office365')) apps.set('office365', probes.office365)
  tenant.users.forEach((person, index) => {
    if (!isAsked(tenant, who, index)) return
    for (const held of heldBy(tenant, person)) {
      if (typeof who === 'object' && 'holdersOf' in who && !held.includes(GLOBAL_ADMINISTRATOR)) continue
      for (const client of clients) {
        const isModern = client === 'browser' || client === 'mobileAppsAndDesktopClients'
        const there =
          client === 'exchangeActiveSync'
            ? [[EXCHANGE, EXCHANGE] as const]
            : [...apps, ...(isBaseline && isModern ? [['baseline-scopes', 'baseline'] as const] : [])]
        for (const [id, app] of there) {
          for (const circumstances of circumstancesOf(tenant.varies, client)) {
            if (!part.isIn(circumstances)) continue
            const [low, high] = levels(tenant, { user: person, held, app, client, ...circumstances })
            if (high < least && isSureToBe(circumstances, isExternal(person))) {
              holes.users.add(person.id)
              holes.apps.add(id)
            } else if (low < least) open.users.add(person.id)
          }
        }
      }
    }
  })
  return { uncovered: [...holes.users].sort(), applications: [...holes.apps].sort(), undecided: [...open.users].filter(id => !holes.users.has(id)).sort() }
}

const answer = (tenant: SmallTenant, question: Partial<Question>): Coverage => ask({ ...tenant, servicePrincipals: [application('app-x', 'App X')] }, question)
const seen = ({ uncoveredUsers, uncoveredApplications, undecidedUsers }: Coverage) => ({
  uncovered: ids(uncoveredUsers).sort(),
  applications: ids(uncoveredApplications).sort(),
  undecided: ids(undecidedUsers).sort(),
})

const agrees = (
  tenant: VaryingTenant,
  { who, clients, least }: { who: Question['who']; clients: readonly Client[]; least: 'mfa' | 'phishing-resistant' | 'blocked' },
  part: Part,
): void => {
  const coverage = answer(tenant, { who, clients, suffices: atLeast(least), only: part.only })
  const expected = byHand(tenant, who, clients, assurances.indexOf(least), part)
  expect(seen(coverage)).toEqual(expected)
  expect(coverage.status).toBe(expected.uncovered.length > 0 ? 'hole' : expected.undecided.length > 0 ? 'undecided' : 'covered')
  expect(coverage.witnesses.length + coverage.moreHoles > 0).toBe(coverage.status === 'hole')
}

describe('coverage agrees with reading every sign-in on its own', () => {
  it('on random small tenants, for users, applications and what stays undecided', { timeout }, () => {
    fc.assert(
      fc.property(smallTenant, questions, (tenant, question) => agrees(tenant, question, everything)),
      { numRuns: TENANTS },
    )
  })

  it('on tenants in which conditions decide, for all sign-ins and for small parts of them', { timeout }, () => {
    const asked = fc.record({
      who: fc.constant('users' as const),
      clients: fc.constantFrom(modernClients, ['browser'] as const, ['exchangeActiveSync'] as const, ['other'] as const),
      least: fc.constantFrom('mfa', 'mfa', 'phishing-resistant', 'blocked'),
    })
    fc.assert(
      fc.property(
        conditionalTenant.chain(tenant => fc.tuple(fc.constant(tenant), fc.array(partsOf(tenant.varies), { minLength: 5, maxLength: 5 }))),
        asked,
        ([tenant, some], question) => {
          for (const part of [everything, ...some]) agrees(tenant, question, part)
        },
      ),
      { numRuns: TENANTS },
    )
  })
})

describe('people without a row in the directory', () => {
  const kinds = { b2bDirectConnectUser: 'direct-connect', serviceProvider: 'service-provider' } as const
  const strangers = (['b2bDirectConnectUser', 'serviceProvider'] as const).flatMap(kind => ['t1', 't2', null].map(tenant => ({ kind, tenant })))
  const idOf = ({ kind, tenant }: (typeof strangers)[number]) => `${kinds[kind]}:${tenant ?? 'any'}`

  it('agree with reading every sign-in on its own, whatever is believed of their devices', { timeout }, () => {
    const asked = fc.record({ devices: fc.constantFrom('seen', 'never', 'unclear'), least: fc.constantFrom('mfa', 'phishing-resistant', 'blocked') })
    fc.assert(
      fc.property(tenantOfStrangers, asked, (tenant, { devices, least }) => {
        const outsiders = strangers.map(each => ({ kind: kinds[each.kind], tenant: each.tenant, name: idOf(each), devices }))
        const coverage = answer(tenant, { who: { outsiders }, clients: modernClients, applications: ['app-x'], suffices: atLeast(least) })
        const verdicts = strangers.map(stranger => {
          const levelsThere = modernClients
            .flatMap(client => circumstancesOf(tenant.varies, client).map(circumstances => ({ client, ...circumstances })))
            .filter(({ device }) => device.trustType === null || devices !== 'never')
            .map(there => ({
              isSure: !there.place.isMfaTrusted && (device => device.trustType === null || devices === 'seen')(there.device),
              range: levels(tenant, { user: user('nobody'), stranger, held: [], app: 'app-x', ...there }),
            }))
          const enough = assurances.indexOf(least)
          if (levelsThere.some(({ isSure, range: [, high] }) => isSure && high < enough)) return 'uncovered'
          return levelsThere.some(({ range: [low] }) => low < enough) ? 'undecided' : 'covered'
        })
        const those = (verdict: string) => strangers.flatMap((each, index) => (verdicts[index] === verdict ? [idOf(each)] : []))
        expect([ids(coverage.uncoveredUsers), ids(coverage.undecidedUsers)]).toEqual([those('uncovered'), those('undecided')])
      }),
      { numRuns: TENANTS },
    )
  })
})

const rank = { hole: 0, undecided: 1, covered: 2 }

describe('changes that can only go one way', () => {
  it('another enabled policy never weakens', () => {
    fc.assert(
      fc.property(smallTenant, smallPolicy('another'), questions, (tenant, another, { who, clients, least }) => {
        const question = { who, clients, suffices: atLeast(least) }
        // A policy for all resources that excludes some opens the question of basic scopes, which is another matter.
        const added = {
          ...another,
          state: 'enabled',
          conditions: { ...another.conditions, applications: { ...another.conditions.applications, excludeApplications: [] } },
        }
        const before = answer(tenant, question)
        const after = answer({ ...tenant, policies: [...tenant.policies, added] }, question)
        expect(rank[after.status]).toBeGreaterThanOrEqual(rank[before.status])
        expect(ids(before.uncoveredUsers)).toEqual(expect.arrayContaining(ids(after.uncoveredUsers)))
      }),
      { numRuns: 300 },
    )
  })

  it('a wider exclusion never strengthens', () => {
    fc.assert(
      fc.property(smallTenant, fc.constantFrom('u1', 'u2', 'u3'), questions, (tenant, left, { who, clients, least }) => {
        const question = { who, clients, suffices: atLeast(least) }
        const wider = tenant.policies.map(each => ({
          ...each,
          conditions: { ...each.conditions, users: { ...each.conditions.users, excludeUsers: [...each.conditions.users.excludeUsers, left] } },
        }))
        const before = answer(tenant, question)
        const after = answer({ ...tenant, policies: wider }, question)
        expect(rank[after.status]).toBeLessThanOrEqual(rank[before.status])
        expect(ids(after.uncoveredUsers)).toEqual(expect.arrayContaining(ids(before.uncoveredUsers)))
      }),
      { numRuns: 300 },
    )
  })

  it('names never matter', () => {
    fc.assert(
      fc.property(smallTenant, fc.string(), questions, (tenant, name, { who, clients, least }) => {
        const question = { who, clients, suffices: atLeast(least) }
        const renamed = {
          ...tenant,
          policies: tenant.policies.map(each => ({ ...each, name })),
          groups: tenant.groups.map(each => ({ ...each, name })),
          strengths: tenant.strengths.map(each => ({ ...each, name })),
          users: tenant.users.map(each => ({ ...each, displayName: name })),
        }
        expect(seen(answer(renamed, question))).toEqual(seen(answer(tenant, question)))
      }),
      { numRuns: 200 },
    )
  })

  it('the order of policies never matters', () => {
    fc.assert(
      fc.property(smallTenant, questions, (tenant, { who, clients, least }) => {
        const question = { who, clients, suffices: atLeast(least) }
        expect(seen(answer({ ...tenant, policies: tenant.policies.toReversed() }, question))).toEqual(seen(answer(tenant, question)))
      }),
      { numRuns: 200 },
    )
  })
})

describe('the change that a hole names', () => {
  const grants = {
    mfa: policy('p').grantControls,
    'phishing-resistant': policy('p', { grant: { authenticationStrengthId: 'phishing-resistant' } }).grantControls,
    blocked: policy('p', { grant: { builtInControls: ['block'] } }).grantControls,
  }
  const probe = new Map([
    ['other', probes.other],
    ['office365', probes.office365],
  ])

  it('closes it', { timeout }, () => {
    fc.assert(
      fc.property(fc.oneof(smallTenant, conditionalTenant), questions, (tenant, { who, clients, least }) => {
        const suffices = atLeast(least)
        for (const witness of answer(tenant, { who, clients, suffices }).witnesses) {
          const [person] = witness.users
          const [client] = witness.clients
          const applications = witness.applications.filter(({ id }) => id !== 'baseline-scopes').map(({ id }) => probe.get(id) ?? id)
          // Guests whom a strength may not bind, and tokens for basic scopes, are undecided whatever is done.
          if (person === undefined || client === undefined || applications.length === 0) continue
          const after = answer(carryOut(tenant, witness, grants[least]), { who: { ids: [person.id] }, clients: [client], applications, suffices })
          const same = after.witnesses.filter(
            ({ circumstances, onceActivated }) => circumstances === witness.circumstances && onceActivated.join() === witness.onceActivated.join(),
          )
          expect(same.map(({ text }) => text)).toEqual([])
        }
      }),
      { numRuns: TENANTS },
    )
  })
})

describe('knowing less never improves the answer, and never invents a hole', () => {
  const isNoBetter = (before: Coverage, after: Coverage): void => {
    if (after.status === 'covered') expect(before.status).toBe('covered')
    expect(ids(before.uncoveredUsers)).toEqual(expect.arrayContaining(ids(after.uncoveredUsers)))
  }

  it('a group that could not be read', () => {
    fc.assert(
      fc.property(smallTenant, questions, (tenant, { who, clients, least }) => {
        const question = { who, clients, suffices: atLeast(least) }
        isNoBetter(answer(tenant, question), answer({ ...tenant, groups: tenant.groups.slice(1) }, question))
      }),
      { numRuns: 300 },
    )
  })

  it('strengths that could not be read, or conditions that are not known', () => {
    fc.assert(
      fc.property(smallTenant, questions, (tenant, { who, clients, least }) => {
        const question = { who, clients, suffices: atLeast(least) }
        const before = answer(tenant, question)
        isNoBetter(before, answer({ ...tenant, strengths: [] }, question))
        isNoBetter(before, answer({ ...tenant, policies: tenant.policies.map(each => ({ ...each, unknownConditions: ['new'] })) }, question))
      }),
      { numRuns: 300 },
    )
  })
})

describe('size', () => {
  it('answers for 100,000 users and 200 policies', () => {
    const users = Array.from({ length: 100_000 }, (_, index) => user(`u${index}`))
    const groups = Array.from({ length: 60 }, (_, number) =>
      group(
        `g${number}`,
        Array.from({ length: 1500 }, (_, index) => `u${(index * 67 + number * 911) % 100_000}`),
      ),
    )
    const policies = Array.from({ length: 200 }, (_, number) =>
      policy(`p${number}`, {
        users: number === 0 ? { excludeGroups: ['g1'] } : { includeUsers: [], includeGroups: [`g${number % 60}`], excludeGroups: [`g${(number * 7) % 60}`] },
        applications: number % 2 === 0 ? { includeApplications: ['All'] } : { includeApplications: [`app-${number % 40}`] },
      }),
    )
    const coverage = ask({ users, groups, policies })
    expect(coverage.asked).toBe(100_000)
    expect(coverage.uncoveredUsers.length).toBeGreaterThan(0)
    expect(coverage.uncoveredUsers.length).toBeLessThanOrEqual(1500)
    expect(coverage.witnesses.length).toBeLessThanOrEqual(20)
  })
})
