import { expect, it } from 'vitest'
import rule from '../../../rules/federation/aws-oidc-github-subject-wide.ts'
import withoutSubject from '../../../rules/federation/aws-oidc-trust-without-subject.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { oidcProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { roleRow, trustPolicy } from '../aws-rows.ts'

const GITHUB = 'token.actions.githubusercontent.com'
const statement = (condition: object, provider = GITHUB) => ({
  Effect: 'Allow',
  Action: 'sts:AssumeRoleWithWebIdentity',
  Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${provider}` },
  Condition: condition,
})
const role = (...statements: readonly object[]) => given(iamRoles, roleRow('deploy', trustPolicy(...statements)))
const subject = (value: string | readonly string[], operator = 'StringEquals') => role(statement({ [operator]: { [`${GITHUB}:sub`]: value } }))
const and = (claims: Readonly<Record<string, string>>) =>
  role(statement({ StringEquals: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [`${GITHUB}:${claim}`, value])) }))

const of = (provider: string, value: string) => role(statement({ StringLike: { [`${provider}:sub`]: value } }, provider))
const ENTERPRISE = `${GITHUB}/acme`
const SERVER = 'git.example.com/_services/token'

testRule(rule, {
  pass: {
    'a repository and a branch on the issuer of an enterprise, by name': [of(ENTERPRISE, 'repo:acme/app:ref:refs/heads/main')],
    'a repository and an environment on a server, by name': [of(SERVER, 'repo:acme/app:environment:production')],
    'a repository and a branch on what may be GitHub': [of('git.example.com/oidc', 'repo:acme/app:ref:refs/heads/main')],
    'an immutable subject at a branch': [subject('repo:acme@1/app@2:ref:refs/heads/main')],
    'at an environment': [subject('repo:acme@1/app@2:environment:production')],
    'at tags of a form': [subject('repo:acme@1/app@2:ref:refs/tags/v*', 'StringLike')],
    'names, and the repository’s id beside them': [and({ sub: 'repo:acme/app:environment:production', repository_id: '2' })],
    'names, and the owner’s id beside them': [and({ sub: 'repo:acme/app:environment:production', repository_owner_id: '1' })],
    'ids and a branch, by claims alone': [and({ repository_id: '2', ref: 'refs/heads/main' })],
    'a subject of its own making': [subject('repository_id:2:environment:production')],
    'a star that no operator reads as one: nobody gets in': [subject('repo:acme/app:*')],
    'a trust whose time is over': [
      role(statement({ StringLike: { [`${GITHUB}:sub`]: 'repo:acme/*' }, DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } })),
    ],
    'a Deny for everything else': [
      role(statement({ StringLike: { [`${GITHUB}:sub`]: 'repo:acme@1/*' } }), {
        ...statement({ StringNotEquals: { [`${GITHUB}:sub`]: 'repo:acme@1/app@2:ref:refs/heads/main' } }),
        Effect: 'Deny',
      }),
    ],
  },
  fail: {
    'a whole organization': {
      given: [subject('repo:acme/*', 'StringLike')],
      subjects: [`AROAdeploy#${GITHUB}`],
      severity: 'high',
      message: 'Role deploy trusts GitHub Actions, but names no repository and no branch, tag or environment.',
      evidence: [{ label: 'Names one repository', value: false, row: 'AROAdeploy' }],
    },
    'a whole organization on the issuer of an enterprise': {
      given: [of(ENTERPRISE, 'repo:acme/*')],
      subjects: [`AROAdeploy#${ENTERPRISE}`],
      severity: 'high',
      message: /names no repository/,
    },
    'a whole repository on ghe.com': [of('token.actions.acme.ghe.com', 'repo:acme/app:*')],
    'a whole repository on a server': { given: [of(SERVER, 'repo:acme/app:*')], severity: 'high', message: /names no branch, tag or environment/ },
    'a whole repository': { given: [subject('repo:acme@1/app@2:*', 'StringLike')], severity: 'high', message: /names no branch, tag or environment/ },
    'a repository whose name goes on': { given: [subject('repo:acme/app*:ref:refs/heads/main', 'StringLike')], message: /names no repository/ },
    'an owner by name, with any ids': { given: [subject('repo:acme@*/site@*:*', 'StringLike')], severity: 'high', message: /names no repository/ },
    'any branch': [subject('repo:acme@1/app@2:ref:refs/heads/*', 'StringLike')],
    'any environment': [subject('repo:acme@1/app@2:environment:*', 'StringLike')],
    'pull requests': [subject('repo:acme@1/app@2:pull_request')],
    'a branch of anything': { given: [subject('*:ref:refs/heads/main', 'StringLike')], message: /names no repository/ },
    'one value of two': [subject(['repo:acme@1/app@2:ref:refs/heads/main', 'repo:acme@1/app@2:*'], 'StringLike')],
    'one statement of two': [
      role(
        statement({ StringEquals: { [`${GITHUB}:sub`]: 'repo:acme@1/app@2:ref:refs/heads/main' } }),
        statement({ StringLike: { [`${GITHUB}:sub`]: 'repo:acme@1/*' } }),
      ),
    ],
    'a claim that may be missing': [
      role(statement({ StringEquals: { [`${GITHUB}:repository_id`]: '2' }, StringEqualsIfExists: { [`${GITHUB}:ref`]: 'refs/heads/main' } })),
    ],
    'no condition': [role({ ...statement({}), Condition: undefined })],
    'names alone': {
      given: [subject('repo:acme/app:ref:refs/heads/main')],
      severity: 'medium',
      message: /by name only.*It would hold if the trust named the id/,
    },
    'a reusable workflow at a branch, and a repository by name': {
      given: [and({ repository: 'acme/app', job_workflow_ref: 'acme/flows/.github/workflows/deploy.yml@refs/heads/main' })],
      severity: 'medium',
    },
  },
  unknown: {
    'a whole organization on what may be GitHub, by its subjects': {
      given: [of('git.example.com/oidc', 'repo:acme/*')],
      message: /Whether git.example.com\/oidc, which role deploy trusts, is GitHub Actions cannot be told/,
    },
    'a whole organization on what may be GitHub, by its URL': [of('git.example.com/tfs/_services/vstoken', '*')],
    'a policy variable': { given: [subject(`repo:acme/\${aws:PrincipalTag/app}:ref:refs/heads/main`)], message: /policy variable/ },
    'a trust policy that cannot be read': [given(iamRoles, roleRow('odd', '{'))],
  },
  'not-applicable': {
    'another issuer': [role(statement({ StringLike: { 'gitlab.com:sub': 'project_path:acme/*' } }, 'gitlab.com'))],
  },
})

const audiences = given(oidcProviders, {
  id: `arn:aws:iam::111111111111:oidc-provider/${GITHUB}`,
  name: GITHUB,
  url: GITHUB,
  clientIds: ['one', 'two'],
  thumbprints: [],
})

it.each([
  ['nothing binds', role({ ...statement({}), Condition: undefined }), 'critical'],
  ['only the audience is missing, and a whole organization gets in', subject('repo:acme/*', 'StringLike'), 'high'],
  ['only the audience is missing, and one repository gets in', subject('repo:acme/app:ref:refs/heads/main'), 'medium'],
])('is included in the finding about the missing claim, no weaker than itself, where %s', (_, trust, severity) => {
  const { findings } = evaluateRules([rule, withoutSubject], [trust, audiences])
  const [keeper, folded] = [findings(withoutSubject.id)[0], findings(rule.id)[0]]
  expect(keeper?.severity).toBe(severity)
  expect(folded?.foldedInto).toBe(keeper?.fingerprint)
  expect(keeper?.foldedInto).toBeUndefined()
})
