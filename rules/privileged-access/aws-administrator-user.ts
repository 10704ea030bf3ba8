import { statementWords } from '../../src/analysis/iam/decision-words.ts'
import { wordsOf } from '../../src/analysis/iam/expression.ts'
import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { declaredPrincipals } from '../../src/estate/aws/declared-principals.ts'
import { permissionsOfPrincipals } from '../../src/estate/aws/permissions-of-principals.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-administrator-user',
  title: 'No IAM user is an administrator of the account',
  failureTitle: 'IAM user who is an administrator',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'An administrator with a password or access key of its own is out of reach of Conditional Access, of approval and of the leaver process. A user counts who may do everything that the organization leaves to the account, and one who can give itself the rest: by writing its own policies, or by making somebody to whom it gives any. That is computed from its policies and groups, with Deny statements, permissions boundary and service control policies subtracted. Medium where a condition, such as MFA, stands before it. A declared emergency-access user is meant to be one and passes. Ways through somebody else’s rights are those of aws-privilege-escalation.',
  remediation: [
    { text: 'Give the person an administrator permission set in IAM Identity Center, assigned through a group for which membership is requested and ends.' },
    { text: 'Then take the policy from the user or its group.', command: 'aws iam detach-user-policy --user-name USER --policy-arn POLICY_ARN' },
    { text: 'For a program, write a policy of what it does, and let it assume a role.' },
  ],
  verify: [
    {
      text: 'The user may no longer write policies for itself.',
      command: 'postern explain permission --principal USER_ARN --action iam:AttachUserPolicy --resource USER_ARN',
    },
  ],
  frameworks: { 'cis-aws@5.0': ['1.15'], 'nist-800-53@r5': ['AC-2(7)', 'AC-6(5)'], 'mcsb@2': ['PA-1', 'PA-7'] },
  equivalents: { prowler: ['iam_user_administrator_access_policy', 'iam_group_administrator_access_policy'] },
  references: [
    { title: 'Security best practices in IAM', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html' },
    { title: 'Policy evaluation logic', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html' },
  ],
  supersedes: ['aws-privilege-escalation', 'aws-inline-policy-privileged', 'aws-policy-attached-to-user'],
  subjects: iamUsers,
  needs: { permissionsOfPrincipals, declaredPrincipals },
  check(user, { permissionsOfPrincipals, declaredPrincipals }) {
    const { answer, how, condition, unread, because } = permissionsOfPrincipals.isAdministrator(user.id)
    if (answer === 'no' || declaredPrincipals(user.arn, user.id, user.name)?.as === 'emergency-access') return pass()
    if (answer === 'unknown') return unknown(`Whether IAM user ${user.name} is an administrator is not known, since ${unread.join(', ')} could not be read.`)
    const groups = [...new Set(because().flatMap(({ group }) => group ?? []))]
    return fail(
      `IAM user ${user.name} ${how}${answer === 'conditional' ? ', under a condition' : ''}.`,
      [
        evidence('Statements that say so', because().map(statementWords), user.id),
        ...(answer === 'conditional' ? [evidence('Condition', wordsOf(condition), user.id)] : []),
        ...(groups.length === 0 ? [] : [evidence('Through groups', groups, user.id)]),
      ],
      answer === 'conditional' ? 'medium' : undefined,
    )
  },
})
