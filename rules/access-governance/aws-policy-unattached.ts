import { iamPolicies } from '../../src/datasets/aws/iam.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-policy-unattached',
  title: 'Every customer-managed policy is attached to somebody or serves as a boundary',
  failureTitle: 'Unattached policy',
  cloud: 'aws',
  severity: 'info',
  recommendation: 'access-governance',
  rationale:
    'A policy that nobody holds grants nothing, but it is there to be attached: nobody reviews it, and whoever may attach policies finds more in the drawer than they should. Policies of AWS are left out.',
  remediation: [
    { text: 'Delete its older versions.', command: 'aws iam list-policy-versions --policy-arn POLICY_ARN' },
    { text: 'Then delete it.', command: 'aws iam delete-policy --policy-arn POLICY_ARN' },
  ],
  verify: [{ text: 'Somebody holds it, or it is gone.', command: 'aws iam list-entities-for-policy --policy-arn POLICY_ARN' }],
  frameworks: { 'nist-800-53@r5': ['AC-6(7)', 'CM-7'], 'mcsb@2': ['PA-4'] },
  equivalents: {},
  references: [
    { title: 'Managed policies and inline policies', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html' },
  ],
  subjects: iamPolicies,
  needs: {},
  where: ({ isAwsManaged }) => !isAwsManaged,
  check({ id, name, arn, attachmentCount, boundaryUsageCount }) {
    if (attachmentCount > 0 || boundaryUsageCount > 0) return pass()
    return fail(`Policy ${name} is attached to nothing.`, [evidence('Policy', arn, id), evidence('Attached to', 0, id)])
  },
})
