import { nativeId } from '../../src/dataset.ts'
import { iamRoles, iamUsers } from '../../src/datasets/aws/iam.ts'
import { organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { declaredPrincipals } from '../../src/estate/aws/declared-principals.ts'
import { deploymentTool, isAwsOwned } from '../../src/estate/aws/role-makers.ts'
import { partiesOfRoles } from '../../src/estate/aws/trusted-parties.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Services that run somebody’s code or machines with a role. */
const WORKLOADS =
  /^(?:airflow|airflow-env|apprunner|batch|bedrock-agentcore|build\.apprunner|codebuild|codedeploy|codepipeline|ec2|ecs-tasks|edgelambda|eks|eks-fargate-pods|elasticbeanstalk|elasticmapreduce|emr-serverless|glue|lambda|pods\.eks|sagemaker|states|tasks\.apprunner)\./i

export default defineRule({
  id: 'aws-management-account-workload',
  title: 'The management account has no IAM users and no roles for workloads',
  failureTitle: 'Users or workloads in the management account',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'organization-guardrails',
  rationale:
    'No service control policy binds the management account, and its administrators own every other account: whatever signs in or runs there is a way to all of them. Counted are IAM users, and roles that services which run code may assume. Roles of AWS itself, and those called like the roles of Control Tower, StackSets and the CDK, are left out, and so are principals that are declared.',
  remediation: [
    { text: 'Move the workloads to an account of their own; what must see the whole organization goes to a delegated administrator.' },
    { text: 'Give people access by Identity Center, then delete the users and the roles.', command: 'aws iam delete-role --role-name ROLE' },
    { text: 'Declare what must stay in the configuration: kind principal, its ARN, and the reason.' },
  ],
  verify: [
    { text: 'There are no users.', command: "aws iam list-users --query 'Users[].Arn'" },
    { text: 'No role trusts a service that runs code.', command: "aws iam list-roles --query 'Roles[].[RoleName,AssumeRolePolicyDocument]'" },
  ],
  frameworks: { 'cis-aws@7.0': ['2.1.3'], 'nist-800-53@r5': ['AC-6', 'SC-2'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Best practices for the management account',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_best-practices_mgmt-acct.html',
    },
  ],
  subjects: awsAccounts,
  needs: { organizationMemberships, iamUsers, iamRoles, partiesOfRoles, declaredPrincipals },
  where: ({ id }, { organizationMemberships }) => [...organizationMemberships].some(({ managementAccountId }) => managementAccountId === nativeId(id)),
  check({ name }, { iamUsers, iamRoles, partiesOfRoles, declaredPrincipals }) {
    const users = [...iamUsers].filter(user => declaredPrincipals(user.arn, user.id, user.name) === undefined)
    const own = [...iamRoles].filter(
      role => !isAwsOwned(role) && deploymentTool(role) === undefined && declaredPrincipals(role.arn, role.id, role.name) === undefined,
    )
    const servicesOf = (id: string): string[] =>
      (partiesOfRoles.get(id)?.parties ?? []).flatMap(({ kind, value }) => (kind === 'service' && WORKLOADS.test(value) ? [value] : []))
    const workloads = own.map(role => ({ role, services: [...new Set(servicesOf(role.id))] })).filter(({ services }) => services.length > 0)
    if (users.length > 0 || workloads.length > 0) {
      const counts = [
        ...(users.length === 0 ? [] : [`${users.length} IAM ${users.length === 1 ? 'user' : 'users'}`]),
        ...(workloads.length === 0 ? [] : [`${workloads.length} ${workloads.length === 1 ? 'role' : 'roles'} for workloads`]),
      ]
      return fail(`The management account ${name} has ${counts.join(' and ')}.`, [
        ...(users.length === 0 ? [] : [evidence('IAM users', users.map(user => user.name).sort())]),
        ...(workloads.length === 0
          ? []
          : [evidence('Roles for workloads', workloads.map(({ role, services }) => `${role.name} (${services.join(', ')})`).sort())]),
      ])
    }
    const unread = own.filter(({ id }) => partiesOfRoles.get(id)?.unreadable !== undefined || !partiesOfRoles.has(id))
    if (unread.length === 0) return pass()
    return unknown(`Whom ${unread.length} roles of the management account trust could not be read, ${unread[0]?.name} among them.`)
  },
})
