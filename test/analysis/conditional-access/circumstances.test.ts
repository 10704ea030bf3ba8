import { describe, expect, it } from 'vitest'
import { legacyClients } from '../../../src/analysis/conditional-access/clients.ts'
import type { Question } from '../../../src/analysis/conditional-access/question.ts'
import type { NamedLocation } from '../../../src/datasets/entra/conditional-access.ts'
import { ask, atLeast, guest, ids, location, type PolicyWords, policy, strength, user } from './tenant.ts'

const one = { users: [user('ann')] }
type Conditions = NonNullable<PolicyWords['conditions']>
const under = (conditions: Conditions, grant: NonNullable<PolicyWords['grant']> = { builtInControls: ['mfa'] }) => policy('Narrow', { conditions, grant })
const block = (conditions: Conditions) => under(conditions, { builtInControls: ['block'] })
const either = { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] }
const filter = (mode: string, rule: string): Conditions => ({ deviceFilter: { mode, rule } })
const places = (includeLocations: string[], excludeLocations: string[] = []): Conditions => ({
  locations: { includeLocations, excludeLocations },
})
const onPlatforms = (includePlatforms: string[], excludePlatforms: string[] = []): Conditions => ({
  platforms: { includePlatforms, excludePlatforms },
})

/** Circumstances of every hole, in words. */
const holes = (policies: readonly ReturnType<typeof policy>[], question: Partial<Question> = {}, locations: readonly NamedLocation[] = []) =>
  ask({ ...one, policies, locations }, question).witnesses.map(({ circumstances }) => circumstances)
const status = (policies: readonly ReturnType<typeof policy>[], question: Partial<Question> = {}, locations: readonly NamedLocation[] = []) =>
  ask({ ...one, policies, locations }, question).status

describe('risk', () => {
  it('a policy for risky sign-ins is not MFA for all', () => {
    expect(holes([under({ signInRiskLevels: ['medium', 'high'] })])).toEqual(['at sign-in risk none or low'])
    expect(holes([under({ userRiskLevels: ['low', 'medium', 'high'] })])).toEqual(['without user risk'])
    expect(holes([under({ insiderRiskLevels: 'elevated' })])).toEqual(['at insider risk none, minor or moderate'])
  })

  it('"high" does not cover medium', () => {
    const question = { only: { signInRisk: ['medium', 'high'] } } as const
    expect(holes([under({ signInRiskLevels: ['high'] })], question)).toEqual(['at sign-in risk medium'])
    expect(status([under({ signInRiskLevels: ['medium', 'high'] })], question)).toBe('covered')
  })

  it('policies for each level add up', () => {
    expect(status([under({ signInRiskLevels: ['none', 'low'] }), under({ signInRiskLevels: ['medium', 'high'] })])).toBe('covered')
  })

  it('a password change after MFA, and risk remediation, can be asked for', () => {
    const question = { only: { userRisk: ['high'] }, suffices: atLeast('blocked'), orControls: ['passwordChange', 'riskRemediation'] } as const
    const change = (operator: string) => under({ userRiskLevels: ['high'] }, { operator, builtInControls: ['mfa', 'passwordChange'] })
    expect(status([change('AND')], question)).toBe('covered')
    expect(status([change('OR')], question)).toBe('hole')
    expect(status([under({ userRiskLevels: ['high'] }, { builtInControls: ['riskRemediation'] })], question)).toBe('covered')
    expect(status([under({ userRiskLevels: ['high'] })], question)).toBe('hole')
    expect(status([block({ userRiskLevels: ['high'] })], question)).toBe('covered')
  })
})

describe('platforms', () => {
  it('what is not recognized is a platform too, whatever a policy lists', () => {
    expect(holes([under(onPlatforms(['android', 'iOS', 'windows', 'macOS', 'linux', 'windowsPhone']))])).toEqual([
      'on a platform that Microsoft does not recognize (as the client claims)',
    ])
    expect(holes([under(onPlatforms(['all'], ['android', 'iOS']))])).toEqual(['on iOS or Android (as the client claims)'])
    expect(holes([under(onPlatforms(['android']))])).toEqual(['on any platform but Android (as the client claims)'])
  })

  it('MFA on some and a block on the others is MFA', () => {
    expect(status([under(onPlatforms(['windows', 'macOS'])), block(onPlatforms(['all'], ['windows', 'macOS']))])).toBe('covered')
  })

  it('app protection exists on iOS and Android, and in a browser on Windows: elsewhere it blocks', () => {
    const policies = [under({}, { builtInControls: ['compliantApplication'] })]
    const [browser, app] = [{ clients: ['browser'] }, { clients: ['mobileAppsAndDesktopClients'] }] as const
    expect(holes(policies, browser)).toEqual(['on Windows, iOS or Android (as the client claims), except by device code flow'])
    expect(holes(policies, app)).toEqual(['on iOS or Android (as the client claims), except by device code flow'])
    const enough = 'a password with an app under a protection policy is enough'
    expect(ask({ ...one, policies }).witnesses.map(witness => witness.enough)).toEqual([enough, enough])
    expect(status(policies, { ...app, only: { platform: ['windows', 'linux', 'other'] } })).toBe('covered')
    expect(status(policies, { ...browser, only: { platform: ['windows'] } })).toBe('hole')
    expect(status(policies, { ...browser, only: { platform: ['macos', 'linux', 'other'] } })).toBe('covered')
  })

  it('nobody is told to let a block reach everybody', () => {
    const changes = (policies: readonly ReturnType<typeof policy>[], question: Partial<Question> = {}) =>
      ask({ ...one, policies }, question).witnesses.map(({ openedBy, change }) => [openedBy.length, change])
    const add = 'add a policy that demands enough of them there'
    const deviceCode = policy('Device code', { conditions: { transferMethods: 'deviceCodeFlow' }, grant: { builtInControls: ['block'] } })
    expect(changes([deviceCode])).toEqual([[0, add]])
    expect(changes([policy('All', { users: { excludeUsers: ['ann'] }, grant: { builtInControls: ['block'] } })])).toEqual([[0, add]])
    const risky = under({ signInRiskLevels: ['high'] })
    expect(changes([deviceCode, risky])).toEqual([[1, 'take sign-in risk out of the conditions of policy "Narrow"']])
    const blocksRisky = policy('Risky', { users: { excludeUsers: ['ann'] }, conditions: { signInRiskLevels: ['high'] }, grant: { builtInControls: ['block'] } })
    expect(changes([blocksRisky], { only: { signInRisk: ['high'] } })).toEqual([[1, 'let policy "Risky" no longer exclude them by name']])
  })

  it('a platform that this version does not know may be any that is not recognized', () => {
    expect(status([under(onPlatforms(['all'], ['fridge']))])).toBe('undecided')
  })
})

describe('locations', () => {
  const office = location('office', { name: 'Office', isTrusted: true, ipRanges: ['192.0.2.0/24', '2001:db8::/48'] })
  const branch = location('branch', { name: 'Branch', ipRanges: ['192.0.2.128/25'] })
  const home = location('home', { name: 'Home', kind: 'country', countries: ['NL', 'BE'] })
  const network = location('network', { name: 'Compliant', kind: 'compliant-network' })

  it('trusted locations excluded: a password is enough from there', () => {
    const coverage = ask({ ...one, locations: [office], policies: [under(places(['All'], ['AllTrusted']))] })
    expect(coverage.witnesses.map(({ text }) => text)).toEqual([
      'ann@contoso.example: any application, from a browser or a mobile or desktop app, from trusted locations: a password is enough; policy "Narrow" applies only outside trusted locations',
    ])
    expect(coverage.witnesses.map(({ change }) => change)).toEqual(['take locations out of the conditions of policy "Narrow"'])
  })

  it('"AllTrusted" is not every named location', () => {
    expect(status([under(places(['All'], ['AllTrusted']))], {}, [branch, home])).toBe('undecided')
    expect(holes([under(places(['All'], ['branch']))], {}, [office, branch])).toEqual(['from "Branch"'])
  })

  it('per-user MFA may have trusted addresses of its own, which nobody can read', () => {
    const policies = [under(places(['All'], ['00000000-0000-0000-0000-000000000000']))]
    expect(ask({ ...one, policies }).because).toEqual(['policy "Narrow": whether per-user MFA has trusted addresses cannot be read'])
  })

  it('ranges that overlap are cut: what is left of the office is open', () => {
    expect(holes([under(places(['All'], ['office'])), under(places(['branch']))], {}, [office, branch])).toEqual(['from some places'])
    const inside = location('inside', { ipRanges: ['192.0.2.7/32'] })
    expect(status([under(places(['All'], ['inside'])), under(places(['office']))], {}, [office, inside])).toBe('covered')
  })

  it('MFA outside of a place and MFA inside of it is MFA', () => {
    expect(status([under(places(['All'], ['office'])), under(places(['office']))], {}, [office])).toBe('covered')
  })

  it('MFA in some countries and a block in all others is MFA; addresses of no country are others', () => {
    expect(status([under(places(['home'])), block(places(['All'], ['home']))], {}, [home])).toBe('covered')
    const unknown = { ...home, includesUnknownCountries: true }
    expect(holes([under(places(['All'], ['home']))], {}, [unknown])).toEqual(['from "Home"'])
  })

  it('the compliant network is a place of its own', () => {
    expect(holes([under(places(['All'], ['network']))], {}, [network])).toEqual(['from "Compliant"'])
    expect(status([under(places(['All'], ['network'])), under(places(['network']))], {}, [network])).toBe('covered')
  })

  it('a location that is not among those read, or whose ranges are not understood, is undecided', () => {
    expect(status([under(places(['gone']))])).toBe('undecided')
    expect(status([under(places(['All'], ['gone']))])).toBe('undecided')
    expect(status([under(places(['All'], ['odd']))], {}, [location('odd', { ipRanges: ['10.0.0.0-10.0.0.9'] })])).toBe('undecided')
  })
})

describe('devices', () => {
  it('a policy that excludes compliant devices narrows: a password is enough on one', () => {
    expect(holes([under(filter('exclude', 'device.isCompliant -eq True'))])).toEqual(['on a compliant device'])
    expect(holes([under(filter('include', 'device.isCompliant -eq True'))])).toEqual(['on a device that is not compliant'])
  })

  it('unregistered devices have no attributes: only negative tests match them', () => {
    const question = { only: { device: ({ isRegistered }: { isRegistered: boolean }) => !isRegistered } }
    for (const rule of ['device.trustType -eq "AzureAD"', 'device.isCompliant -eq False', 'device.model -startsWith "S"', 'device.deviceId -in ["a"]']) {
      expect(status([under(filter('include', rule))], question)).toBe('hole')
      expect(status([under(filter('exclude', rule))], question)).toBe('covered')
    }
    for (const rule of ['device.trustType -ne "AzureAD"', 'device.isCompliant -ne True', 'device.model -notContains "S"', 'device.deviceId -notIn ["a"]']) {
      expect(status([under(filter('include', rule))], question)).toBe('covered')
      expect(status([under(filter('exclude', rule))], question)).toBe('hole')
    }
  })

  it('filters that mean the same add up', () => {
    const managed = 'device.isCompliant -eq True -or device.trustType -eq "ServerAD"'
    const not = 'device.isCompliant -ne True -and -not (device.trustType -eq "serverad")'
    expect(status([under(filter('exclude', managed)), under(filter('exclude', not))])).toBe('covered')
    expect(status([under(filter('exclude', 'device.model -eq "A"')), under(filter('exclude', 'device.model -eq "B"'))])).toBe('covered')
    expect(status([under(filter('exclude', 'device.model -startsWith "A"')), under(filter('exclude', 'device.model -endsWith "B"'))])).toBe('hole')
    expect(status([under(filter('exclude', 'device.model -startsWith "A"')), under(filter('exclude', 'device.model -startsWith "B"'))])).toBe('covered')
  })

  it('two filters that name some models and a part of their names leave the other models with that part', () => {
    const listed = 'device.model -notIn ["Surface Pro","Surface Go"]'
    const policies = [
      under(filter('include', listed), {}),
      block(filter('exclude', listed)),
      block(filter('include', '-not (device.model -contains "Surface") -or device.trustType -in ["Workplace"]')),
    ]
    const coverage = ask({ users: [user('ann'), guest('gus')], policies }, { who: 'users' })
    // A Surface Laptop that is joined: on neither list, yet with the part.
    expect([ids(coverage.uncoveredUsers), ids(coverage.undecidedUsers)]).toEqual([['ann'], ['gus']])
    const also = block(filter('include', 'device.model -contains "Surface" -and device.trustType -ne "Workplace"'))
    expect(ask({ users: [user('ann')], policies: [...policies, also] }).status).toBe('covered')
  })

  it('a filter that is not understood is undecided, by the name of its policy', () => {
    expect(ask({ ...one, policies: [under(filter('exclude', 'device.weather -sunny'))] }).because).toEqual([
      'policy "Narrow": which devices its filter means cannot be decided',
    ])
  })

  it('MFA, and a compliant device: blocked without one, MFA with one', () => {
    expect(status([under({}, { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] })])).toBe('covered')
    expect(status([under({}, either), under(filter('include', 'device.isCompliant -eq True'))])).toBe('covered')
  })

  it('who manages the device of a guest is not known', () => {
    const policies = [under({}, either)]
    expect(ask({ users: [guest('gus')], policies }, { who: 'users' }).status).toBe('undecided')
    expect(ask({ users: [user('loc', { userType: 'Guest' })], policies }, { who: 'users' }).status).toBe('hole')
  })

  it('whether administrators need a managed device can be asked', () => {
    const question = {
      suffices: atLeast('blocked'),
      only: { device: (state: { isCompliant: boolean; isHybridJoined: boolean }) => !state.isCompliant && !state.isHybridJoined },
    }
    expect(status([under({}, { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] })], question)).toBe('covered')
    expect(status([under({}, either)], question)).toBe('hole')
    expect(status([block(filter('exclude', 'device.isCompliant -eq True'))], question)).toBe('covered')
  })
})

describe('authentication flows', () => {
  const code = { only: { flow: ['deviceCodeFlow'] }, suffices: atLeast('blocked') } as const

  it('a policy for device code flow covers no other sign-in', () => {
    expect(holes([under({ transferMethods: 'deviceCodeFlow,authenticationTransfer' })])).toEqual(['except by device code flow and authentication transfer'])
  })

  it('each flow may be named alone or with others', () => {
    for (const transferMethods of ['deviceCodeFlow', 'deviceCodeFlow,authenticationTransfer', 'authenticationTransfer, deviceCodeFlow'])
      expect(status([block({ transferMethods })], code)).toBe('covered')
    expect(status([block({ transferMethods: 'authenticationTransfer' })], code)).toBe('hole')
  })

  it('no device can be shown with device code: alone it blocks, beside MFA it leaves MFA', () => {
    expect(status([under({}, { builtInControls: ['compliantDevice'] })], code)).toBe('covered')
    expect(status([under({}, either)], code)).toBe('hole')
    expect(status([under({}, either)], { only: { flow: ['deviceCodeFlow'] } })).toBe('covered')
  })
})

describe('legacy clients', () => {
  const legacy = { clients: legacyClients, suffices: atLeast('blocked') }

  it('tell nothing of their device, nor come by device code', () => {
    expect(status([block(filter('exclude', 'device.isCompliant -eq True'))], { ...legacy, clients: ['other'] })).toBe('covered')
    expect(holes([block(filter('exclude', 'device.isCompliant -eq True'))], { ...legacy, clients: ['exchangeActiveSync'] })).toEqual(['on a compliant device'])
    expect(status([block({ transferMethods: 'deviceCodeFlow' })], { ...legacy, only: { flow: ['deviceCodeFlow'] } })).toBe('covered')
  })
})

describe('session controls and actions', () => {
  it('a session control can be asked for', () => {
    const hourly = {
      ...policy('Hourly'),
      sessionControls: { ...nothing, signInFrequency: { frequencyInterval: 'timeBased', type: 'hours', value: 1, authenticationType: null } },
    }
    const question: Partial<Question> = { suffices: atLeast('blocked'), orSession: ({ signInFrequency }) => signInFrequency?.value === 1 }
    expect(status([hourly], question)).toBe('covered')
    expect(status([policy('Plain')], question)).toBe('hole')
  })

  it('registering security information is covered by policies that name it, and by no policy for applications', () => {
    const register = { applications: { action: 'urn:user:registersecurityinfo' } } as const
    const named = policy('p', { applications: { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] } })
    expect(status([named], register)).toBe('covered')
    expect(status([policy('all')], register)).toBe('hole')
    expect(status([named], { applications: { action: 'urn:user:registerdevice' } })).toBe('hole')
  })
})

const nothing = {
  applicationEnforcedRestrictions: false,
  cloudAppSecurity: null,
  disableResilienceDefaults: false,
  persistentBrowser: null,
  signInFrequency: null,
}

describe('the smallest change', () => {
  const office = location('office', { name: 'Office', isTrusted: true, ipRanges: ['192.0.2.0/24'] })
  const changes = (policies: readonly ReturnType<typeof policy>[], question: Partial<Question> = {}) =>
    ask({ ...one, policies, locations: [office] }, question).witnesses.map(({ circumstances, change }) => [circumstances, change])

  it('closes all of the hole: every condition goes that does not hold all of it', () => {
    const narrow = under({ ...onPlatforms(['windows']), ...places(['All'], ['office']) })
    expect(changes([narrow])).toEqual([
      ['on any platform but Windows (as the client claims)', 'take device platforms and locations out of the conditions of policy "Narrow"'],
      ['from "Office", on Windows (as the client claims)', 'take locations out of the conditions of policy "Narrow"'],
    ])
  })

  it('takes every weak way from a policy, where what is left is enough', () => {
    const ways = { operator: 'OR', builtInControls: ['mfa', 'compliantDevice', 'domainJoinedDevice'] }
    const [[, change] = []] = changes([under({}, ways)])
    expect(change).toBe('let policy "Narrow" no longer accept a compliant device or a hybrid joined device instead')
    const devices = { operator: 'OR', builtInControls: ['compliantDevice', 'domainJoinedDevice'] }
    expect(changes([under({}, devices)]).map(([, each]) => each)).toEqual(['add a policy that demands enough of them there'])
  })

  it('is not to let MFA for all become a block', () => {
    const code = { only: { flow: ['deviceCodeFlow'] }, suffices: atLeast('blocked') } as const
    expect(changes([policy('MFA')], code)).toEqual([['', 'add a policy that blocks them there']])
  })

  it('takes the person and the application out of the exclusions, where both are excluded', () => {
    const both = policy('p', { users: { excludeUsers: ['ann'] }, applications: { excludeApplications: ['app-x'] } })
    expect(changes([both], { applications: ['app-x'] })).toEqual([['', 'let policy "p" no longer exclude them by name and exclude app-x']])
  })
})

describe('several policies together', () => {
  it('report the smallest region that is open', () => {
    const policies = [
      policy('Strong', { grant: { authenticationStrengthId: 'pr' }, conditions: onPlatforms(['windows']) }),
      policy('Abroad', { conditions: places(['All'], ['office']) }),
    ]
    const office = location('office', { name: 'Office', ipRanges: ['192.0.2.0/24'] })
    const coverage = ask({ ...one, policies, locations: [office], strengths: [strength('pr', ['fido2'])] })
    expect(coverage.witnesses.map(({ circumstances }) => circumstances)).toEqual(['from "Office", on any platform but Windows (as the client claims)'])
    expect(coverage.witnesses.flatMap(({ openedBy }) => ids(openedBy.map(({ policy: named }) => named)))).toEqual(['Strong', 'Abroad'])
  })

  it('show several holes apart', () => {
    const policies = [under(onPlatforms(['windows']), either), block(onPlatforms(['all'], ['windows', 'linux']))]
    expect(holes(policies)).toEqual(['on Linux (as the client claims)', 'on Windows (as the client claims)'])
  })
})
