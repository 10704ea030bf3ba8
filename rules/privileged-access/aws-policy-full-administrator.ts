import { policyAt } from '../../src/analysis/iam/policy-dates.ts'
import { parsePolicy } from '../../src/analysis/iam/policy-document.ts'
import { allowOfPerhapsEverything, allowsOfEverything } from '../../src/analysis/iam/statement-scope.ts'
import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { iamPolicies } from '../../src/datasets/aws/iam.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-policy-full-administrator',
  title: 'No customer-managed policy allows every action on every resource',
  failureTitle: 'Customer-managed policy that allows everything',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'A home-made policy that allows everything makes administrators under a name that no review looks for. Medium where it is attached to nothing, since attaching it is one call, and where every such statement has a condition. What its Deny statements take away again is shown, not weighed; a policy that only serves as a permissions boundary grants nothing and is left out. Policies written into a user, group or role are another question.',
  remediation: [
    {
      text: 'Detach it from everyone who needs no administration.',
      command: 'aws iam list-entities-for-policy --policy-arn POLICY_ARN',
    },
    {
      text: 'For the others, list the services they really use.',
      command: 'aws iam generate-service-last-accessed-details --arn POLICY_ARN',
    },
    {
      text: 'Make that the new version of the policy; the few real administrators get a permission set with AdministratorAccess, on request.',
      command: 'aws iam create-policy-version --policy-arn POLICY_ARN --policy-document file://policy.json --set-as-default',
    },
    { text: 'Delete a policy that nobody holds, its older versions first.', command: 'aws iam delete-policy --policy-arn POLICY_ARN' },
  ],
  verify: [
    {
      text: 'No statement of the default version allows Action * on Resource *.',
      command: "aws iam get-policy-version --policy-arn POLICY_ARN --version-id VERSION_ID --query 'PolicyVersion.Document'",
    },
  ],
  frameworks: {
    'cis-aws@7.0': ['2.14'],
    'cis-aws@5.0': ['1.15'],
    'aws-security-hub': ['IAM.1'],
    'nist-800-53@r5': ['AC-3', 'AC-6'],
    'mcsb@2': ['PA-7'],
  },
  equivalents: {
    prowler: ['iam_customer_attached_policy_no_administrative_privileges', 'iam_customer_unattached_policy_no_administrative_privileges'],
    'security-hub': ['IAM.1'],
  },
  references: [
    {
      title: 'Least privilege: security best practices in IAM',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    },
    { title: 'Security Hub controls for IAM', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html' },
  ],
  subjects: iamPolicies,
  needs: {},
  where: ({ isAwsManaged, attachmentCount, boundaryUsageCount }) => !isAwsManaged && !(attachmentCount === 0 && boundaryUsageCount > 0),
  check(policy, _, { now }) {
    const document = parsePolicy(policy.document)
    if (document.kind === 'unreadable') return unknown(`Policy ${policy.name} could not be read as a policy: ${document.reason}.`)
    const inForce = policyAt(document, now)
    const allows = allowsOfEverything(inForce)
    const [first] = allows
    if (first === undefined) {
      const perhaps = allowOfPerhapsEverything(inForce)
      if (perhaps === undefined) return pass()
      return unknown(`Policy ${policy.name} allows everything but ${perhaps.actions.values.join(', ')}, and whether there are such actions is not known.`)
    }
    const plain = allows.find(({ conditions }) => conditions.length === 0)
    const denies = inForce.statements.filter(({ effect }) => effect === 'Deny').map(({ label }) => label)
    const isAttached = policy.attachmentCount > 0
    const times = `${policy.attachmentCount} ${policy.attachmentCount === 1 ? 'user, group or role' : 'users, groups and roles'}`
    return fail(
      `Policy ${policy.name} allows every action on every resource${plain === undefined ? ', under a condition' : ''}; ${isAttached ? `it is attached to ${times}` : 'it is attached to nothing'}.`,
      [
        evidence('Statement', (plain ?? first).label, policy.id),
        ...(plain === undefined ? [evidence('Conditions', describeConditions(first), policy.id)] : []),
        ...(denies.length === 0 ? [] : [evidence('Deny statements beside it, not weighed', denies, policy.id)]),
        evidence('Attached to', policy.attachmentCount, policy.id),
        evidence('Version', policy.defaultVersionId, policy.id),
      ],
      isAttached && plain !== undefined ? undefined : 'medium',
    )
  },
})
