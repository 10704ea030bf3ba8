import rule from '../../../rules/privileged-access/entra-privileged-group-not-protected.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { eligibleGroupAccess, groupActivationPolicies, type PrivilegeGroup, privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, application, eligible, group, guest, HELPDESK_ADMINISTRATOR, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { activationPolicy, eligibleIn, groupsIn, privilegeGroup, users } from '../privilege-rows.ts'

const base = [
  given(roleDefinitions, ...roles),
  given(entraUsers, user('ann'), guest('gus')),
  given(activeRoleAssignments, active('g', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
]
const as = (more: Partial<PrivilegeGroup> = {}) => [...base, given(privilegeGroups, privilegeGroup('g', users('ann'), more))]
/** A group whose members could activate membership of the other. */
const inner = (isAssignableToRole: boolean) => [
  ...as(),
  given(eligibleGroupAccess, eligibleIn('g', 'inner', { principalType: 'group' })),
  given(groupActivationPolicies, activationPolicy('g')),
  given(referencedGroups, group('inner', ['ann'], { name: 'Inner', isAssignableToRole })),
]
const joined = (...enabledRules: string[]) => [
  ...as(),
  given(eligibleGroupAccess, eligibleIn('g', 'ann')),
  given(groupActivationPolicies, activationPolicy('g', { enabledRules }), activationPolicy('g', { id: 'owners', access: 'owner', enabledRules: [] })),
]

const inContext = (principal = 'ann', principalType = 'user') => [
  ...as(),
  given(eligibleGroupAccess, eligibleIn('g', principal, { principalType })),
  given(groupActivationPolicies, activationPolicy('g', { enabledRules: [], authenticationContext: 'c1' })),
]
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const forContext = (words: Parameters<typeof policy>[1] = {}) =>
  policy('Step up', { ...words, applications: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] } })

testRule(rule, {
  pass: {
    'role-assignable, owned by a member': as({ owners: users('ann') }),
    'restricted instead': as({ isAssignableToRole: false, isManagementRestricted: true }),
    'joined from a group that is protected itself': inner(true),
    'joined with MFA': joined('MultiFactorAuthentication'),
    'joined with an authentication context that asks everybody for MFA': [...inContext(), policies(forContext())],
    'joined with an authentication context that no policy names: Microsoft falls back to MFA': [...inContext(), policies(policy('All'))],
    'joined by a group, with an authentication context that asks its members': [
      ...inContext('inner', 'group'),
      given(referencedGroups, group('inner', ['ann'], { isAssignableToRole: true, servicePrincipals: ['sp-robot'] })),
      given(servicePrincipals, application('robot', 'Robot', { id: 'sp-robot' })),
      policies(forContext()),
    ],
  },
  fail: {
    'anybody’s to fill': {
      given: as({ isAssignableToRole: null }),
      subjects: ['g'],
      severity: 'high',
      message: /^Group Group g, which holds Helpdesk Administrator, is neither role-assignable nor restricted\.$/,
    },
    'a group within it': {
      given: [
        ...base,
        given(
          privilegeGroups,
          privilegeGroup('g', groupsIn('inner')),
          privilegeGroup('inner', users('ann'), { isAssignableToRole: false, onPremisesSyncEnabled: true }),
        ),
      ],
      subjects: ['inner'],
      message: /neither role-assignable nor restricted, is synchronized from on-premises\.$/,
    },
    'owned by a guest': { given: as({ owners: users('gus', 'ann') }), message: /is owned by a guest\.$/ },
    'joined without MFA': {
      given: joined('Justification'),
      message: /is joined without MFA through PIM\.$/,
      evidence: [{ label: 'Asked on activation', value: ['Justification'] }],
    },
    'joined with an authentication context whose policy is report-only': {
      given: [...inContext(), policies(forContext({ state: 'enabledForReportingButNotEnforced' }), policy('All'))],
      message: /is joined without MFA through PIM: 1 of 1 eligible users need not prove it for authentication context c1: no enabled policy asks it of them\.$/,
      evidence: [
        { label: 'Authentication context', value: 'c1' },
        { label: 'Policies for it, in whatever state', value: ['Step up'] },
      ],
    },
    'joined with an authentication context whose policy asks for a device only': [
      ...inContext(),
      policies(forContext({ grant: { builtInControls: ['compliantDevice'] } })),
    ],
    'joined by a group, with an authentication context whose policy leaves a member out': {
      given: [
        ...inContext('inner', 'group'),
        given(referencedGroups, group('inner', ['ann', 'gus'], { isAssignableToRole: true })),
        policies(forContext({ users: { excludeUsers: ['gus'] } })),
      ],
      message: /1 of 2 eligible users/,
    },
    'eligible for the role': {
      given: [
        given(roleDefinitions, ...roles),
        given(eligibleRoleAssignments, eligible('g', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
        given(privilegeGroups, privilegeGroup('g', [], { isAssignableToRole: false })),
      ],
    },
  },
  unknown: {
    'joined from a group that anybody may fill, as far as is known': { given: inner(false), subjects: ['g'], message: /whoever fills group Inner/ },
    'joined with an authentication context whose policy is limited by location': {
      given: [...inContext(), policies(forContext({ conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } }))],
      message: /^Whether membership of group Group g is activated with MFA: /,
    },
    'joined by a group that was not read, with an authentication context': {
      given: [...inContext('unread', 'group'), policies(forContext())],
      message: /binds all who could activate membership of group Group g: who unread is, is not known\.$/,
    },
    'joined by somebody the directory does not tell, with an authentication context': {
      given: [...inContext('gone'), policies(forContext())],
      message: /who gone is, is not known\.$/,
    },
    'joined by a group with a member the directory does not tell, with an authentication context': {
      given: [...inContext('inner', 'group'), given(referencedGroups, group('inner', ['ann', 'gone'], { isAssignableToRole: true })), policies(forContext())],
      message: /who gone is, is not known\.$/,
    },
    'how it is joined was not told': [...as(), given(eligibleGroupAccess, eligibleIn('g', 'ann'))],
  },
  'not-applicable': { 'no role': [given(roleDefinitions, ...roles), given(privilegeGroups, privilegeGroup('g', [], { isAssignableToRole: false }))] },
})
