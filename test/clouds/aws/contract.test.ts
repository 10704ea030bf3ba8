import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import {
  GenerateCredentialReportCommand,
  GetAccountAuthorizationDetailsCommand,
  GetAccountSummaryCommand,
  GetCredentialReportCommand,
  IAMClient,
  ListVirtualMFADevicesCommand,
} from '@aws-sdk/client-iam'
import { describe, expect, it } from 'vitest'
import { RICH_APPLICATIONS } from '../../collect/aws/rich-applications.ts'
import { RICH_UPKEEP } from '../../collect/aws/rich-upkeep.ts'
import { INVENTED, refuseOrganization, type World } from './answers.ts'
import { ensurePython } from './python.ts'
import { type AccountSeed, settingsOf } from './seed.ts'
import { startAws } from './start-aws.ts'
import { type Answer, readRequest, type WireRequest } from './wire.ts'

const ACCOUNT = '111111111111'

type Case = { readonly service: string; readonly operation: string; readonly answer?: unknown; readonly error?: string }

const complaints = (cases: readonly Case[]): unknown =>
  JSON.parse(execFileSync(ensurePython(), [join(import.meta.dirname, 'moto', 'contract.py')], { input: JSON.stringify(cases), encoding: 'utf8' }))

const request = (service: string, operation: string, parameters: Record<string, string> = {}): WireRequest => {
  const authorization = `AWS4-HMAC-SHA256 Credential=AKIA/20260101/us-east-1/${service}/aws4_request, SignedHeaders=host, Signature=0`
  const isQuery = service === 'iam'
  const body = isQuery ? new URLSearchParams({ Action: operation, ...parameters }).toString() : JSON.stringify(parameters)
  const read = readRequest({ authorization, ...(isQuery ? {} : { 'x-amz-target': `Service.${operation}` }) }, body)
  if (!read) throw new Error('not a request')
  return read
}

/** What is asked about one thing is asked about things that are there. */
const RICH_REQUEST = {
  UserPoolId: 'us-east-1_Shop00001',
  UserName: 'carl',
  DirectoryId: 'd-1111111111',
  OwnerDirectoryId: 'd-1111111111',
  names: 'app',
  cluster: 'main',
  services: 'web,gone',
  taskDefinition: `arn:aws:ecs:us-east-1:${ACCOUNT}:task-definition/web:1`,
  ClientId: 'web',
  ProviderName: 'Google',
  IdentityPoolId: 'us-east-1:00000000-0000-4000-8000-000000000001',
  WebACLArn: `arn:aws:wafv2:us-east-1:${ACCOUNT}:regional/webacl/before-the-shop/00000000-0000-4000-8000-000000000000`,
}

const caseOf = (service: string, operation: string, answer: Answer): Case =>
  answer.kind === 'answer' ? { service, operation, answer: answer.value } : { service, operation, error: answer.code }

const RICH: AccountSeed = {
  applications: RICH_APPLICATIONS,
  upkeep: RICH_UPKEEP,
  organizationFeatures: ['RootCredentialsManagement', 'RootSessions'],
  serviceSpecificCredentials: [
    { id: 'ACCAEXAMPLE000000001', user: 'a', service: 'codecommit.amazonaws.com', created: '2020-01-01T00:00:00Z' },
    {
      id: 'ACCAEXAMPLE000000002',
      user: 'b',
      service: 'bedrock.amazonaws.com',
      active: false,
      created: '2020-01-01T00:00:00Z',
      expires: '2027-01-01T00:00:00Z',
    },
  ],
  identityCenters: [
    {
      region: 'us-east-1',
      instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111',
      identityStoreId: 'd-1111111111',
      ownerAccountId: ACCOUNT,
      name: 'main',
    },
  ],
}

const organization = { management: ACCOUNT, id: 'o-abcdefghij', members: [{ id: '222222222222', name: 'member' }] }
const world = (seed: AccountSeed, account = ACCOUNT, of: World['organization'] = organization): World => ({
  account,
  settings: settingsOf(seed),
  organization: of,
})
const WORLDS: readonly World[] = [world(RICH), world({}), world({}, '222222222222'), world({}, '333333333333', undefined), world({ iamTrustedAccess: false })]

describe('the complement speaks as the AWS service models say', () => {
  it('in every invented answer and error', () => {
    const cases = [...INVENTED].flatMap(([name, invent]) => {
      const [service = '', operation = ''] = name.split(':')
      const requests = [{}, { AllUsers: 'true' }, { AllUsers: 'true', MaxItems: '1', MaxResults: '1' }, RICH_REQUEST].map(parameters =>
        request(service, operation, parameters),
      )
      return WORLDS.flatMap(one => requests.map(asked => caseOf(service, operation, invent(one, asked))))
    })
    expect(cases.length).toBeGreaterThanOrEqual(WORLDS.length * INVENTED.size)
    expect(complaints(cases)).toEqual([])
  })

  it('in what it refuses members and outsiders', () => {
    const cases = ['ListAccounts', 'ListRoots', 'ListPolicies', 'DescribePolicy', 'ListTargetsForPolicy', 'DescribeOrganization'].flatMap(operation =>
      WORLDS.flatMap(one => {
        const refused = refuseOrganization(one, request('organizations', operation))
        return refused ? [caseOf('organizations', operation, refused)] : []
      }),
    )
    expect(cases.length).toBeGreaterThan(6)
    expect(complaints(cases)).toEqual([])
  })

  it('in what it adds to answers of moto, as the SDK reads them', async () => {
    const aws = await startAws({
      accounts: {
        [ACCOUNT]: {
          ...RICH,
          root: { mfa: 'virtual', accessKeys: [{}] },
          users: [{ name: 'a', mfa: {}, boundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess', accessKeys: [{}] }],
          policies: [{ name: 'p', document: { Version: '2012-10-17', Statement: [] } }],
        },
      },
    })
    const client = new IAMClient({ region: 'us-east-1', endpoint: aws.endpoint, credentials: aws.keys(ACCOUNT) })
    const read = async <T extends { $metadata: unknown }>(operation: string, output: Promise<T>): Promise<Case> => {
      const { $metadata, ...answer } = await output
      const json = JSON.stringify(answer, (_, value) =>
        typeof value === 'object' && value?.type === 'Buffer'
          ? Buffer.from(value.data).toString('base64')
          : value instanceof Uint8Array
            ? Buffer.from(value).toString('base64')
            : value,
      )
      return { service: 'iam', operation, answer: JSON.parse(json) }
    }
    await client.send(new GenerateCredentialReportCommand({}))
    const cases = [
      await read('GetCredentialReport', client.send(new GetCredentialReportCommand({}))),
      await read('GetAccountSummary', client.send(new GetAccountSummaryCommand({}))),
      await read('ListVirtualMFADevices', client.send(new ListVirtualMFADevicesCommand({}))),
      await read('GetAccountAuthorizationDetails', client.send(new GetAccountAuthorizationDetailsCommand({ MaxItems: 1 }))),
    ]
    await aws.stop()
    // The model demands a path and a name of every user; AWS sends neither for root:
    // https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListVirtualMFADevices.html#API_ListVirtualMFADevices_Examples
    const ofRoot =
      /^iam:ListVirtualMFADevices: Missing required parameter in VirtualMFADevices\[0\].User: "Path"\nMissing .*"UserName"\nInvalid length for parameter VirtualMFADevices\[0\].User.UserId.*$/
    expect(complaints(cases)).toEqual([expect.stringMatching(ofRoot)])
  })

  it('and the check complains of what the models do not have', () => {
    const wrong = [
      { service: 'iam', operation: 'ListOrganizationsFeatures', answer: { OrganizationId: 7, EnabledFeatures: ['Everything'], Extra: true } },
      { service: 'sso', operation: 'ListInstances', error: 'NoSuchEntityException' },
    ]
    expect(complaints(wrong)).toHaveLength(4)
  })
})
