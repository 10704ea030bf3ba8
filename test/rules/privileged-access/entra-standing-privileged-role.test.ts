import rule from '../../../rules/privileged-access/entra-standing-privileged-role.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeGroupAccess, eligibleGroupAccess } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import {
  active,
  application,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  HELPDESK_ADMINISTRATOR,
  role,
  roles,
  scope,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { activeIn, eligibleIn } from '../privilege-rows.ts'

const SECURITY_READER = '5d6b6bb7-de71-4623-b4af-96380a352509'
const definitions = given(
  roleDefinitions,
  ...roles,
  role('custom', 'Custom administrator', { isBuiltIn: false }),
  role(SECURITY_READER, 'Security Reader', { isPrivileged: null }),
  role('reader', 'Reader', { isPrivileged: false }),
)
const users = given(entraUsers, user('ann'), user('bob'))
const held = (...rows: readonly ReturnType<typeof active>[]) => given(activeRoleAssignments, ...rows)

testRule(rule, {
  pass: {
    'eligible, and activated now': [
      definitions,
      users,
      given(eligibleRoleAssignments, eligible('ann', HELPDESK_ADMINISTRATOR)),
      held(active('ann', HELPDESK_ADMINISTRATOR, { assignmentType: 'Activated', endAt: '2026-11-24T04:00:00Z' })),
    ],
    'active with an end': [definitions, users, held(active('ann', HELPDESK_ADMINISTRATOR, { endAt: '2026-12-01T00:00:00Z' }))],
    'in the group that holds it for now, and who could be': [
      definitions,
      users,
      given(referencedGroups, group('soc', ['ann'])),
      given(activeGroupAccess, activeIn('soc', 'ann', { assignmentType: 'activated', endAt: '2026-11-24T08:00:00Z' })),
      given(eligibleGroupAccess, eligibleIn('soc', 'ann'), eligibleIn('soc', 'bob')),
      held(active('soc', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
    ],
    'declared emergency access': [
      definitions,
      users,
      held(active('ann', HELPDESK_ADMINISTRATOR)),
      given(declared, declaration('principal', 'ann', 'emergency-access')),
    ],
  },
  fail: {
    'for good': {
      given: [definitions, users, held(active('ann', HELPDESK_ADMINISTRATOR))],
      subjects: ['ann'],
      severity: 'high',
      message: /^ann@contoso\.example is Helpdesk Administrator permanently\.$/,
      evidence: [{ label: 'Helpdesk Administrator', value: 'assigned, without end', row: `active-ann-${HELPDESK_ADMINISTRATOR}` }],
    },
    'several roles are one finding; that of Global Administrator is not named': {
      given: [definitions, users, held(active('ann', GLOBAL_ADMINISTRATOR), active('ann', HELPDESK_ADMINISTRATOR), active('ann', 'custom'))],
      subjects: ['ann'],
      message: /^ann@contoso\.example is Helpdesk Administrator and Custom administrator permanently\.$/,
    },
    'privileged by its published mark, through a group': {
      given: [
        definitions,
        users,
        given(referencedGroups, group('soc', ['ann', 'bob'], { name: 'SOC' })),
        held(active('soc', SECURITY_READER, { principalType: 'group' })),
      ],
      subjects: ['ann', 'bob'],
      message: /^ann@contoso\.example is Security Reader permanently through group "SOC"\.$/m,
    },
    'in a group that others could join': {
      given: [
        definitions,
        users,
        given(referencedGroups, group('soc', ['ann'])),
        given(activeGroupAccess, activeIn('soc', 'ann')),
        given(eligibleGroupAccess, eligibleIn('soc', 'bob')),
        held(active('soc', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
      ],
      subjects: ['ann'],
    },
    'within an administrative unit': {
      given: [definitions, users, held(active('ann', HELPDESK_ADMINISTRATOR, { directoryScopeId: '/administrativeUnits/1' }))],
      evidence: [{ label: 'Helpdesk Administrator', value: 'assigned within /administrativeUnits/1, without end' }],
    },
    'a tenant without PIM': {
      given: [definitions, users, held(active('ann', HELPDESK_ADMINISTRATOR, { source: 'assignment' }))],
      message: /permanently \(the tenant has no PIM, which needs Microsoft Entra ID P2\)\.$/,
    },
  },
  unknown: {
    'who activated the membership cannot be told apart': {
      given: [
        definitions,
        users,
        given(referencedGroups, group('soc', ['ann'], { name: 'SOC' })),
        held(active('soc', HELPDESK_ADMINISTRATOR, { principalType: 'group', name: 'SOC' })),
      ],
      gaps: [{ dataset: activeGroupAccess.name, scope, part: 'soc', reason: 'denied', detail: 'no' }],
      message: /^Group SOC is Helpdesk Administrator permanently, and its members are not known\.$/,
    },
    'a group that was not read': {
      given: [definitions, users, held(active('unread', HELPDESK_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' }))],
      message: /^Group Hidden is Helpdesk Administrator permanently, and its members are not known\.$/,
    },
    'somebody eligible, who may be in it': {
      given: [
        definitions,
        users,
        given(eligibleRoleAssignments, eligible('ann', HELPDESK_ADMINISTRATOR)),
        held(active('unread', HELPDESK_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' })),
      ],
      message: /ann@contoso\.example may be one of them\.$/m,
    },
    'a principal that the directory does not resolve': [definitions, users, held(active('gone', HELPDESK_ADMINISTRATOR, { principalType: 'unknown' }))],
  },
  'not-applicable': {
    'Global Administrator alone, an application, a role that is not privileged': [
      definitions,
      users,
      given(servicePrincipals, application('app-x', 'Automation')),
      held(active('ann', GLOBAL_ADMINISTRATOR), active('sp-app-x', HELPDESK_ADMINISTRATOR, { principalType: 'servicePrincipal' }), active('bob', 'reader')),
    ],
  },
})
