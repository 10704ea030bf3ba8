import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const api = z.object({
  ...rowFields,
  arn: z.string(),
  /** `API_KEY`, `AWS_IAM`, `AMAZON_COGNITO_USER_POOLS`, `OPENID_CONNECT` or `AWS_LAMBDA`. */
  authorization: z.string(),
  /** The other ways that single fields may allow. Absent: the answer did not say. */
  furtherAuthorization: z.array(z.string()).optional(),
  /** `GLOBAL` or `PRIVATE`. Absent: global. */
  visibility: z.string().optional(),
})
export type AppSyncApi = z.infer<typeof api>
/** GraphQL APIs of AppSync; `id` is the API id, `part` its Region. https://docs.aws.amazon.com/appsync/latest/APIReference/API_GraphqlApi.html */
export const appSyncApis = defineDataset<AppSyncApi>({
  name: 'appsync-apis',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'appsync:ListGraphqlApis'],
  readable: 'app',
  row: api,
})

const branch = z.object({
  ...rowFields,
  appId: z.string(),
  appName: z.string(),
  /** The CloudFormation stack of its backend (Amplify Gen 2). */
  stackArn: z.string().optional(),
  /** Its backend environment (Amplify Gen 1). */
  backendEnvironmentArn: z.string().optional(),
})
export type AmplifyBranch = z.infer<typeof branch>
/** Branches of Amplify apps; `id` is the ARN, `part` the Region. https://docs.aws.amazon.com/amplify/latest/APIReference/API_Branch.html */
export const amplifyBranches = defineDataset<AmplifyBranch>({
  name: 'amplify-branches',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'amplify:ListApps', 'amplify:ListBranches'],
  readable: 'app',
  row: branch,
})
