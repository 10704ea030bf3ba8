import { afterAll, beforeAll, expect, it } from 'vitest'
import { iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { largeAccount } from '../../clouds/aws/large-account.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws } from './scan-aws.ts'

const ACCOUNT = '111111111111'
/** Requests to IAM, whatever the account's size up to the one below. */
const IAM_LIMIT = 25
/** Of every service, in the two Regions that the account has: a listing each where nothing is there. */
const LIMIT = 60

let aws: EmulatedAws

beforeAll(async () => {
  const account = largeAccount(ACCOUNT)
  aws = await startAws({
    accounts: {
      [ACCOUNT]: {
        ...account,
        samlProviders: [{ name: 'entra', metadata: '<EntityDescriptor/>' }],
        oidcProviders: [{ url: 'https://token.actions.githubusercontent.com', clientIds: ['sts.amazonaws.com'] }],
      },
    },
  })
})
afterAll(() => aws.stop())

it(`reads an account of 200 users, 300 roles and 200 policies with at most ${IAM_LIMIT} requests to IAM and ${LIMIT} in all`, async () => {
  const scan = await scanAws(aws, ACCOUNT)
  expect(scan.manifest.gaps).toEqual([])
  expect([scan.rows(iamUsers).length, scan.rows(iamRoles).length, scan.rows(iamPolicies).length]).toEqual([200, 300, 200])
  expect(aws.requests.filter(({ service }) => service === 'iam').length).toBeLessThanOrEqual(IAM_LIMIT)
  expect(aws.requests.length).toBeLessThanOrEqual(LIMIT)
  expect(aws.requests.filter(request => request.operation === 'GetAccountAuthorizationDetails')).toHaveLength(1)
})

it('counts in the manifest what was on the wire, by service and operation', async () => {
  aws.forget()
  const scan = await scanAws(aws, ACCOUNT)
  const onTheWire = new Map<string, number>()
  for (const { service, operation } of aws.requests) onTheWire.set(`${service}:${operation}`, (onTheWire.get(`${service}:${operation}`) ?? 0) + 1)
  const counted = new Map(scan.manifest.requests.map(({ service, operation, requests }) => [`${service}:${operation}`, requests]))
  expect(counted).toEqual(onTheWire)
})

it('reads the same account in smaller pages without losing anybody', async () => {
  aws.settings(ACCOUNT).largestPage = 100
  aws.forget()
  const scan = await scanAws(aws, ACCOUNT)
  aws.settings(ACCOUNT).largestPage = 1000
  expect(scan.manifest.gaps).toEqual([])
  expect([scan.rows(iamUsers).length, scan.rows(iamRoles).length, scan.rows(iamPolicies).length]).toEqual([200, 300, 200])
  expect(aws.requests.filter(request => request.operation === 'GetAccountAuthorizationDetails')).toHaveLength(8)
})
