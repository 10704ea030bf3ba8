import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-users-create-tenants',
  title: 'Only administrators create tenants',
  failureTitle: 'Every user may create tenants',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'Whoever creates a tenant is its Global Administrator, and what is put there follows none of the organization’s policies: no Conditional Access, no logs, nobody who notices. Those who must can have the role Tenant Creator.',
  remediation: [
    {
      text: 'Take the permission from the default role.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authorizationPolicy\' -Body \'{"defaultUserRolePermissions":{"allowedToCreateTenants":false}}\'',
    },
    { text: 'Give those who need it the role Tenant Creator, and look in the audit log for tenants that were created (DirectoryManagement, Create Company).' },
  ],
  verify: [
    {
      text: 'allowedToCreateTenants is false.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).defaultUserRolePermissions.allowedToCreateTenants",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.1.2.3'], 'cis-azure@5.0': ['5.4'], 'mcsb@2': ['PA-7'], 'nist-800-53@r5': ['AC-6'] },
  equivalents: {
    prowler: ['entra_policy_ensure_default_user_cannot_create_tenants'],
    maester: ['MT.1068', 'CIS.M365.5.1.2.3'],
    zta: ['21787'],
  },
  references: [
    { title: 'Default user permissions', url: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions' },
    { title: 'defaultUserRolePermissions', url: 'https://learn.microsoft.com/graph/api/resources/defaultuserrolepermissions' },
  ],
  subjects: authorizationPolicies,
  needs: {},
  check({ id, defaultUserRolePermissions: { allowedToCreateTenants } }) {
    if (allowedToCreateTenants === null) return unknown('Whether users may create tenants was not told.')
    if (!allowedToCreateTenants) return pass()
    return fail('Every member of the tenant may create tenants of their own.', [evidence('Users may create tenants', allowedToCreateTenants, id)])
  },
})
