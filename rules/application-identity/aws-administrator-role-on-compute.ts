import type { TrustedParty } from '../../src/analysis/iam/trusted-parties.ts'
import { iamRoles } from '../../src/datasets/aws/iam.ts'
import { administratorRoles } from '../../src/estate/aws/administrator-roles.ts'
import { isAwsOwned } from '../../src/estate/aws/role-makers.ts'
import { partiesOfRoles } from '../../src/estate/aws/trusted-parties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Services that run somebody’s code with the role’s keys in reach. */
const COMPUTE = /^(?:codebuild|ec2|ecs-tasks|glue|lambda|pods\.eks|sagemaker|tasks\.apprunner)\./i

const isCompute = ({ kind, value }: TrustedParty): boolean => kind === 'service' && COMPUTE.test(value)

export default defineRule({
  id: 'aws-administrator-role-on-compute',
  title: 'No role for compute is an administrator',
  failureTitle: 'Administrator role on compute',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'Whoever runs code on the machine, function, container or build gets the role’s keys: a flaw in one application, or a poisoned package, becomes administration of the account. Asked of roles that EC2, Lambda, ECS, EKS, App Runner, Glue, SageMaker or CodeBuild may assume and that may do everything, or can give themselves the rest, with Deny statements, boundary and the organization’s policies subtracted; where these were not read, a role that is allowed everything for its own part counts all the same. Medium where a condition stands before it; a grant that asks for MFA is out of reach, since no machine signs in with it.',
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
  needs: { administratorRoles, partiesOfRoles },
  where: (role, { partiesOfRoles }) => {
    if (isAwsOwned(role)) return false
    const { parties, unreadable } = partiesOfRoles.get(role.id) ?? { parties: [], unreadable: 'it is not there' }
    return unreadable !== undefined || parties.some(isCompute)
  },
  check({ id, name, instanceProfileArns }, { administratorRoles, partiesOfRoles }) {
    const administrator = administratorRoles.get(id)
    if (administrator === undefined) return pass()
    const { parties, unreadable } = partiesOfRoles.get(id) ?? { parties: [], unreadable: 'it is not there' }
    if (unreadable !== undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${unreadable}.`)
    if (administrator.isOnlyWithMfa()) return pass()
    if (administrator.certainty === 'unknown') return unknown(`Whether role ${name} is an administrator is not known: ${administrator.words()}.`)
    const services = [...new Set(parties.filter(isCompute).map(({ value }) => value))].sort()
    const isConditional = administrator.certainty === 'conditional'
    return fail(
      `Role ${name} is an administrator${isConditional ? ' under a condition' : ''}, and code on ${services.map(service => service.replace(/\.amazonaws\.com(?:\.cn)?$/, '')).join(', ')} can use it.`,
      [
        evidence('Privileged', administrator.words(), id),
        evidence('Trusted services', services, id),
        ...(instanceProfileArns.length === 0 ? [] : [evidence('Instance profiles', instanceProfileArns, id)]),
      ],
      isConditional ? 'medium' : undefined,
    )
  },
})
