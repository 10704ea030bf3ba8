import type { TrustedParty } from '../../src/analysis/iam/trusted-parties.ts'
import { iamRoles } from '../../src/datasets/aws/iam.ts'
import { administratorRoles } from '../../src/estate/aws/administrator-roles.ts'
import { computeUses } from '../../src/estate/aws/compute-uses.ts'
import { isAwsOwned } from '../../src/estate/aws/role-makers.ts'
import { partiesOfRoles } from '../../src/estate/aws/trusted-parties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Services that run somebody’s code with the role’s keys in reach. */
const COMPUTE = /^(?:codebuild|ec2|ecs-tasks|glue|lambda|pods\.eks|sagemaker|tasks\.apprunner)\./i

const isCompute = ({ kind, value }: TrustedParty): boolean => kind === 'service' && COMPUTE.test(value)

const MOST_NAMED = 3
const named = (words: readonly string[]): string =>
  words.length <= MOST_NAMED ? words.join(', ') : `${words.slice(0, MOST_NAMED).join(', ')} and ${words.length - MOST_NAMED} more`

export default defineRule({
  id: 'aws-administrator-role-on-compute',
  title: 'No role for compute is an administrator',
  failureTitle: 'Administrator role on compute',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'Whoever runs code on the machine, function, container or build gets the role’s keys: a flaw in one application, or a poisoned package, becomes administration of the account. Asked of roles that EC2, Lambda, ECS, EKS, App Runner, Glue, SageMaker or CodeBuild may assume and that may do everything, or can give themselves the rest, with Deny statements, boundary and the organization’s policies subtracted; where these were not read, a role that is allowed everything for its own part counts all the same. High where an EC2 instance, a Lambda function, an ECS service or a CodeBuild project runs as the role, or where not all of these could be read, or the role trusts another of these services, of which it is not read what it runs; medium where nothing of them does, so that the role only waits for whoever may pass it (single ECS tasks, and published versions of functions with another role, are not looked for). A step less where a condition stands before it; a grant that asks for MFA is out of reach, since no machine signs in with it.',
  remediation: [
    { text: 'See what the role really uses.', command: 'aws iam generate-service-last-accessed-details --arn ROLE_ARN' },
    {
      text: 'Attach a policy for that, and detach the one that allows everything.',
      command: 'aws iam detach-role-policy --role-name ROLE --policy-arn POLICY_ARN',
    },
    { text: 'A pipeline that must administer gets a role by OpenID Connect, for its protected branch only.' },
  ],
  verify: [{ text: 'No policy of the role allows everything.', command: 'aws iam list-attached-role-policies --role-name ROLE' }],
  frameworks: { 'nist-800-53@r5': ['AC-6', 'AC-6(5)'], 'mcsb@2': ['PA-7', 'IM-3'] },
  equivalents: { prowler: ['iam_role_administratoraccess_policy'] },
  references: [
    { title: 'Grant least privilege', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege' },
    {
      title: 'IAM roles for Amazon EC2',
      url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/iam-roles-for-amazon-ec2.html',
    },
  ],
  subjects: iamRoles,
  needs: { administratorRoles, partiesOfRoles, computeUses },
  where: (role, { partiesOfRoles }) => {
    if (isAwsOwned(role)) return false
    const { parties, unreadable } = partiesOfRoles.get(role.id) ?? { parties: [], unreadable: 'it is not there' }
    return unreadable !== undefined || parties.some(isCompute)
  },
  check(role, { administratorRoles, partiesOfRoles, computeUses }) {
    const { id, name, instanceProfileArns } = role
    const administrator = administratorRoles.get(id)
    if (administrator === undefined) return pass()
    const { parties, unreadable } = partiesOfRoles.get(id) ?? { parties: [], unreadable: 'it is not there' }
    if (unreadable !== undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${unreadable}.`)
    if (administrator.isOnlyWithMfa()) return pass()
    if (administrator.certainty === 'unknown') return unknown(`Whether role ${name} is an administrator is not known: ${administrator.words()}.`)
    const services = [...new Set(parties.filter(isCompute).map(({ value }) => value))].sort()
    const short = services.map(service => service.replace(/\.amazonaws\.com(?:\.cn)?$/, ''))
    const uses = computeUses.of(role)
    const dark = [...new Set(short.flatMap(service => computeUses.darkness(service) ?? []))]
    const runs =
      uses.length > 0
        ? `${named(uses.map(({ words }) => words))} can use it`
        : dark.length > 0
          ? `code on ${short.join(', ')} can use it; whether any does is not known, since ${dark.join(' and ')}`
          : `code on ${short.join(', ')} can use it, though nothing that was found runs as it today`
    const isConditional = administrator.certainty === 'conditional'
    const isIdle = uses.length + dark.length === 0
    return fail(
      `Role ${name} is an administrator${isConditional ? ' under a condition' : ''}, and ${runs}.`,
      [
        evidence('Privileged', administrator.words(), id),
        evidence('Trusted services', services, id),
        ...uses.map(({ words, row }) => evidence('Runs as it', words, row)).slice(0, MOST_NAMED),
        ...(instanceProfileArns.length === 0 ? [] : [evidence('Instance profiles', instanceProfileArns, id)]),
      ],
      isConditional ? (isIdle ? 'low' : 'medium') : isIdle ? 'medium' : undefined,
    )
  },
})
