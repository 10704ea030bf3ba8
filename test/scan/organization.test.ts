import { afterAll, beforeAll, expect, it } from 'vitest'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { DARK, MANAGEMENT, OPEN, TWELVE_ACCOUNTS } from '../collect/aws/twelve-accounts.ts'
import { workplace } from './run-postern.ts'

const place = workplace()
let aws: EmulatedAws

beforeAll(async () => {
  aws = await startAws(TWELVE_ACCOUNTS)
})
afterAll(async () => {
  await aws.stop()
  place.remove()
})

it('a config that names a role reads an organization of twelve accounts through it, and exactly the three that shut it out are dark', async () => {
  const config = place.config('aws:\n  organization: { role: audit/PosternReadOnly, externalId: ticket-7 }\nfailOn: none\n')
  const ran = await place.postern(['scan', '--config', config], aws.environment(MANAGEMENT))
  expect([ran.code, ran.stderr]).toEqual([0, ''])
  const { scopes, results } = place.assessment()
  const accounts = scopes.filter(({ kind }) => kind === 'aws-account')
  expect(accounts.map(({ id }) => id).sort()).toEqual([MANAGEMENT, ...OPEN, ...DARK].map(id => `aws-account/${id}`))
  expect(accounts.filter(({ gaps }) => gaps.length > 0).map(({ id }) => id)).toEqual(DARK.map(id => `aws-account/${id}`))
  // A question about one account is answered in nine of them and open in three.
  const root = results.find(({ rule }) => rule.id === 'aws-root-without-mfa')
  expect(root?.findings.map(({ subject }) => subject.scope).sort()).toEqual([MANAGEMENT, ...OPEN].map(id => `aws-account/${id}`))
  expect(root?.unanswered.map(({ scope }) => scope).sort()).toEqual(DARK.map(id => `aws-account/${id}`))
})
