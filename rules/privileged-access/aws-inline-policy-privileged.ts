import { administersAlone } from '../../src/analysis/iam/alone.ts'
import { statementWords } from '../../src/analysis/iam/decision-words.ts'
import { wordsOf } from '../../src/analysis/iam/expression.ts'
import { nativeId } from '../../src/dataset.ts'
import { ownPolicies } from '../../src/estate/aws/own-policies.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-inline-policy-privileged',
  title: 'Administrators’ rights are in managed policies, which can be reviewed',
  failureTitle: 'Inline policy that makes an administrator',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'An inline policy has no ARN, no versions and no list of who holds it: a review of policies does not meet it. The policy is evaluated by itself: it counts where whoever holds it may do everything, or can give itself the rest. What a boundary or another policy of the holder takes away again is not weighed here. Inline policies of permission sets and of roles that services make are left out: their place is the permission set or the service.',
  remediation: [
    {
      text: 'Make it a managed policy, or better use a smaller one, and attach that.',
      command: 'aws iam create-policy --policy-name NAME --policy-document file://policy.json',
    },
    { text: 'Then delete the inline policy.', command: 'aws iam delete-role-policy --role-name ROLE --policy-name POLICY' },
  ],
  verify: [{ text: 'The holder has no such inline policy.', command: 'aws iam list-role-policies --role-name ROLE' }],
  frameworks: { 'nist-800-53@r5': ['AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: { prowler: ['iam_inline_policy_no_administrative_privileges'] },
  references: [
    {
      title: 'Choosing between managed policies and inline policies',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies-choosing-managed-or-inline.html',
    },
  ],
  subjects: ownPolicies,
  needs: {},
  where: ({ inlineOf }) => inlineOf !== undefined,
  check({ id, scope, name, document, policy, inlineOf }, _facts, { now }) {
    if (policy.kind === 'unreadable') return unknown(`Inline policy ${name} could not be read as a policy: ${policy.reason}.`)
    const { answer, how, condition, because } = administersAlone(document, { account: nativeId(scope), now })
    if (answer === 'no') return pass()
    return fail(`By inline policy ${name}, its holder ${how}${answer === 'conditional' ? ', under a condition' : ''}.`, [
      evidence('Held by', `${inlineOf?.kind ?? ''} ${inlineOf?.name ?? ''}`, inlineOf?.id),
      evidence('Statements', because().map(statementWords), id),
      ...(answer === 'conditional' ? [evidence('Condition', wordsOf(condition), id)] : []),
    ])
  },
})
