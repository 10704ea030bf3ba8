import rule from '../../../rules/privileged-access/entra-role-assigned-to-disabled.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { deletedPrincipals } from '../../../src/datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { eligibleGroupAccess } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, application, eligible, group, HELPDESK_ADMINISTRATOR, role, roles, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { eligibleIn } from '../privilege-rows.ts'

const definitions = given(roleDefinitions, ...roles, role('reader', 'Directory Readers', { isPrivileged: false }))
const users = given(entraUsers, user('ann'), user('gone', { accountEnabled: false }))
const team = [given(referencedGroups, group('g', [])), given(activeRoleAssignments, active('g', HELPDESK_ADMINISTRATOR, { principalType: 'group' }))]

testRule(rule, {
  pass: { 'an enabled user': [definitions, users, given(activeRoleAssignments, active('ann', HELPDESK_ADMINISTRATOR))] },
  fail: {
    'a disabled user, in a role of little weight': {
      given: [definitions, users, given(activeRoleAssignments, active('gone', 'reader'))],
      subjects: ['gone'],
      severity: 'low',
      message: /^gone@contoso\.example is disabled and holds or could activate Directory Readers\.$/,
    },
    'eligible only': { given: [definitions, users, given(eligibleRoleAssignments, eligible('gone', HELPDESK_ADMINISTRATOR))], subjects: ['gone'] },
    'could join a group that holds it': { given: [definitions, users, ...team, given(eligibleGroupAccess, eligibleIn('g', 'gone'))], subjects: ['gone'] },
    'a disabled application': {
      given: [
        definitions,
        given(servicePrincipals, application('app-x', 'Automation', { accountEnabled: false })),
        given(activeRoleAssignments, active('sp-app-x', HELPDESK_ADMINISTRATOR, { principalType: 'servicePrincipal' })),
      ],
      message: /^Application Automation is disabled/,
    },
    'somebody who can be restored': {
      given: [
        definitions,
        users,
        given(activeRoleAssignments, active('zed', HELPDESK_ADMINISTRATOR, { principalType: 'unknown' })),
        given(deletedPrincipals, { id: 'zed', scope, name: 'Zed', type: 'user', deletedAt: '2026-11-20T00:00:00Z' }),
      ],
      severity: 'low',
      message: /^zed, which was deleted and can be restored, holds/,
    },
    'somebody whom nobody knows': {
      given: [definitions, users, given(activeRoleAssignments, active('zed', HELPDESK_ADMINISTRATOR, { principalType: 'unknown' }))],
      message: /^zed, which the directory does not know, holds/,
    },
  },
})
