import { crossTenantPartners } from '../../src/datasets/entra/cross-tenant-access.ts'
import { knownTenants } from '../../src/estate/entra/known-tenants.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-partner-delegated-administration',
  title: 'Partners that administer the tenant are known',
  failureTitle: 'Service provider with settings in the tenant',
  cloud: 'entra',
  severity: 'info',
  recommendation: 'external-access',
  rationale:
    'Shown, not judged: a service provider may hold administrator roles here by granular delegated administration (GDAP), without an account in the directory, and whoever takes over the provider takes over its customers. Which roles it holds can only be read from the provider’s own tenant; what is read here is that Microsoft marks the partner as a service provider. Known are tenants of this scan and those that are declared (declared, kind: tenant).',
  remediation: [
    { text: 'See the roles under Settings, Partner relationships, in the Microsoft 365 admin center, and end those that nobody needs.' },
    { text: 'Cover service provider users in Conditional Access, and declare the partners that stay.' },
  ],
  verify: [
    {
      text: 'isServiceProvider is true only for partners that are wanted.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/partners' -OutputType PSObject).value | Where-Object isServiceProvider | Select-Object tenantId",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7'], 'nist-800-53@r5': ['AC-6', 'SA-9'] },
  equivalents: { zta: ['21859'] },
  references: [
    { title: 'Introduction to granular delegated admin privileges', url: 'https://learn.microsoft.com/partner-center/customers/gdap-introduction' },
    {
      title: 'crossTenantAccessPolicyConfigurationPartner',
      url: 'https://learn.microsoft.com/graph/api/resources/crosstenantaccesspolicyconfigurationpartner',
    },
  ],
  subjects: crossTenantPartners,
  needs: { knownTenants },
  where: ({ isServiceProvider }) => isServiceProvider,
  check(partner, { knownTenants }) {
    if (knownTenants.has(partner.id.toLowerCase())) return pass()
    return fail(`The tenant ${partner.name} is a service provider of this one, and may administer it.`, [evidence('Tenant', partner.id, partner.id)])
  },
})
