import { letsUserThrough } from '../../src/analysis/iam/callers-by-user.ts'
import { mfaDemand } from '../../src/analysis/iam/mfa-demand.ts'
import { parsePolicy } from '../../src/analysis/iam/policy-document.ts'
import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import type { TrustedParty } from '../../src/analysis/iam/trusted-parties.ts'
import { iamRoles, iamUsers } from '../../src/datasets/aws/iam.ts'
import { administratorRoles } from '../../src/estate/aws/administrator-roles.ts'
import { isAwsOwned } from '../../src/estate/aws/role-makers.ts'
import { partiesOfRoles } from '../../src/estate/aws/trusted-parties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isUser = (value: string): boolean => /^arn:[^:]*:iam::\d{12}:user\//.test(value)
const isWhole = (value: string, account: string): boolean => value === account || (value.endsWith(':root') && value.split(':')[4] === account)
const ORGANIZATION = new Set(['aws:principalorgid', 'aws:principalorgpaths'])

export default defineRule({
  id: 'aws-sensitive-role-without-mfa-condition',
  title: 'A privileged role that IAM users can assume demands a recent MFA',
  failureTitle: 'Privileged role without an MFA condition',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'An IAM user’s access key knows no MFA: whoever finds it assumes the role, unless the role’s trust policy demands aws:MultiFactorAuthPresent (by Bool, since BoolIfExists lets keys through) and an aws:MultiFactorAuthAge. Asked of roles that may do everything, or can give themselves the rest, and that trust IAM users, or their own account whole, or everyone, where the account has IAM users whom the conditions let through; sessions of federated people carry no MFA that AWS knows of, so that trust in roles is not asked about.',
  remediation: [
    { text: 'Better: let people reach the role through federation, and name that role in the trust policy in place of users.' },
    {
      text: 'Otherwise add two conditions to the statement that trusts the users: Bool aws:MultiFactorAuthPresent true, and NumericLessThan aws:MultiFactorAuthAge 3600.',
      command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    },
  ],
  verify: [
    {
      text: 'Every statement that trusts users has both conditions.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].[Principal,Condition]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IA-2(1)', 'IA-11'], 'mcsb@2': ['IM-6', 'IM-7'] },
  equivalents: {},
  references: [
    { title: 'Secure API access with MFA', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_mfa_configure-api-require.html' },
    {
      title: 'aws:MultiFactorAuthPresent',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-keys.html#condition-keys-multifactorauthpresent',
    },
  ],
  subjects: iamRoles,
  needs: { iamUsers, administratorRoles, partiesOfRoles },
  where: (role, { administratorRoles }) => administratorRoles.has(role.id) && !isAwsOwned(role),
  check({ id, name, arn, trustPolicy }, { iamUsers, administratorRoles, partiesOfRoles }) {
    const policy = parsePolicy(trustPolicy)
    const parties = partiesOfRoles.get(id)?.parties
    if (policy.kind === 'unreadable' || parties === undefined)
      return unknown(`The trust policy of role ${name} could not be read as a policy: ${policy.kind === 'unreadable' ? policy.reason : 'it is not there'}.`)
    const account = arn.split(':')[4] ?? ''
    const letsSomeUser = ({ conditions }: TrustedParty): boolean => [...iamUsers].some(user => letsUserThrough(conditions, user.arn))
    const users = parties.filter(
      party =>
        (party.kind === 'aws' && isUser(party.value)) ||
        ((party.kind === 'everyone' || (party.kind === 'aws' && isWhole(party.value, account))) && letsSomeUser(party)),
    )
    const judged = users.map(party => ({ ...party, demand: mfaDemand(policy, party) }))
    const weakest = judged.find(({ demand }) => demand === 'none') ?? judged.find(({ demand }) => demand === 'any')
    if (weakest === undefined) return pass()
    const administrator = administratorRoles.get(id)
    if (administrator !== undefined && administrator.certainty !== 'certain')
      return unknown(`Role ${name} demands no recent MFA of IAM users, and whether it is privileged is not known: ${administrator.words()}.`)
    if (weakest.kind === 'everyone' && weakest.conditions.some(({ key }) => ORGANIZATION.has(key)))
      return unknown(`Role ${name} trusts everyone of an organization and demands no recent MFA; whether IAM users of this account are in it is not followed.`)
    const what = weakest.demand === 'none' ? 'no MFA' : 'MFA, however long ago'
    const whom = isUser(weakest.value) ? 'an IAM user' : `${weakest.kind === 'everyone' ? 'everyone' : 'its whole account'}, IAM users among them,`
    return fail(`Role ${name} is privileged, trusts ${whom} and demands ${what}.`, [
      evidence('Trusted', [...new Set(users.map(({ value }) => value))], id),
      evidence('Statement', weakest.statement.label, id),
      evidence('Conditions', weakest.statement.conditions.length === 0 ? 'none' : describeConditions(weakest.statement), id),
      ...(administrator === undefined ? [] : [evidence('Privileged', administrator.words(), id)]),
    ])
  },
})
