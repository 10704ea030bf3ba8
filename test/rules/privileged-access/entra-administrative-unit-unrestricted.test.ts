import rule from '../../../rules/privileged-access/entra-administrative-unit-unrestricted.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { privilegeGroups } from '../../../src/datasets/entra/privilege-groups.ts'
import { type AdministrativeUnit, administrativeUnits } from '../../../src/datasets/entra/role-security.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, group, HELPDESK_ADMINISTRATOR, roles, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { privilegeGroup, users } from '../privilege-rows.ts'

const unit = (members: string[], more: Partial<AdministrativeUnit> = {}) =>
  given(administrativeUnits, { id: 'au', scope, name: 'Berlin', isMemberManagementRestricted: false, members, isCut: false, ...more })
const base = [
  given(roleDefinitions, ...roles),
  given(entraUsers, user('ann'), user('bob')),
  given(activeRoleAssignments, active('ann', HELPDESK_ADMINISTRATOR), active('g', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
  given(referencedGroups, group('g', ['ann'])),
  given(privilegeGroups, privilegeGroup('g', users('ann'))),
]

/** Somebody else holds a role, and who that is is not known. */
const unread = (id: string, principalType: string) => [
  given(roleDefinitions, ...roles),
  given(entraUsers, user('ann'), user('bob')),
  given(activeRoleAssignments, active('ann', HELPDESK_ADMINISTRATOR), active(id, HELPDESK_ADMINISTRATOR, { principalType })),
]

testRule(rule, {
  pass: {
    'people without roles': [...base, unit(['bob'])],
    'nobody in it, whoever holds roles': [...unread('dark', 'group'), unit([])],
    'restricted, whoever holds roles': [...unread('dark', 'group'), unit(['bob'], { isMemberManagementRestricted: true })],
    restricted: [...base, unit(['ann', 'g'], { isMemberManagementRestricted: true })],
  },
  fail: {
    'an administrator beside a group that was not read': [...unread('dark', 'group'), unit(['ann'])],
    'an administrator': {
      given: [...base, unit(['bob', 'ann'])],
      subjects: ['au'],
      severity: 'info',
      message: /^Administrative unit Berlin is not restricted and holds ann@contoso\.example\.$/,
    },
    'a group as well, whatever was not read': { given: [...base, unit(['ann', 'g'], { isCut: true })], message: /2 privileged accounts and groups\.$/ },
    'emergency access': {
      given: [...base, unit(['bob']), given(declared, declaration('principal', 'bob', 'emergency-access'))],
      message: /holds bob@contoso\.example/,
    },
  },
  unknown: {
    'more members than were read': [...base, unit(['bob'], { isCut: true })],
    'a group that holds a role and was not read: anybody may be in it': {
      given: [...unread('dark', 'group'), unit(['bob'])],
      subjects: ['au'],
      message: /^Who dark is, which holds Helpdesk Administrator, is not known: somebody in administrative unit Berlin may be\.$/,
    },
    'a holder that the directory does not tell': [...unread('gone', 'unknown'), unit(['bob'])],
  },
})
