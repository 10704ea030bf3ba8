import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { declaredPrincipals, isAcceptedUser } from '../../src/estate/aws/declared-principals.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** The console attaches it to whoever must set a password of their own: it lets them do that, and nothing else. */
const OWN_PASSWORD = /^arn:[^:]*:iam::aws:policy\/IAMUserChangePassword$/

export default defineRule({
  id: 'aws-policy-attached-to-user',
  title: 'IAM users get their permissions through groups',
  failureTitle: 'Policy attached to a user',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'Rights given to one person at a time are reviewed by nobody, and stay when the person moves on. The policy that lets a user change the own password is left out, and users declared as emergency access or service user are accepted: a group of one says nothing more.',
  remediation: [
    { text: 'Better: replace the user by federation.' },
    {
      text: 'Otherwise attach the policy to a group for the work it is for.',
      command: 'aws iam attach-group-policy --group-name GROUP --policy-arn POLICY_ARN',
    },
    { text: 'Put the user in, and detach the policy from the user.', command: 'aws iam detach-user-policy --user-name USER --policy-arn POLICY_ARN' },
    { text: 'An inline policy is deleted.', command: 'aws iam delete-user-policy --user-name USER --policy-name POLICY' },
  ],
  verify: [
    { text: 'No policy is attached.', command: 'aws iam list-attached-user-policies --user-name USER' },
    { text: 'None is written into the user.', command: 'aws iam list-user-policies --user-name USER' },
  ],
  frameworks: {
    'cis-aws@7.0': ['2.13'],
    'cis-aws@5.0': ['1.14'],
    'aws-security-hub': ['IAM.2'],
    'nist-800-53@r5': ['AC-2', 'AC-6'],
    'mcsb@2': ['PA-7'],
  },
  equivalents: { prowler: ['iam_policy_attached_only_to_group_or_roles'], 'security-hub': ['IAM.2'] },
  references: [
    { title: 'IAM user groups', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_groups.html' },
    { title: 'Security Hub controls for IAM', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-2' },
  ],
  subjects: iamUsers,
  needs: { declaredPrincipals },
  check({ id, arn, name, attachedPolicies, inlinePolicies }, { declaredPrincipals }) {
    const attached = attachedPolicies.filter(policy => !OWN_PASSWORD.test(policy.arn))
    if (attached.length === 0 && inlinePolicies.length === 0) return pass()
    const declaration = declaredPrincipals(arn, id, name)
    if (isAcceptedUser(declaration)) return pass()
    const count = attached.length + inlinePolicies.length
    return fail(`IAM user ${name} holds ${count === 1 ? 'a policy' : `${count} policies`} directly.`, [
      ...(attached.length === 0
        ? []
        : [
            evidence(
              'Attached',
              attached.map(policy => policy.name),
              id,
            ),
          ]),
      ...(inlinePolicies.length === 0
        ? []
        : [
            evidence(
              'Inline',
              inlinePolicies.map(policy => policy.name),
              id,
            ),
          ]),
    ])
  },
})
