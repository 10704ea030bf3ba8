import { describe, expect, it } from 'vitest'
import { AZURE_MANAGEMENT, MICROSOFT_TEAMS, SHAREPOINT_ONLINE } from '../../../src/analysis/conditional-access/applications.ts'
import { legacyClients } from '../../../src/analysis/conditional-access/clients.ts'
import { readConditionalAccess } from '../../../src/analysis/conditional-access/conditional-access.ts'
import type { Question } from '../../../src/analysis/conditional-access/question.ts'
import {
  active,
  application,
  ask,
  atLeast,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  guest,
  HELPDESK_ADMINISTRATOR,
  ids,
  policy,
  role,
  strength,
  tenant,
  user,
} from './tenant.ts'

const EXCHANGE = '00000002-0000-0ff1-ce00-000000000000'
const everyone = ['ann', 'bob', 'cho']
const legacy = { who: 'users', clients: legacyClients, suffices: atLeast('blocked') } as const

describe('grants that are not MFA', () => {
  it('session controls only', () => {
    expect(ask({ policies: [policy('p', { grant: null })] }).status).toBe('hole')
  })

  it('MFA or a compliant device: a password is enough on such a device', () => {
    const coverage = ask({ policies: [policy('p', { grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } })] })
    expect(coverage.status).toBe('hole')
    expect(coverage.witnesses.map(({ enough }) => enough)).toEqual(['a password with a compliant device is enough'])
  })

  it('MFA and a compliant device is MFA', () => {
    expect(ask({ policies: [policy('p', { grant: { operator: 'AND', builtInControls: ['mfa', 'compliantDevice'] } })] }).status).toBe('covered')
  })

  it('terms of use or an approved app beside MFA in OR lower it to none', () => {
    for (const more of [{ termsOfUse: ['t'] }, { builtInControls: ['mfa', 'approvedApplication'] }])
      expect(ask({ policies: [policy('p', { grant: { operator: 'OR', builtInControls: ['mfa'], ...more } })] }).status).toBe('hole')
  })

  it('a custom control, alone or beside MFA in OR, is no MFA that could be counted on, and no certain hole', () => {
    for (const builtInControls of [[], ['mfa']]) {
      const coverage = ask({ policies: [policy('Duo', { grant: { operator: 'OR', builtInControls, customAuthenticationFactors: ['c'] } })] })
      expect([coverage.status, coverage.because]).toEqual([
        'undecided',
        ['policy "Duo": it accepts a custom control, which Microsoft does not count as MFA: what the service behind it asks for cannot be read'],
      ])
    }
    const both = { operator: 'AND', builtInControls: ['mfa'], customAuthenticationFactors: ['c'] }
    expect(ask({ policies: [policy('p', { grant: both })] }).status).toBe('covered')
    const beside = { operator: 'OR', builtInControls: ['mfa'], customAuthenticationFactors: ['c'], termsOfUse: ['t'] }
    expect(ask({ policies: [policy('p', { grant: beside })] }).status).toBe('hole')
    const code = ask({ policies: [policy('Duo', { grant: { customAuthenticationFactors: ['c'] } })] }, { suffices: atLeast('blocked') })
    expect(code.witnesses.map(({ enough }) => enough)).toEqual(['a password with a custom control is enough'])
  })

  it('a password change asks for MFA first', () => {
    expect(ask({ policies: [policy('p', { grant: { builtInControls: ['passwordChange'] } })] }).status).toBe('covered')
  })

  it('a control that this version does not know: undecided, in OR and AND', () => {
    for (const operator of ['OR', 'AND'])
      expect(ask({ policies: [policy('p', { grant: { operator, builtInControls: ['somethingNew'] } })] }).status).toBe('undecided')
    expect(ask({ policies: [policy('p', { grant: { operator: 'AND', builtInControls: ['mfa'] }, unknownControls: ['new'] })] }).status).toBe('covered')
    expect(ask({ policies: [policy('p', { grant: { operator: 'OR', builtInControls: ['mfa'] }, unknownControls: ['new'] })] }).status).toBe('undecided')
  })

  it('two policies add up', () => {
    const policies = [policy('browser', { clients: ['browser'] }), policy('apps', { clients: ['mobileAppsAndDesktopClients'] })]
    expect(ask({ policies }).status).toBe('covered')
    expect(ask({ policies: policies.slice(0, 1) }).witnesses.map(({ clients }) => clients)).toEqual([['mobileAppsAndDesktopClients']])
  })
})

describe('authentication strengths', () => {
  const strengths = [
    strength('pr', ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor'], { name: 'Anything goes' }),
    strength('mfa', ['fido2', 'password,sms', 'password,x509CertificateSingleFactor'], { name: 'Phishing-resistant MFA' }),
    strength('weak', ['fido2', 'qrCodePin']),
    strength('new', ['fido2', 'telepathy']),
  ]
  const withStrength = (authenticationStrengthId: string) => ({ strengths, policies: [policy('p', { grant: { authenticationStrengthId } })] })

  it('a strength alone, without the mfa control, counts', () => {
    expect(ask(withStrength('mfa')).status).toBe('covered')
    expect(ask(withStrength('pr')).status).toBe('covered')
  })

  it('are judged by what they allow, not by name', () => {
    expect(ask(withStrength('pr'), { suffices: atLeast('phishing-resistant') }).status).toBe('covered')
    expect(ask(withStrength('mfa'), { suffices: atLeast('phishing-resistant') }).status).toBe('hole')
  })

  it('one single-factor combination is enough to sign in with', () => {
    expect(ask(withStrength('weak')).status).toBe('hole')
  })

  it('a combination that this version does not know is not counted up, nor called a hole', () => {
    expect(ask(withStrength('new')).status).toBe('undecided')
  })

  it('a strength that is not among those read is undecided', () => {
    expect(ask(withStrength('gone')).status).toBe('undecided')
  })

  it('may not bind people who sign in elsewhere', () => {
    const users = [guest('gus', { userType: 'Member' })]
    expect(ask({ ...withStrength('mfa'), users }).status).toBe('undecided')
    expect(ask({ users, policies: [policy('p')] }).status).toBe('covered')
  })
})

describe('policies that hold for some sign-ins only', () => {
  it('a condition that this version does not know', () => {
    expect(ask({ policies: [policy('p', { unknownConditions: ['agentIdRiskLevels'] })] }).because).toEqual([
      'policy "p": it has a condition "agentIdRiskLevels"',
    ])
  })

  it('all locations and all platforms without exclusions limit nothing', () => {
    const everywhere = { locations: { includeLocations: ['All'], excludeLocations: [] }, platforms: { includePlatforms: ['all'], excludePlatforms: [] } }
    expect(ask({ policies: [policy('p', { conditions: everywhere })] }).status).toBe('covered')
  })

  it('a hole that no such policy could close remains a hole', () => {
    const coverage = ask({ policies: [policy('New', { users: { excludeUsers: ['bob'] }, unknownConditions: ['new'] })] })
    expect([coverage.status, ids(coverage.uncoveredUsers), ids(coverage.undecidedUsers)]).toEqual(['hole', ['bob'], ['ann', 'cho']])
  })

  it('coverage holds without it', () => {
    expect(ask({ policies: [policy('p'), policy('Risky', { conditions: { signInRiskLevels: ['high'] } })] }).status).toBe('covered')
  })
})

describe('states', () => {
  it('report-only and disabled policies do not count; what report-only would do is told', () => {
    const coverage = ask({ policies: [policy('off', { state: 'disabled' }), policy('trial', { state: 'enabledForReportingButNotEnforced' })] })
    expect(coverage.status).toBe('hole')
    expect(coverage.ifReportOnlyEnforced).toEqual({ policies: [{ id: 'trial', name: 'trial' }], status: 'covered', uncoveredUsers: 0 })
  })

  it('a report-only policy does not pass because a sibling is enabled', () => {
    const policies = [policy('on', { users: { includeUsers: ['ann'] } }), policy('trial', { state: 'enabledForReportingButNotEnforced' })]
    expect(ids(ask({ policies }).uncoveredUsers)).toEqual(['bob', 'cho'])
  })

  it('a state that this version does not know is undecided', () => {
    expect(ask({ policies: [policy('p', { state: 'enabledOnTuesdays' })] }).status).toBe('undecided')
  })
})

describe('people', () => {
  it('an exclusion by user, by group and by nested group opens the same hole, and is named', () => {
    const byUser = ask({ policies: [policy('Require MFA', { users: { excludeUsers: ['BOB'] } })] })
    const byGroup = ask({ policies: [policy('Require MFA', { users: { excludeGroups: ['travel'] } })], groups: [group('travel', ['bob'], { name: 'Travel' })] })
    expect(ids(byUser.uncoveredUsers)).toEqual(['bob'])
    expect(ids(byGroup.uncoveredUsers)).toEqual(['bob'])
    expect(byUser.witnesses.map(({ openedBy }) => openedBy.map(({ exclusion }) => exclusion))).toEqual([['excludes them by name']])
    expect(byGroup.witnesses.map(({ text }) => text)).toEqual([
      'bob@contoso.example: any application, from a browser or a mobile or desktop app: a password is enough; policy "Require MFA" excludes group "Travel"',
    ])
  })

  it('exclusion wins over inclusion', () => {
    expect(ids(ask({ policies: [policy('p', { users: { includeUsers: ['All', 'bob'], excludeUsers: ['bob'] } })] }).uncoveredUsers)).toEqual(['bob'])
  })

  it('an excluded account that another policy covers is no hole', () => {
    const policies = [policy('p', { users: { excludeUsers: ['bob'] } }), policy('q', { users: { includeUsers: ['bob'] } })]
    expect(ask({ policies }).status).toBe('covered')
  })

  it('"None" blanks the users, not the groups beside it', () => {
    const policies = [policy('p', { users: { includeUsers: ['None'], includeGroups: ['g'] } })]
    expect(ids(ask({ policies, groups: [group('g', ['ann'])] }).uncoveredUsers)).toEqual(['bob', 'cho'])
  })

  it('a deleted group has nobody in it; one that could not be read leaves everyone undecided', () => {
    const policies = [policy('p', { users: { excludeGroups: ['gone'] } })]
    expect(ask({ policies, groups: [group('gone', [], { isDeleted: true })] }).status).toBe('covered')
    const unread = ask({ policies })
    expect([unread.status, unread.because]).toEqual(['undecided', ['policy "p": the members of group gone are not known']])
  })

  it('roles: by template id, tenant-wide, built in; through groups too', () => {
    const custom = role('custom', 'Custom', { isBuiltIn: false })
    const policies = [policy('p', { users: { includeRoles: [GLOBAL_ADMINISTRATOR, 'custom'] } })]
    const definitions = [role('definition-id', 'Global Administrator', { templateId: GLOBAL_ADMINISTRATOR }), custom]
    const uncovered = (...activeAssignments: Parameters<typeof active>[]) =>
      ids(
        ask({ policies, roleDefinitions: definitions, groups: [group('admins', ['cho'])], activeAssignments: activeAssignments.map(args => active(...args)) })
          .uncoveredUsers,
      )
    expect(uncovered(['ann', 'definition-id'])).toEqual(['bob', 'cho'])
    expect(uncovered(['ann', 'definition-id', { directoryScopeId: '/administrativeUnits/1' }])).toEqual(everyone)
    expect(uncovered(['ann', 'custom'])).toEqual(everyone)
    expect(uncovered(['admins', 'definition-id', { principalType: 'group' }])).toEqual(['ann', 'bob'])
  })

  it('a role held through a group that could not be read leaves everyone undecided', () => {
    const policies = [policy('p', { users: { excludeRoles: [GLOBAL_ADMINISTRATOR] } })]
    expect(ask({ policies, activeAssignments: [active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group' })] }).status).toBe('undecided')
  })

  it('an eligible administrator counts as future holder: an exclusion of the role opens once it is activated', () => {
    const coverage = ask({
      policies: [policy('p', { users: { excludeRoles: [GLOBAL_ADMINISTRATOR] } })],
      eligibleAssignments: [eligible('ann', GLOBAL_ADMINISTRATOR)],
    })
    expect(ids(coverage.uncoveredUsers)).toEqual(['ann'])
    expect(coverage.witnesses.map(({ onceActivated }) => onceActivated)).toEqual([['Global Administrator']])
  })

  it('an eligible administrator asked about as holder is one: before activation the policy need not apply', () => {
    const policies = [policy('p', { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } })]
    const eligibleAssignments = [eligible('ann', GLOBAL_ADMINISTRATOR), eligible('ann', HELPDESK_ADMINISTRATOR)]
    expect(ask({ policies, eligibleAssignments }, { who: { holdersOf: [GLOBAL_ADMINISTRATOR] } })).toMatchObject({ status: 'covered', asked: 1 })
    expect(ids(ask({ policies, eligibleAssignments }, { who: { holdersOf: [HELPDESK_ADMINISTRATOR] } }).uncoveredUsers)).toEqual(['ann'])
  })

  it('who activated a role is without it again in hours: a policy that names the role is none for them', () => {
    const policies = [policy('all', { users: { excludeUsers: ['ann'] } }), policy('admins', { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } })]
    const activated = { activeAssignments: [active('ann', GLOBAL_ADMINISTRATOR, { assignmentType: 'Activated' })] }
    expect(ids(ask({ policies, ...activated }).uncoveredUsers)).toEqual(['ann'])
    expect(ask({ policies, ...activated }, { who: { holdersOf: [GLOBAL_ADMINISTRATOR] } })).toMatchObject({ status: 'covered', asked: 1 })
    const excluding = [policy('p', { users: { excludeRoles: [GLOBAL_ADMINISTRATOR] } })]
    expect(ids(ask({ policies: excluding, ...activated }).uncoveredUsers)).toEqual(['ann'])
  })

  it('holders whom nobody could see leave a question about holders undecided', () => {
    const coverage = ask(
      { policies: [policy('p')], activeAssignments: [active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' })] },
      { who: { holdersOf: [GLOBAL_ADMINISTRATOR] } },
    )
    expect([coverage.status, coverage.because]).toEqual(['undecided', ['the members of group "Hidden", which holds the role, are not known']])
  })

  it('a holder whom the directory does not resolve leaves a question about holders undecided, and no other', () => {
    const words = { policies: [policy('p')], activeAssignments: [active('gone', GLOBAL_ADMINISTRATOR, { principalType: 'unknown', name: 'gone' })] }
    const coverage = ask(words, { who: { holdersOf: [GLOBAL_ADMINISTRATOR] } })
    expect([coverage.status, coverage.because]).toEqual(['undecided', ['the directory does not tell who gone is, who holds the role']])
    expect(ask(words).status).toBe('covered')
    expect(ask({ ...words, users: [user('gone')] }, { who: { holdersOf: [GLOBAL_ADMINISTRATOR] } }).status).toBe('covered')
  })

  it('people asked about beside holders are asked about as they are', () => {
    const words = {
      policies: [policy('p', { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } })],
      eligibleAssignments: [eligible('ann', GLOBAL_ADMINISTRATOR)],
      users: [user('ann'), user('bob'), user('off', { accountEnabled: false })],
    }
    const who = { holdersOf: [GLOBAL_ADMINISTRATOR], also: ['ann', 'BOB', 'off'] }
    const coverage = ask(words, { who })
    expect([coverage.asked, ids(coverage.uncoveredUsers)]).toEqual([2, ['bob']])
  })

  it('disabled accounts and guests are not asked about as members', () => {
    const users = [user('ann'), user('off', { accountEnabled: false }), guest('gus'), user('old', { userType: null })]
    expect(ids(ask({ users }).uncoveredUsers)).toEqual(['ann', 'old'])
    expect(ids(ask({ users }, { who: 'users' }).uncoveredUsers)).toEqual(['ann', 'gus', 'old'])
  })
})

describe('guests', () => {
  const types = (guestOrExternalUserTypes: string, membershipKind = 'all', members: string[] | null = null) => ({
    guestOrExternalUserTypes,
    externalTenants: { membershipKind, members },
  })
  const users = [user('ann'), guest('gus'), guest('mia', { userType: 'Member' }), user('loc', { userType: 'Guest' })]
  const uncovered = (excludeGuestsOrExternalUsers: ReturnType<typeof types>) =>
    ids(ask({ users, policies: [policy('p', { users: { excludeGuestsOrExternalUsers } })] }, { who: 'users' }).uncoveredUsers)

  it('each type selects its own', () => {
    expect(uncovered(types('b2bCollaborationGuest'))).toEqual(['gus'])
    expect(uncovered(types('b2bCollaborationMember'))).toEqual(['mia'])
    expect(uncovered(types('internalGuest'))).toEqual(['loc'])
    expect(uncovered(types('internalGuest,b2bCollaborationGuest'))).toEqual(['gus', 'loc'])
    expect(uncovered(types('b2bDirectConnectUser,serviceProvider'))).toEqual([])
  })

  it('the old form means every type', () => {
    const coverage = ask({ users, policies: [policy('p', { users: { excludeUsers: ['GuestsOrExternalUsers'] } })] }, { who: 'users' })
    expect(ids(coverage.uncoveredUsers)).toEqual(['gus', 'mia', 'loc'])
  })

  it('a home tenant cannot be read: undecided for guests, decided for members', () => {
    const policies = [policy('p', { users: { excludeGuestsOrExternalUsers: types('b2bCollaborationGuest', 'enumerated', ['tenant']) } })]
    const coverage = ask({ users, policies }, { who: 'users' })
    expect([coverage.status, ids(coverage.undecidedUsers)]).toEqual(['undecided', ['gus']])
  })

  it('a policy for all users reaches guests', () => {
    expect(ask({ users, policies: [policy('p')] }, { who: 'users' }).status).toBe('covered')
  })
})

describe('applications', () => {
  const servicePrincipals = [application('app-x', 'Payroll')]

  it('an excluded application is the hole, by name', () => {
    const coverage = ask({ servicePrincipals, policies: [policy('p', { applications: { excludeApplications: ['APP-X'] } })] })
    expect(coverage.uncoveredApplications).toEqual([{ id: 'app-x', name: 'Payroll' }])
    expect(coverage.witnesses.map(({ openedBy }) => openedBy.map(({ exclusion }) => exclusion))).toEqual([['excludes Payroll']])
  })

  it('a policy for one application leaves the others open', () => {
    expect(ask({ servicePrincipals, policies: [policy('p', { applications: { includeApplications: ['app-x'] } })] }).uncoveredApplications).toEqual([
      { id: 'other', name: 'any other application' },
    ])
  })

  it('what is open is told by what is not, where that is shorter', () => {
    const where = (...policies: readonly ReturnType<typeof policy>[]) => ask({ servicePrincipals, policies }).witnesses.map(witness => witness.where)
    expect(where(policy('p', { applications: { includeApplications: ['app-x'] } }))).toEqual(['any application but Payroll'])
    expect(where(policy('p', { applications: { includeApplications: ['Office365'] } }))).toEqual(['any application but Office 365'])
    expect(where(policy('p', { applications: { excludeApplications: ['Office365', EXCHANGE] } }))).toEqual([
      'Office 365 Exchange Online and the rest of Office 365',
    ])
  })

  it('"None", user actions and authentication contexts cover no application', () => {
    for (const applications of [
      { includeApplications: ['None'] },
      { includeApplications: [], includeUserActions: ['urn:user:registersecurityinfo'] },
      { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] },
    ])
      expect(ask({ policies: [policy('p', { applications })] }).status).toBe('hole')
  })

  it('Office 365 reaches Exchange Online and not an application of the tenant', () => {
    const policies = [policy('p', { applications: { includeApplications: ['Office365'] } })]
    expect(ask({ servicePrincipals, policies }, { applications: [EXCHANGE] }).status).toBe('covered')
    expect(ask({ servicePrincipals, policies }, { applications: ['app-x'] }).status).toBe('hole')
  })

  it("whether another of Microsoft's applications belongs to a group is not guessed", () => {
    const policies = [policy('p', { applications: { includeApplications: ['MicrosoftAdminPortals'] } })]
    expect(
      ask(
        { policies, servicePrincipals: [application('ms', 'Some portal', { appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' })] },
        { applications: ['ms'] },
      ).status,
    ).toBe('undecided')
  })

  it('Azure management reaches the Azure portal, and no longer Azure DevOps', () => {
    const policies = [policy('p', { applications: { includeApplications: [AZURE_MANAGEMENT] } })]
    expect(ask({ policies }, { applications: ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c'] }).status).toBe('covered')
    expect(ask({ policies }, { applications: ['499b84ac-1321-427f-aa17-267ca6975798'] }).status).toBe('hole')
  })

  it('an application filter selects an unknown part', () => {
    const filter = (mode: string) => [
      policy('p', {
        applications: { applicationFilter: { mode, rule: 'CustomSecurityAttribute.a.b -eq "c"' }, ...(mode === 'include' ? { includeApplications: [] } : {}) },
      }),
    ]
    expect(ask({ policies: filter('include') }).status).toBe('undecided')
    expect(ask({ policies: filter('exclude') }).status).toBe('undecided')
  })

  it('where all resources excludes some, tokens for basic scopes stay undecided though every application is covered', () => {
    const policies = [policy('p', { applications: { excludeApplications: ['app-x'] } }), policy('q', { applications: { includeApplications: ['app-x'] } })]
    const coverage = ask({ servicePrincipals, policies })
    expect([coverage.status, ids(coverage.undecidedApplications)]).toEqual(['undecided', ['baseline-scopes']])
    expect(ask({ servicePrincipals, policies: [...policies, policy('all')] }).status).toBe('covered')
  })

  it('a policy for a service that Teams depends on may bind who asks for Teams: neither coverage nor a certain hole', () => {
    const policies = [policy('Mail', { applications: { includeApplications: [EXCHANGE] } })]
    const coverage = ask({ policies }, { applications: [MICROSOFT_TEAMS] })
    expect([coverage.status, coverage.because]).toEqual([
      'undecided',
      [
        'policy "Mail": whether, by the services that Microsoft Teams Services depends on, it binds whoever asks for Microsoft Teams Services cannot be decided',
      ],
    ])
    expect(ask({ policies }, { applications: [SHAREPOINT_ONLINE] }).status).toBe('hole')
    const office = [policy('Office', { applications: { includeApplications: ['Office365'] } })]
    expect(ask({ policies: office }, { applications: [MICROSOFT_TEAMS] }).status).toBe('covered')
    expect(ask({ policies: [] }, { applications: [MICROSOFT_TEAMS] }).status).toBe('hole')
  })

  it('agents are no people: policies for agent users and agent resources cover nobody and nothing here', () => {
    expect(ask({ policies: [policy('p', { users: { includeUsers: ['AllAgentIdUsers'] } })] }).status).toBe('hole')
    expect(ask({ policies: [policy('p', { applications: { includeApplications: ['AllAgentIdResources'] } })] }).status).toBe('hole')
    expect(ask({ policies: [policy('p', { users: { excludeUsers: ['AllAgentIdUsers'] } })] }).status).toBe('covered')
  })

  it('workload identity policies say nothing about people', () => {
    const conditions = { clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'], excludeServicePrincipals: [] } }
    expect(ask({ policies: [policy('p', { conditions, grant: { builtInControls: ['block'] } })] }).status).toBe('hole')
  })
})

describe('account recovery', () => {
  const recovery = { applications: { action: 'accountrecovery' } } as const
  const policies = [policy('All')]

  it('is bound by policies for all resources, unless a setting of the tenant takes it out of all of them', () => {
    expect(ask({ policies, excludedActions: new Set() }, recovery).status).toBe('covered')
    expect(ask({ policies, excludedActions: new Set(['accountrecovery']) }, recovery).status).toBe('hole')
    expect(ask({ policies: [policy('p', { applications: { includeApplications: ['app-x'] } })], excludedActions: new Set() }, recovery).status).toBe('hole')
  })

  it('is undecided where that setting was not read, which no application and no other action is', () => {
    const coverage = ask({ policies }, recovery)
    expect([coverage.status, coverage.because]).toEqual([
      'undecided',
      ['policy "All": whether a tenant setting takes account recovery out of policies for all resources is not known'],
    ])
    expect(ask({ policies }).status).toBe('covered')
    expect(ask({ policies, excludedActions: new Set() }, { applications: { action: 'urn:user:registerdevice' } }).status).toBe('hole')
  })
})

describe('what MFA proves', () => {
  it('is met by a claim already in the token: sessions that end often add nothing to what is demanded', () => {
    const often = {
      ...policy('Often'),
      sessionControls: {
        applicationEnforcedRestrictions: false,
        cloudAppSecurity: null,
        disableResilienceDefaults: false,
        persistentBrowser: null,
        signInFrequency: { frequencyInterval: 'everyTime', type: null, value: null, authenticationType: 'primaryAndSecondaryAuthentication' },
      },
    }
    expect(ask({ policies: [often] }).status).toBe('covered')
    expect(ask({ policies: [often] }, { suffices: atLeast('phishing-resistant') }).status).toBe('hole')
    expect(ask({ policies: [{ ...often, grantControls: null }] }).status).toBe('hole')
    const every: Question['orSession'] = ({ signInFrequency }) => signInFrequency?.frequencyInterval === 'everyTime'
    expect(ask({ policies: [often] }, { suffices: atLeast('blocked'), orSession: every }).status).toBe('covered')
  })

  it('helps nothing against a code of IAM Identity Center’s own, which Entra sees as a browser: blocking device code leaves it open', () => {
    const words = {
      servicePrincipals: [application('aws', 'AWS')],
      policies: [policy('Code', { conditions: { transferMethods: 'deviceCodeFlow' }, grant: { builtInControls: ['block'] } })],
    }
    const browser = { applications: ['aws'], clients: ['browser'] } as const
    expect(ask(words, browser).witnesses.map(({ circumstances }) => circumstances)).toEqual(['except by device code flow'])
    expect(ask(words, { ...browser, only: { flow: ['none'] }, suffices: atLeast('blocked') }).status).toBe('hole')
  })
})

describe('people without a row in the directory', () => {
  const FABRIKAM = '88888888-2222-4333-8444-555555555555'
  const direct = { kind: 'direct-connect', tenant: FABRIKAM, name: 'Fabrikam', devices: 'never' } as const
  const others = { ...direct, tenant: null, name: 'anybody else' }
  const provider = { ...direct, kind: 'service-provider', name: 'a provider' } as const
  const who = { outsiders: [direct, others, provider] }
  const chosen = (guestOrExternalUserTypes: string, members?: string[]) => ({
    guestOrExternalUserTypes,
    externalTenants: members === undefined ? { membershipKind: 'all', members: null } : { membershipKind: 'enumerated', members },
  })
  const uncovered = (users: NonNullable<Parameters<typeof policy>[1]>['users'] & object) => {
    const coverage = ask({ policies: [policy('p', { users })] }, { who })
    return [coverage.status, coverage.uncoveredUsers.map(({ name }) => name), coverage.undecidedUsers.map(({ name }) => name)]
  }

  it('are chosen by kind and home tenant', () => {
    expect(uncovered({ includeGuestsOrExternalUsers: chosen('b2bDirectConnectUser,serviceProvider') })).toEqual(['covered', [], []])
    expect(uncovered({ includeGuestsOrExternalUsers: chosen('b2bDirectConnectUser', [FABRIKAM.toUpperCase()]) })).toEqual([
      'hole',
      ['anybody else', 'a provider'],
      [],
    ])
    expect(uncovered({ includeUsers: ['GuestsOrExternalUsers'] })).toEqual(['covered', [], []])
    expect(uncovered({ includeUsers: [], includeGroups: ['unread'] })).toEqual(['hole', ['Fabrikam', 'anybody else', 'a provider'], []])
  })

  it('are undecided under a policy for all users, which nobody documents to reach them', () => {
    expect(uncovered({ includeUsers: ['All'] })).toEqual(['undecided', [], ['Fabrikam', 'anybody else', 'a provider']])
    expect(uncovered({ includeUsers: ['All'], excludeGuestsOrExternalUsers: chosen('serviceProvider') })).toEqual([
      'hole',
      ['a provider'],
      ['Fabrikam', 'anybody else'],
    ])
  })

  it('hold roles perhaps, where they serve the tenant', () => {
    expect(uncovered({ includeUsers: [], includeRoles: [GLOBAL_ADMINISTRATOR] })).toEqual(['hole', ['Fabrikam', 'anybody else'], ['a provider']])
  })

  it('are bound by strengths, as they sign in with Microsoft Entra', () => {
    const words = {
      strengths: [strength('mfa', ['fido2', 'password,sms'])],
      policies: [policy('p', { users: { includeGuestsOrExternalUsers: chosen('b2bDirectConnectUser') }, grant: { authenticationStrengthId: 'mfa' } })],
    }
    expect(ask(words, { who: { outsiders: [direct] } }).status).toBe('covered')
  })

  it('show a device only where it is believed', () => {
    const either = { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] }
    const policies = [policy('p', { users: { includeGuestsOrExternalUsers: chosen('b2bDirectConnectUser') }, grant: either })]
    const status = (devices: 'seen' | 'never' | 'unclear') => ask({ policies }, { who: { outsiders: [{ ...direct, devices }] } }).status
    expect([status('never'), status('unclear'), status('seen')]).toEqual(['covered', 'undecided', 'hole'])
  })

  it('are nobody of the tenant’s: no other question counts them', () => {
    expect(ask({ users: [] }, { who: 'users' })).toMatchObject({ asked: 0, status: 'covered' })
  })
})

describe('authentication contexts', () => {
  const inContext = { who: { ids: ['ann'] }, applications: { context: 'C1' } } as const
  const context = (id: string, words: Parameters<typeof policy>[1] = {}) =>
    policy(id, { ...words, applications: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] } })

  it('are covered by the policies that name them, and by no other', () => {
    expect(ask({ policies: [context('p')] }, inContext).status).toBe('covered')
    expect(ask({ policies: [policy('all')] }, inContext).status).toBe('hole')
    expect(ask({ policies: [context('p', { grant: { builtInControls: ['compliantDevice'] } })] }, inContext).status).toBe('hole')
    expect(ask({ policies: [context('p', { state: 'enabledForReportingButNotEnforced' })] }, inContext).status).toBe('hole')
    expect(ask({ securityDefaultsEnabled: true }, inContext).status).toBe('hole')
  })

  it('do not help those whom their policy excludes, or reaches only once they hold a role', () => {
    expect(ask({ policies: [context('p', { users: { excludeUsers: ['ann'] } })] }, inContext).status).toBe('hole')
    const words = {
      policies: [context('p', { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } })],
      eligibleAssignments: [eligible('ann', GLOBAL_ADMINISTRATOR)],
    }
    expect(ask(words, inContext).status).toBe('hole')
  })

  it('change nothing about applications', () => {
    expect(ask({ policies: [policy('all'), context('p', { users: { excludeUsers: ['ann'] } })] }).status).toBe('covered')
  })

  it('name their policies in whatever state', () => {
    const policies = [context('off', { state: 'disabled' }), context('on')]
    expect(ids(readConditionalAccess(tenant({ policies })).contextPolicies('C1'))).toEqual(['off', 'on'])
  })
})

describe('what blocks a user', () => {
  const block = (id: string, words: Parameters<typeof policy>[1] = {}) => policy(id, { ...words, grant: { builtInControls: ['block'] } })
  const blocking = (...policies: readonly ReturnType<typeof policy>[]) => readConditionalAccess(tenant({ policies })).blocking('ANN')
  const certain = (...policies: readonly ReturnType<typeof policy>[]) => blocking(...policies).certain.map(({ policy: { id }, limits }) => [id, limits])

  it('is every enforced block that names them where the tenant is administered, with or without further conditions', () => {
    expect(certain(block('all'))).toEqual([['all', []]])
    expect(certain(block('portals', { applications: { includeApplications: ['MicrosoftAdminPortals'] } }))).toEqual([['portals', []]])
    expect(certain(block('risk', { conditions: { signInRiskLevels: ['high'] } }))).toEqual([['risk', ['it is limited by sign-in risk']]])
  })

  it('is not an exclusion, report-only, another application, legacy clients or device code flow', () => {
    const none = [
      block('excluded', { users: { excludeUsers: ['ann'] } }),
      block('report-only', { state: 'enabledForReportingButNotEnforced' }),
      block('elsewhere', { applications: { includeApplications: ['app-x'] } }),
      block('legacy', { clients: ['exchangeActiveSync', 'other'] }),
      block('flows', { conditions: { transferMethods: 'deviceCodeFlow' } }),
      policy('mfa'),
    ]
    expect(blocking(...none)).toMatchObject({ certain: [], possible: [] })
  })

  it('is possible where a group or a condition is not known', () => {
    const possible = (...policies: readonly ReturnType<typeof policy>[]) => blocking(...policies).possible.map(({ policy: { id } }) => id)
    expect(possible(block('group', { users: { excludeGroups: ['unread'] } }))).toEqual(['group'])
    expect(possible(block('new', { unknownConditions: ['new'] }))).toEqual(['new'])
  })
})

describe('legacy clients', () => {
  const block = (clients: string[], more = {}) => policy(clients.join(), { clients, grant: { builtInControls: ['block'] }, ...more })

  it('the block may be split over two policies', () => {
    expect(ask({ policies: [block(['other']), block(['exchangeActiveSync'])] }, legacy).status).toBe('covered')
    expect(ask({ policies: [block(['other'])] }, legacy).uncoveredApplications).toEqual([{ id: EXCHANGE, name: 'Office 365 Exchange Online' }])
  })

  it('an empty list of clients and "all" select legacy clients too, and MFA stops them', () => {
    expect(ask({ policies: [policy('p', { clients: [] })] }, legacy).status).toBe('covered')
    expect(ask({ policies: [policy('p')] }, legacy).status).toBe('covered')
  })

  it('MFA for modern clients only leaves them open', () => {
    expect(ask({ policies: [policy('p', { clients: ['browser', 'mobileAppsAndDesktopClients'] })] }, legacy).status).toBe('hole')
  })

  it('a device grant stops other clients; Exchange ActiveSync can meet compliance', () => {
    const policies = [policy('p', { grant: { builtInControls: ['compliantDevice'] } })]
    expect(ask({ policies }, { ...legacy, clients: ['other'] }).status).toBe('covered')
    expect(ask({ policies }, { ...legacy, clients: ['exchangeActiveSync'] }).status).toBe('hole')
  })

  it('terms of use and custom controls stop Exchange ActiveSync; for other clients that is not documented', () => {
    for (const grant of [{ termsOfUse: ['t'] }, { customAuthenticationFactors: ['c'] }]) {
      expect(ask({ policies: [policy('p', { grant })] }, { ...legacy, clients: ['exchangeActiveSync'] }).status).toBe('covered')
      expect(ask({ policies: [policy('p', { grant })] }, { ...legacy, clients: ['other'] }).status).toBe('undecided')
    }
  })

  it('MFA or a compliant device leaves Exchange ActiveSync open on such a device, and stops other clients', () => {
    const policies = [policy('p', { grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } })]
    expect(ask({ policies }, { ...legacy, clients: ['other'] }).status).toBe('covered')
    expect(ask({ policies }, { ...legacy, clients: ['exchangeActiveSync'] }).witnesses.map(({ enough }) => enough)).toEqual([
      'a password with a compliant device is enough',
    ])
  })

  it('Exchange ActiveSync is about Exchange Online only', () => {
    const policies = [block(['exchangeActiveSync'], { applications: { includeApplications: [EXCHANGE] } })]
    expect(ask({ policies }, { ...legacy, clients: ['exchangeActiveSync'] }).status).toBe('covered')
  })

  it('a policy for Exchange ActiveSync that names roles or guests reaches everyone', () => {
    const users = { includeRoles: [GLOBAL_ADMINISTRATOR] }
    expect(ask({ policies: [block(['exchangeActiveSync'], { users })] }, { ...legacy, clients: ['exchangeActiveSync'] }).status).toBe('covered')
    expect(ask({ policies: [block(['all'], { users })] }, { ...legacy, clients: ['exchangeActiveSync'] }).status).toBe('undecided')
    expect(ask({ policies: [block(['other'], { users })] }, { ...legacy, clients: ['other'] }).status).toBe('hole')
  })
})

describe('security defaults', () => {
  it('stop legacy clients for everyone', () => {
    expect(ask({ securityDefaultsEnabled: true }, legacy).status).toBe('covered')
  })

  it('ask listed administrators for MFA always, others when Microsoft judges it necessary', () => {
    const coverage = ask({ securityDefaultsEnabled: true, activeAssignments: [active('ann', GLOBAL_ADMINISTRATOR)] })
    expect([ids(coverage.uncoveredUsers), coverage.witnesses.map(({ enough }) => enough)]).toEqual([
      ['bob', 'cho'],
      ['a password is enough unless Microsoft judges MFA necessary'],
    ])
    expect(ask({ securityDefaultsEnabled: true }, { suffices: atLeast('mfa-when-necessary') }).status).toBe('covered')
  })

  it('ask everyone for MFA on Azure management', () => {
    expect(ask({ securityDefaultsEnabled: true }, { applications: [AZURE_MANAGEMENT] }).status).toBe('covered')
  })

  it('leave out the synchronization account', () => {
    const DIRECTORY_SYNCHRONIZATION = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
    const sync = { securityDefaultsEnabled: true, activeAssignments: [active('cho', DIRECTORY_SYNCHRONIZATION)] }
    const itself = { who: { ids: ['cho'] } }
    expect(ask(sync, itself).witnesses[0]?.enough).toBe('a password is enough')
    expect(ids(ask(sync, { ...legacy, ...itself }).undecidedUsers)).toEqual(['cho'])
    expect(ids(ask(sync).synchronizationAccounts)).toEqual(['cho'])
    expect(ids(ask(sync).uncoveredUsers)).not.toContain('cho')
  })

  it('beside them no policy is counted on', () => {
    expect(ask({ securityDefaultsEnabled: true, policies: [policy('p')] }).status).toBe('undecided')
  })
})

describe('emergency access', () => {
  const policies = [policy('p', { users: { excludeUsers: ['ann', 'bob'] } })]

  it('declared accounts are told apart, never hidden', () => {
    const coverage = ask({ policies, emergencyAccess: ['ANN', 'bob'] })
    expect(coverage.status).toBe('covered')
    expect(coverage.asked).toBe(1)
    expect(ids(coverage.emergencyAccess.uncovered)).toEqual(['ann', 'bob'])
  })

  it('an account that is gone is nobody’s emergency access', () => {
    expect(ask({ policies, emergencyAccess: ['gone'] })).toMatchObject({ asked: 3, emergencyAccess: { asked: [] } })
    expect(ask({ policies: [policy('p', { users: { includeUsers: ['gone'] } })] }).uncoveredUsers.length).toBe(3)
  })

  it('undeclared ones are holes, and a near miss', () => {
    const coverage = ask({ policies, emergencyAccess: ['ann'] })
    expect(ids(coverage.uncoveredUsers)).toEqual(['bob'])
    expect(coverage.nearMiss).toEqual({ excludedAccounts: [{ id: 'bob', name: 'bob@contoso.example' }], remaining: 0 })
  })

  it('it is no near miss where something else is open too', () => {
    const narrow = [policy('p', { users: { excludeUsers: ['bob'] }, applications: { includeApplications: ['app-x'] } })]
    expect(ask({ policies: narrow }).nearMiss).toEqual({ excludedAccounts: [], remaining: 3 })
  })
})

describe('witnesses', () => {
  it('are at most 20, the largest first, and the rest is counted', () => {
    const users = Array.from({ length: 60 }, (_, index) => user(`u${index}`))
    const groups = Array.from({ length: 30 }, (_, index) => group(`g${index}`, index === 7 ? ['u58', 'u59', 'u7'] : [`u${index}`]))
    const coverage = ask({ users, groups, policies: [policy('p', { users: { excludeGroups: groups.map(({ id }) => id) } })] })
    expect(coverage.uncoveredUsers.length).toBe(32)
    expect([coverage.witnesses.length, coverage.moreHoles]).toEqual([20, 10])
    expect(coverage.witnesses[0]?.text).toContain('3 users (u7@contoso.example, u58@contoso.example and u59@contoso.example)')
  })

  it('say when no enabled policy asks for more', () => {
    expect(ask({}).witnesses.map(({ text }) => text)).toEqual([
      '3 users (ann@contoso.example, bob@contoso.example and cho@contoso.example): any application, from a browser or a mobile or desktop app: a password is enough; no enabled policy asks more of them there',
    ])
  })
})
