import { userPoolProviders } from '../../src/datasets/aws/user-pool-clients.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-cognito-saml-idp-initiated',
  title: 'User pools take SAML assertions only that they have asked for',
  failureTitle: 'User pool takes SAML assertions unasked',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'application-identity',
  rationale:
    'Where sign-in may begin at the provider, Cognito cannot tell an assertion that it asked for from one that somebody else put into the browser: a stolen one, or one that signs the victim in as the attacker. AWS calls it the best practice that sign-in begins at the pool. A bookmark on the provider’s portal can lead to the application, which then asks.',
  remediation: [
    { text: 'Have the provider’s portal open the sign-in page of the application instead.' },
    {
      text: 'Then switch it off; say the other details again.',
      command: 'aws cognito-idp update-identity-provider --user-pool-id POOL_ID --provider-name PROVIDER --provider-details MetadataURL=URL,IDPInit=false',
    },
  ],
  verify: [
    {
      text: 'IDPInit is not true.',
      command: "aws cognito-idp describe-identity-provider --user-pool-id POOL_ID --provider-name PROVIDER --query 'IdentityProvider.ProviderDetails.IDPInit'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-8', 'SC-23'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    {
      title: 'SAML session initiation in user pools',
      url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-SAML-session-initiation.html',
    },
  ],
  subjects: userPoolProviders,
  needs: {},
  where: ({ type }) => type === 'SAML',
  check(provider) {
    if (provider.takesUnasked !== true) return pass()
    return fail(`User pool ${provider.poolName} takes assertions of ${provider.name} that it has not asked for.`, [
      evidence('Sign-in may begin at the provider', true, provider.id),
    ])
  },
})
