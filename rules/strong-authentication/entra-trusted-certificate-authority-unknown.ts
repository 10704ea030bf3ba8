import { certificateAuthorities, certificateSignInSettings } from '../../src/datasets/entra/certificate-trust.ts'
import { declaredIssuers } from '../../src/estate/entra/declared-issuers.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-trusted-certificate-authority-unknown',
  title: 'Every certificate authority that signs people in is known, and revokes',
  failureTitle: 'Certificate authority that nobody declared, or that revokes nothing',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'strong-authentication',
  rationale:
    'Where sign-in with certificates is on, a certificate that one of these authorities issues signs in as whomever it names, without a password, and for some or all as MFA. Whoever adds an authority of their own is everybody from then on, and stays when passwords change. So each is declared by its thumbprint (declared, kind: issuer, id: the thumbprint); names and key identifiers are chosen by whoever makes the certificate, and do not count. One that is not declared is critical if it is a root, and of medium severity if it is an intermediate one, which needs a root above it in the list. A declared one without a list of revoked certificates lets in what was stolen or lost: Microsoft does not look further, unless the tenant requires a list. It is of medium severity.',
  remediation: [
    { text: 'Ask who runs it. Declare it if it is yours; if nobody knows it, delete it, and look in the audit log for who added it and who signed in by it.' },
    { text: 'Name its list of revoked certificates (CRL), and require a list for all in the settings of certificate-based authentication.' },
    { text: 'Let few add authorities: Global Administrator and Privileged Authentication Administrator can.' },
  ],
  verify: [
    {
      text: 'Every thumbprint is known, and certificateRevocationListUrl is set.',
      command:
        "Connect-MgGraph -Scopes PublicKeyInfrastructure.Read.All; $store = 'https://graph.microsoft.com/v1.0/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations'; (Invoke-MgGraphRequest -Uri $store -OutputType PSObject).value | ForEach-Object { (Invoke-MgGraphRequest -Uri ($store + '/' + $_.id + '/certificateAuthorities') -OutputType PSObject).value }",
    },
    {
      text: 'So it is in the older store.',
      command:
        "Connect-MgGraph -Scopes Organization.Read.All; (Invoke-MgGraphRequest -Uri ('https://graph.microsoft.com/v1.0/organization/' + (Get-MgOrganization).Id + '/certificateBasedAuthConfiguration') -OutputType PSObject).value.certificateAuthorities",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1', 'IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-5(2)', 'SC-17'] },
  equivalents: {},
  references: [
    {
      title: 'Set up certificate-based authentication',
      url: 'https://learn.microsoft.com/entra/identity/authentication/how-to-certificate-based-authentication',
    },
    {
      title: 'Certificate revocation list',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-certificate-based-authentication-certificate-revocation-list',
    },
    { title: 'certificateAuthorityDetail', url: 'https://learn.microsoft.com/graph/api/resources/certificateauthoritydetail' },
  ],
  subjects: certificateAuthorities,
  needs: { certificateSignInSettings, declaredIssuers },
  check(authority, { certificateSignInSettings, declaredIssuers }) {
    const { id, name, store, isRoot, thumbprint, keyId, issuer, hasRevocationList, expiresAt } = authority
    const what = isRoot ? 'root authority' : 'intermediate authority'
    const facts = [
      evidence('Thumbprint', thumbprint ?? 'not told', id),
      evidence('Store', store),
      evidence('Issuer', issuer ?? 'not told'),
      evidence('Ends', expiresAt ?? 'not told'),
      evidence('List of revoked certificates', hasRevocationList),
    ]
    if (thumbprint === null) return unknown(`Which ${what} ${name} is: its certificate cannot be read.`)
    if (!declaredIssuers.has(thumbprint))
      return fail(
        `Certificates of the ${what} ${name} sign people in, and nobody declared it (kind: issuer, id: ${thumbprint}).`,
        facts,
        isRoot ? undefined : 'medium',
      )
    const settings = [...certificateSignInSettings]
    const requiring = settings.filter(({ isRevocationListRequired }) => isRevocationListRequired)
    const isRequired = requiring.some(({ exemptAuthorities }) => exemptAuthorities.length === 0 || (keyId !== null && !exemptAuthorities.includes(keyId)))
    if (hasRevocationList || isRequired) return pass()
    if (requiring.length > 0 && keyId === null)
      return unknown(
        `Whether the ${what} ${name}, of which no list of revoked certificates is named, is exempt from needing one: its key identifier is not told.`,
      )
    return fail(`Certificates of the ${what} ${name} sign people in also when they were revoked: no list of them is named.`, facts, 'medium')
  },
})
