import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { knownOutsiders, vendorAccounts } from '../../src/estate/aws/known-outsiders.ts'
import { outsideTrustAt, outsideTrustsOfRoles } from '../../src/estate/aws/role-trusts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-role-trusts-unknown-account',
  title: 'Roles trust only accounts of the organization and accounts that are declared',
  failureTitle: 'Role trusts an unknown account',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'external-access',
  rationale:
    'Administrators of a trusted account decide who there assumes the role; nobody here sees them sign in, or learns that they left. A foreign account is known when it is in an organization of this scan, scanned, or declared. Vendors that ask for such a trust are named where their account is known to us, and have to be declared all the same.',
  remediation: [
    {
      text: 'Unless the role was used lately and somebody here answers for the account, take it out of the trust policy.',
      command: "aws iam get-role --role-name ROLE --query 'Role.[AssumeRolePolicyDocument,RoleLastUsed]'",
    },
    {
      text: 'Put the changed policy in force.',
      command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    },
    {
      text: 'If it is needed, declare it in the configuration: kind account, its number, and the reason; as own where it belongs to you, outside the organization.',
    },
  ],
  verify: [
    {
      text: 'Every account in the trust policy is in your organization or known to you.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].[Principal,Condition]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'AC-20'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Access to accounts of third parties',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    },
    { title: 'Principals of a trust policy', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html' },
    { title: 'Connect Microsoft Sentinel to AWS', url: 'https://learn.microsoft.com/en-us/azure/sentinel/connect-aws' },
  ],
  supersedes: ['aws-role-external-without-external-id'],
  subjects: outsideTrustsOfRoles,
  needs: { knownOutsiders },
  check(row, { knownOutsiders }, { now }) {
    const { name, roleId } = row
    if (row.trust === undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${row.unreadable ?? 'malformed'}.`)
    const trust = outsideTrustAt(row, now)
    // Its time is over: nobody gets in.
    if (trust === undefined) return pass()
    const asks = [knownOutsiders(trust), ...(trust.organizations ?? []).map(id => knownOutsiders({ kind: 'organization', id }))]
    const [itself, ...memberOf] = asks
    if (itself?.kind === 'ours' || itself?.kind === 'declared') return pass()
    // Whoever must be a member of organizations that are all known is known.
    if (memberOf.length > 0 && memberOf.every(({ kind }) => kind === 'ours' || kind === 'declared')) return pass()
    const who = `${trust.kind} ${trust.id}`
    const undecided = asks.find(one => one.kind === 'undecided')
    if (undecided?.kind === 'undecided') return unknown(`Role ${name} trusts ${who}, and whether it is known cannot be told: ${undecided.unread}.`)
    const vendor = vendorAccounts.get(trust.id)
    const whose = vendor === undefined ? '' : ` (${vendor})`
    return fail(
      `Role ${name} trusts ${who}${whose}, which is neither in an organization of this scan${trust.kind === 'account' ? ', nor scanned' : ''}, nor declared. It would hold if ${trust.id} were declared as an account.`,
      [
        evidence('Principals', trust.principals, roleId),
        ...(vendor === undefined ? [] : [evidence('Whose account it is known to be', vendor)]),
        evidence('Demands an external id or source', trust.demandsOrigin, roleId),
        evidence('Statement', trust.weakest.label, roleId),
        evidence('Conditions', trust.weakest.conditions.length === 0 ? 'none' : describeConditions(trust.weakest), roleId),
      ],
    )
  },
})
