import rule from '../../../rules/strong-authentication/entra-mfa-not-required-for-admins.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import {
  active,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  guest,
  HELPDESK_ADMINISTRATOR,
  policy,
  role,
  roles,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const SECURITY_READER = '5d6b6bb7-de71-4623-b4af-96380a352509'
const definitions = given(
  roleDefinitions,
  ...roles,
  role('custom', 'Custom administrator', { isBuiltIn: false }),
  role(SECURITY_READER, 'Security Reader', { isPrivileged: null }),
)
const users = given(entraUsers, user('ann'), user('bob'), user('cho'), guest('gus'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const held = (...rows: readonly ReturnType<typeof active>[]) => given(activeRoleAssignments, ...rows)
const administrators = held(active('ann', GLOBAL_ADMINISTRATOR), active('bob', HELPDESK_ADMINISTRATOR))
const both = { includeRoles: [GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR] }

testRule(rule, {
  pass: {
    'every held role is named, whoever else is not': [definitions, users, administrators, policies(policy('Administrators', { users: both }))],
    'MFA for all users': [definitions, users, administrators, policies(policy('All'))],
    'eligible, and covered once the role is activated': [
      definitions,
      users,
      given(eligibleRoleAssignments, eligible('ann', GLOBAL_ADMINISTRATOR)),
      policies(policy('Administrators', { users: both })),
    ],
    'only declared emergency access is left out': [
      definitions,
      users,
      administrators,
      policies(policy('All', { users: { excludeUsers: ['ann'] } })),
      given(declared, declaration('principal', 'ann', 'emergency-access')),
    ],
  },
  fail: {
    'a fixed list of roles misses one that is held': {
      given: [definitions, users, administrators, held(active('cho', SECURITY_READER)), policies(policy('Administrators', { users: both }))],
      severity: 'critical',
      message: /^Conditional Access lets 1 of 3 administrators sign in to any application without MFA: no enabled policy asks it of them\.$/,
      evidence: [{ label: 'Administrators uncovered', value: ['cho@contoso.example'] }],
    },
    'a role within an administrative unit, which policies about roles do not see': {
      given: [
        definitions,
        users,
        held(active('bob', HELPDESK_ADMINISTRATOR, { directoryScopeId: '/administrativeUnits/1' })),
        policies(policy('Administrators', { users: both })),
      ],
      evidence: [{ label: 'Users whose privileged role no policy can name', value: 1 }],
    },
    'a custom role': {
      given: [definitions, users, held(active('cho', 'custom')), policies(policy('Administrators', { users: { includeRoles: ['custom'] } }))],
      message: /^Conditional Access lets 1 of 1 /,
    },
    'an account that is excluded by group': {
      given: [
        definitions,
        users,
        administrators,
        given(referencedGroups, group('left', ['ann'], { name: 'Left out' })),
        policies(policy('All', { users: { excludeGroups: ['left'] } })),
      ],
      message: /policy "All" excludes group "Left out"\.$/,
      evidence: [{ label: 'If these excluded accounts were declared emergency access, it would hold', value: ['ann@contoso.example'] }],
    },
    'through a group, and a guest': {
      given: [
        definitions,
        users,
        given(referencedGroups, group('admins', ['gus'])),
        held(active('admins', GLOBAL_ADMINISTRATOR, { principalType: 'group' })),
        policies(policy('Members', { users: { excludeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'b2bCollaborationGuest', externalTenants: null } } })),
      ],
      message: /^Conditional Access lets 1 of 1 administrators /,
    },
    'one application is excluded: a token for it is enough to start from': {
      given: [definitions, users, administrators, policies(policy('All', { applications: { excludeApplications: ['app-x'] } }))],
      message: /^Conditional Access lets 2 of 2 administrators sign in to app-x without MFA/,
    },
    'security defaults, whose list of roles is shorter': {
      given: [
        definitions,
        users,
        held(active('cho', SECURITY_READER)),
        given(securityDefaultsPolicies, { id: 'sd', name: 'Security defaults', isEnabled: true }),
      ],
      severity: 'high',
      message: /^Security defaults are on, and ask 1 of 1 administrators for MFA only when/,
    },
  },
  unknown: {
    'nobody was found': [definitions, users, policies(policy('All'))],
    'a group that holds the role and was not read': {
      given: [
        definitions,
        users,
        administrators,
        held(active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' })),
        policies(policy('All')),
      ],
      message: /the members of group "Hidden", which holds the role, are not known\.$/,
    },
    'one within an administrative unit': {
      given: [
        definitions,
        users,
        administrators,
        held(active('unread', HELPDESK_ADMINISTRATOR, { principalType: 'group', name: 'Hidden', directoryScopeId: '/administrativeUnits/1' })),
        policies(policy('All')),
      ],
      message: /who Hidden is, is not known\.$/,
    },
    'a holder whom the directory does not resolve': [
      definitions,
      users,
      administrators,
      held(active('gone', GLOBAL_ADMINISTRATOR, { principalType: 'unknown' })),
      policies(policy('All')),
    ],
  },
})
