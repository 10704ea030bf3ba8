import rule from '../../../rules/strong-authentication/entra-conditional-access-exclusion-group-open.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { type PolicyGroup, policyGroups } from '../../../src/datasets/entra/policy-groups.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, policy, group as referenced, roles, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const tenant = [
  given(entraUsers, user('ann'), user('bob')),
  given(roleDefinitions, ...roles),
  given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR)),
]
const group = (says: Partial<PolicyGroup> = {}) =>
  given(policyGroups, {
    id: 'left',
    scope,
    name: 'Left out',
    isAssignableToRole: null,
    isManagementRestricted: null,
    membershipRule: null,
    owners: [],
    ...says,
  })
const excluding = given(conditionalAccessPolicies, policy('MFA', { users: { excludeGroups: ['left'] } }))
const including = given(conditionalAccessPolicies, policy('MFA', { users: { includeGroups: ['left'] } }))
const trial = policy('Trial', { state: 'enabledForReportingButNotEnforced', users: { excludeGroups: ['left'] } })
const by = (...ids: string[]) => ids.map(id => ({ id, type: 'user' }))

const restricted = { isManagementRestricted: true, owners: by('ann') }
const nested = (hasNestedGroups?: boolean) => given(referencedGroups, referenced('left', ['bob'], hasNestedGroups === undefined ? {} : { hasNestedGroups }))

testRule(rule, {
  pass: {
    'role-assignable': [...tenant, excluding, group({ isAssignableToRole: true })],
    'under restricted management, owned by an administrator': [...tenant, excluding, group(restricted), nested(false)],
  },
  fail: {
    'an ordinary group': {
      given: [...tenant, excluding, group()],
      subjects: ['left'],
      severity: 'high',
      message:
        'Group Left out, which policy "MFA" leaves out, is neither role-assignable nor under restricted management: administrators of groups and its owners change it.',
      evidence: [{ label: 'Excluded by', value: ['MFA'] }],
    },
    'one that policies include only': { given: [...tenant, including, group()], severity: 'low', message: /which policy "MFA" names/ },
    'an owner without a role': {
      given: [...tenant, excluding, group({ isAssignableToRole: true, owners: by('ann', 'bob') })],
      severity: 'high',
      message: /can be changed by 1 owner without a privileged role\.$/,
      evidence: [{ label: 'Owners without a privileged role', value: ['bob'] }],
    },
    'an ordinary group with groups nested in it': [...tenant, excluding, group(), nested(true)],
    'an owner without a role, and groups nested in it': [...tenant, excluding, group({ isManagementRestricted: true, owners: by('bob') }), nested(true)],
    'a rule': { given: [...tenant, excluding, group({ membershipRule: 'user.department -eq "IT"' })], evidence: [{ label: 'Membership rule' }] },
    'a policy in report-only, which may be enforced tomorrow': {
      given: [...tenant, given(conditionalAccessPolicies, trial), group()],
      severity: 'low',
      message: /which policy "Trial" leaves out, is neither/,
      evidence: [{ label: 'Excluded by, in report-only', value: ['Trial'] }],
    },
    'a policy in report-only beside one that is enforced': {
      given: [...tenant, given(conditionalAccessPolicies, trial, policy('MFA', { users: { excludeGroups: ['left'] } })), group()],
      severity: 'high',
      message: /which policy "MFA" leaves out, is neither/,
    },
  },
  unknown: {
    'groups nested in it, whoever may change those': {
      given: [...tenant, excluding, group(restricted), nested(true)],
      subjects: ['left'],
      message: /^Groups are nested in group Left out, which policy "MFA" leaves out: /,
    },
    'groups nested in one that should not have any': [...tenant, excluding, group({ isAssignableToRole: true }), nested(true)],
    'whether groups are nested in it is not told': [...tenant, excluding, group(restricted), nested()],
    'its members were not read': { given: [...tenant, excluding, group(restricted)], message: /^Whether groups are nested in group Left out, / },
  },
  'not-applicable': {
    'a disabled policy': [...tenant, given(conditionalAccessPolicies, policy('MFA', { state: 'disabled', users: { excludeGroups: ['left'] } })), group()],
  },
})
