import { userPoolProviders } from '../../src/datasets/aws/user-pool-clients.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Those of which the documentation says that they tell whether an address is verified. */
const TELLS = new Set(['Google', 'OIDC', 'SignInWithApple'])

/** Entra's endpoints for everybody of any tenant, where each tenant writes the address that it likes. */
const ANY_TENANT = /^https:\/\/login\.(?:microsoftonline\.(?:com|us)|partner\.microsoftonline\.cn|chinacloudapi\.cn)\/(?:common|organizations)(?:\/|$)/i

export default defineRule({
  id: 'aws-cognito-idp-mapping-trusts-unverified-email',
  title: 'Identity providers of user pools say which e-mail addresses are verified',
  failureTitle: 'E-mail address taken over without whether it is verified',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'An address that a provider has not verified is whatever its user typed: an application that finds people by it lets a stranger in as one of them. Cognito takes a mapped address for unverified unless the provider’s word on it is mapped too, which Google, Apple and most OpenID Connect providers send as email_verified. Applications that do not look at that word are not helped by it. Providers of SAML, Facebook and Amazon have no such attribute by standard: they are asked about only where an address is mapped onto its own verification.',
  remediation: [
    {
      text: 'Map the attribute email_verified of the provider to that of the pool; say every other mapping again.',
      command:
        'aws cognito-idp update-identity-provider --user-pool-id POOL_ID --provider-name PROVIDER --attribute-mapping email=email,email_verified=email_verified,username=sub',
    },
    { text: 'Have applications know people by sub, not by address, and refuse an address that is not verified.' },
  ],
  verify: [
    {
      text: 'Where email is mapped, email_verified is too.',
      command: "aws cognito-idp describe-identity-provider --user-pool-id POOL_ID --provider-name PROVIDER --query 'IdentityProvider.AttributeMapping'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-4', 'IA-8'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    {
      title: 'Mapping IdP attributes: mapped e-mail addresses are unverified by default',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-specifying-attribute-mapping.html',
    },
    {
      title: 'Migrate away from e-mail claims for authorization (Microsoft Entra)',
      url: 'https://learn.microsoft.com/en-us/entra/identity-platform/migrate-off-email-claim-authorization',
    },
  ],
  subjects: userPoolProviders,
  needs: {},
  where: ({ mapping }) => mapping === undefined || mapping.some(({ attribute }) => attribute === 'email'),
  check(provider) {
    const who = `provider ${provider.name} of user pool ${provider.poolName}`
    if (provider.mapping === undefined) return unknown(`Which attributes of ${who} are mapped was not told.`)
    const from = (attribute: string) => provider.mapping?.find(one => one.attribute === attribute)?.from
    const [address, verified] = [from('email'), from('email_verified')]
    const told = [
      evidence('Type', provider.type, provider.id),
      evidence('E-mail address from', address ?? 'nothing', provider.id),
      evidence('Whether it is verified from', verified ?? 'nothing', provider.id),
      ...(provider.issuer === undefined ? [] : [evidence('Issuer', provider.issuer, provider.id)]),
    ]
    if (provider.issuer !== undefined && ANY_TENANT.test(provider.issuer))
      return fail(`Any tenant of Microsoft Entra says which e-mail address its users have to ${who}.`, told)
    if (verified !== undefined && verified === address) return fail(`What ${who} says of verification is the address itself.`, told)
    if (verified === undefined && TELLS.has(provider.type)) return fail(`E-mail addresses of ${who} are taken over without whether they are verified.`, told)
    return pass()
  },
})
