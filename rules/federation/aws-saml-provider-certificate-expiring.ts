import { z } from 'zod'
import { samlProviders } from '../../src/datasets/aws/identity-providers.ts'
import { isOfIdentityCenter } from '../../src/estate/aws/known-issuers.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'aws-saml-provider-certificate-expiring',
  title: 'Each SAML provider has a signing certificate that stays valid',
  failureTitle: 'SAML provider with an expiring certificate',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'federation',
  rationale:
    'The certificate says when the identity provider means to replace its signing key. IAM does not look at the date: an outdated certificate goes on to be trusted, and sign-in ends on the day the provider signs with a new key that IAM was never told. Providers that Identity Center keeps are left out.',
  remediation: [
    { text: 'In Microsoft Entra, make a new signing certificate for the AWS application, and download its federation metadata.' },
    {
      text: 'Give it to IAM before the new certificate is made active.',
      command: 'aws iam update-saml-provider --saml-provider-arn PROVIDER_ARN --saml-metadata-document file://metadata.xml',
    },
    { text: 'Make the new certificate active in Entra, try a sign-in, and update the provider once more without the old certificate.' },
  ],
  verify: [
    {
      text: 'The metadata holds a signing certificate that is valid for longer than the limit.',
      command: "aws iam get-saml-provider --saml-provider-arn PROVIDER_ARN --query 'SAMLMetadataDocument' --output text",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-5(2)', 'SC-12'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    { title: 'Create a SAML identity provider in IAM', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml.html' },
    {
      title: 'Manage federation certificates in Microsoft Entra',
      url: 'https://learn.microsoft.com/en-us/entra/identity/enterprise-apps/tutorial-manage-certificates-for-federated-single-sign-on',
    },
  ],
  parameters: z.object({
    /** Days that a certificate must still be valid. */
    days: z.number().int().positive().default(30),
  }),
  subjects: samlProviders,
  needs: {},
  where: provider => !isOfIdentityCenter(provider),
  check(provider, _, { now, parameters: { days } }) {
    const [first, ...others] = provider.certificates
    if (first === undefined) return unknown(`The metadata of SAML provider ${provider.name} holds no signing certificate that could be read.`)
    const last = others.reduce((latest, one) => (Date.parse(one.notAfter) > Date.parse(latest.notAfter) ? one : latest), first)
    const left = Math.floor((Date.parse(last.notAfter) - now.getTime()) / DAY)
    if (left > days) return pass()
    if (provider.unreadCertificates !== undefined)
      return unknown(
        `Of the signing certificates of SAML provider ${provider.name} that could be read, none is valid for more than ${days} days; not all could.`,
      )
    const proof = [
      evidence('Valid until, the last of its certificates', last.notAfter, provider.id),
      evidence('SHA-256 of that certificate', last.sha256, provider.id),
      evidence('Signing certificates', provider.certificates.length, provider.id),
      evidence('Issuer', provider.entityId ?? 'not said', provider.id),
    ]
    if (left < 0) return fail(`No signing certificate of SAML provider ${provider.name} is valid any more; IAM trusts them all the same.`, proof)
    return fail(`The last signing certificate of SAML provider ${provider.name} is valid for ${left} more days, where more than ${days} are asked.`, proof)
  },
})
