import { z } from 'zod'
import { domainFederations } from '../../src/datasets/entra/domains.ts'
import { daysInWords, daysSince } from '../../src/estate/entra/ages.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-federation-certificate-expiring',
  title: 'The certificates of federated domains last, or the next one is known',
  failureTitle: 'Federation certificate expiring',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'When the token-signing certificate of a federated domain ends, nobody in the domain signs in. Entra ID fetches the next one from the provider’s metadata thirty days before; where that does not work, or the provider has none, it must be set by hand. A next certificate that lasts longer is enough.',
  remediation: [
    { text: 'See that AD FS rolls its certificates over (AutoCertificateRollover), and that its metadata can be fetched from outside.' },
    { text: 'Or set the new certificate in the federation settings of the domain (signingCertificate, nextSigningCertificate).' },
    { text: 'Another threshold: parameters, entra-federation-certificate-expiring, days.' },
  ],
  verify: [
    {
      text: 'The certificate in signingCertificate ends later, or that in nextSigningCertificate does.',
      command:
        "Connect-MgGraph -Scopes Domain.Read.All; $domain = Read-Host 'Domain'; [Security.Cryptography.X509Certificates.X509Certificate2]::new([Convert]::FromBase64String((Get-MgDomainFederationConfiguration -DomainId $domain).SigningCertificate)).NotAfter",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-5(2)', 'SC-12'] },
  equivalents: {},
  references: [
    { title: 'Renew federation certificates', url: 'https://learn.microsoft.com/entra/identity/hybrid/connect/how-to-connect-fed-o365-certs' },
    { title: 'internalDomainFederation', url: 'https://learn.microsoft.com/graph/api/resources/internaldomainfederation' },
  ],
  parameters: z.object({
    /** Days that a certificate must still last. */
    days: z.number().int().positive().default(30),
  }),
  subjects: domainFederations,
  needs: {},
  check(federation, _facts, { now, parameters: { days } }) {
    const { domain, signingCertificate, nextSigningCertificate } = federation
    if (signingCertificate === null) return unknown(`${domain} has no signing certificate that was told.`)
    if (signingCertificate.endAt === null) return unknown(`The signing certificate of ${domain} could not be read as one.`)
    const left = -daysSince(signingCertificate.endAt, now)
    if (left > days) return pass()
    const next = nextSigningCertificate?.endAt ?? null
    if (next !== null && -daysSince(next, now) > days) return pass()
    return fail(
      left < 0
        ? `The certificate by which people of ${domain} sign in has ended.`
        : `The certificate by which people of ${domain} sign in ends in ${daysInWords(left)}, and none is known to follow.`,
      [
        evidence('Certificate ends', signingCertificate.endAt, federation.id),
        evidence('The next one ends', next ?? 'none known'),
        evidence('Issuer', federation.issuerUri ?? 'not named'),
      ],
    )
  },
})
