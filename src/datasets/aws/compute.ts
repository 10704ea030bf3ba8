import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const defaults = z.object({
  ...rowFields,
  /** `required`: IMDSv2; `optional`: both versions. Absent: the account says nothing. */
  httpTokens: z.string().optional(),
  /** `enabled`: instances that do not require IMDSv2 cannot be launched. */
  enforced: z.string().optional(),
  /** `account` or `declarative-policy`. */
  managedBy: z.string().optional(),
})
export type InstanceMetadataDefaults = z.infer<typeof defaults>
/**
 * What new EC2 instances of the account ask of callers of the instance metadata service, one row a Region (`id`, `part`).
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_GetInstanceMetadataDefaults.html
 */
export const instanceMetadataDefaults = defineDataset<InstanceMetadataDefaults>({
  name: 'instance-metadata-defaults',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'ec2:GetInstanceMetadataDefaults'],
  readable: 'either',
  row: defaults,
})

const filter = z.object({ type: z.string(), pattern: z.string(), /** What matches is left out. */ isExclusion: z.boolean() })
export type WebhookFilter = z.infer<typeof filter>

const project = z.object({
  ...rowFields,
  /** Absent: the project has none. */
  serviceRole: z.string().optional(),
  /** `GITHUB`, `BITBUCKET`, ...: open. */
  sourceType: z.string(),
  /** Absent: no event of the repository starts a build. */
  webhook: z
    .object({
      /** One group must pass, with all its filters; none at all: everything passes. */
      filterGroups: z.array(z.array(filter)),
      /** Whether pull requests wait for a comment of a maintainer: `DISABLED`, `ALL_PULL_REQUESTS`, `FORK_PULL_REQUESTS`. Absent: not told. */
      approval: z.string().optional(),
      /** Roles of the repository whose people need none, and give it to others, e.g. `GITHUB_WRITE`. Absent: not told. */
      approverRoles: z.array(z.string()).optional(),
    })
    .optional(),
})
export type BuildProject = z.infer<typeof project>
/** CodeBuild projects; `id` is the ARN. https://docs.aws.amazon.com/codebuild/latest/APIReference/API_BatchGetProjects.html */
export const buildProjects = defineDataset<BuildProject>({
  name: 'build-projects',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'codebuild:ListProjects', 'codebuild:BatchGetProjects'],
  readable: 'either',
  row: project,
})

const association = z.object({
  ...rowFields,
  instanceId: z.string(),
  profileArn: z.string(),
  /** `associated`, `associating`, `disassociating`, `disassociated`: open. */
  state: z.string(),
})
export type InstanceProfileAssociation = z.infer<typeof association>
/** The EC2 instances that have an instance profile. https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DescribeIamInstanceProfileAssociations.html */
export const instanceProfileAssociations = defineDataset<InstanceProfileAssociation>({
  name: 'instance-profile-associations',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'ec2:DescribeIamInstanceProfileAssociations'],
  readable: 'either',
  row: association,
})

const lambdaFunction = z.object({ ...rowFields, roleArn: z.string() })
export type LambdaFunction = z.infer<typeof lambdaFunction>
/** Lambda functions; `id` is the ARN. https://docs.aws.amazon.com/lambda/latest/api/API_ListFunctions.html */
export const lambdaFunctions = defineDataset<LambdaFunction>({
  name: 'lambda-functions',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'lambda:ListFunctions'],
  readable: 'either',
  row: lambdaFunction,
})

const service = z.object({
  ...rowFields,
  clusterArn: z.string(),
  /** The roles that its containers get; none where no definition of its tasks names one. */
  taskRoleArns: z.array(z.string()),
})
export type EcsService = z.infer<typeof service>
/** ECS services, of which those that are deleted are left out; `id` is the ARN. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DescribeServices.html */
export const ecsServices = defineDataset<EcsService>({
  name: 'ecs-services',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'ecs:ListClusters', 'ecs:ListServices', 'ecs:DescribeServices', 'ecs:DescribeTaskDefinition'],
  readable: 'either',
  row: service,
})
