import { nativeId } from '../../src/dataset.ts'
import { identityCenterAccountInstances } from '../../src/datasets/aws/identity-center.ts'
import { organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { declared } from '../../src/datasets/declared.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-identity-center-account-instance',
  title: 'Member accounts have no instances of Identity Center of their own',
  failureTitle: 'Account instance of Identity Center',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'An instance that a member account made for itself has users, groups and applications that the identity provider of the organization does not know: nobody takes out of it who leaves, and its sign-in is what that account makes of it. The organization’s own instance is not meant. One that is needed is declared as application, by its ARN. Accounts in no organization are not asked.',
  remediation: [
    { text: 'Move its applications to the organization instance.' },
    { text: 'Delete the instance, in its account and Region.', command: 'aws sso-admin delete-instance --region REGION --instance-arn INSTANCE_ARN' },
    { text: 'Keep accounts from making more: deny sso:CreateInstance in a service control policy.' },
  ],
  verify: [
    {
      text: 'In no Region does the account list an instance that it owns itself.',
      command: "aws sso-admin list-instances --region REGION --query 'Instances[].[InstanceArn,OwnerAccountId,Status]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2(1)', 'IA-2'], 'mcsb@2': ['IM-1'] },
  equivalents: {},
  references: [
    {
      title: 'Account instances of IAM Identity Center',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/account-instances-identity-center.html',
    },
    {
      title: 'Control account instance creation with service control policies',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/control-account-instance.html',
    },
  ],
  subjects: identityCenterAccountInstances,
  needs: { declared, organizationMemberships },
  // The organization's own instance is the management account's.
  where: ({ scope }, { organizationMemberships }) => ![...organizationMemberships].some(({ managementAccountId }) => managementAccountId === nativeId(scope)),
  check({ id, name, part, status }, { declared }) {
    if (status === 'DELETE_IN_PROGRESS' || status === 'CREATE_FAILED') return pass()
    if ([...declared].some(({ kind, value }) => kind === 'application' && value.toLowerCase() === id.toLowerCase())) return pass()
    return fail(`The account has an instance of Identity Center of its own, ${name}, in ${part ?? 'a Region that was not said'}.`, [
      evidence('Instance', id, id),
      evidence('Region', part ?? 'not said', id),
      evidence('Status', status ?? 'not said', id),
    ])
  },
})
