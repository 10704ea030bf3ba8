import { expect } from 'vitest'
import rule from '../../../rules/strong-authentication/entra-mfa-not-required-for-guests.ts'
import { authenticationStrengths, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { crossTenantDefaults, crossTenantPartners } from '../../../src/datasets/entra/cross-tenant-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { group, guest, policy, strength, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { crossTenantDefault, everyone, partner } from '../settings-rows.ts'

const FABRIKAM = '88888888-2222-4333-8444-555555555555'
const TAILSPIN = '99999999-2222-4333-8444-555555555555'
const trust = (mfa: boolean, devices = false) => ({ mfa, compliantDevice: devices, hybridJoinedDevice: devices })

const closed = given(crossTenantDefaults, crossTenantDefault())
const users = given(entraUsers, user('ann'), guest('gus'), guest('mia', { userType: 'Member' }), user('loc', { userType: 'Guest' }))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const types = (guestOrExternalUserTypes: string, members?: string[]) => ({
  guestOrExternalUserTypes,
  externalTenants: members === undefined ? { membershipKind: 'all', members: null } : { membershipKind: 'enumerated', members },
})
const everyType = types('internalGuest,b2bCollaborationGuest,b2bCollaborationMember,b2bDirectConnectUser,otherExternalUser,serviceProvider')
const forGuests = (id: string, chosen: ReturnType<typeof types>, words: Parameters<typeof policy>[1] = {}) =>
  policy(id, { ...words, users: { includeGuestsOrExternalUsers: chosen } })

const connected = given(crossTenantPartners, partner(FABRIKAM, { name: 'Fabrikam', directConnectInbound: everyone('allowed') }))
const serving = given(crossTenantPartners, partner(TAILSPIN, { name: 'Tailspin', isServiceProvider: true }))
const eitherMfaOrDevice = { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] }

testRule(rule, {
  pass: {
    'a policy for all users, where nobody comes without an invitation': [closed, users, policies(policy('Require MFA'))],
    'a policy for every kind of guest': [closed, users, policies(forGuests('Guests', everyType))],
    'no guest, and nobody from elsewhere': [closed, given(entraUsers, user('ann'))],
    'direct connect and a service provider, named by type': [
      closed,
      given(
        crossTenantPartners,
        partner(FABRIKAM, { directConnectInbound: everyone('allowed'), inboundTrust: trust(true) }),
        partner(TAILSPIN, { isServiceProvider: true }),
      ),
      policies(forGuests('Guests', everyType)),
    ],
    'direct connect, named by type and home tenant': [closed, connected, policies(forGuests('Fabrikam', types('b2bDirectConnectUser', [FABRIKAM])))],
    'direct connect reaches Teams only, which Office 365 holds': [
      closed,
      connected,
      policies(forGuests('Guests', everyType, { applications: { includeApplications: ['Office365'] } })),
    ],
    'a strength, for those who are sure to sign in with Microsoft Entra': [
      closed,
      connected,
      given(authenticationStrengths, strength('mfa', ['fido2', 'password,sms'])),
      policies(forGuests('Guests', everyType, { grant: { authenticationStrengthId: 'mfa' } })),
    ],
    'a compliant device will do instead, but no other organization’s devices are believed': [
      closed,
      given(entraUsers, guest('gus')),
      policies(policy('Require MFA', { grant: eitherMfaOrDevice })),
    ],
  },
  fail: {
    'no policy at all': {
      given: [closed, users],
      severity: 'high',
      message: /^Conditional Access lets 3 of 3 guests sign in to any application without MFA: no enabled policy asks it of them\.$/,
      evidence: [
        {
          label: 'guests uncovered',
          value: ['gus_fabrikam.example#EXT#@contoso.example', 'mia_fabrikam.example#EXT#@contoso.example', 'loc@contoso.example'],
        },
      ],
    },
    'one type is excluded': {
      given: [closed, users, policies(policy('Require MFA', { users: { excludeGuestsOrExternalUsers: types('b2bCollaborationGuest') } }))],
      message: /^Conditional Access lets 1 of 3 guests .*: policy "Require MFA" excludes guests of their kind\.$/,
      evidence: [{ label: 'To close it', value: 'let policy "Require MFA" no longer exclude guests of their kind' }],
    },
    'a guest in a group that is excluded': {
      given: [
        closed,
        users,
        given(referencedGroups, group('travel', ['gus'], { name: 'Travel' })),
        policies(policy('Require MFA', { users: { excludeGroups: ['travel'] } })),
      ],
      message: /excludes group "Travel"\.$/,
      evidence: [{ label: 'If these excluded accounts were no longer excluded, it would hold' }],
    },
    'MFA that is believed is not MFA that is asked for': {
      given: [given(crossTenantDefaults, crossTenantDefault({ inboundTrust: trust(true) })), users],
      evidence: [{ label: 'MFA is believed of', value: ['every organization without settings of its own'] }],
    },
    'direct connect that no policy names': {
      given: [closed, connected],
      message: /^Conditional Access lets 1 of 1 kinds of people by direct connect sign in to .*Teams.* without MFA: no enabled policy asks it of them\.$/,
      evidence: [{ label: 'kinds of people by direct connect uncovered', value: ['users of Fabrikam by direct connect'] }],
    },
    'direct connect with everybody, of which a policy names one organization': {
      given: [
        given(crossTenantDefaults, crossTenantDefault({ directConnectInbound: everyone('allowed') })),
        policies(forGuests('Fabrikam', types('b2bDirectConnectUser', [FABRIKAM]))),
      ],
      message: /lets 1 of 2 kinds of people by direct connect/,
      evidence: [{ label: 'kinds of people by direct connect uncovered', value: ['users of any other organization by direct connect'] }],
    },
    'a service provider that a policy leaves out': {
      given: [closed, serving, policies(policy('Require MFA', { users: { excludeGuestsOrExternalUsers: types('serviceProvider') } }))],
      message: /^Conditional Access lets 1 of 1 service providers sign in to any application without MFA/,
    },
    'a compliant device of an organization whose devices are believed': {
      given: [
        closed,
        given(crossTenantPartners, partner(FABRIKAM, { name: 'Fabrikam', directConnectInbound: everyone('allowed'), inboundTrust: trust(true, true) })),
        policies(forGuests('Guests', everyType, { grant: eitherMfaOrDevice })),
      ],
      message: /policy "Guests" accepts a compliant device instead\.$/,
    },
    'security defaults alone: less, and said so': {
      given: [closed, users, given(securityDefaultsPolicies, { id: 'sd', name: 'Security Defaults', isEnabled: true })],
      severity: 'medium',
      message: /^Security defaults are on and no more: 3 of 3 guests are asked for MFA only when/,
    },
    'report-only': {
      given: [closed, users, policies(policy('Require MFA', { state: 'enabledForReportingButNotEnforced' }))],
      evidence: [{ label: 'If report-only policies were enforced, it would hold', value: expect.anything() }],
    },
  },
  unknown: {
    'a strength alone for invited guests, who may not sign in with Microsoft Entra': {
      given: [
        closed,
        users,
        given(authenticationStrengths, strength('mfa', ['fido2'])),
        policies(policy('Strong', { grant: { authenticationStrengthId: 'mfa' } })),
      ],
      message: /^Whether MFA is required of guests: it cannot be decided for 2 of 3 /,
    },
    'direct connect under a policy for all users': {
      given: [closed, connected, policies(policy('Require MFA'))],
      message: /direct connect: .*policy "Require MFA": whether it reaches people without a row in the directory is not documented/,
    },
    'a service provider under a policy for all users': {
      given: [closed, serving, policies(policy('Require MFA'))],
      message: /^Whether MFA is required of service providers: it cannot be decided for 1 of 1/,
    },
    'direct connect and a control that it does not support': [
      closed,
      connected,
      policies(forGuests('Guests', everyType, { grant: { operator: 'OR', builtInControls: ['mfa'], termsOfUse: ['t'] } })),
    ],
    'guests of one home tenant are left out, which the directory does not tell': [
      closed,
      users,
      policies(policy('Require MFA', { users: { excludeGuestsOrExternalUsers: types('b2bCollaborationGuest', [FABRIKAM]) } })),
    ],
  },
})
