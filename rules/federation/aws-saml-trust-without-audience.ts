import { ANY_SAML_PROVIDER } from '../../src/analysis/iam/saml-trust.ts'
import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { samlTrustAt, samlTrustsOfRoles } from '../../src/estate/aws/saml-trusts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-saml-trust-without-audience',
  title: 'A role that trusts a SAML provider demands that the assertion was made for AWS',
  failureTitle: 'SAML trust without an audience',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'federation',
  rationale:
    'SAML:aud is the recipient named in the assertion. A trust policy that demands it keeps assertions made for another sign-in page out, and lets an account choose the Regions whose pages it accepts. AWS itself refuses recipients that are no sign-in page of its own, hence low. Roles that AWS keeps are left out.',
  remediation: [
    {
      text: 'Add a StringEquals condition on SAML:aud with the sign-in pages in use: https://signin.aws.amazon.com/saml or a regional one such as https://eu-west-1.signin.aws.amazon.com/saml; https://signin.amazonaws.cn/saml in China, https://signin.amazonaws-us-gov.com/saml in GovCloud; with /acs/ and the provider id where assertions are encrypted.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument' > trust.json",
    },
    { text: 'Put it in force, and try a sign-in.', command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json' },
  ],
  verify: [
    {
      text: 'Every statement that allows sts:AssumeRoleWithSAML has the condition.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].Condition'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'IA-8'], 'mcsb@2': ['IM-3'] },
  equivalents: {},
  references: [
    {
      title: 'Condition keys of SAML federation',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml',
    },
    {
      title: 'SAML assertions for the authentication response: sign-in endpoints',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html',
    },
  ],
  subjects: samlTrustsOfRoles,
  needs: {},
  where: ({ isAwsOwned }) => !isAwsOwned,
  check(row, _, { now }) {
    const { name, roleId } = row
    if (row.trust === undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${row.unreadable ?? 'malformed'}.`)
    const trust = samlTrustAt(row, now)
    // Its time is over: nobody gets in.
    if (trust === undefined) return pass()
    if (trust.audience === 'demanded') return pass()
    const who = trust.provider === ANY_SAML_PROVIDER ? 'any SAML provider' : `SAML provider ${trust.provider.slice(trust.provider.indexOf('/') + 1)}`
    if (trust.audience === 'undecided') return unknown(`Role ${name} trusts ${who}, and ${trust.because}.`)
    return fail(`Role ${name} trusts ${who}, but ${trust.because}.`, [
      evidence('SAML provider', trust.provider === ANY_SAML_PROVIDER ? 'any' : trust.provider, roleId),
      evidence('Statement', trust.weakest.label, roleId),
      evidence('Conditions', trust.weakest.conditions.length === 0 ? 'none' : describeConditions(trust.weakest), roleId),
    ])
  },
})
