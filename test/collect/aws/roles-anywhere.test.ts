import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { rolesAnywhereProfiles, trustAnchors } from '../../../src/datasets/aws/roles-anywhere.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import type { Answer, Value, WireRequest } from '../../clouds/aws/wire.ts'
import { scanAws } from './scan-aws.ts'

const [ACCOUNT, OTHER] = ['111111111111', '222222222222']
const ROLE = `arn:aws:iam::${ACCOUNT}:role/build`
const trust = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'rolesanywhere.amazonaws.com' }, Action: 'sts:AssumeRole' }],
})

let aws: EmulatedAws
beforeAll(async () => {
  aws = await startAws({ accounts: { [ACCOUNT]: { roles: [{ name: 'build', trust }] }, [OTHER]: {} } })
})
const told = (value: { readonly [member: string]: Value }): Answer => ({ kind: 'answer', value })
const profile = (name: string) => ({ profileArn: `arn:aws:rolesanywhere:eu-west-1:${ACCOUNT}:profile/${name}`, name, enabled: true, roleArns: [ROLE] })
const anchor = {
  trustAnchorArn: `arn:aws:rolesanywhere:eu-west-1:${ACCOUNT}:trust-anchor/1`,
  name: 'factory',
  enabled: false,
  source: { sourceType: 'CERTIFICATE_BUNDLE', sourceData: { x509CertificateData: 'not kept' } },
}
const at = (region: string, answer: (request: WireRequest) => Answer, otherwise: Answer) => (request: WireRequest) =>
  request.region === region ? answer(request) : otherwise
beforeEach(() => {
  aws.settings(ACCOUNT).answers = new Map([
    [
      'rolesanywhere:ListProfiles',
      at(
        'eu-west-1',
        request => told(request.parameter('nextToken') === 'two' ? { profiles: [profile('b')] } : { profiles: [profile('a')], nextToken: 'two' }),
        told({ profiles: [] }),
      ),
    ],
    ['rolesanywhere:ListTrustAnchors', at('eu-west-1', () => told({ trustAnchors: [anchor] }), told({ trustAnchors: [] }))],
  ])
})
afterEach(() => {
  aws.heal()
  aws.forget()
})
afterAll(() => aws.stop())

const scan = (account = ACCOUNT) => scanAws(aws, account, { limits: { attempts: 2, backoff: 1, requestTimeout: 2_000 } })
const asked = () => aws.requests.filter(({ service }) => service === 'rolesanywhere')

describe('IAM Roles Anywhere', () => {
  it('is read in each Region, page by page, with signed requests that are counted', async () => {
    const found = await scan()
    const of = { scope: `aws-account/${ACCOUNT}`, part: 'eu-west-1' }
    expect(found.gaps(rolesAnywhereProfiles)).toEqual([])
    expect(found.rows(rolesAnywhereProfiles)).toEqual(
      ['a', 'b'].map(name => ({ ...of, id: profile(name).profileArn, name, isEnabled: true, roleArns: [ROLE] })),
    )
    expect(found.rows(trustAnchors)).toEqual([{ ...of, id: anchor.trustAnchorArn, name: 'factory', isEnabled: false, sourceType: 'CERTIFICATE_BUNDLE' }])
    expect(
      asked()
        .map(({ account, operation, region }) => `${account} ${operation} ${region}`)
        .sort(),
    ).toEqual(
      ['ListProfiles eu-west-1', 'ListProfiles eu-west-1', 'ListProfiles us-east-1', 'ListTrustAnchors eu-west-1', 'ListTrustAnchors us-east-1'].map(
        one => `${ACCOUNT} ${one}`,
      ),
    )
  })

  it('is not asked where no role trusts it', async () => {
    const found = await scan(OTHER)
    expect(asked()).toEqual([])
    expect(found.gaps(trustAnchors)).toEqual([])
  })

  it.each([
    ['denied', { kind: 'denied' }, 'denied'],
    ['throttled for ever', { kind: 'throttled' }, 'throttled'],
    ['a server error', { kind: 'error', status: 500, code: 'InternalServerException', message: 'sorry' }, 'failed'],
    ['an empty 200', { kind: 'empty' }, 'invalid'],
    ['a body that is cut short', { kind: 'cut' }, 'failed'],
    ['a hang', { kind: 'hang' }, 'failed'],
  ] as const)('that meets %s is a gap of the Region', async (_name, fault, reason) => {
    aws.fault(fault, { operation: 'ListProfiles' })
    const found = await scan()
    expect(found.gaps(trustAnchors)).toEqual([])
    expect(found.gaps(rolesAnywhereProfiles).map(gap => [gap.part, gap.reason])).toEqual([
      ['eu-west-1', reason],
      ['us-east-1', reason],
    ])
    if (reason === 'denied') expect(found.gaps(rolesAnywhereProfiles)[0]?.permission).toBe('rolesanywhere:ListProfiles')
  })
})
