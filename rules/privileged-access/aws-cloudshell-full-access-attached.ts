import { policyHolders } from '../../src/estate/aws/policy-holders.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const FULL_ACCESS = /^arn:[^:]*:iam::aws:policy\/AWSCloudShellFullAccess$/

export default defineRule({
  id: 'aws-cloudshell-full-access-attached',
  title: 'Nobody holds AWSCloudShellFullAccess',
  failureTitle: 'AWSCloudShellFullAccess attached',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'With this policy of AWS’s a person uploads and downloads files through CloudShell, on a machine with the Internet behind it that no proxy of yours sees: data leaves by it unnoticed. Roles of IAM Identity Center are left out, since their policies are those of a permission set.',
  remediation: [
    {
      text: 'Attach a policy of your own that denies cloudshell:GetFileUploadUrls and cloudshell:GetFileDownloadUrls instead, and detach this one; likewise for a group or role.',
      command: 'aws iam detach-user-policy --user-name USER --policy-arn arn:aws:iam::aws:policy/AWSCloudShellFullAccess',
    },
  ],
  verify: [{ text: 'Nobody holds it.', command: 'aws iam list-entities-for-policy --policy-arn arn:aws:iam::aws:policy/AWSCloudShellFullAccess' }],
  frameworks: {
    'cis-aws@7.0': ['2.20'],
    'cis-aws@5.0': ['1.21'],
    'aws-security-hub': ['IAM.27'],
    'nist-800-53@r5': ['AC-6', 'SC-7'],
    'mcsb@2': ['PA-7'],
  },
  equivalents: { prowler: ['iam_policy_cloudshell_admin_not_attached'], 'security-hub': ['IAM.27'] },
  references: [
    { title: 'Security Hub controls for IAM', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-27' },
    { title: 'AWS CloudShell access with IAM policies', url: 'https://docs.aws.amazon.com/cloudshell/latest/userguide/sec-auth-with-identities.html' },
  ],
  subjects: policyHolders,
  needs: {},
  check({ id, name, kind, attachedPolicies }) {
    const held = attachedPolicies.find(({ arn }) => FULL_ACCESS.test(arn))
    if (held === undefined) return pass()
    return fail(`IAM ${kind} ${name} holds AWSCloudShellFullAccess.`, [evidence('Policy', held.arn, id)])
  },
})
