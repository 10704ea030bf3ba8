import { authorizationPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-users-create-applications',
  title: 'Only chosen people register applications',
  failureTitle: 'Every user may register applications',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'Whoever registers an application owns it, with its secrets and with what it is granted later; most are never looked at again. An attacker with any account registers one that looks like a tool of the company, for consent phishing from within. Developers get the role Application Developer, which allows just this.',
  remediation: [
    {
      text: 'Take the permission from the default role.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.Authorization; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/authorizationPolicy\' -Body \'{"defaultUserRolePermissions":{"allowedToCreateApps":false}}\'',
    },
    { text: 'Give those who need it the role Application Developer.' },
  ],
  verify: [
    {
      text: 'allowedToCreateApps is false.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authorizationPolicy' -OutputType PSObject).defaultUserRolePermissions.allowedToCreateApps",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.1.2.2'],
    'cis-azure@5.0': ['5.14'],
    'scuba-aad@1.8': ['MS.AAD.5.1'],
    'mcsb@2': ['PA-7'],
    'nist-800-53@r5': ['AC-6', 'CM-5'],
  },
  equivalents: {
    prowler: ['entra_policy_ensure_default_user_cannot_create_apps', 'entra_thirdparty_integrated_apps_not_allowed'],
    scuba: ['MS.AAD.5.1v1'],
    maester: ['EIDSCA.AP10', 'CISA.MS.AAD.5.1', 'CIS.M365.5.1.2.2'],
    zta: ['21807'],
  },
  references: [
    { title: 'Default user permissions', url: 'https://learn.microsoft.com/entra/fundamentals/users-default-permissions' },
    { title: 'defaultUserRolePermissions', url: 'https://learn.microsoft.com/graph/api/resources/defaultuserrolepermissions' },
  ],
  subjects: authorizationPolicies,
  needs: {},
  check({ id, defaultUserRolePermissions: { allowedToCreateApps } }) {
    if (!allowedToCreateApps) return pass()
    return fail('Every member of the tenant may register applications.', [evidence('Users may register applications', allowedToCreateApps, id)])
  },
})
