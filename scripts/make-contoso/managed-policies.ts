import { allow, document } from './policy-documents.ts'

const logs = ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents']

/**
 * The AWS-managed policies that something in the fixture holds, by name: the path behind `policy/`, and a document of the same power.
 * https://docs.aws.amazon.com/aws-managed-policy/latest/reference/policy-list.html. Long ones are told in wildcards, which their originals spell out.
 */
export const managedPolicies: ReadonlyMap<string, { readonly path: string; readonly document: string }> = new Map(
  Object.entries({
    AdministratorAccess: ['/', allow('*')],
    PowerUserAccess: ['/', { Effect: 'Allow', NotAction: ['iam:*', 'organizations:*', 'account:*'], Resource: '*' }],
    ReadOnlyAccess: ['/', allow(['*:Describe*', '*:Get*', '*:List*'])],
    SecurityAudit: ['/', allow(['iam:GenerateCredentialReport', 'iam:Get*', 'iam:List*', 'organizations:Describe*', 'organizations:List*', 'sso:List*'])],
    IAMReadOnlyAccess: ['/', allow(['iam:GenerateCredentialReport', 'iam:GenerateServiceLastAccessedDetails', 'iam:Get*', 'iam:List*', 'iam:Simulate*'])],
    IAMUserChangePassword: ['/', allow(['iam:ChangePassword', 'iam:GetAccountPasswordPolicy'])],
    Billing: ['/job-function/', allow(['billing:*', 'budgets:*', 'ce:*', 'cur:*', 'invoicing:*', 'payments:*'])],
    AmazonBedrockLimitedAccess: ['/', allow(['bedrock:CallWithBearerToken', 'bedrock:Get*', 'bedrock:InvokeModel*', 'bedrock:List*'])],
    AmazonS3FullAccess: ['/', allow(['s3:*', 's3-object-lambda:*'])],
    AmazonS3ReadOnlyAccess: ['/', allow(['s3:Get*', 's3:List*', 's3:Describe*', 's3-object-lambda:Get*', 's3-object-lambda:List*'])],
    AmazonSESFullAccess: ['/', allow('ses:*')],
    AmazonSSMManagedInstanceCore: ['/', allow(['ssm:UpdateInstanceInformation', 'ssmmessages:*', 'ec2messages:*'])],
    AmazonEC2ContainerRegistryReadOnly: ['/', allow(['ecr:BatchGetImage', 'ecr:GetAuthorizationToken', 'ecr:GetDownloadUrlForLayer'])],
    AmazonEKSClusterPolicy: ['/', allow(['autoscaling:*', 'ec2:CreateTags', 'ec2:Describe*', 'elasticloadbalancing:*', 'kms:DescribeKey'])],
    AmazonEKSWorkerNodePolicy: ['/', allow(['ec2:Describe*', 'eks:DescribeCluster', 'eks-auth:AssumeRoleForPodIdentity'])],
    AmazonEKS_CNI_Policy: ['/', allow(['ec2:AssignPrivateIpAddresses', 'ec2:AttachNetworkInterface', 'ec2:CreateNetworkInterface', 'ec2:Describe*'])],
    AWSLambdaBasicExecutionRole: ['/service-role/', allow(logs)],
    AWSLambdaVPCAccessExecutionRole: ['/service-role/', allow([...logs, 'ec2:CreateNetworkInterface', 'ec2:DeleteNetworkInterface', 'ec2:Describe*'])],
    AWSGlueServiceRole: ['/service-role/', allow(['glue:*', 's3:GetBucketLocation', 's3:ListBucket', 'cloudwatch:PutMetricData'])],
    AmazonRDSEnhancedMonitoringRole: ['/service-role/', allow(logs, 'arn:aws:logs:*:*:log-group:RDS*')],
    AWS_ConfigRole: ['/service-role/', allow(['config:*', '*:Describe*', '*:List*'])],
    AWSSupportServiceRolePolicy: ['/aws-service-role/', allow(['*:Describe*', '*:List*'])],
    AWSTrustedAdvisorServiceRolePolicy: ['/aws-service-role/', allow(['*:Describe*', '*:List*'])],
    AWSOrganizationsServiceTrustPolicy: ['/aws-service-role/', allow('iam:CreateServiceLinkedRole')],
    AWSSSOServiceRolePolicy: ['/aws-service-role/', allow(['iam:*Role*', 'iam:*SAMLProvider*'], 'arn:aws:iam::*:*/aws-reserved/sso.amazonaws.com/*')],
    AmazonGuardDutyServiceRolePolicy: ['/aws-service-role/', allow(['ec2:Describe*', 'organizations:List*', 's3:GetBucket*'])],
  } as const).map(([name, [path, statement]]) => [name, { path, document: document(statement) }]),
)
