import { isDemanded } from '../../src/analysis/iam/demanded-conditions.ts'
import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { saysSomething, type TrustedParty } from '../../src/analysis/iam/trusted-parties.ts'
import { administratorRoles } from '../../src/estate/aws/administrator-roles.ts'
import { deploymentTool } from '../../src/estate/aws/role-makers.ts'
import { outsideTrustsOfRoles } from '../../src/estate/aws/role-trusts.ts'
import { partiesOfRoles } from '../../src/estate/aws/trusted-parties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Keys that say who of the account it must be. */
const callers = new Set(['aws:principalarn', 'aws:userid', 'aws:username', 'aws:sourceidentity'])

const isNumber = (value: string, account: string): boolean => value === account || (value.endsWith(':root') && value.split(':')[4] === account)
/** Everyone of that account is the same as the account. */
const isWhole = ({ kind, value, conditions }: TrustedParty, account: string): boolean =>
  kind === 'everyone'
    ? conditions.some(condition => condition.key === 'aws:principalaccount' && isDemanded(condition, conditions) && condition.values.includes(account))
    : kind === 'aws' && isNumber(value, account)
const namesNobody = ({ conditions }: TrustedParty): boolean =>
  !conditions.some(condition => callers.has(condition.key) && isDemanded(condition, conditions) && saysSomething(condition))

export default defineRule({
  id: 'aws-role-trusts-whole-account',
  title: 'A privileged role that trusts another account names who in it',
  failureTitle: 'Privileged role trusts a whole account',
  cloud: 'aws',
  severity: 'info',
  recommendation: 'external-access',
  rationale:
    'A trust in an account’s root means everybody whom that account’s administrators let: the other account alone decides who is administrator here. Shown for roles that may do everything or can give themselves the rest. That of AWS Organizations (OrganizationAccountAccessRole) trusts the management account so; roles called like those of Control Tower, StackSets and the CDK are left out. Whether the account should be trusted at all is another question.',
  remediation: [
    {
      text: 'Name the role of the other account, or demand it by aws:PrincipalArn.',
      command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    },
  ],
  verify: [
    {
      text: 'The principal is a role, or a condition on aws:PrincipalArn names one.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].[Principal,Condition]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'AWS account principals',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-accounts',
    },
    {
      title: 'Accessing member accounts with OrganizationAccountAccessRole',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access-cross-account-role.html',
    },
  ],
  subjects: outsideTrustsOfRoles,
  needs: { administratorRoles, partiesOfRoles },
  where: (row, { administratorRoles }) => administratorRoles.has(row.roleId) && deploymentTool(row) === undefined,
  check({ roleId, name, trust, unreadable }, { administratorRoles, partiesOfRoles }) {
    if (trust === undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${unreadable ?? 'malformed'}.`)
    const whole = (partiesOfRoles.get(roleId)?.parties ?? []).filter(party => isWhole(party, trust.id))
    const open = whole.find(namesNobody)
    if (open === undefined) return pass()
    const administrator = administratorRoles.get(roleId)
    if (administrator !== undefined && administrator.certainty !== 'certain')
      return unknown(`Role ${name} trusts all of account ${trust.id}, and whether it is privileged is not known: ${administrator.words()}.`)
    return fail(`Role ${name} is privileged and trusts all of account ${trust.id}.`, [
      evidence('Principal', open.value, roleId),
      evidence('Statement', open.statement.label, roleId),
      evidence('Conditions', open.statement.conditions.length === 0 ? 'none' : describeConditions(open.statement), roleId),
      ...(administrator === undefined ? [] : [evidence('Privileged', administrator.words(), roleId)]),
    ])
  },
})
