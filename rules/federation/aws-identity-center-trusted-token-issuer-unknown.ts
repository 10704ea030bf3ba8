import { trustedTokenIssuers } from '../../src/datasets/aws/identity-center.ts'
import { knownIssuersOfOrganization } from '../../src/estate/aws/known-issuers.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-identity-center-trusted-token-issuer-unknown',
  title: 'Every trusted token issuer of Identity Center is a tenant of the scan or declared',
  failureTitle: 'Unknown trusted token issuer in Identity Center',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'Whoever signs the tokens of a trusted issuer can say of anybody in the identity store that it is them, to the applications that accept these tokens, without MFA or Conditional Access of ours. An issuer is known when it is a tenant of this scan, or declared as issuer or tenant. Which applications accept it is not read.',
  remediation: [
    {
      text: 'Find the applications that accept its tokens.',
      command: 'aws sso-admin list-application-grants --region REGION --application-arn APPLICATION_ARN',
    },
    {
      text: 'Unless somebody here answers for it, delete the issuer.',
      command: 'aws sso-admin delete-trusted-token-issuer --region REGION --trusted-token-issuer-arn ISSUER_ARN',
    },
    { text: 'If it is needed, declare it in the configuration: kind issuer, its URL, and the reason.' },
  ],
  verify: [
    {
      text: 'Every issuer URL is one of yours.',
      command:
        'aws sso-admin describe-trusted-token-issuer --region REGION --trusted-token-issuer-arn ISSUER_ARN --query TrustedTokenIssuerConfiguration.OidcJwtConfiguration.IssuerUrl',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'IA-5', 'IA-9'], 'mcsb@2': ['IM-1'] },
  equivalents: {},
  references: [
    {
      title: 'Using applications with a trusted token issuer',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/using-apps-with-trusted-token-issuer.html',
    },
  ],
  subjects: trustedTokenIssuers,
  needs: { knownIssuersOfOrganization },
  check({ id, name, issuerUrl, claim, attribute }, { knownIssuersOfOrganization }) {
    const owner = knownIssuersOfOrganization(issuerUrl)
    if (owner.kind === 'scanned' || owner.kind === 'declared') return pass()
    if (owner.kind === 'undecided')
      return unknown(`Token issuer ${name} is the tenant ${owner.tenant}, and a tenant of this scan that could not be identified may be the same.`)
    const whose = owner.tenant === undefined ? issuerUrl : `the Entra tenant ${owner.tenant}`
    return fail(
      `Identity Center trusts the tokens of ${whose} (${name}), which is neither a tenant of this scan nor declared. It would hold if ${owner.tenant ?? issuerUrl} were declared.`,
      [evidence('Issuer', issuerUrl, id), evidence('Claim that names the person', `${claim}, compared with ${attribute}`, id)],
    )
  },
})
