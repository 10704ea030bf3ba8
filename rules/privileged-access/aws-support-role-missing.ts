import { permissionsOfPrincipals } from '../../src/estate/aws/permissions-of-principals.ts'
import { partiesOfRoles } from '../../src/estate/aws/trusted-parties.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-support-role-missing',
  title: 'Somebody other than the root user can open support cases',
  failureTitle: 'Nobody can open support cases',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'In an incident AWS Support must be reachable without the root user. It holds where any user or role may use support:CreateCase, by whatever policy, after boundaries and the organization’s policies; an administrator may. Benchmarks ask for the policy AWSSupportAccess by name, which is one way to it. Roles that only services may assume do not count, for nobody can open a case with one.',
  remediation: [
    { text: 'Give the people on call a permission set, or a role that they can assume, with AWSSupportAccess.' },
    {
      text: 'Or attach the policy to a role that is there.',
      command: 'aws iam attach-role-policy --role-name ROLE --policy-arn arn:aws:iam::aws:policy/AWSSupportAccess',
    },
  ],
  verify: [{ text: 'Somebody may open cases.', command: 'postern explain permission --principal PRINCIPAL_ARN --action support:CreateCase' }],
  frameworks: { 'cis-aws@5.0': ['1.16'], 'aws-security-hub': ['IAM.18'], 'nist-800-53@r5': ['IR-7'] },
  equivalents: { prowler: ['iam_support_role_created'], 'security-hub': ['IAM.18'] },
  references: [{ title: 'Managing access to AWS Support', url: 'https://docs.aws.amazon.com/awssupport/latest/user/accessing-support.html' }],
  subjects: awsAccounts,
  needs: { permissionsOfPrincipals, partiesOfRoles },
  check(account, { permissionsOfPrincipals, partiesOfRoles }) {
    const isReadable = (id: string): boolean => partiesOfRoles.get(id)?.unreadable === undefined
    const isForPeople = (id: string): boolean => !isReadable(id) || partiesOfRoles.get(id)?.parties.some(({ kind }) => kind !== 'service') !== false
    const people = permissionsOfPrincipals.principals.filter(({ id, isServiceLinked }) => !isServiceLinked && isForPeople(id))
    let isUnknown = false
    for (const { id } of people) {
      const { answer } = permissionsOfPrincipals.allowsSome(id, 'support:CreateCase')
      if (answer === 'no') continue
      if (answer !== 'unknown' && isReadable(id)) return pass()
      isUnknown = true
    }
    if (isUnknown)
      return unknown(`Whether anybody in account ${account.name} can open support cases is not known, since policies that decide it could not be read.`)
    return fail(`No user or role of account ${account.name} may open support cases.`, [evidence('Users and roles that were asked about', people.length)])
  },
})
