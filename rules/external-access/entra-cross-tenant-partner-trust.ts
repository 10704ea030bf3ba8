import { crossTenantPartners } from '../../src/datasets/entra/cross-tenant-access.ts'
import { trustedClaims } from '../../src/estate/entra/cross-tenant-words.ts'
import { knownTenants } from '../../src/estate/entra/known-tenants.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-cross-tenant-partner-trust',
  title: 'MFA and devices are trusted only of tenants that are known',
  failureTitle: 'MFA or devices of an unknown tenant trusted',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'external-access',
  rationale:
    'Who trusts a partner’s MFA takes the partner’s word for every guest: a weak method there, or an administrator there who sets the claim, opens what Conditional Access protects here. That is right for a partner whose policies are known, and for nobody else. Known are tenants of this scan and those that are declared (declared, kind: tenant).',
  remediation: [
    { text: 'Ask who this tenant is, and what MFA it demands of its people. Declare it if the trust stands.' },
    {
      text: 'Otherwise take the trust away: Entra admin center, External Identities, Cross-tenant access settings, the organization, Inbound access, Trust settings.',
    },
  ],
  verify: [
    {
      text: 'inboundTrust of partners is null, or accepts only what was agreed.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/partners' -OutputType PSObject).value | Select-Object tenantId, inboundTrust",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['AC-20', 'IA-8'] },
  equivalents: {},
  references: [
    {
      title: 'Inbound trust settings',
      url: 'https://learn.microsoft.com/entra/external-id/cross-tenant-access-settings-b2b-collaboration#to-change-inbound-trust-settings-for-mfa-and-device-claims',
    },
    { title: 'Authentication and Conditional Access for External ID', url: 'https://learn.microsoft.com/entra/external-id/authentication-conditional-access' },
  ],
  subjects: crossTenantPartners,
  needs: { knownTenants },
  check(partner, { knownTenants }) {
    const trusted = trustedClaims(partner)
    if (trusted.length === 0 || knownTenants.has(partner.id.toLowerCase())) return pass()
    return fail(`The ${trusted.join(' and ')} of the tenant ${partner.name} count here, and nobody declared it.`, [
      evidence('Tenant', partner.id, partner.id),
      evidence('Trusted', [...trusted]),
      evidence('Service provider', partner.isServiceProvider),
    ])
  },
})
