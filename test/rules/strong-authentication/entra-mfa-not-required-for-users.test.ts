import { expect } from 'vitest'
import rule from '../../../rules/strong-authentication/entra-mfa-not-required-for-users.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import {
  active,
  application,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  guest,
  location,
  policy,
  roles,
  strength,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const users = given(entraUsers, user('ann'), user('bob'), user('cho'), user('off', { accountEnabled: false }), guest('gus'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const securityDefaults = given(securityDefaultsPolicies, { id: 'sd', name: 'Security Defaults', isEnabled: true })
const travel = given(referencedGroups, group('travel', ['bob', 'gus'], { name: 'Travel' }))
const SYNCHRONIZATION = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
const synchronization = given(activeRoleAssignments, active('cho', SYNCHRONIZATION))
const tenant = 'entra-tenant/aaaaaaaa-0000-4000-8000-000000000001'

testRule(rule, {
  pass: {
    'MFA for all users on all applications': [users, policies(policy('Require MFA'))],
    'a strength instead of the mfa control': [
      users,
      given(authenticationStrengths, strength('pr', ['fido2'])),
      policies(policy('Phishing-resistant', { grant: { authenticationStrengthId: 'pr' } })),
    ],
    'the excluded group is covered elsewhere': [
      users,
      travel,
      policies(policy('Require MFA', { users: { excludeGroups: ['travel'] } }), policy('Travellers', { users: { includeGroups: ['travel'] } })),
    ],
    'only declared emergency access is excluded, by user principal name in any case': [
      users,
      given(declared, declaration('principal', 'BOB@contoso.example', 'emergency-access')),
      policies(policy('Require MFA', { users: { excludeUsers: ['bob'] } })),
    ],
    'the synchronization account is excluded, as Microsoft advises': [
      users,
      synchronization,
      policies(policy('Require MFA', { users: { excludeRoles: [SYNCHRONIZATION] } })),
    ],
    'a customer is not covered, which is another question': [
      given(entraUsers, user('ann'), user('mia', { creationType: 'LocalAccount' })),
      policies(policy('Require MFA', { users: { includeUsers: ['ann'] } })),
    ],
    'a guest is excluded, which is another question': [users, policies(policy('Require MFA', { users: { excludeUsers: ['gus'] } }))],
  },
  fail: {
    'no policy at all': {
      given: [users],
      subjects: [tenant],
      severity: 'critical',
      message: /^Conditional Access lets 3 of 3 enabled members sign in to any application without MFA: no enabled policy asks it of them\.$/,
      evidence: [{ label: 'Enabled members uncovered', value: ['ann@contoso.example', 'bob@contoso.example', 'cho@contoso.example'] }],
    },
    'a policy about a role does not bind who held it once': {
      given: [
        users,
        given(roleDefinitions, ...roles),
        given(
          activeRoleAssignments,
          ...['ann', 'bob', 'cho'].map(id => active(id, GLOBAL_ADMINISTRATOR, id === 'cho' ? { endAt: '2020-01-01T00:00:00Z' } : {})),
        ),
        policies(policy('Administrators', { users: { includeRoles: [GLOBAL_ADMINISTRATOR] } })),
      ],
      evidence: [{ label: 'Enabled members uncovered', value: ['cho@contoso.example'] }],
    },
    'a group is excluded': {
      given: [users, travel, policies(policy('Require MFA', { users: { excludeGroups: ['travel'] } }))],
      severity: 'critical',
      message: /^Conditional Access lets 1 of 3 enabled members sign in to any application without MFA: policy "Require MFA" excludes group "Travel"\.$/,
      evidence: [
        { label: 'If these excluded accounts were declared emergency access, it would hold', value: ['bob@contoso.example'] },
        { label: 'Hole', row: 'Require MFA' },
      ],
    },
    'an account that only looks like emergency access is excluded': {
      given: [
        users,
        given(declared, declaration('principal', 'bob', 'service-user'), declaration('principal', 'cho', 'emergency-access')),
        policies(policy('Require MFA', { users: { excludeUsers: ['bob', 'cho'] } })),
      ],
      message: /^Conditional Access lets 1 of 2 enabled members .* excludes them by name\.$/,
      evidence: [{ label: 'Declared emergency access, not counted', value: ['cho@contoso.example'] }],
    },
    'an application is excluded': {
      given: [
        users,
        given(servicePrincipals, application('app-x', 'Payroll')),
        policies(policy('Require MFA', { applications: { excludeApplications: ['app-x'] } })),
      ],
      message: /^Conditional Access lets 3 of 3 enabled members sign in to Payroll without MFA: policy "Require MFA" excludes Payroll\.$/,
    },
    'a role is excluded, and someone can activate it': {
      given: [
        users,
        given(roleDefinitions, ...roles),
        given(eligibleRoleAssignments, eligible('ann', GLOBAL_ADMINISTRATOR)),
        policies(policy('Require MFA', { users: { excludeRoles: [GLOBAL_ADMINISTRATOR] } })),
      ],
      message: /^Conditional Access lets 1 of 3 .* excludes role "Global Administrator"\.$/,
    },
    'a compliant device will do instead, which is said of the policy': {
      message: /: policy "Require MFA" accepts a compliant device instead\.$/,
      given: [users, policies(policy('Require MFA', { grant: { operator: 'OR', builtInControls: ['mfa', 'compliantDevice'] } }))],
      evidence: [{ label: 'Hole', value: expect.stringContaining('a password with a compliant device is enough') }],
    },
    'the synchronization account beside others, which is shown apart': {
      given: [users, synchronization, policies(policy('Require MFA', { users: { excludeUsers: ['ann', 'cho'] } }))],
      message: /^Conditional Access lets 1 of 2 enabled members /,
      evidence: [{ label: 'Synchronization accounts, not counted: Microsoft advises to exclude them', value: ['cho@contoso.example'] }],
    },
    'a person with the role of the synchronization account and another one': {
      given: [
        users,
        given(roleDefinitions, ...roles),
        given(activeRoleAssignments, active('cho', SYNCHRONIZATION), active('cho', GLOBAL_ADMINISTRATOR)),
        policies(policy('Require MFA', { users: { excludeRoles: [SYNCHRONIZATION] } })),
      ],
      message: /^Conditional Access lets 1 of 3 enabled members /,
    },
    'security defaults ask the synchronization account for nothing': {
      given: [users, synchronization, securityDefaults],
      message: /: 2 of 2 enabled members are asked for MFA only when/,
    },
    'report-only, which would hold if enforced': {
      given: [users, policies(policy('Require MFA', { state: 'enabledForReportingButNotEnforced' }))],
      evidence: [{ label: 'If report-only policies were enforced, it would hold', value: ['Require MFA'] }],
    },
    'security defaults alone: less, and said so': {
      given: [users, securityDefaults],
      severity: 'medium',
      message: /^Security defaults are on and no more: 3 of 3 enabled members are asked for MFA only when Microsoft judges it necessary\.$/,
    },
    'a policy that is limited by risk': {
      given: [users, policies(policy('Risky', { users: { excludeUsers: ['bob'] }, conditions: { signInRiskLevels: ['high'] } }))],
      message: /^Conditional Access lets 3 of 3 .*: policy "Risky" applies only at sign-in risk high; policy "Risky" excludes them by name\.$/,
      evidence: [
        { label: 'Hole', value: expect.stringContaining('at sign-in risk none, low or medium: a password is enough') },
        { label: 'To close it', value: 'take sign-in risk out of the conditions of policy "Risky"' },
      ],
    },
    'a policy that leaves out a trusted location': {
      given: [
        users,
        given(namedLocations, location('office', { name: 'Office', isTrusted: true, ipRanges: ['192.0.2.0/24'] })),
        policies(policy('Abroad', { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } })),
      ],
      message: /^Conditional Access lets 3 of 3 .*: policy "Abroad" applies only outside trusted locations\.$/,
      evidence: [{ label: 'Hole', value: expect.stringContaining('from trusted locations: a password is enough') }],
    },
  },
  unknown: {
    'nobody to ask about': [policies(policy('Require MFA'))],
    'trusted locations are left out, of which only those of per-user MFA could exist': {
      given: [users, policies(policy('Abroad', { conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } }))],
      message:
        /^Whether MFA is required: it cannot be decided for 3 of 3 on any application: policy "Abroad": whether per-user MFA has trusted addresses cannot be read\.$/,
    },
    'a group that is named and was not read': [users, policies(policy('Require MFA', { users: { excludeGroups: ['nowhere'] } }))],
  },
})
