import type { IamRole } from '../../datasets/aws/iam.ts'

/** Whether AWS made a role, so that nobody in the account can change it: service-linked roles, and those of IAM Identity Center. Only AWS can use these paths. */
export const isAwsOwned = ({ path }: Pick<IamRole, 'path'>): boolean => /^\/aws-(?:service-role|reserved)\//.test(path)

const makers: readonly (readonly [RegExp, string])[] = [
  // https://docs.aws.amazon.com/controltower/latest/userguide/roles-how.html
  [/^(?:AWSControlTower|aws-controltower-)/, 'AWS Control Tower'],
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-prereqs.html
  [/^(?:AWSCloudFormationStackSet|stacksets-exec-)/, 'CloudFormation StackSets'],
  // https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html
  [/^cdk-[a-z0-9]{1,10}-[a-z-]+-role-\d{12}-[a-z0-9-]+$/, 'the bootstrap stack of the AWS CDK'],
]

/** The tool whose roles are called like this one; anybody can give a role such a name, so that it may quieten small findings only. */
export const deploymentTool = ({ name }: Pick<IamRole, 'name'>): string | undefined => makers.find(([pattern]) => pattern.test(name))?.[1]
