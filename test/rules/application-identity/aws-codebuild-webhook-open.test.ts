import rule from '../../../rules/application-identity/aws-codebuild-webhook-open.ts'
import { type BuildProject, buildProjects, type WebhookFilter } from '../../../src/datasets/aws/compute.ts'
import { given, testRule } from '../../rule-tester.ts'

const event = (pattern: string): WebhookFilter => ({ type: 'EVENT', pattern, isExclusion: false })
const actor = (pattern: string, isExclusion = false): WebhookFilter => ({ type: 'ACTOR_ACCOUNT_ID', pattern, isExclusion })
const head = (pattern: string): WebhookFilter => ({ type: 'HEAD_REF', pattern, isExclusion: false })
const PULL = event('PUSH, PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED')
const project = (webhook: BuildProject['webhook']) =>
  given(buildProjects, { id: 'arn:build', name: 'app', part: 'eu-west-1', sourceType: 'GITHUB', serviceRole: 'arn:role', webhook })
const hook = (...filterGroups: readonly (readonly WebhookFilter[])[]) => [project({ filterGroups: filterGroups.map(group => [...group]) })]

testRule(rule, {
  pass: {
    'pushes, merges and releases': hook([event('PUSH')], [event('PULL_REQUEST_MERGED, RELEASED')]),
    'runners of GitHub Actions': hook([event('WORKFLOW_JOB_QUEUED')]),
    'one person': hook([PULL, actor('^12345$')]),
    several: hook([PULL, actor('^12345$|^67890$')]),
    'each in parentheses': hook([PULL, actor('(^12345$)|(?:^67890$)')]),
    'several in parentheses': hook([PULL, actor('^(?:12345|67890)$')]),
    'an open pattern beside an anchored one, both of which must pass': hook([PULL, actor('.*'), actor('^12345$')]),
    'pull requests of forks that wait for a comment': [project({ filterGroups: [[PULL]], approval: 'FORK_PULL_REQUESTS' })],
    'a comment of somebody who may write': [
      project({ filterGroups: [[PULL]], approval: 'ALL_PULL_REQUESTS', approverRoles: ['GITHUB_TRIAGE', 'GITHUB_WRITE', 'GITHUB_ADMIN'] }),
    ],
    'a comment of anybody, of one person’s pull requests': [
      project({ filterGroups: [[PULL, actor('^12345$')]], approval: 'ALL_PULL_REQUESTS', approverRoles: ['GITHUB_READ'] }),
    ],
  },
  fail: {
    'no filter at all': { given: hook(), subjects: ['arn:build'], severity: 'high', message: /every push and pull request starts a build/ },
    anybody: { given: hook([PULL]), message: /PULL_REQUEST_CREATED, PULL_REQUEST_UPDATED, whoever causes it/ },
    'a pattern without anchors': { given: hook([PULL, actor('12345')]), message: /not anchored/ },
    'one of two without an end': hook([PULL, actor('^12345$|^67890')]),
    'an anchor for the first alternative only': hook([PULL, actor('^12345|67890$')]),
    'one in parentheses without an end': hook([PULL, actor('(^12345$)|(^67890)')]),
    'an end that is escaped': hook([PULL, actor('^12345\\$')]),
    'everybody, anchored': hook([PULL, actor('^.*$')]),
    'any number': hook([PULL, actor('^[0-9]+$')]),
    'everybody but one': hook([PULL, actor('^12345$', true)]),
    'a branch, which a stranger can name': hook([PULL, head('^refs/heads/main$')]),
    'an old filter by branch': hook([head('main')]),
    'the weaker of two groups': hook([PULL, actor('^12345$')], [event('PULL_REQUEST_REOPENED')]),
    'approval that is switched off': [project({ filterGroups: [[PULL]], approval: 'DISABLED' })],
    'approval that readers need not, and give': {
      given: [project({ filterGroups: [[PULL]], approval: 'FORK_PULL_REQUESTS', approverRoles: ['GITHUB_WRITE', 'GITHUB_READ'] })],
      severity: 'high',
      evidence: [{ label: 'Roles that need none, and give it', value: ['GITHUB_WRITE', 'GITHUB_READ'] }],
    },
  },
  unknown: { 'a pattern that is not followed': { given: hook([PULL, actor('^1234[56]$')]), message: /whom that covers is not followed/ } },
  'not-applicable': { 'no webhook': [project(undefined)] },
})
