import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-users-read-other-users',
  title: 'It is known whether every member may read the whole directory',
  failureTitle: 'Every member may read the directory',
  cloud: 'entra',
  severity: 'info',
  recommendation: 'access-governance',
  rationale:
    'Shown, not judged: as Microsoft delivers a tenant, every member reads all users, groups and roles, and so does an attacker with any one account. It cannot be closed without breaking services that look people up, which is why Microsoft advises against it; what can be closed is what guests see.',
  remediation: [
    {
      text: 'Keep it, unless the tenant has no service that looks people up; otherwise',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authorizationPolicy\' -Body \'{"defaultUserRolePermissions":{"allowedToReadOtherUsers":false}}\'',
    },
    { text: 'Restrict guests instead, and hide the membership of groups that should not be known.' },
  ],
  verify: [
    {
      text: 'allowedToReadOtherUsers is false.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).defaultUserRolePermissions.allowedToReadOtherUsers",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3'] },
  equivalents: { maester: ['EIDSCA.AP14'] },
  references: [
    { title: 'Default user permissions', url: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions' },
    { title: 'defaultUserRolePermissions', url: 'https://learn.microsoft.com/graph/api/resources/defaultuserrolepermissions' },
  ],
  subjects: authorizationPolicies,
  needs: {},
  check({ id, defaultUserRolePermissions: { allowedToReadOtherUsers } }) {
    if (!allowedToReadOtherUsers) return pass()
    return fail('Every member of the tenant may read all its users, groups and roles.', [evidence('Users may read other users', allowedToReadOtherUsers, id)])
  },
})
