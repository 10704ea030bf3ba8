import { describeConditions } from '../../src/analysis/iam/trust-policy.ts'
import { knownOutsiders } from '../../src/estate/aws/known-outsiders.ts'
import { outsideTrustAt, outsideTrustsOfRoles } from '../../src/estate/aws/role-trusts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** What a declaration says of an account that belongs to the operator, outside the organization. */
const OWN = 'own'

export default defineRule({
  id: 'aws-role-external-without-external-id',
  title: 'A role that trusts a third party demands an external id',
  failureTitle: 'Third-party trust without an external id',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'external-access',
  rationale:
    'A vendor assumes roles of all its customers. Without an external id another customer can give the vendor the ARN of this role, and the vendor reads or changes this account on their behalf: the confused deputy. Principals of an organization or account of this scan, and accounts declared as own, are not third parties.',
  remediation: [
    {
      text: 'Add a StringEquals condition on sts:ExternalId to every statement that trusts the vendor, with the external id that the vendor drew for you alone.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument' > trust.json",
    },
    {
      text: 'Put the changed policy in force, and have the vendor try it.',
      command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    },
    { text: 'If the account is yours, declare it in the configuration: kind account, its number, as own, and the reason.' },
  ],
  verify: [
    {
      text: 'Every statement that trusts the account has the condition.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].[Principal,Condition]'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'SA-9'], 'mcsb@2': ['IM-7'] },
  equivalents: {},
  references: [
    { title: 'The confused deputy problem', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/confused-deputy.html' },
    {
      title: 'Access for third parties',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_common-scenarios_third-party.html',
    },
  ],
  subjects: outsideTrustsOfRoles,
  needs: { knownOutsiders },
  check(row, { knownOutsiders }, { now }) {
    const { name, roleId } = row
    if (row.trust === undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${row.unreadable ?? 'malformed'}.`)
    const trust = outsideTrustAt(row, now)
    // Its time is over: nobody gets in.
    if (trust === undefined) return pass()
    if (trust.demandsOrigin) return pass()
    const asks = [knownOutsiders(trust), ...(trust.organizations ?? []).map(id => knownOutsiders({ kind: 'organization', id }))]
    const isOurs = (one: (typeof asks)[number] | undefined): boolean => one?.kind === 'ours' || (one?.kind === 'declared' && one.as === OWN)
    const [itself, ...memberOf] = asks
    if (isOurs(itself) || (memberOf.length > 0 && memberOf.every(isOurs))) return pass()
    const who = `${trust.kind} ${trust.id}`
    const unread = asks.map(one => (one.kind === 'undecided' || one.kind === 'declared' ? one.unread : undefined)).find(why => why !== undefined)
    if (unread !== undefined) return unknown(`Role ${name} trusts ${who} without an external id, and whether that is a third party cannot be told: ${unread}.`)
    return fail(
      `Role ${name} trusts ${who}, a third party, and demands no external id. It would also hold if ${trust.id} were declared as an account of your own.`,
      [
        evidence('Principals', trust.principals, roleId),
        evidence('Declared', itself?.kind === 'declared' ? (itself.as ?? 'yes') : 'no'),
        evidence('Statement', trust.weakest.label, roleId),
        evidence('Conditions', trust.weakest.conditions.length === 0 ? 'none' : describeConditions(trust.weakest), roleId),
      ],
    )
  },
})
