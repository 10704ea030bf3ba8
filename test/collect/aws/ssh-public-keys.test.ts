import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { codeCommitUsers, mayAllowCodeCommit } from '../../../src/collect/aws/code-commit-users.ts'
import { sshPublicKeys } from '../../../src/datasets/aws/ssh-public-keys.ts'
import { type EmulatedAws, startAws } from '../../clouds/aws/start-aws.ts'
import { scanAws } from './scan-aws.ts'

const statement = (more: object) => ({ Effect: 'Allow', Resource: '*', ...more })
const policy = (more: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement(more)] })

describe('a policy may allow an action of CodeCommit', () => {
  it.each([
    ['by its name', { Action: 'codecommit:GitPull' }],
    ['in any case', { Action: ['s3:*', 'CodeCommit:gitpush'] }],
    ['by all of the service', { Action: 'codecommit:*' }],
    ['by everything', { Action: '*' }],
    ['by everything, with a colon', { Action: '*:*' }],
    ['by a glob of the service', { Action: 'code*:Git*' }],
    ['by letters that may be any', { Action: 'c?dec*t:GitPull' }],
    ['by what it does not name', { NotAction: 'iam:*' }],
    ['under a condition, which is not looked at', { Action: 'codecommit:*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }],
    ['by an action that is no text', { Action: [7] }],
  ])('%s', (_, more) => {
    expect(mayAllowCodeCommit(policy(more))).toBe(true)
  })

  it.each([['{"Version":'], ['null'], ['{}'], ['{"Statement":"all"}']])('when it cannot be read: %s', document => {
    expect(mayAllowCodeCommit(document)).toBe(true)
  })

  it('when its one statement is not in a list', () => {
    expect(mayAllowCodeCommit(JSON.stringify({ Statement: statement({ Action: 'codecommit:*' }) }))).toBe(true)
    expect(mayAllowCodeCommit(JSON.stringify({ Statement: statement({ Action: 's3:*' }) }))).toBe(false)
  })
})

describe('a policy does not', () => {
  it.each([
    ['with actions of others', { Action: ['s3:*', 'codebuild:*', 'codecommits:*', 'commit:*'] }],
    ['where it only denies', { Effect: 'Deny', Action: '*' }],
    ['where it only denies all but something', { Effect: 'Deny', NotAction: 'iam:*' }],
    ['with no action at all', { Action: [] }],
  ])('%s', (_, more) => {
    expect(mayAllowCodeCommit(policy(more))).toBe(false)
  })
})

it('hostile globs are read in no time', () => {
  expect(mayAllowCodeCommit(policy({ Action: `${'*?'.repeat(5_000)}x:*` }))).toBe(false)
  expect(mayAllowCodeCommit(policy({ Action: `${'*'.repeat(10_000)}t:*` }))).toBe(true)
})

describe('the users who may use a key', () => {
  const common = { scope: 'aws-account/1', path: '/', createdAt: '2026-01-01T00:00:00Z' }
  const holder = (name: string, more: object = {}) => ({ ...common, id: name, name, arn: `arn:${name}`, inlinePolicies: [], attachedPolicies: [], ...more })
  const user = (name: string, more: object = {}) => ({ ...holder(name), groups: [], ...more })
  const attached = (arn: string) => ({ attachedPolicies: [{ name: arn, arn }] })
  const managed = (arn: string, document: string) => ({
    ...common,
    id: arn,
    name: arn,
    arn,
    isAwsManaged: false,
    attachmentCount: 1,
    boundaryUsageCount: 0,
    defaultVersionId: 'v1',
    document,
  })

  it('have a policy that may, their own, attached or of a group; what was not read may', () => {
    const users = [
      user('none'),
      user('inline', { inlinePolicies: [{ name: 'p', document: policy({ Action: '*' }) }] }),
      user('attached', attached('wide')),
      user('narrow', attached('narrow')),
      user('unread', attached('gone')),
      user('grouped', { groups: ['developers'] }),
      user('idle', { groups: ['readers'] }),
      user('lost', { groups: ['never-read'] }),
    ]
    const groups = [holder('developers', attached('wide')), holder('readers', attached('narrow'))]
    const policies = [managed('wide', policy({ Action: 'codecommit:*' })), managed('narrow', policy({ Action: 's3:*' }))]
    expect(codeCommitUsers(users, groups, policies).map(({ name }) => name)).toEqual(['inline', 'attached', 'unread', 'grouped', 'lost'])
  })
})

describe('keys', () => {
  const ACCOUNT = '111111111111'
  const MANY = 60
  let aws: EmulatedAws
  beforeAll(async () => {
    aws = await startAws({
      accounts: {
        [ACCOUNT]: {
          groups: [{ name: 'developers', attached: ['arn:aws:iam::aws:policy/AWSCodeCommitPowerUser'] }],
          users: [
            ...Array.from({ length: MANY }, (_, n) => ({
              name: `user-${n}`,
              groups: ['developers'],
              sshKeys: [{ id: `APKAEXAMPLE${String(n).padStart(9, '0')}`, uploaded: '2021-04-04T00:00:00Z', active: n % 2 === 0 }],
            })),
            { name: 'other', sshKeys: [{ id: 'APKAEXAMPLE999999999', uploaded: '2021-04-04T00:00:00Z' }] },
          ],
        },
      },
    })
  })
  afterEach(() => {
    aws.heal()
    aws.forget()
  })
  afterAll(() => aws.stop())

  const asked = () => aws.requests.filter(({ operation }) => operation === 'ListSSHPublicKeys').length

  it('are those of everybody who may use one, however many, one call each', async () => {
    const scan = await scanAws(aws, ACCOUNT)
    expect(scan.rows(sshPublicKeys)).toHaveLength(MANY)
    expect(scan.rows(sshPublicKeys).find(({ userName }) => userName === 'user-1')).toEqual({
      id: 'APKAEXAMPLE000000001',
      scope: `aws-account/${ACCOUNT}`,
      name: 'user-1: APKAEXAMPLE000000001',
      userName: 'user-1',
      active: false,
      uploadedAt: '2021-04-04T00:00:00.000Z',
    })
    expect(scan.gaps(sshPublicKeys)).toEqual([])
    expect(asked()).toBe(MANY)
  })

  it('are not asked for of the others, once it is clear that they are not given', async () => {
    aws.fault({ kind: 'denied' }, { operation: 'ListSSHPublicKeys' })
    const scan = await scanAws(aws, ACCOUNT)
    expect(scan.gaps(sshPublicKeys).every(({ reason, permission }) => reason === 'denied' && permission === 'iam:ListSSHPublicKeys')).toBe(true)
    expect(asked()).toBeLessThanOrEqual(5)
  })

  it('of a user who is gone meanwhile are none', async () => {
    aws.fault(
      { kind: 'error', status: 404, code: 'NoSuchEntity', message: 'The user cannot be found.' },
      { operation: 'ListSSHPublicKeys', mentions: 'UserName=user-7&' },
    )
    const scan = await scanAws(aws, ACCOUNT)
    expect(scan.rows(sshPublicKeys)).toHaveLength(MANY - 1)
    expect(scan.gaps(sshPublicKeys)).toEqual([])
  })

  it('that cannot be read for one user leave a gap that names it, and the others', async () => {
    aws.fault({ kind: 'missing-member', member: 'SSHPublicKeys' }, { operation: 'ListSSHPublicKeys', mentions: 'UserName=user-7&' })
    const scan = await scanAws(aws, ACCOUNT)
    expect(scan.rows(sshPublicKeys)).toHaveLength(MANY - 1)
    expect(scan.gaps(sshPublicKeys)).toMatchObject([{ reason: 'invalid', detail: expect.stringMatching(/^user-7: /) }])
  })
})
