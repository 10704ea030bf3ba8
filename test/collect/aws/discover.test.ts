import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { awsSource } from '../../../src/collect/aws/source.ts'
import { AuthenticationError } from '../../../src/collect/collector.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws, virtualClock } from './scan-aws.ts'

const MANAGEMENT = '111111111111'
const MEMBER = '222222222222'

let aws: EmulatedAws

beforeAll(async () => {
  aws = await startAws({
    accounts: { [MANAGEMENT]: { users: [{ name: 'scanner', accessKeys: [{}] }] }, [MEMBER]: { delegatedAdministrator: true } },
    organization: { management: MANAGEMENT, members: [{ id: MEMBER, name: 'audit' }] },
  })
})
afterEach(() => aws.heal())
afterAll(() => aws.stop())

const scopesOf = async (options: Parameters<typeof awsSource>[0]) => {
  const source = awsSource({ endpoint: aws.endpoint, clock: virtualClock(), ...options })
  const found: { scope: string; parent: string | undefined; identity: string | undefined; entered: boolean; gaps: readonly string[] }[] = []
  for await (const { scope, identity, session, gaps = [] } of source.discover())
    found.push({ scope: scope.id, parent: scope.parent, identity, entered: session !== undefined, gaps: gaps.map(gap => gap.reason) })
  await source.close?.()
  return found
}

describe('discovery', () => {
  it('finds the organization, then the account in it', async () => {
    const identity = `arn:aws:sts::${MANAGEMENT}:assumed-role/PosternReadOnly/postern`
    const organization = `aws-organization/${aws.organizationId}`
    expect(await scopesOf({ credentials: aws.keys(MANAGEMENT) })).toEqual([
      { scope: organization, parent: undefined, identity, entered: true, gaps: [] },
      { scope: `aws-account/${MANAGEMENT}`, parent: organization, identity, entered: true, gaps: [] },
    ])
  })

  it('takes an organization that it may not see for there, not for absent', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'DescribeOrganization' })
    expect(await scopesOf({ credentials: aws.keys(MANAGEMENT) })).toMatchObject([
      { scope: 'aws-organization/unidentified', entered: false, gaps: ['denied'] },
      { scope: `aws-account/${MANAGEMENT}`, entered: true },
    ])
  })

  it('asks for the organization once, whoever needs it', async () => {
    aws.forget()
    await scanAws(aws, MANAGEMENT)
    expect(aws.requests.filter(request => request.operation === 'DescribeOrganization')).toHaveLength(1)
    expect(aws.requests.filter(request => request.operation === 'GetCallerIdentity')).toHaveLength(1)
  })

  it('reads the organization from the account of a delegated administrator', async () => {
    const { manifest } = await scanAws(aws, MEMBER)
    expect(manifest.gaps).toEqual([])
  })

  it.each([
    ['InvalidClientTokenId', 'The security token included in the request is invalid.'],
    ['ExpiredToken', 'The security token included in the request is expired'],
    ['SignatureDoesNotMatch', 'The request signature we calculated does not match the signature you provided.'],
  ])('says that nothing lets it in on %s', async (code, message) => {
    aws.fault({ kind: 'error', status: 403, code, message }, { operation: 'GetCallerIdentity' })
    const outcome = await scopesOf({ credentials: aws.keys(MANAGEMENT) }).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(AuthenticationError)
    expect(outcome).toMatchObject({ cause: { reason: 'denied' } })
  })

  it('says where it was only busy', async () => {
    aws.fault({ kind: 'throttled' }, { operation: 'GetCallerIdentity' })
    const outcome = await scopesOf({ credentials: aws.keys(MANAGEMENT), limits: { attempts: 2 } }).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(AuthenticationError)
    expect(outcome).toMatchObject({ cause: { reason: 'throttled' } })
  })

  it('says that there is no way to it, and what to look at', async () => {
    // Nobody listens on the port of "discard".
    const outcome = await scopesOf({ credentials: aws.keys(MANAGEMENT), endpoint: 'http://127.0.0.1:9' }).catch((error: unknown) => error)
    expect(outcome).toMatchObject({
      name: 'AuthenticationError',
      message: expect.stringMatching(/^GetCallerIdentity: could not reach 127\.0\.0\.1:9: .*ECONNREFUSED.*; check the network or the proxy$/),
      cause: { reason: 'failed' },
    })
  })

  it('says that nothing lets it in when there are no credentials at all', async () => {
    const outcome = await scopesOf({ profile: 'no-such-profile' }).catch((error: unknown) => error)
    expect(outcome).toBeInstanceOf(AuthenticationError)
    expect(outcome).toMatchObject({ scope: { id: 'aws-account/unidentified' }, cause: { reason: 'denied' } })
  })
})
