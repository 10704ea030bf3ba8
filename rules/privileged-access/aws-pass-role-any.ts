import { decideAlone } from '../../src/analysis/iam/alone.ts'
import { statementWords } from '../../src/analysis/iam/decision-words.ts'
import { wordsOf } from '../../src/analysis/iam/expression.ts'
import { partitionIn } from '../../src/analysis/iam/partitions.ts'
import { coversAction } from '../../src/analysis/iam/policy-document.ts'
import { nativeId } from '../../src/dataset.ts'
import { ownPolicies } from '../../src/estate/aws/own-policies.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const roleOf = (account: string, document: string): string => `arn:${partitionIn(document)}:iam::${account}:role/any-postern-name`
const SERVICE = 'any-postern-name.amazonaws.com'

export default defineRule({
  id: 'aws-pass-role-any',
  title: 'Roles are passed by name, or to a named service',
  failureTitle: 'Policy that lets any role be passed to any service',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Whoever may pass any role to any service may have one of them run as the most privileged role there is. The document is evaluated by itself: with its Deny statements, for a role and a service that it does not name. Medium where another condition stands before it, and where nobody holds the policy. Policies that allow everything are those of aws-policy-full-administrator, and AWS’s own policies cannot be changed.',
  remediation: [
    { text: 'Name the roles in Resource, by ARN or by a path that only such roles have.' },
    { text: 'Or demand the service: a StringEquals condition on iam:PassedToService.' },
  ],
  verify: [
    { text: 'Passing another role is denied.', command: 'postern explain permission --principal HOLDER_ARN --action iam:PassRole --resource ANOTHER_ROLE_ARN' },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'Granting a user permissions to pass a role to a service', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html' },
    { title: 'iam:PassedToService', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html' },
  ],
  subjects: ownPolicies,
  needs: {},
  where: ({ isEverything }) => !isEverything,
  check({ id, scope, name, document, policy, isHeld }, _facts, { now }) {
    if (policy.kind === 'unreadable') return unknown(`Policy ${name} could not be read as a policy: ${policy.reason}.`)
    if (!policy.statements.some(statement => statement.effect === 'Allow' && coversAction(statement, 'iam:PassRole'))) return pass()
    const account = nativeId(scope)
    const { outcome, condition, because } = decideAlone(document, { account, now }, 'iam:PassRole', roleOf(account, document), {
      'iam:PassedToService': SERVICE,
    })
    if (outcome === 'denied') return pass()
    return fail(
      `Policy ${name} lets any role be passed to any service${outcome === 'conditional' ? ', under a condition that names neither' : ''}${isHeld ? '' : '; nobody holds it'}.`,
      [
        evidence('Statements', because.map(statementWords), id),
        ...(outcome === 'conditional' ? [evidence('Condition', wordsOf(condition), id)] : []),
        evidence('Somebody holds it', isHeld, id),
      ],
      outcome === 'conditional' || !isHeld ? 'medium' : undefined,
    )
  },
})
