import type { Escalation } from '../../src/analysis/iam/account-permissions.ts'
import { statementWords } from '../../src/analysis/iam/decision-words.ts'
import { wordsOf } from '../../src/analysis/iam/expression.ts'
import { permissionsOfPrincipals } from '../../src/estate/aws/permissions-of-principals.ts'
import { principals } from '../../src/estate/aws/principals.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const SHOWN = 10

const words = ({ primitive, target, certainty, condition }: Escalation): string =>
  `${primitive.does}${target === undefined ? '' : ` (${target})`}${certainty === 'conditional' ? `, when ${wordsOf(condition)}` : ''}${certainty === 'potential' ? `, provided that ${primitive.provided}` : ''}`

export default defineRule({
  id: 'aws-privilege-escalation',
  title: 'Nobody who is no administrator can become one by their own rights',
  failureTitle: 'Principal that can escalate its privileges',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Some rights are as good as administration: to rewrite a policy that one holds, to make a key for an administrator, to pass a privileged role to a function that one writes. More than a hundred such ways are looked for in what policies, groups, boundaries and the organization’s policies really allow, on the very roles, users and policies of the account, and through several principals where one leads to the next. A way counts where it ends at an administrator. Medium where a condition stands before it, and for roles called like those of Control Tower, StackSets and the CDK, which need such rights. What hinges on which resource runs as which role is not read, and left unknown. Roles that Identity Center made cannot be changed through IAM and count with what they may do to others; mend them at the permission set. Ways to data alone, and over the organization from an account that does not manage it, are not counted.',
  remediation: [
    { text: 'Take away the action of each way that is not needed, or name the resources that it is needed on.' },
    { text: 'Let iam:PassRole name the roles, and the service by iam:PassedToService.' },
    { text: 'Whoever must make roles gets a policy that demands a permissions boundary on them (iam:PermissionsBoundary).' },
  ],
  verify: [
    {
      text: 'The action on its target is denied.',
      command: 'postern explain permission --principal PRINCIPAL_ARN --action ACTION --resource TARGET_ARN',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-6', 'AC-6(1)', 'AC-6(5)'], 'mcsb@2': ['PA-1', 'PA-7'] },
  equivalents: { prowler: ['iam_policy_allows_privilege_escalation', 'iam_inline_policy_allows_privilege_escalation'] },
  references: [
    { title: 'Paths of privilege escalation in AWS', url: 'https://pathfinding.cloud/paths/' },
    { title: 'Granting a user permissions to pass a role to a service', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html' },
    { title: 'Delegating with permissions boundaries', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_boundaries.html' },
  ],
  subjects: principals,
  needs: { permissionsOfPrincipals },
  where: ({ id }, { permissionsOfPrincipals }) => {
    const { answer, isPlain } = permissionsOfPrincipals.isAdministrator(id)
    return !(answer === 'yes' && isPlain)
  },
  check({ id, name, kind, tool }, { permissionsOfPrincipals }) {
    const ways = permissionsOfPrincipals.escalations(id)
    if (ways.length === 0) return pass()
    const of = (certainty: Escalation['certainty']): readonly Escalation[] => ways.filter(way => way.certainty === certainty)
    const [certain, conditional, unread, potential] = [of('certain'), of('conditional'), of('unknown'), of('potential')]
    const who = kind === 'user' ? `IAM user ${name}` : `Role ${name}`
    const [first = conditional[0]] = certain
    if (first !== undefined) {
      const others = certain.length + conditional.length - 1
      return fail(
        `${who} can ${first.primitive.does}${others === 0 ? '' : `, and has ${others} other ${others === 1 ? 'way' : 'ways'} to more rights`}.`,
        [
          evidence('It can', [...certain, ...conditional].slice(0, SHOWN).map(words), id),
          evidence('Statements that allow the first', first.because().map(statementWords), id),
          ...(certain.length + conditional.length > SHOWN ? [evidence('Ways in all', certain.length + conditional.length, id)] : []),
          ...(potential.length === 0 ? [] : [evidence('It may', potential.slice(0, SHOWN).map(words), id)]),
          ...(tool === undefined ? [] : [evidence('Called like roles of', tool, id)]),
        ],
        certain.length === 0 || tool !== undefined ? 'medium' : undefined,
      )
    }
    const [missing] = unread
    if (missing !== undefined)
      return unknown(`Whether ${who} can ${missing.primitive.does} is not known, since ${missing.unread.join(', ')} could not be read.`)
    const [maybe] = potential
    return maybe === undefined
      ? pass()
      : unknown(`${who} can ${maybe.primitive.does}, which leads to more rights provided that ${maybe.primitive.provided}; that is not read.`)
  },
})
