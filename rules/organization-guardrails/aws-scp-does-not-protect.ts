import { statementWords } from '../../src/analysis/iam/decision-words.ts'
import { wordsOf } from '../../src/analysis/iam/expression.ts'
import { protectedAccounts } from '../../src/estate/aws/protected-accounts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-scp-does-not-protect',
  title: 'Service control policies forbid administrators of member accounts what no account should do',
  failureTitle: 'Nothing forbids what no member account should do',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'organization-guardrails',
  rationale:
    'Whoever takes over a member account first blinds it and makes itself a key: it stops CloudTrail, GuardDuty, Config and Access Analyzer, makes an IAM user, or takes the account out of the organization. Only a service control policy forbids that to an administrator and to the root user. Each is asked of every active member account, as an administrator whom no policy names would ask it, with all levels of policies evaluated: conditions, exceptions, allow lists. Spared roles are fine; a Deny for some Regions is not one. Low where it is forbidden under another condition. A trail or detector that the organization itself keeps cannot be stopped by a member anyway. Where the policies are not enabled at all, that is aws-scp-not-used; the management account is never bound.',
  remediation: [
    {
      text: 'Write a policy that denies the actions, sparing the roles that must do them by ArnNotLike aws:PrincipalArn.',
      command:
        'aws organizations create-policy --name protect --type SERVICE_CONTROL_POLICY --description "What no account may do" --content file://protect.json',
    },
    {
      text: 'Try it on one account, then attach it to the units that hold the members, or to the root.',
      command: 'aws organizations attach-policy --policy-id POLICY_ID --target-id ROOT_OR_OU_ID',
    },
  ],
  verify: [
    {
      text: 'An administrator of the account is denied the action by the organization.',
      command: 'postern explain permission --principal ADMINISTRATOR_ARN --action ACTION',
    },
  ],
  frameworks: { 'cis-aws@7.0': ['2.1.2'], 'nist-800-53@r5': ['AC-3', 'AU-9'], 'mcsb@2': ['PA-7', 'LT-3'] },
  equivalents: {},
  references: [
    {
      title: 'Service control policy examples',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_examples.html',
    },
    {
      title: 'How service control policies are evaluated',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_scps_evaluation.html',
    },
  ],
  subjects: protectedAccounts,
  needs: {},
  check({ id, account, protection, open }) {
    if (open.length === 0) return pass()
    const sure = open.filter(({ outcome }) => outcome === 'allowed')
    const conditional = open.filter(({ outcome }) => outcome === 'conditional')
    const [first = conditional[0]] = sure
    if (first === undefined)
      return unknown(`Whether the organization forbids account ${account} ${protection.of} is not known, since policies above it could not be read.`)
    const denies = first.decision.because.filter(({ effect }) => effect === 'Deny')
    return fail(
      `No service control policy forbids ${protection.of} in account ${account}${sure.length === 0 ? ' unless a condition is met' : ''}.`,
      [
        evidence(
          'Actions left to an administrator',
          [...sure, ...conditional].map(({ action }) => action),
          account,
        ),
        ...(sure.length === 0 ? [evidence('Left when', wordsOf(first.decision.condition), account)] : []),
        ...(denies.length === 0 ? [] : [evidence('Deny statements that do not suffice', denies.map(statementWords), id)]),
      ],
      sure.length === 0 ? 'low' : undefined,
    )
  },
})
