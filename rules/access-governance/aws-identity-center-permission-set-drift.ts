import { permissionSetDrift } from '../../src/estate/aws/permission-set-drift.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const SHOWN = 3
const some = (all: readonly string[]): string => `${all.slice(0, SHOWN).join(', ')}${all.length > SHOWN ? ` and ${all.length - SHOWN} more` : ''}`

export default defineRule({
  id: 'aws-identity-center-permission-set-drift',
  title: 'Roles in the accounts carry what their permission set says',
  failureTitle: 'Permission set that is not what the accounts have',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'Whoever reviews a permission set reads what it says, not what was provisioned: a right that was taken out of the set is still held where it was not provisioned again. Low where only a customer-managed policy, which the set names and each account has of its own, says different things in different accounts: whoever may write policies in one of them decides what the set gives there. Accounts that are closed do not count.',
  remediation: [
    {
      text: 'Bring the set to its accounts.',
      command:
        'aws sso-admin provision-permission-set --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --target-type ALL_PROVISIONED_ACCOUNTS',
    },
    {
      text: 'Deploy the customer-managed policies of permission sets from one place, a stack set, and deny changing them to everybody else by a service control policy.',
    },
  ],
  verify: [
    {
      text: 'No account is listed.',
      command:
        'aws sso-admin list-accounts-for-provisioned-permission-set --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --provisioning-status LATEST_PERMISSION_SET_NOT_PROVISIONED',
    },
    { text: 'The role in the account has the policies of the set.', command: 'aws iam list-attached-role-policies --role-name AWSReservedSSO_ROLE' },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-2', 'AC-6', 'CM-3'], 'mcsb@2': ['PA-4', 'PA-7'] },
  equivalents: {},
  references: [
    { title: 'Provision a permission set', url: 'https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ProvisionPermissionSet.html' },
    { title: 'Custom permissions: customer managed policies', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/permissionsetcustom.html' },
  ],
  subjects: permissionSetDrift,
  needs: {},
  where: ({ accounts }) => accounts.length > 0,
  check({ id, name, accounts, outdated, differing, varying, unread }) {
    const facts = [
      evidence('Provisioned in accounts', accounts.length, id),
      ...(outdated.length === 0 ? [] : [evidence('Older than the set in', outdated, id)]),
      ...(differing.length === 0
        ? []
        : [
            evidence(
              'Roles that differ',
              differing.map(({ account, what }) => `${account}: ${what}`),
            ),
          ]),
      ...varying.map(({ policy, accounts: its }) => evidence(`Accounts where ${policy} says something else`, its)),
      ...(unread.length === 0 ? [] : [evidence('Accounts that were not read', unread)]),
    ]
    if (outdated.length > 0)
      return fail(
        `Permission set ${name} was changed and not provisioned since in ${outdated.length} of ${accounts.length} accounts: ${some(outdated)}.`,
        facts,
      )
    const [first] = differing
    if (first !== undefined)
      return fail(
        `Permission set ${name} is provisioned ${first.what} in account ${first.account}${differing.length > 1 ? `, and differs in ${differing.length - 1} more` : ''}.`,
        facts,
      )
    const [policy] = varying
    if (policy !== undefined)
      return fail(
        `Permission set ${name} names the policy ${policy.policy}, which says something else in ${some(policy.accounts)} than in the other accounts.`,
        facts,
        'low',
      )
    if (unread.length === 0) return pass()
    return unknown(`What permission set ${name} became in ${unread.length} of ${accounts.length} accounts could not be read: ${some(unread)}.`)
  },
})
