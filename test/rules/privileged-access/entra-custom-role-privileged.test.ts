import rule from '../../../rules/privileged-access/entra-custom-role-privileged.ts'
import { customRoles } from '../../../src/datasets/entra/role-security.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const role = (...actions: string[]) => [given(customRoles, { id: 'c', scope, name: 'Application support', isEnabled: true, actions })]

testRule(rule, {
  pass: {
    'reads and describes': role(
      'microsoft.directory/applications/basic/update',
      'microsoft.directory/servicePrincipals/standard/read',
      'microsoft.directory/users/basic/update',
    ),
  },
  fail: {
    'adds secrets': {
      given: role('microsoft.directory/applications/basic/update', 'microsoft.directory/applications/credentials/update'),
      severity: 'medium',
      message: /^Custom role Application support leads to the permissions of every application, with a secret of one’s own\.$/,
      evidence: [{ label: 'Actions', value: ['microsoft.directory/applications/credentials/update'] }],
    },
    'owners of its own tenant’s applications': { given: role('microsoft.directory/applications.myOrganization/owners/update') },
    'resets passwords': { given: role('microsoft.directory/users/password/update'), message: /other people’s accounts/ },
    'fills role-assignable groups': { given: role('microsoft.directory/groupsAssignableToRoles/members/update'), message: /the roles of groups/ },
    'fills groups': { given: role('microsoft.directory/groups.security/members/update'), message: /what groups give/ },
    'fills groups of one kind': { given: role('microsoft.directory/groups.security.assignedMembership/members/update'), message: /what groups give/ },
    'switches policies off': { given: role('microsoft.directory/conditionalAccessPolicies/basic/update'), message: /policies that ask for MFA/ },
    'consents for all': {
      given: role('microsoft.directory/servicePrincipals/managePermissionGrantsForAll.microsoft-company-admin'),
      message: /for the whole tenant/,
    },
  },
  'not-applicable': {
    'switched off': [given(customRoles, { id: 'c', scope, name: 'Old', isEnabled: false, actions: ['microsoft.directory/users/password/update'] })],
  },
})
