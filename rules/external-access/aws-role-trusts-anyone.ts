import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { everyoneAt, roleTrusts } from '../../src/estate/aws/role-trusts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-role-trusts-anyone',
  title: 'No role can be assumed by just any AWS account',
  failureTitle: 'Role open to every AWS account',
  cloud: 'aws',
  severity: 'critical',
  recommendation: 'external-access',
  rationale:
    'A trust policy that names * lets in every principal of every account of AWS, unless a condition names an organization, an account, a principal, a network or the like. An external id, a session name, a tag or MFA does not narrow it: strangers choose these themselves, and AWS does not treat an external id as a secret. Trusts of this role in single accounts are included in this finding.',
  remediation: [
    {
      text: 'In place of *, name the accounts or roles that need it as principals, or add a StringEquals condition on aws:PrincipalOrgID with your organization id.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument' > trust.json",
    },
    { text: 'Put it in force.', command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json' },
    { text: 'Look in CloudTrail for AssumeRole of this role by accounts that are not yours.' },
    { text: 'Forbid such trusts in the whole organization by a resource control policy that denies sts:AssumeRole outside aws:PrincipalOrgID.' },
  ],
  verify: [
    {
      text: 'No statement has the principal * without a condition that names an organization, account, principal or network.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6'], 'mcsb@2': ['IM-7', 'PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Principal element: all principals',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
    },
    { title: 'Global condition keys', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html' },
    {
      title: 'Access for third parties: what an external id is for',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    },
  ],
  supersedes: ['aws-role-trusts-unknown-account', 'aws-role-external-without-external-id'],
  subjects: roleTrusts,
  needs: {},
  check(row, _, { now }) {
    const { id, name, unreadable } = row
    if (unreadable !== undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${unreadable}.`)
    const everyone = everyoneAt(row, now)
    if (everyone === undefined || everyone.narrowing === 'narrow') return pass()
    const { narrowing, because, weakest } = everyone
    if (narrowing === 'undecided') return unknown(`Role ${name} trusts every principal under a condition, and ${because}.`)
    return fail(`Role ${name} trusts every principal of every AWS account: ${because}.`, [
      evidence('Statement', weakest.label, id),
      evidence('Conditions', weakest.conditions.length === 0 ? 'none' : describeConditions(weakest), id),
    ])
  },
})
