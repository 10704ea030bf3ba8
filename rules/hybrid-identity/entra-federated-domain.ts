import { entraDomains } from '../../src/datasets/entra/domains.ts'
import { declaredIssuers } from '../../src/estate/entra/declared-issuers.ts'
import { federationsOfDomain } from '../../src/estate/entra/federations-of-domain.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-federated-domain',
  title: 'Domains are managed, or their identity provider is declared',
  failureTitle: 'Domain federated with an undeclared identity provider',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'Whoever signs tokens for a federated domain signs in as anybody in it, MFA included if the token says so, and no password of the tenant stands in the way. A domain that is federated without anybody’s knowing is how attackers stay in a tenant; an AD FS that is known is still a server of the highest tier. A subdomain is federated as the domain above it. Declare the provider if it is wanted (declared, kind: issuer, the issuer’s URI). Better, move its people to sign-in by Microsoft Entra ID.',
  remediation: [
    { text: 'Find out who federated the domain (audit log, Set federation settings on domain), and whether the issuer is the organization’s.' },
    { text: 'Move sign-in to Microsoft Entra ID with a staged rollout, then convert the domain to managed.' },
    { text: 'Where federation stays, declare its issuer, and alert on changes of federation settings.' },
  ],
  verify: [
    {
      text: 'authenticationType of every domain is Managed, or its issuerUri is the expected one.',
      command:
        "Connect-MgGraph -Scopes Domain.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/domains' -OutputType PSObject).value | Where-Object authenticationType -eq Federated | ForEach-Object { (Invoke-MgGraphRequest -Uri ('https://graph.microsoft.com/v1.0/domains/{0}/federationConfiguration' -f $_.id) -OutputType PSObject).value }",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1', 'IM-2'], 'nist-800-53@r5': ['IA-2', 'IA-8'] },
  equivalents: { zta: ['21829'] },
  references: [
    {
      title: 'Migrate from federation to cloud authentication',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/migrate-from-federation-to-cloud-authentication',
    },
    {
      title: 'Monitor changes to federation configuration',
      url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-monitor-federation-changes',
    },
    { title: 'internalDomainFederation', url: 'https://learn.microsoft.com/graph/api/resources/internaldomainfederation' },
  ],
  subjects: entraDomains,
  needs: { federationsOfDomain, declaredIssuers },
  check(domain, { federationsOfDomain, declaredIssuers }) {
    if (domain.authenticationType === 'Managed') return pass()
    if (domain.authenticationType !== 'Federated') return unknown(`How ${domain.name} authenticates is ${domain.authenticationType}, which is not documented.`)
    const issuers = federationsOfDomain(domain).map(({ issuerUri }) => issuerUri ?? 'not named')
    const strange = issuers.filter(issuer => !declaredIssuers.has(issuer.toLowerCase()))
    if (issuers.length > 0 && strange.length === 0) return pass()
    const what = strange.length === 0 ? 'an identity provider that was not told' : strange.join(', ')
    return fail(`People of ${domain.name} sign in wherever ${what} says so, and nobody declared it.`, [
      evidence('Domain', domain.name, domain.id),
      evidence('Issuers', issuers),
    ])
  },
})
