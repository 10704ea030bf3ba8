/** A service as requests are counted and paced by it. */
export interface AwsService {
  readonly name: string
  /** Whether each Region answers for itself, and throttles for itself. */
  readonly isRegional: boolean
}

const global = (name: string): AwsService => ({ name, isRegional: false })
const regional = (name: string): AwsService => ({ name, isRegional: true })

/** The services by the client of the SDK that speaks with them. */
const SERVICES: ReadonlyMap<string, AwsService> = new Map([
  ['AccessAnalyzerClient', regional('access-analyzer')],
  ['AccountClient', global('account')],
  ['AmplifyClient', regional('amplify')],
  ['AppSyncClient', regional('appsync')],
  ['CloudTrailClient', regional('cloudtrail')],
  ['CloudWatchClient', regional('cloudwatch')],
  ['CloudWatchLogsClient', regional('logs')],
  ['CodeBuildClient', regional('codebuild')],
  ['CognitoIdentityClient', regional('cognito-identity')],
  ['CognitoIdentityProviderClient', regional('cognito-idp')],
  ['ConfigServiceClient', regional('config')],
  ['DirectoryServiceClient', regional('ds')],
  ['EC2Client', regional('ec2')],
  ['ECSClient', regional('ecs')],
  ['GuardDutyClient', regional('guardduty')],
  ['IAMClient', global('iam')],
  ['IdentitystoreClient', regional('identitystore')],
  ['LambdaClient', regional('lambda')],
  ['OrganizationsClient', global('organizations')],
  ['RAMClient', regional('ram')],
  ['RolesAnywhereClient', regional('rolesanywhere')],
  ['S3Client', regional('s3')],
  ['SecurityHubClient', regional('securityhub')],
  ['SNSClient', regional('sns')],
  ['SSOAdminClient', regional('sso-admin')],
  ['STSClient', global('sts')],
  ['WAFV2Client', regional('wafv2')],
])

/** The service of a client; one that is not listed is named by its client. */
export const serviceOf = (clientName: string): AwsService => SERVICES.get(clientName) ?? global(clientName)
