import { mkdirSync, symlinkSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { workplace } from '../scan/run-postern.ts'

const snapshot = resolve(import.meta.dirname, '../../fixtures/snapshots/contoso')
const place = workplace()
afterAll(() => place.remove())

const explain = (...args: readonly string[]) => place.postern(['explain', 'permission', '--snapshot', snapshot, ...args])
const founder = 'arn:aws:iam::777788889999:user/founder'

describe('postern explain permission', () => {
  it('names the statement that allows', async () => {
    const { code, stdout, stderr } = await explain(
      '--principal',
      founder,
      '--action',
      'iam:PassRole',
      '--resource',
      'arn:aws:iam::777788889999:role/build-server',
    )
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^allowed\n/)
    expect(stdout).toContain('Allow: statement 1 of identity policy AdministratorAccess')
  })

  it('names the Deny of the organization', async () => {
    const role = 'arn:aws:iam::222233334444:role/github-terraform-apply'
    const { stdout } = await explain('--principal', role, '--action', 'organizations:LeaveOrganization')
    expect(stdout).toMatch(/^denied\n/)
    expect(stdout).toContain('Deny: Leave of service control policy deny-leaving-and-root')
  })

  it('tells the condition, and settles it by what is given', async () => {
    const asked = ['--principal', 'arn:aws:sts::222233334444:assumed-role/github-terraform-apply/ci', '--action', 'ec2:RunInstances']
    expect((await explain(...asked)).stdout).toMatch(/^allowed when aws:requestedregion is .*eu-west-1/)
    expect((await explain(...asked, '--context', 'aws:RequestedRegion=ap-south-1')).stdout).toContain(
      'Deny: Regions of service control policy deny-other-regions',
    )
  })

  it('says why nothing allows it', async () => {
    const { stdout } = await explain('--principal', 'arn:aws:iam::222233334444:role/ReadOnly', '--action', 'iam:CreateUser')
    expect(stdout).toContain('no policy of the principal allows it')
  })

  it('asks the trust policy who may assume a role', async () => {
    const { stdout } = await explain('--principal', founder, '--action', 'sts:AssumeRole', '--resource', 'arn:aws:iam::777788889999:role/api-lambda')
    expect(stdout).toContain('the policy of the resource does not allow it')
  })

  it.each([
    ['a principal that is no ARN', ['--principal', 'founder', '--action', 'iam:PassRole'], 'must be the ARN'],
    ['a user that is not there', ['--principal', `${founder}x`, '--action', 'iam:PassRole'], 'has no such user or role'],
    ['an account that is not there', ['--principal', 'arn:aws:iam::000000000000:user/x', '--action', 'iam:PassRole'], 'is not in the snapshot'],
    ['a pattern instead of an action', ['--principal', founder, '--action', 'iam:*'], 'must be one action'],
    ['a context without a value', ['--principal', founder, '--action', 'iam:PassRole', '--context', 'x'], 'must be KEY=VALUE'],
  ])('refuses %s in one line', async (_name, args, words) => {
    const { code, stderr } = await explain(...args)
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1])
    expect(stderr).toContain(words)
  })

  it('looks into the snapshot of the latest run by default', async () => {
    mkdirSync(join(place.folder, 'posture', 'latest'), { recursive: true })
    symlinkSync(snapshot, join(place.folder, 'posture', 'latest', 'snapshot'))
    const { code, stdout } = await place.postern(['explain', 'permission', '--principal', founder, '--action', 'iam:PassRole'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^allowed\n/)])
  })
})
