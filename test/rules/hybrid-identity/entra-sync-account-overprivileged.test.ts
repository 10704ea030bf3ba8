import rule from '../../../rules/hybrid-identity/entra-sync-account-overprivileged.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, application, eligible, HELPDESK_ADMINISTRATOR, role, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const SYNC = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
const definitions = given(roleDefinitions, ...roles, role(SYNC, 'Directory Synchronization Accounts'))
const connect = user('sync', { name: 'Sync_DC02_4b1e0f27a9c3@contoso.onmicrosoft.com' })
const held = given(activeRoleAssignments, active('sync', SYNC))

testRule(rule, {
  pass: {
    'its own role': [definitions, given(entraUsers, connect), held],
    'cloud sync': [definitions, given(entraUsers, user('sync', { name: 'ADToAADSyncServiceAccount@contoso.onmicrosoft.com' })), held],
    'an application': [
      definitions,
      given(servicePrincipals, application('app-x', 'ConnectSyncProvisioning')),
      given(activeRoleAssignments, active('sp-app-x', SYNC, { principalType: 'servicePrincipal' })),
    ],
  },
  fail: {
    'another role besides, which it could activate': {
      given: [definitions, given(entraUsers, connect), held, given(eligibleRoleAssignments, eligible('sync', HELPDESK_ADMINISTRATOR))],
      subjects: ['sync'],
      severity: 'high',
      message: /synchronizes the directory and holds Helpdesk Administrator besides\.$/,
    },
    'a person': {
      given: [definitions, given(entraUsers, user('sync')), held],
      severity: 'medium',
      message: /not called as the accounts of Microsoft Entra Connect are\.$/,
    },
    'a person from on-premises': { given: [definitions, given(entraUsers, user('sync', { onPremisesSyncEnabled: true })), held], severity: 'high' },
  },
  unknown: { 'nobody knows who': [definitions, given(activeRoleAssignments, active('zed', SYNC, { principalType: 'unknown' }))] },
  'not-applicable': { 'no such role': [definitions, given(entraUsers, connect), given(activeRoleAssignments, active('sync', HELPDESK_ADMINISTRATOR))] },
})
