import rule from '../../../rules/privileged-access/entra-privileged-group-not-protected.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { eligibleGroupAccess, groupActivationPolicies, type PrivilegeGroup, privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, eligible, group, guest, HELPDESK_ADMINISTRATOR, roles, user } from '../../analysis/conditional-access/tenant.ts'
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

testRule(rule, {
  pass: {
    'role-assignable, owned by a member': as({ owners: users('ann') }),
    'restricted instead': as({ isAssignableToRole: false, isManagementRestricted: true }),
    'joined from a group that is protected itself': inner(true),
    'joined with MFA': joined('MultiFactorAuthentication'),
    'joined with an authentication context': [
      ...as(),
      given(eligibleGroupAccess, eligibleIn('g', 'ann')),
      given(groupActivationPolicies, activationPolicy('g', { enabledRules: [], authenticationContext: 'c1' })),
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
    'how it is joined was not told': [...as(), given(eligibleGroupAccess, eligibleIn('g', 'ann'))],
  },
  'not-applicable': { 'no role': [given(roleDefinitions, ...roles), given(privilegeGroups, privilegeGroup('g', [], { isAssignableToRole: false }))] },
})
