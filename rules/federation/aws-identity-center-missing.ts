import { identityCenterInstances } from '../../src/datasets/aws/organization.ts'
import { awsOrganizations } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-identity-center-missing',
  title: 'The organization has an organization instance of IAM Identity Center',
  failureTitle: 'IAM Identity Center not used',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'federation',
  rationale:
    'Without an organization instance every account needs identities of its own: users, or a trust in the identity provider made and kept up account by account. Account instances do not count: they give no access to AWS accounts. Only the management account or a delegated administrator can tell.',
  remediation: [
    { text: 'Turn on all features of AWS Organizations, where they are off.', command: 'aws organizations enable-all-features' },
    { text: 'In the management account, choose the Region where it shall live, open IAM Identity Center in the console and enable it for the organization.' },
    { text: 'Make Microsoft Entra ID its identity source, with SAML for sign-in and SCIM for users and groups.' },
    {
      text: 'Delegate its administration, so that daily work does not need the management account.',
      command: 'aws organizations register-delegated-administrator --account-id ACCOUNT_ID --service-principal sso.amazonaws.com',
    },
  ],
  verify: [
    {
      text: 'In the Region of the instance, one is listed that the management account owns and that is ACTIVE.',
      command: "aws sso-admin list-instances --region REGION --query 'Instances[].[OwnerAccountId,Status]'",
    },
  ],
  frameworks: { 'cis-aws@7.0': ['2.19'], 'cis-aws@5.0': ['1.20'], 'nist-800-53@r5': ['AC-2(1)', 'IA-2'], 'mcsb@2': ['IM-1', 'IM-3'] },
  equivalents: { prowler: ['iam_check_saml_providers_sts'] },
  references: [
    {
      title: 'Organization and account instances of IAM Identity Center',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/identity-center-instances.html',
    },
    { title: 'ListInstances', url: 'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html' },
    {
      title: 'Microsoft Entra single sign-on with AWS IAM Identity Center',
      url: 'https://learn.microsoft.com/en-us/entra/identity/saas-apps/aws-single-sign-on-tutorial',
    },
  ],
  subjects: awsOrganizations,
  needs: { identityCenterInstances },
  check(organization, { identityCenterInstances }) {
    const instances = [...identityCenterInstances]
    if (instances.some(({ status }) => status === 'ACTIVE')) return pass()
    if (instances.some(({ status }) => status === undefined))
      return unknown(`Whether the instance of IAM Identity Center of organization ${organization.name} is active was not said.`)
    const [unready] = instances
    if (unready === undefined)
      return fail(`Organization ${organization.name} has no organization instance of IAM Identity Center.`, [evidence('Organization instances', 0)])
    if (unready.status !== 'DELETE_IN_PROGRESS' && unready.status !== 'CREATE_FAILED')
      return unknown(`The instance of IAM Identity Center of organization ${organization.name} is not active yet: ${unready.status}.`)
    return fail(`The instance of IAM Identity Center of organization ${organization.name} is not in use: ${unready.status}.`, [
      evidence('Status', unready.status, unready.id),
      evidence('Region', unready.part ?? 'not said', unready.id),
    ])
  },
})
