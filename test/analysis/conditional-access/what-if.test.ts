import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assurances } from '../../../src/analysis/conditional-access/assurance.ts'
import type { SignIn } from '../../../src/analysis/conditional-access/sign-in.ts'
import { whatIf } from '../../../src/analysis/conditional-access/what-if.ts'
import { EXCHANGE, heldBy, levels, SHAREPOINT } from './oracle.ts'
import { type Client, circumstancesOf, type Place, whereabouts } from './sign-ins.ts'
import { conditionalTenant, smallTenant, type VaryingTenant } from './small-tenants.ts'
import { application, GLOBAL_ADMINISTRATOR, group, location, policy, role, type TenantWords, tenant, user } from './tenant.ts'

type Circumstances = ReturnType<typeof circumstancesOf>[number]

/** A part of what may be given of a sign-in: as it is asked, and as the oracle knows it. */
interface Given {
  readonly says: Partial<SignIn>
  fits(circumstances: Circumstances): boolean
}

const addresses = { office: '192.0.2.1', branch: '192.0.2.129', elsewhere: '198.51.100.7' } as const
const isTrusted = (place: Place) => whereabouts('AllTrusted', place) === true

const places = fc.oneof(
  fc
    .constantFrom('office', 'branch', 'elsewhere')
    .map((at): Given => ({ says: { place: { address: addresses[at] } }, fits: ({ place }) => place.address === at })),
  fc.constantFrom('NL', 'US').map((country): Given => ({ says: { place: { country } }, fits: ({ place }) => place.country === country })),
  fc.boolean().map((trusted): Given => ({ says: { place: { isTrusted: trusted } }, fits: ({ place }) => isTrusted(place) === trusted })),
  fc
    .constantFrom('office', 'branch', 'home')
    .map((id): Given => ({ says: { place: { locations: [id] } }, fits: ({ place }) => whereabouts(id, place) === true })),
  fc.constantFrom('NL', 'US').map(
    (country): Given => ({
      says: { place: { country, address: addresses.elsewhere, isTrusted: false } },
      fits: ({ place }) => place.country === country && place.address === 'elsewhere' && !isTrusted(place),
    }),
  ),
)

const devices = fc.constantFrom('unmanaged', 'compliant', 'hybrid').map((device): Given => {
  const is = ({ isCompliant, trustType }: Circumstances['device']) => ({ compliant: isCompliant === true, hybrid: trustType === 'ServerAD' })
  return { says: { device }, fits: ({ device: of }) => (device === 'unmanaged' ? !is(of).compliant && !is(of).hybrid : is(of)[device]) }
})

const risks = ['none', 'low', 'medium', 'high'] as const
const platforms = [
  ['windows', 'windows'],
  ['ios', 'iOS'],
] as const

const onPlatform = fc
  .constantFrom(...platforms)
  .map(([platform, name]): Given => ({ says: { platform }, fits: circumstances => circumstances.platform === name }))

/** Of what does not vary the oracle tries one value only, so nothing is said of it. */
const givenOf = ({ varies }: VaryingTenant, client: Client): fc.Arbitrary<Given[]> => {
  const some: fc.Arbitrary<Given>[] = [
    ...(client === 'other' ? [] : [devices]),
    ...(varies.includes('platform') ? [onPlatform] : []),
    ...(varies.includes('place') ? [places] : []),
    ...(varies.includes('flow') && (client === 'browser' || client === 'mobileAppsAndDesktopClients')
      ? [fc.constantFrom('none', 'deviceCodeFlow', 'authenticationTransfer').map((flow): Given => ({ says: { flow }, fits: each => each.flow === flow }))]
      : []),
    ...(varies.includes('signInRisk')
      ? [fc.constantFrom(...risks).map((signInRisk): Given => ({ says: { signInRisk }, fits: each => each.signInRisk === signInRisk }))]
      : []),
    ...(varies.includes('userRisk')
      ? [fc.constantFrom(...risks).map((userRisk): Given => ({ says: { userRisk }, fits: each => each.userRisk === userRisk }))]
      : []),
  ]
  // Controls tell device code and platforms apart, of which the oracle tries all only where they vary.
  const settled: fc.Arbitrary<Given>[] = [
    ...(varies.includes('platform') ? [] : [onPlatform]),
    ...(varies.includes('flow') ? [] : [fc.constant<Given>({ says: { flow: 'none' }, fits: () => true })]),
  ]
  return fc.tuple(...settled, ...some.map(each => fc.option(each, { nil: undefined }))).map(all => all.flatMap(each => each ?? []))
}

const asked = (from: fc.Arbitrary<VaryingTenant>) =>
  from.chain(of => {
    const clients = fc.constantFrom<Client[]>('browser', 'mobileAppsAndDesktopClients', 'exchangeActiveSync', 'other')
    return clients.chain(client =>
      fc.record({
        of: fc.constant(of),
        client: fc.constant(client),
        person: fc.constantFrom(...of.users),
        app: client === 'exchangeActiveSync' ? fc.constant(EXCHANGE) : fc.constantFrom('app-x', 'app-z', EXCHANGE, SHAREPOINT),
        moment: fc.nat(),
        given: givenOf(of, client),
      }),
    )
  })

const words = (of: TenantWords): ReturnType<typeof tenant> =>
  tenant({ ...of, servicePrincipals: [application('app-x', 'App X'), application('app-z', 'App Z')] })

const TENANTS = Number(process.env.POSTERN_ORACLE_TENANTS ?? 300)

describe('the demand of one sign-in agrees with reading the policies one by one', () => {
  it.each([
    ['on random small tenants', smallTenant],
    ['on tenants in which conditions decide', conditionalTenant],
  ])('%s, whatever is given of it', (_name, tenants) => {
    fc.assert(
      fc.property(asked(tenants), ({ of, client, person, app, moment, given }) => {
        const sets = heldBy(of, person)
        const held = sets[moment % sets.length] ?? []
        const answer = whatIf(words(of), {
          user: person.id,
          activated: held,
          target: { application: app },
          client,
          ...Object.assign({}, ...given.map(({ says }) => says)),
        })
        const expected = circumstancesOf(of.varies, client)
          .filter(circumstances => given.every(({ fits }) => fits(circumstances)))
          .map(circumstances => levels(of, { user: person, held, app, client, ...circumstances }))
        if (expected.length === 0) return
        expect(answer && [assurances.indexOf(answer.demand.low), assurances.indexOf(answer.demand.high)]).toEqual([
          Math.min(...expected.map(([low]) => low)),
          Math.max(...expected.map(([, high]) => high)),
        ])
      }),
      { numRuns: TENANTS },
    )
  })
})

const ask = (of: TenantWords, more: Partial<SignIn> = {}) =>
  whatIf(words({ users: [user('u1')], roleDefinitions: [role(GLOBAL_ADMINISTRATOR, 'Global Administrator')], ...of }), {
    user: 'u1',
    target: { application: 'app-x' },
    client: 'browser',
    flow: 'none',
    signInRisk: 'none',
    ...more,
  })
const stands = (of: TenantWords, more: Partial<SignIn> = {}) =>
  ask(of, more)?.stands.map(({ policy: { name }, applies, because }) => [name, applies, ...because])

describe('why a policy does not apply', () => {
  it.each([
    ['the group that it excludes, by name', policy('MFA', { users: { excludeGroups: ['g1'] } }), 'it excludes group "Group g1"'],
    ['the user', policy('MFA', { users: { excludeUsers: ['u1'] } }), 'it excludes the user by name'],
    [
      'whom it is about instead',
      policy('MFA', { users: { includeUsers: [], includeRoles: [GLOBAL_ADMINISTRATOR] } }),
      'it is about role "Global Administrator", not this user',
    ],
    ['the application it excludes', policy('MFA', { applications: { excludeApplications: ['app-x'] } }), 'it excludes App X'],
    ['what it is about instead', policy('MFA', { applications: { includeApplications: ['app-z'] } }), 'it is about App Z, not App X'],
    ['another client', policy('MFA', { clients: ['other'] }), 'it is about another legacy client (IMAP, POP, SMTP, old Office) only'],
    ['a condition', policy('MFA', { conditions: { signInRiskLevels: ['high'] } }), 'it applies only at sign-in risk high'],
    ['its state', policy('MFA', { state: 'disabled' }), 'it is disabled'],
    [
      'workload identities',
      policy('MFA', { conditions: { clientApplications: { includeServicePrincipals: ['x'], excludeServicePrincipals: [] } } }),
      'it is about workload identities',
    ],
  ])('%s', (_name, one, because) => {
    expect(stands({ policies: [one], groups: [group('g1', ['u1'])] })).toEqual([['MFA', 'no', because]])
  })

  it('each of several reasons', () => {
    const one = policy('MFA', { users: { excludeGroups: ['g1'] }, clients: ['other'] })
    expect(stands({ policies: [one], groups: [group('g1', ['u1'])] })?.[0]).toHaveLength(4)
  })
})

describe('what remains open', () => {
  const outside = policy('Outside', { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['office'] } } })
  const places = [location('office', { ipRanges: ['192.0.2.0/24'] })]

  it('is the place, as long as it is not given', () => {
    const answer = ask({ policies: [outside], locations: places })
    expect(answer).toMatchObject({ demand: { low: 'none', high: 'mfa' }, dependsOn: ['location'] })
    expect(answer?.stands[0]?.because).toEqual(['it applies only outside "Location office", and the location is not settled by what was given'])
  })

  it('is settled by an address', () => {
    expect(ask({ policies: [outside], locations: places }, { place: { address: '192.0.2.9' } })?.demand).toEqual({ low: 'none', high: 'none' })
    expect(ask({ policies: [outside], locations: places }, { place: { address: '2001:db8::1' } })?.demand).toEqual({ low: 'mfa', high: 'mfa' })
  })

  it('is what nobody can read of per-user MFA, where trusted locations are excluded', () => {
    const trusted = policy('Outside', { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } })
    expect(ask({ policies: [trusted], locations: places }, { place: { address: '203.0.113.1' } })?.stands[0]?.because.join()).toContain('per-user MFA')
    expect(ask({ policies: [trusted], locations: places }, { place: { address: '203.0.113.1', isTrusted: false } })?.demand.low).toBe('mfa')
  })

  it('is nothing where policies that complement each other demand the same', () => {
    const on = (includePlatforms: string[], excludePlatforms: string[] = []) =>
      policy(`on ${includePlatforms.join()}`, { conditions: { platforms: { includePlatforms, excludePlatforms } } })
    expect(ask({ policies: [on(['windows']), on(['all'], ['windows'])] })).toMatchObject({ demand: { low: 'mfa', high: 'mfa' }, dependsOn: [] })
  })

  it('is a group that could not be read', () => {
    const answer = ask({ policies: [policy('MFA', { users: { excludeGroups: ['gone'] } })] })
    expect(answer).toMatchObject({
      demand: { low: 'none', high: 'mfa' },
      stands: [{ applies: 'perhaps', because: ['the members of group gone are not known'] }],
    })
  })

  it('is no sign-in at all where what is given contradicts itself', () => {
    expect(ask({ policies: [outside], locations: places }, { place: { address: '203.0.113.1', locations: ['office'] } })).toBeUndefined()
    expect(ask({ policies: [outside] }, { user: 'u9' })).toBeUndefined()
  })
})

describe('beside enforced policies', () => {
  it('shows report-only ones as what they would do', () => {
    const answer = ask({ policies: [policy('Trial', { state: 'enabledForReportingButNotEnforced' })] })
    expect(answer).toMatchObject({ demand: { low: 'none', high: 'none' }, ifReportOnlyEnforced: { low: 'mfa', high: 'mfa' }, stands: [{ applies: 'yes' }] })
  })

  it('counts security defaults', () => {
    expect(ask({ securityDefaultsEnabled: true })?.demand).toEqual({ low: 'mfa-when-necessary', high: 'mfa-when-necessary' })
    expect(ask({ securityDefaultsEnabled: true }, { client: 'other' })?.demand.low).toBe('blocked')
  })

  it('does not count on policies that stand beside security defaults', () => {
    expect(ask({ securityDefaultsEnabled: true, policies: [policy('MFA')] })).toMatchObject({ demand: { low: 'mfa-when-necessary', high: 'mfa' } })
  })

  it('says of security defaults that they are not about what users do', () => {
    const target = { action: 'urn:user:registersecurityinfo' } as const
    expect(ask({ securityDefaultsEnabled: true }, { target })?.stands).toMatchObject([
      { applies: 'no', because: expect.arrayContaining(['it is not about registering security information']) },
    ])
    expect(ask({ securityDefaultsEnabled: true }, { target })?.stands[0]?.because).not.toContain('it is about no application')
  })

  it('answers for what users do', () => {
    const registering = policy('Register', { applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] } })
    const target = { action: 'urn:user:registersecurityinfo' } as const
    expect(ask({ policies: [registering, policy('MFA')] }, { target })).toMatchObject({
      demand: { low: 'mfa' },
      stands: [{ applies: 'yes' }, { applies: 'no' }],
    })
    expect(stands({ policies: [registering] })).toEqual([['Register', 'no', 'it is about user actions or authentication contexts']])
  })
})
