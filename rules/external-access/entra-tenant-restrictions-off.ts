import { crossTenantDefaults } from '../../src/datasets/entra/cross-tenant-access.ts'
import { isClosed, settingWords } from '../../src/estate/entra/cross-tenant-words.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-tenant-restrictions-off',
  title: 'By default, tenant restrictions let no foreign account be used from the organization’s devices and networks',
  failureTitle: 'Tenant restrictions do not block by default',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'external-access',
  rationale:
    'A colleague who signs in to another tenant with an account of that tenant takes data out past every policy of this one. Tenant restrictions v2 block that from managed devices and networks, for all tenants that have no settings of their own. Whether a proxy, Global Secure Access or a device policy puts them into effect cannot be read: what is judged is what they would say.',
  remediation: [
    {
      text: 'Entra admin center, External Identities, Cross-tenant access settings, Default settings, Tenant restrictions: block all external users and applications.',
    },
    { text: 'Allow partners one by one, then put the restrictions into effect by Global Secure Access, a proxy, or a Windows policy.' },
  ],
  verify: [
    {
      text: 'tenantRestrictions blocks AllUsers or AllApplications.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/default').tenantRestrictions | ConvertTo-Json -Depth 5",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-4', 'AC-20'] },
  equivalents: { zta: ['21793'] },
  references: [{ title: 'Set up tenant restrictions v2', url: 'https://learn.microsoft.com/entra/external-id/tenant-restrictions-v2' }],
  subjects: crossTenantDefaults,
  needs: {},
  check({ id, tenantRestrictions }) {
    if (tenantRestrictions !== null && isClosed(tenantRestrictions)) return pass()
    return fail('Tenant restrictions do not keep foreign accounts from being used for all tenants that have no settings of their own.', [
      evidence('By default', tenantRestrictions === null ? 'not set' : settingWords(tenantRestrictions), id),
    ])
  },
})
