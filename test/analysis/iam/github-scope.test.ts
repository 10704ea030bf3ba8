import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gitHubScope } from '../../../src/analysis/iam/github-scope.ts'
import { type Condition, readConditions } from '../../../src/analysis/iam/policy-conditions.ts'

const GITHUB = 'token.actions.githubusercontent.com'
const conditions = (block: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>): readonly Condition[] =>
  readConditions(
    Object.fromEntries(
      Object.entries(block).map(([operator, claims]) => [
        operator,
        Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${GITHUB}:${claim}`, value])),
      ]),
    ),
  )
const words = (block: Parameters<typeof conditions>[0]): string => {
  const { repository, ref, byId, unclear } = gitHubScope([conditions(block)], GITHUB)
  return [repository && 'repository', ref && 'ref', byId && 'id', unclear && 'unclear'].filter(Boolean).join(' ')
}

describe('what a subject names', () => {
  it.each([
    ['repo:acme@1/app@2:ref:refs/heads/main', 'repository ref id'],
    ['repo:acme/app:ref:refs/heads/main', 'repository ref'],
    ['repo:acme/app@2:environment:production', 'repository ref id'],
    ['repo:acme@1/*:environment:production', 'ref id'],
    ['repo:acme@1*/app:environment:production', 'ref'],
    ['repo:acme/app', 'repository'],
    ['repo:acme/app:ref:refs/pull/7/merge', 'repository'],
    ['repo:acme/app:environment:', 'repository'],
    ['repository_owner_id:1:repository_id:2:ref:refs/tags/v1', 'repository ref id'],
    ['repository_owner_id:1*:ref:refs/heads/main', 'ref'],
    ['repository:acme/app:job_workflow_ref:acme/flows/.github/workflows/x.yml@refs/tags/v1', 'repository ref'],
    ['repository:acme/app:job_workflow_ref:acme/flows/.github/workflows/x.yml@*', 'repository'],
    [`workflow_ref:acme/app/.github/workflows/x.yml@${'a'.repeat(40)}`, 'repository ref'],
    ['*', ''],
    ['', ''],
  ])('%s: %s', (subject, named) => expect(words({ StringLike: { sub: subject } })).toBe(named))
})

it('conditions add up, values and statements do not', () => {
  expect(words({ StringLike: { sub: 'repo:acme/app:*', ref: 'refs/heads/main' }, StringEquals: { repository_id: '2' } })).toBe('repository ref id')
  expect(words({ StringLike: { sub: ['repo:acme/app:ref:refs/heads/main', 'repo:acme@1/app@2:environment:x'] } })).toBe('repository ref')
  const narrow = conditions({ StringEquals: { sub: 'repo:acme@1/app@2:ref:refs/heads/main' } })
  const wide = conditions({ StringLike: { sub: 'repo:acme/*' } })
  expect(gitHubScope([narrow, wide], GITHUB)).toEqual(gitHubScope([wide, narrow], GITHUB))
  expect(gitHubScope([narrow, wide], GITHUB).repository).toBe(false)
})

it('keys of another provider say nothing', () => {
  const other = readConditions({ StringEquals: { 'gitlab.com:sub': 'repo:acme@1/app@2:ref:refs/heads/main' } })
  expect(gitHubScope([other], GITHUB)).toEqual({ repository: false, ref: false, byId: false, unclear: false })
})

it('a wildcard put in the place of a part never names more', () => {
  const parts = ['repo:acme@1/app@2', 'ref:refs/heads/main', 'environment:production', 'repository_id:7']
  fc.assert(
    fc.property(fc.subarray(parts, { minLength: 1 }), fc.nat(), (chosen, at) => {
      const cut = chosen.map((part, index) => (index === at % chosen.length ? '*' : part)).join(':')
      const [whole, less] = [chosen.join(':'), cut].map(sub => gitHubScope([conditions({ StringLike: { sub } })], GITHUB))
      for (const name of ['repository', 'ref', 'byId'] as const) if (less?.[name]) expect(whole?.[name]).toBe(true)
    }),
  )
})
