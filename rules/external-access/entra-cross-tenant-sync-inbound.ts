import { crossTenantPartners } from '../../src/datasets/entra/cross-tenant-access.ts'
import { knownTenants } from '../../src/estate/entra/known-tenants.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-cross-tenant-sync-inbound',
  title: 'No unknown tenant creates users here, or has its people let in without being asked',
  failureTitle: 'Unknown tenant synchronizes users into this one',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'external-access',
  rationale:
    'Cross-tenant synchronization writes the users of another tenant into this one, as members if it says so. Whoever rules the other tenant makes accounts here, and gives them what their attributes give them here: groups, applications, AWS. It is also a way back in for somebody who once was an administrator. Automatic consent alone, without synchronization, is of medium severity. Known are tenants of this scan and those that are declared (declared, kind: tenant).',
  remediation: [
    { text: 'Find out who allowed it (audit log, category CrossTenantIdentitySyncSettings) and why. Declare the tenant if it belongs to the organization.' },
    {
      text: 'Otherwise take the right to synchronize away, then look for users who came that way (creationType, identities).',
      command:
        "Connect-MgGraph -Scopes Policy.ReadWrite.CrossTenantAccess; $tenant = Read-Host 'Tenant id'; Invoke-MgGraphRequest -Method PATCH -Uri ('https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/partners/{0}/identitySynchronization' -f $tenant) -Body '{\"userSyncInbound\":{\"isSyncAllowed\":false}}'",
    },
  ],
  verify: [
    {
      text: 'userSyncInbound.isSyncAllowed is false or null for all but known tenants, and automaticUserConsentSettings.inboundAllowed too.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/crossTenantAccessPolicy/partners?$expand=identitySynchronization' -OutputType PSObject).value | Select-Object tenantId, automaticUserConsentSettings, identitySynchronization",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['AC-2', 'AC-20'] },
  equivalents: {},
  references: [
    {
      title: 'What is cross-tenant synchronization?',
      url: 'https://learn.microsoft.com/entra/identity/multi-tenant-organizations/cross-tenant-synchronization-overview',
    },
    { title: 'crossTenantIdentitySyncPolicyPartner', url: 'https://learn.microsoft.com/graph/api/resources/crosstenantidentitysyncpolicypartner' },
  ],
  subjects: crossTenantPartners,
  needs: { knownTenants },
  check(partner, { knownTenants }) {
    const { isUserSyncInboundAllowed, isConsentAutomaticInbound } = partner
    if ((!isUserSyncInboundAllowed && !isConsentAutomaticInbound) || knownTenants.has(partner.id.toLowerCase())) return pass()
    const facts = [
      evidence('Tenant', partner.id, partner.id),
      evidence('May synchronize users', isUserSyncInboundAllowed),
      evidence('Consent is automatic', isConsentAutomaticInbound),
    ]
    return isUserSyncInboundAllowed
      ? fail(`The tenant ${partner.name} may create and change users here, and nobody declared it.`, facts)
      : fail(`People of the tenant ${partner.name} get in without being asked for consent, and nobody declared it.`, facts, 'medium')
  },
})
