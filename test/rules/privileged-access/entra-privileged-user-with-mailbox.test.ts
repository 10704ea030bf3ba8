import rule from '../../../rules/privileged-access/entra-privileged-user-with-mailbox.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { privilegedUserAccounts } from '../../../src/datasets/entra/privileged-users.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, HELPDESK_ADMINISTRATOR, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { accountOf } from '../privilege-rows.ts'

const base = [given(roleDefinitions, ...roles), given(entraUsers, user('ann')), given(activeRoleAssignments, active('ann', HELPDESK_ADMINISTRATOR))]
const licensed = (...services: readonly string[]) => [...base, given(privilegedUserAccounts, accountOf('ann', ...services))]

testRule(rule, {
  pass: { 'a licence for the directory alone': licensed('AADPremiumService') },
  fail: {
    'a mailbox and more': {
      given: licensed('exchange', 'SharePoint'),
      severity: 'low',
      message: /^ann@contoso\.example is an administrator with a mailbox, SharePoint and OneDrive\.$/,
      evidence: [{ label: 'Enabled services', value: ['exchange', 'SharePoint'] }],
    },
  },
  unknown: {
    'not told': base,
    'a group that was not read': [
      given(roleDefinitions, ...roles),
      given(activeRoleAssignments, active('h', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
    ],
  },
  'not-applicable': {
    disabled: [
      given(roleDefinitions, ...roles),
      given(entraUsers, user('ann', { accountEnabled: false })),
      given(activeRoleAssignments, active('ann', HELPDESK_ADMINISTRATOR)),
    ],
  },
})
