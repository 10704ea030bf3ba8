import rule from '../../../rules/external-access/entra-guest-in-privileged-group.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeGroupAccess, eligibleGroupAccess, privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, group, guest, HELPDESK_ADMINISTRATOR, role, roles, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { eligibleIn, groupsIn, privilegeGroup, users } from '../privilege-rows.ts'

const people = [given(roleDefinitions, ...roles, role('reader', 'Reader', { isPrivileged: false })), given(entraUsers, user('ann'), guest('gus'))]
const held = (roleId: string) => given(activeRoleAssignments, active('g', roleId, { principalType: 'group' }))
const of = (...members: readonly string[]) => [
  ...people,
  held(HELPDESK_ADMINISTRATOR),
  given(referencedGroups, group('g', members)),
  given(privilegeGroups, privilegeGroup('g', users(...members))),
]

testRule(rule, {
  pass: { 'members of the tenant': of('ann') },
  fail: {
    'a guest in it': {
      given: of('ann', 'gus'),
      subjects: ['g/member/gus'],
      severity: 'high',
      message: /^Guest gus_fabrikam\.example#EXT#@contoso\.example is member of group Group g, which holds Helpdesk Administrator\.$/,
    },
    'a guest who could join': { given: [...of('ann'), given(eligibleGroupAccess, eligibleIn('g', 'gus'))], message: /could become member/ },
    'a guest who owns it, or could': {
      given: [
        ...people,
        held(HELPDESK_ADMINISTRATOR),
        given(referencedGroups, group('g', [])),
        given(privilegeGroups, privilegeGroup('g', [], { owners: users('gus') })),
        given(eligibleGroupAccess, eligibleIn('g', 'gus', { access: 'owner' })),
      ],
      subjects: ['g/owner/gus'],
      message: /is owner of group/,
    },
    'a guest in a group within': {
      given: [
        ...people,
        held(HELPDESK_ADMINISTRATOR),
        given(referencedGroups, group('g', ['gus']), group('inner', ['gus'])),
        given(privilegeGroups, privilegeGroup('g', groupsIn('inner')), privilegeGroup('inner', users('gus'))),
      ],
      subjects: ['g/member/gus', 'inner/member/gus'],
    },
  },
  unknown: {
    'who activated the membership is not known': {
      given: of(),
      gaps: [{ dataset: activeGroupAccess.name, scope, part: 'g', reason: 'denied', detail: 'no' }],
    },
    'who could join is not known': {
      given: of('ann'),
      gaps: [{ dataset: eligibleGroupAccess.name, scope, part: 'h', reason: 'denied', detail: 'no' }],
    },
  },
  'not-applicable': {
    'a role that is not privileged': [
      ...people,
      held('reader'),
      given(referencedGroups, group('g', ['gus'])),
      given(privilegeGroups, privilegeGroup('g', users('gus'))),
    ],
  },
})
