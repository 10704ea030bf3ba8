import { domainFederations } from '../../src/datasets/entra/domains.ts'
import { declaredIssuers } from '../../src/estate/entra/declared-issuers.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const rejects = 'rejectmfabyfederatedidp'
const accepts = new Set(['acceptifmfadonebyfederatedidp', 'enforcemfabyfederatedidp'])

export default defineRule({
  id: 'entra-federated-domain-mfa-trusted',
  title: 'MFA that Conditional Access demands is done by Microsoft Entra ID, not believed of a federated identity provider',
  failureTitle: 'MFA of the federated identity provider is believed',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'Where the federated provider’s MFA is believed, one claim in its token meets every policy that demands MFA: who holds its signing key writes the claim. Microsoft’s guidance against such tokens is to let Entra ID reject the provider’s MFA and do its own. Never set, the setting means that MFA is accepted, unless the older SupportsMfa says otherwise, which cannot be read: that is said, and of medium severity. A provider whose MFA is meant to count can be declared (declared, kind: issuer, as: trusted).',
  remediation: [
    {
      text: 'Register people for MFA in Entra ID, then let it reject the provider’s.',
      command:
        "Connect-MgGraph -Scopes Domain.ReadWrite.All; $domain = Read-Host 'Domain'; Update-MgDomainFederationConfiguration -DomainId $domain -InternalDomainFederationId (Get-MgDomainFederationConfiguration -DomainId $domain).Id -FederatedIdpMfaBehavior rejectMfaByFederatedIdp",
    },
  ],
  verify: [
    {
      text: 'federatedIdpMfaBehavior is rejectMfaByFederatedIdp.',
      command:
        "Connect-MgGraph -Scopes Domain.Read.All; $domain = Read-Host 'Domain'; (Get-MgDomainFederationConfiguration -DomainId $domain).FederatedIdpMfaBehavior",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)', 'IA-8'] },
  equivalents: {},
  references: [
    {
      title: 'federatedIdpMfaBehavior values',
      url: 'https://learn.microsoft.com/graph/api/resources/internaldomainfederation#federatedidpmfabehavior-values',
    },
    {
      title: 'Prevent by-passing of cloud MFA when federated',
      url: 'https://learn.microsoft.com/windows-server/identity/ad-fs/deployment/best-practices-securing-ad-fs',
    },
  ],
  subjects: domainFederations,
  needs: { declaredIssuers },
  check(federation, { declaredIssuers }) {
    const { federatedIdpMfaBehavior: behavior, issuerUri } = federation
    const facts = [
      evidence('MFA of the provider', behavior ?? 'never set', federation.id),
      evidence('Issuer', issuerUri ?? 'not named'),
      evidence('Domain', federation.domain),
    ]
    if (behavior?.toLowerCase() === rejects) return pass()
    if (declaredIssuers.get(issuerUri?.toLowerCase() ?? '') === 'trusted') return pass()
    if (behavior === null)
      return fail(
        `It was never set whether the MFA of the provider of ${federation.domain} counts: it does, unless the older SupportsMfa keeps it from it.`,
        facts,
        'medium',
      )
    if (!accepts.has(behavior.toLowerCase()))
      return unknown(`Whether the MFA of the provider of ${federation.domain} counts is ${behavior}, which is not documented.`)
    return fail(`MFA that the identity provider of ${federation.domain} claims is believed.`, facts)
  },
})
