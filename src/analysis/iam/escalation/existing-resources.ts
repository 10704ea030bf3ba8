import type { EscalationPrimitive } from './primitive.ts'

const existing = (
  id: string,
  does: string,
  elsewhere: EscalationPrimitive['elsewhere'],
  source: string,
  more: Partial<Pick<EscalationPrimitive, 'gives' | 'provided' | 'service'>> = {},
): EscalationPrimitive => ({
  id,
  does,
  target: 'none',
  onTarget: [],
  elsewhere,
  gives: 'target',
  provided: 'such a resource runs as a privileged role',
  source,
  ...more,
})

/** Ways over resources that are there, and ways to data and credentials: what runs as which role is not read, so each is only potential. */
export const existingResources: readonly EscalationPrimitive[] = [
  existing('lambda-update-code', 'replace the code of a function', [['lambda:UpdateFunctionCode']], 'https://pathfinding.cloud/paths/lambda-003', {
    service: 'lambda.amazonaws.com',
  }),
  existing(
    'lambda-update-configuration',
    'put a layer into a function',
    [['lambda:UpdateFunctionConfiguration']],
    'https://pathfinding.cloud/paths/lambda-005',
    { service: 'lambda.amazonaws.com' },
  ),
  existing(
    'cloudformation-update-stack',
    'change a stack that has a role',
    [['cloudformation:UpdateStack']],
    'https://pathfinding.cloud/paths/cloudformation-002',
    { service: 'cloudformation.amazonaws.com' },
  ),
  existing(
    'cloudformation-change-set',
    'change a stack that has a role by a change set',
    [['cloudformation:CreateChangeSet'], ['cloudformation:ExecuteChangeSet']],
    'https://pathfinding.cloud/paths/cloudformation-005',
    { service: 'cloudformation.amazonaws.com' },
  ),
  existing(
    'codebuild-start-build',
    'start a build with commands of its own',
    [['codebuild:StartBuild', 'codebuild:StartBuildBatch']],
    'https://pathfinding.cloud/paths/codebuild-002',
    { service: 'codebuild.amazonaws.com' },
  ),
  existing('glue-update-dev-endpoint', 'put its key into a development endpoint', [['glue:UpdateDevEndpoint']], 'https://pathfinding.cloud/paths/glue-002', {
    service: 'glue.amazonaws.com',
  }),
  existing('ecs-execute-command', 'run commands in a task', [['ecs:ExecuteCommand'], ['ecs:DescribeTasks']], 'https://pathfinding.cloud/paths/ecs-006', {
    service: 'ecs-tasks.amazonaws.com',
  }),
  existing(
    'sagemaker-presigned-notebook',
    'open a notebook',
    [['sagemaker:CreatePresignedNotebookInstanceUrl']],
    'https://pathfinding.cloud/paths/sagemaker-004',
    { service: 'sagemaker.amazonaws.com' },
  ),
  existing(
    'sagemaker-lifecycle',
    'have a notebook run a script',
    [
      ['sagemaker:CreateNotebookInstanceLifecycleConfig'],
      ['sagemaker:StopNotebookInstance'],
      ['sagemaker:UpdateNotebookInstance'],
      ['sagemaker:StartNotebookInstance'],
    ],
    'https://pathfinding.cloud/paths/sagemaker-005',
    { service: 'sagemaker.amazonaws.com' },
  ),
  existing('ssm-run-on-instance', 'run commands on an instance', [['ssm:SendCommand', 'ssm:StartSession']], 'https://pathfinding.cloud/paths/ssm-001', {
    service: 'ec2.amazonaws.com',
  }),
  existing('ec2-instance-connect', 'put its SSH key onto an instance', [['ec2-instance-connect:SendSSHPublicKey']], 'https://pathfinding.cloud/paths/', {
    service: 'ec2.amazonaws.com',
  }),
  existing(
    'ec2-user-data',
    'change what an instance runs when it starts',
    [['ec2:ModifyInstanceAttribute'], ['ec2:StopInstances'], ['ec2:StartInstances']],
    'https://pathfinding.cloud/paths/ec2-002',
    { service: 'ec2.amazonaws.com' },
  ),
  existing(
    'ec2-launch-template',
    'change what new instances of a group run',
    [['ec2:CreateLaunchTemplateVersion'], ['ec2:ModifyLaunchTemplate']],
    'https://pathfinding.cloud/paths/ec2-004',
    { service: 'ec2.amazonaws.com' },
  ),
  existing('apprunner-update-service', 'change a service', [['apprunner:UpdateService']], 'https://pathfinding.cloud/paths/', {
    service: 'tasks.apprunner.amazonaws.com',
  }),
  existing('batch-submit', 'submit a job with commands of its own', [['batch:SubmitJob']], 'https://pathfinding.cloud/paths/', {
    service: 'ecs-tasks.amazonaws.com',
  }),
  existing(
    'codedeploy-deploy',
    'deploy to the instances of an application',
    [['codedeploy:CreateDeployment'], ['codedeploy:RegisterApplicationRevision'], ['codedeploy:GetDeploymentConfig']],
    'https://pathfinding.cloud/paths/',
    { service: 'ec2.amazonaws.com' },
  ),
  existing(
    'states-update',
    'change a state machine, start it',
    [['states:UpdateStateMachine'], ['states:StartExecution']],
    'https://pathfinding.cloud/paths/',
    { service: 'states.amazonaws.com' },
  ),
  existing(
    'bedrock-runtime-command',
    'run commands in an agent runtime',
    [['bedrock-agentcore:InvokeAgentRuntimeCommand']],
    'https://pathfinding.cloud/paths/',
    { service: 'bedrock-agentcore.amazonaws.com' },
  ),
  existing(
    'bedrock-interpreter-session',
    'run code in a code interpreter',
    [['bedrock-agentcore:StartCodeInterpreterSession'], ['bedrock-agentcore:InvokeCodeInterpreter']],
    'https://pathfinding.cloud/paths/',
    { service: 'bedrock-agentcore.amazonaws.com' },
  ),
  existing(
    'bedrock-browser-session',
    'drive a browser',
    [['bedrock-agentcore:StartBrowserSession'], ['bedrock-agentcore:ConnectBrowserAutomationStream']],
    'https://pathfinding.cloud/paths/',
    { service: 'bedrock-agentcore.amazonaws.com' },
  ),
  existing(
    'eks-access-entry',
    'give itself access to a cluster',
    [['eks:CreateAccessEntry', 'eks:AssociateAccessPolicy']],
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazonelastickubernetesservice.html',
    { service: 'pods.eks.amazonaws.com', provided: 'which pods of the cluster run as which role' },
  ),
  existing(
    'cognito-set-password',
    'set the password of a user of a user pool',
    [['cognito-idp:AdminSetUserPassword']],
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncognitouserpools.html',
    { provided: 'a user pool leads to a role', gives: 'data' },
  ),
  existing(
    'kms-put-key-policy',
    'rewrite the policy of a key',
    [['kms:PutKeyPolicy']],
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awskeymanagementservice.html',
    { provided: 'which keys there are', gives: 'data' },
  ),
  existing(
    's3-put-bucket-policy',
    'rewrite the policy of a bucket',
    [['s3:PutBucketPolicy']],
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazons3.html',
    { provided: 'which buckets there are', gives: 'data' },
  ),
  existing(
    'secretsmanager-get-secret-value',
    'read secrets',
    [['secretsmanager:GetSecretValue']],
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssecretsmanager.html',
    { provided: 'a secret holds a credential', gives: 'data' },
  ),
  existing(
    'ssm-get-parameter',
    'read parameters',
    [['ssm:GetParameter', 'ssm:GetParameters', 'ssm:GetParametersByPath']],
    'https://docs.aws.amazon.com/service-authorization/latest/reference/list_awssystemsmanager.html',
    { provided: 'a parameter holds a credential', gives: 'data' },
  ),
  existing(
    'sts-get-federation-token',
    'keep a session after its key is gone',
    [['sts:GetFederationToken']],
    'https://docs.aws.amazon.com/STS/latest/APIReference/API_GetFederationToken.html',
    { provided: 'it needs a user’s long-term key', gives: 'data' },
  ),
]
