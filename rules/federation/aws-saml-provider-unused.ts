import { identityProviders } from '../../src/estate/aws/identity-providers.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html */
const IDENTITY_CENTER = /^AWSSSO_[0-9a-z]+_DO_NOT_DELETE$/i

export default defineRule({
  id: 'aws-saml-provider-unused',
  title: 'Every identity provider in IAM is trusted by some role',
  failureTitle: 'Unused identity provider',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'federation',
  rationale:
    'A SAML or OpenID Connect provider that no role trusts serves nobody, and is one step less for whoever may write a trust policy: the foreign issuer is already let into the account. The provider that IAM Identity Center keeps for itself is left out. A Client VPN endpoint or a Cognito identity pool can use a provider without a role that trusts it; these are not looked at.',
  remediation: [
    {
      text: 'Find out whether a Client VPN endpoint uses it.',
      command: "aws ec2 describe-client-vpn-endpoints --query 'ClientVpnEndpoints[].AuthenticationOptions'",
    },
    { text: 'Delete a SAML provider that nothing uses.', command: 'aws iam delete-saml-provider --saml-provider-arn PROVIDER_ARN' },
    {
      text: 'Delete an OpenID Connect provider that nothing uses.',
      command: 'aws iam delete-open-id-connect-provider --open-id-connect-provider-arn PROVIDER_ARN',
    },
  ],
  verify: [{ text: 'It is gone from the lists.', command: 'aws iam list-saml-providers; aws iam list-open-id-connect-providers' }],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'CM-7'], 'mcsb@2': ['IM-1'] },
  equivalents: {},
  references: [
    { title: 'Identity providers and federation', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers.html' },
    { title: 'Client VPN: SAML federated authentication', url: 'https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/federated-authentication.html' },
  ],
  subjects: identityProviders,
  needs: {},
  where: ({ kind, name }) => !(kind === 'SAML' && IDENTITY_CENTER.test(name)),
  check({ id, name, kind, trustedBy, undecided }) {
    if (trustedBy.length > 0) return pass()
    const [first] = undecided
    if (first !== undefined) return unknown(`Whether a role trusts ${kind} provider ${name} cannot be told: the trust policy of ${first} could not be read.`)
    return fail(`No role trusts ${kind} provider ${name}.`, [evidence('Provider', id, id), evidence('Roles that trust it', 0, id)])
  },
})
