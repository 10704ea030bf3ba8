import { type SamlProvider, samlProviders } from '../../src/datasets/aws/identity-providers.ts'
import { accountOfIdentityCenter, isOfIdentityCenter, knownIssuers } from '../../src/estate/aws/known-issuers.ts'
import { knownOutsiders } from '../../src/estate/aws/known-outsiders.ts'
import { type SigningKeys, signingKeysByTenant } from '../../src/estate/cross/signing-keys.ts'
import { defineRule, evidence, fail, pass, unknown, type Verdict } from '../../src/rule.ts'

/** Anybody can write a tenant into metadata; what counts is whose the certificates are. */
const ofTenant = ({ id, name, certificates, unreadCertificates }: SamlProvider, tenant: string, keys: SigningKeys | undefined): Verdict => {
  const whenNoneIsForeign = (): Verdict =>
    unreadCertificates === undefined
      ? pass()
      : unknown(`SAML provider ${name} names Entra tenant ${tenant}, and whose a certificate of it is could not be read.`)
  if (certificates.length === 0) return whenNoneIsForeign()
  if (keys === undefined)
    return unknown(`SAML provider ${name} names Entra tenant ${tenant}, whose applications could not be read, so that its certificates could not be compared.`)
  const foreign = certificates.filter(({ sha1 }) => !keys.thumbprints.has(sha1))
  if (foreign.length === 0) return whenNoneIsForeign()
  if (keys.unnamed.length > 0)
    return unknown(
      `A certificate of SAML provider ${name} is none that is known of Entra tenant ${tenant}, but ${keys.unnamed.join(', ')} has a signing key without a thumbprint.`,
    )
  return fail(
    `SAML provider ${name} names Entra tenant ${tenant} and trusts ${foreign.length === 1 ? 'a certificate' : `${foreign.length} certificates`} with which no application of that tenant signs.`,
    [
      evidence(
        'SHA-256 of these certificates',
        foreign.map(({ sha256 }) => sha256),
        id,
      ),
    ],
  )
}

export default defineRule({
  id: 'aws-saml-provider-unknown-issuer',
  title: 'Each SAML provider in IAM is a tenant or issuer that is known',
  failureTitle: 'SAML provider of an unknown issuer',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'federation',
  rationale:
    'Whoever holds the signing key of a SAML provider can sign in as anyone to every role that trusts it. A provider that nobody knows may be left over from a trial or a merger, or be the way back in of an intruder. Known are the tenants of this scan, the provider that Identity Center makes itself, and what the configuration declares. Anybody can write the name of a tenant into metadata, so that the signing certificates are compared with those of the applications of a scanned tenant: one that is not among them belongs to a stranger, or to a key that was given up and still opens the door. Of declared issuers and of Identity Center no certificates are known to compare with.',
  remediation: [
    {
      text: 'If it is not yours, take it out of the trust policies of the roles that name it.',
      command: 'aws iam list-roles --query "Roles[?contains(to_string(AssumeRolePolicyDocument),\'PROVIDER_ARN\')].Arn"',
    },
    {
      text: 'If a certificate is not one of yours, load the metadata of the application again.',
      command: 'aws iam update-saml-provider --saml-provider-arn PROVIDER_ARN --saml-metadata-document file://metadata.xml',
    },
    { text: 'If it is nobody’s, delete it.', command: 'aws iam delete-saml-provider --saml-provider-arn PROVIDER_ARN' },
    { text: 'Look in CloudTrail for AssumeRoleWithSAML through it, and for who made it with CreateSAMLProvider.' },
    { text: 'If it is yours, declare it in the configuration: kind tenant and the tenant id, or kind issuer and the entity id, with the reason.' },
  ],
  verify: [
    {
      text: 'The entityID in the metadata is one you know.',
      command: "aws iam get-saml-provider --saml-provider-arn PROVIDER_ARN --query 'SAMLMetadataDocument' --output text",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'IA-8'], 'mcsb@2': ['IM-1', 'IM-3'] },
  equivalents: {},
  references: [
    { title: 'SAML 2.0 federation', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html' },
    { title: 'Single sign-on SAML protocol of Microsoft Entra', url: 'https://learn.microsoft.com/en-us/entra/identity-platform/single-sign-on-saml-protocol' },
  ],
  subjects: samlProviders,
  needs: { knownIssuers, knownOutsiders, signingKeysByTenant },
  check(provider, { knownIssuers, knownOutsiders, signingKeysByTenant }) {
    if (provider.entityId === undefined) return unknown(`The metadata of SAML provider ${provider.name} names no issuer that could be read.`)
    const owner = knownIssuers(provider.entityId)
    if (owner.kind === 'declared') return pass()
    if (owner.kind === 'scanned') return ofTenant(provider, owner.tenant, signingKeysByTenant.get(owner.tenant))
    if (isOfIdentityCenter(provider)) {
      const account = accountOfIdentityCenter(provider.entityId)
      const known = account === undefined ? 'ours' : knownOutsiders({ kind: 'account', id: account }).kind
      if (known === 'ours' || known === 'declared') return pass()
      return unknown(`SAML provider ${provider.name} has the name and issuer of an Identity Center, that of account ${account}, which is not known.`)
    }
    if (owner.kind === 'undecided')
      return unknown(
        `SAML provider ${provider.name} trusts Entra tenant ${owner.tenant}, and a tenant of this scan that could not be identified may be that one.`,
      )
    const who = owner.tenant === undefined ? `the issuer ${provider.entityId}` : `Entra tenant ${owner.tenant}`
    const cure = owner.tenant === undefined ? 'that issuer were declared' : 'that tenant were scanned or declared'
    return fail(`SAML provider ${provider.name} trusts ${who}, which is neither scanned nor declared. It would hold if ${cure}.`, [
      evidence('Issuer', provider.entityId, provider.id),
      ...(provider.createdAt === undefined ? [] : [evidence('Created', provider.createdAt, provider.id)]),
      evidence(
        'SHA-256 of its signing certificates',
        provider.certificates.length === 0 ? 'none could be read' : provider.certificates.map(one => one.sha256),
        provider.id,
      ),
    ])
  },
})
