import { UNIDENTIFIED } from '../../src/dataset.ts'
import { samlProviders } from '../../src/datasets/aws/identity-providers.ts'
import { tenantOfIssuer } from '../../src/estate/aws/known-issuers.ts'
import { signingApplicationsByTenant } from '../../src/estate/cross/signing-applications.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-saml-signing-key-unknown',
  title: 'AWS trusts only the current signing keys of the applications that federate to it',
  failureTitle: 'AWS trusts a key that is none of its application’s',
  cloud: 'cross',
  severity: 'high',
  recommendation: 'federation',
  rationale:
    'Whoever holds a signing key signs in to AWS as anybody, in every role that trusts the provider, and nothing of it is seen in Entra. Each certificate of a SAML provider in IAM whose issuer is a scanned tenant is compared with the signing keys there: one that no application has is a stranger’s, or was given up and still opens the door; one of an application that is not for AWS gives its owners the key to AWS. Low where the key is the right one’s and has ended: IAM takes it all the same. Which certificate an Identity Center trusts AWS does not tell. Issuers of federated domains are judged by entra-federated-domain.',
  remediation: [
    { text: 'Download the federation metadata of the application for AWS: Entra admin center, Enterprise applications, the application, Single sign-on.' },
    {
      text: 'Give it to the provider, in place of what it has.',
      command: 'aws iam update-saml-provider --saml-provider-arn PROVIDER_ARN --saml-metadata-document file://metadata.xml',
    },
    { text: 'Look in CloudTrail for AssumeRoleWithSAML through it without a sign-in to the application at that time in Entra.' },
  ],
  verify: [
    {
      text: 'The certificates in the metadata are those of the application.',
      command: "aws iam get-saml-provider --saml-provider-arn PROVIDER_ARN --query 'SAMLMetadataDocument' --output text",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1', 'IM-3'], 'nist-800-53@r5': ['IA-8', 'SC-12', 'SC-17'] },
  equivalents: {},
  references: [
    {
      title: 'Manage certificates for federated single sign-on',
      url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on',
    },
    { title: 'SAML 2.0 federation', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_saml.html' },
    {
      title: 'Single sign-on with AWS Single-Account Access',
      url: 'https://learn.microsoft.com/en-us/entra/identity/saas-apps/amazon-web-service-tutorial',
    },
  ],
  supersedes: ['aws-saml-provider-unknown-issuer'],
  subjects: samlProviders,
  needs: { signingApplicationsByTenant },
  where({ entityId }, { signingApplicationsByTenant }) {
    const tenant = entityId === undefined ? undefined : tenantOfIssuer(entityId)
    return tenant !== undefined && (signingApplicationsByTenant.has(tenant) || signingApplicationsByTenant.has(UNIDENTIFIED))
  },
  check({ id, name, entityId, certificates, unreadCertificates }, { signingApplicationsByTenant }, { now }) {
    const tenant = tenantOfIssuer(entityId ?? '') ?? ''
    const keys = signingApplicationsByTenant.get(tenant) ?? 'unread'
    if (keys === 'unread')
      return unknown(
        `SAML provider ${name} trusts Entra tenant ${tenant}, whose applications could not be read, so that its certificates could not be compared.`,
      )
    const compared = certificates.map(({ sha1, sha256 }) => ({ sha256, signers: [...(keys.byHash.get(sha1) ?? []), ...(keys.byHash.get(sha256) ?? [])] }))
    const lines = compared.map(({ sha256, signers }) =>
      evidence(`Certificate ${sha256}`, signers.length === 0 ? 'of no application' : [...new Set(signers.map(signer => `of ${signer.name}`))], id),
    )
    const strange = compared.filter(({ signers }) => signers.length === 0)
    const others = compared.filter(({ signers }) => signers.length > 0 && signers.every(({ isForAws }) => !isForAws))
    if (strange.length > 0 && keys.unnamed.length === 0)
      return fail(
        `SAML provider ${name} trusts ${strange.length === 1 ? 'a certificate' : `${strange.length} certificates`} with which no application of Entra tenant ${tenant} signs.`,
        lines,
      )
    if (others.length > 0)
      return fail(
        `SAML provider ${name} trusts the signing key of ${[...new Set(others.flatMap(({ signers }) => signers.map(signer => signer.name)))].join(', ')}, which is no application for AWS.`,
        lines,
      )
    if (strange.length > 0)
      return unknown(
        `A certificate of SAML provider ${name} is none that is known of Entra tenant ${tenant}, but ${keys.unnamed.join(', ')} has a signing key without a thumbprint.`,
      )
    if (unreadCertificates !== undefined || certificates.length === 0)
      return unknown(`Whose key a certificate of SAML provider ${name} is could not be told: it could not be read.`)
    const ended = compared.filter(({ signers }) => signers.every(({ endAt }) => endAt !== null && Date.parse(endAt) < now.getTime()))
    if (ended.length === 0) return pass()
    return fail(`SAML provider ${name} trusts ${ended.length === 1 ? 'a key' : `${ended.length} keys`} of its application that ended.`, lines, 'low')
  },
})
