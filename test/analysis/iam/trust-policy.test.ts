import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/analysis/iam/policy-document.ts'
import { type OidcTrust, oidcTrusts } from '../../../src/analysis/iam/trust-policy.ts'

const GITHUB = 'token.actions.githubusercontent.com'
const arn = (provider: string): string => `arn:aws:iam::111111111111:oidc-provider/${provider}`

const trustsOf = (statement: unknown): readonly OidcTrust[] => {
  const parsed = parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statement }))
  if (parsed.kind !== 'policy') throw new Error(parsed.reason)
  return oidcTrusts(parsed)
}

const allow = (provider: string, condition?: unknown, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { Federated: arn(provider) },
  Action: 'sts:AssumeRoleWithWebIdentity',
  ...(condition === undefined ? {} : { Condition: condition }),
  ...more,
})

const tenancy = (provider: string, condition?: unknown): string | undefined => trustsOf(allow(provider, condition))[0]?.tenancy
const gitHub = (operator: string, value: string | readonly string[], claim = 'sub') => tenancy(GITHUB, { [operator]: { [`${GITHUB}:${claim}`]: value } })

describe('GitHub Actions', () => {
  it.each([
    ['StringEquals', 'repo:acme/app:ref:refs/heads/main'],
    ['StringLike', 'repo:acme/app:*'],
    ['StringLike', 'repo:acme/*'],
    ['StringLike', 'repo:acme@12345/*'],
    ['StringEqualsIgnoreCase', 'repo:acme/app:environment:production'],
    ['ForAnyValue:StringLike', 'repo:acme/*'],
    ['StringLike', 'repository_owner_id:12345:*'],
    ['StringLike', 'repository_owner:acme:environment:*'],
    ['StringLike', ['repo:acme/*', 'repo:acme-labs/*']],
    ['StringEquals', 'repo:acme/*'],
    ['StringLike', 'repo:acme@*/site@*:*'],
    ['StringLike', 'repo:acme@*'],
  ])('%s %s binds', (operator, value) => expect(gitHub(operator, value)).toBe('bound'))

  it.each([
    ['StringLike', '*'],
    ['StringLike', '**'],
    ['StringLike', 'repo:*'],
    ['StringLike', 'repo:acme*'],
    ['StringLike', 'repo:acme-*/app:*'],
    ['StringLike', 'repo:acme*@1/site@2:*'],
    ['StringLike', 'repo:?cme/app'],
    ['StringLike', 'repo:*/app:ref:refs/heads/main'],
    ['StringLike', '*:ref:refs/heads/main'],
    ['StringLike', 'repository_owner_id:123*'],
    ['StringLike', ['repo:acme/*', 'repo:*']],
    ['StringEquals', 'ref:refs/heads/main'],
    ['StringEquals', 'environment:production'],
    ['StringNotEquals', 'repo:evil/app'],
    ['StringNotLike', 'repo:evil/*'],
  ])('%s %s does not', (operator, value) => expect(gitHub(operator, value)).toBe('not-bound'))

  it.each(['StringEqualsIfExists', 'StringLikeIfExists', 'ForAllValues:StringLike', 'ForAllValues:StringEquals'])(
    '%s passes a token without the claim',
    operator => expect(gitHub(operator, 'repo:acme/app')).toBe('only-if-present'),
  )

  it('Null: false closes what ForAllValues and IfExists leave open, and binds nothing alone', () => {
    const key = `${GITHUB}:sub`
    expect(tenancy(GITHUB, { 'ForAllValues:StringLike': { [key]: 'repo:acme/*' }, Null: { [key]: 'false' } })).toBe('bound')
    expect(tenancy(GITHUB, { StringLikeIfExists: { [key]: 'repo:acme/*' }, Null: { [key]: false } })).toBe('bound')
    expect(tenancy(GITHUB, { StringLikeIfExists: { [key]: 'repo:acme/*' }, Null: { [key]: 'true' } })).toBe('undecided')
    expect(tenancy(GITHUB, { Null: { [key]: 'true' } })).toBe('undecided')
    expect(tenancy(GITHUB, { Null: { [key]: 'false' } })).toBe('not-bound')
  })

  it.each([
    ['repository_id', '123', 'bound'],
    ['repository_owner_id', '123', 'bound'],
    ['enterprise_id', '123', 'bound'],
    ['repository', 'acme/app', 'bound'],
    ['ref', 'refs/heads/main', 'not-bound'],
    ['environment', 'production', 'not-bound'],
    ['aud', 'sts.amazonaws.com', 'not-bound'],
    ['job_workflow_ref', 'acme/shared/.github/workflows/deploy.yml@refs/heads/main', 'undecided'],
    ['actor_id', '123', 'undecided'],
  ])('claim %s = %s: %s', (claim, value, expected) => expect(gitHub('StringEquals', value, claim)).toBe(expected))

  it('keys are compared without regard to case', () => {
    expect(tenancy(GITHUB, { StringEquals: { [`${GITHUB.toUpperCase()}:SUB`]: 'repo:acme/app' } })).toBe('bound')
  })
})

describe('issuers', () => {
  const EKS = 'oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'
  const BITBUCKET = 'api.bitbucket.org/2.0/workspaces/acme/pipelines-config/identity/oidc'
  const SERVER = 'git.example.com/_services/token'
  const ENTERPRISE = 'token.actions.githubusercontent.com/acme'
  const TENANT = 'sts.windows.net/aaaaaaaa-0000-4000-8000-000000000001/'
  const MICROSOFT = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/'
  it.each([
    [EKS, `${EKS}:aud`, 'sts.amazonaws.com', 'not-bound'],
    [EKS, `${EKS}:sub`, 'system:serviceaccount:shop:checkout', 'bound'],
    [EKS, `${EKS}:sub`, 'system:serviceaccount:shop:*', 'bound'],
    [EKS, `${EKS}:sub`, 'system:serviceaccount:*:*', 'not-bound'],
    [EKS, `${EKS}:sub`, 'system:*', 'not-bound'],
    [EKS, `${EKS}:sub`, 'system:serviceaccount:*:default', 'not-bound'],
    [EKS, `${EKS}:sub`, 'system:serviceaccount:shop-*:*', 'undecided'],
    [EKS, `${EKS}:sub`, 'system:serviceaccount:*:checkout', 'undecided'],
    [SERVER, `${SERVER}:sub`, 'repo:*', 'not-bound'],
    [SERVER, `${SERVER}:sub`, 'repo:acme/*', 'bound'],
    [SERVER, `${SERVER}:sub`, 'repo:*:environment:production', 'not-bound'],
    [ENTERPRISE, `${ENTERPRISE}:sub`, 'repo:*', 'not-bound'],
    [ENTERPRISE, `${ENTERPRISE}:sub`, 'repo:acme-web/shop:*', 'bound'],
    [ENTERPRISE, `${ENTERPRISE}:enterprise`, 'acme', 'not-bound'],
    [ENTERPRISE, `${ENTERPRISE}:sub`, 'enterprise:acme:*', 'undecided'],
    ['token.actions.acme.ghe.com', 'token.actions.acme.ghe.com:sub', 'repo:*', 'not-bound'],
    ['git.example.com', 'git.example.com:sub', 'project_path:*', 'not-bound'],
    ['git.example.com', 'git.example.com:sub', 'project_path:web*', 'not-bound'],
    ['git.example.com', 'git.example.com:sub', 'project_path:web/*', 'bound'],
    [BITBUCKET, `${BITBUCKET}:sub`, '{437da666-7aab-4b60-a947-ec542536ca0d}:*', 'bound'],
    [BITBUCKET, `${BITBUCKET}:sub`, '*:*:*', 'not-bound'],
    [BITBUCKET, `${BITBUCKET}:sub`, '*:{8a1f0dad-cbc0-452c-81ce-07534945e18b}:*', 'undecided'],
    ['acme.eu.auth0.com', 'acme.eu.auth0.com:sub', 'auth0|*', 'not-bound'],
    ['acme.eu.auth0.com', 'acme.eu.auth0.com:sub', 'auth0|64f0*', 'undecided'],
    ['acme.eu.auth0.com', 'acme.eu.auth0.com:sub', 'auth0|64f0a1', 'bound'],
    ['idp.example.com', 'idp.example.com:sub', 'auth0|*', 'undecided'],
    ['idp.example.com', 'idp.example.com:sub', '*:*', 'not-bound'],
    ['idp.example.com', 'idp.example.com:sub', '*@*', 'not-bound'],
    ['idp.example.com', 'idp.example.com:sub', 'build-*', 'undecided'],
    ['idp.example.com', 'idp.example.com:sub', 'repo:*', 'not-bound'],
    ['idp.example.com', 'idp.example.com:sub', 'system:serviceaccount:*:*', 'not-bound'],
    [TENANT, `${TENANT}:sub`, 'bbbbbbbb-0000-4000-8000-000000000001', 'bound'],
    [TENANT, `${TENANT}:sub`, '*', 'not-bound'],
    [TENANT, `${TENANT}:aud`, 'api://aws', 'not-bound'],
    [TENANT, `${TENANT.slice(0, -1)}:sub`, 'bbbbbbbb-0000-4000-8000-000000000001', 'bound'],
    [MICROSOFT, `${MICROSOFT}:sub`, 'whoever', 'not-bound'],
    [MICROSOFT, `${MICROSOFT}:aud`, 'api://AzureSecurityCenter.MultiCloud.DefenderForServers', 'not-bound'],
    [MICROSOFT, 'sts:RoleSessionName', 'MicrosoftDefenderForClouds_aaaaaaaa-0000-4000-8000-000000000001', 'bound'],
    [MICROSOFT, 'sts:RoleSessionName', 'MicrosoftDefenderForClouds_*', 'not-bound'],
    ['gitlab.com', 'gitlab.com:sub', 'project_path:acme/*', 'bound'],
    ['gitlab.com', 'gitlab.com:sub', 'project_path:acme*', 'not-bound'],
    ['app.terraform.io', 'app.terraform.io:sub', 'organization:acme:*', 'bound'],
    ['app.terraform.io', 'app.terraform.io:sub', 'organization:*:workspace:prod:*', 'not-bound'],
    ['api.pulumi.com/oidc', 'api.pulumi.com/oidc:aud', 'aws:acme', 'bound'],
    ['api.pulumi.com/oidc', 'api.pulumi.com/oidc:sub', 'pulumi:deploy:org:acme:*', 'bound'],
    ['api.pulumi.com/oidc', 'api.pulumi.com/oidc:sub', 'pulumi:deploy:org:acme*', 'not-bound'],
    ['api.pulumi.com/oidc', 'api.pulumi.com/oidc:sub', 'build', 'undecided'],
    ['oidc.vercel.com', 'oidc.vercel.com:aud', 'https://vercel.com/acme', 'bound'],
    ['oidc.vercel.com', 'oidc.vercel.com:sub', 'owner:acme:project:site:environment:production', 'bound'],
    ['oidc.vercel.com', 'oidc.vercel.com:sub', 'owner:acme*', 'not-bound'],
    ['sandboxes.cloud', 'sandboxes.cloud:sub', 'owner:acme', 'not-bound'],
    ['oidc.circleci.com/org/9f', 'oidc.circleci.com/org/9f:sub', 'org/9f/project/77/user/*', 'bound'],
    ['oidc.circleci.com/org/9f', 'oidc.circleci.com/org/9f:sub', 'org/9f/project/*/user/*', 'not-bound'],
    ['idp.example.com', 'idp.example.com:sub', 'build', 'bound'],
    ['idp.example.com', 'idp.example.com:sub', '?*', 'not-bound'],
    ['idp.example.com', 'idp.example.com:groups', 'builders', 'undecided'],
  ])('%s: %s like %s is %s', (provider, key, value, expected) => expect(tenancy(provider, { StringLike: { [key]: value } })).toBe(expected))

  it('Cognito is bound by the identity pool, by either name of the principal', () => {
    const trust = (principal: object, value: string) =>
      trustsOf({ ...allow(''), Principal: principal, Condition: { StringLike: { 'cognito-identity.amazonaws.com:aud': value } } })[0]?.tenancy
    expect(trust({ Federated: 'cognito-identity.amazonaws.com' }, 'eu-west-1:pool')).toBe('bound')
    expect(trust({ Service: 'cognito-identity.amazonaws.com' }, 'eu-west-1:*')).toBe('not-bound')
  })

  it.each([
    ['cognito-identity-us-gov.amazonaws.com', 'Amazon Cognito identity pools'],
    ['cognito-identity.us-gov-east-1.amazonaws.com', 'Amazon Cognito identity pools'],
    ['cognito-identity.cn-north-1.amazonaws.com.cn', 'Amazon Cognito identity pools'],
    ['an-issuer-that-iam-knows.example', 'an issuer with no entry in the table of shared issuers'],
  ])('%s is a provider without a resource: %s', (provider, name) => {
    const open = trustsOf({ ...allow(''), Principal: { Federated: provider } })[0]
    expect([open?.provider, open?.issuer.name, open?.tenancy]).toEqual([provider, name, 'not-bound'])
    const claim = name.includes('Cognito') ? 'aud' : 'sub'
    const bound = trustsOf({ ...allow(''), Principal: { Federated: provider }, Condition: { StringEquals: { [`${provider}:${claim}`]: 'pool' } } })[0]
    expect(bound?.tenancy).toBe('bound')
  })

  it('Google is bound by the authorized party or the subject, not by the audience a caller chooses', () => {
    const trust = (claim: string) =>
      trustsOf({ ...allow(''), Principal: { Federated: 'accounts.google.com' }, Condition: { StringEquals: { [`accounts.google.com:${claim}`]: '1' } } })[0]
        ?.tenancy
    expect(['aud', 'sub', 'oaud'].map(trust)).toEqual(['bound', 'bound', 'not-bound'])
  })

  it('a token that must name the role, or a value with a policy variable, is undecided', () => {
    const variable = '$' + '{aws:PrincipalTag/repository}'
    expect(tenancy('idp.example.com', { Bool: { 'sts:RoleAuthorizedByIdp': 'true' } })).toBe('undecided')
    expect(tenancy('gitlab.com', { StringEquals: { 'gitlab.com:sub': variable } })).toBe('undecided')
    expect(gitHub('StringEquals', variable)).toBe('undecided')
  })
})

describe('statements', () => {
  const bound = { StringEquals: { [`${GITHUB}:sub`]: 'repo:acme/app' } }

  it('without a condition nothing binds', () => expect(tenancy(GITHUB)).toBe('not-bound'))

  it('the weakest of several decides, each provider for itself', () => {
    const trusts = trustsOf([
      allow(GITHUB, bound),
      allow(GITHUB, undefined, { Sid: 'Open' }),
      allow('gitlab.com', { StringEquals: { 'gitlab.com:sub': 'project_path:a/b:x' } }),
    ])
    expect(trusts.map(({ provider, tenancy: verdict, weakest }) => [provider, verdict, weakest.label])).toEqual([
      ['gitlab.com', 'bound', 'statement 3'],
      [GITHUB, 'not-bound', 'Open'],
    ])
  })

  it('one statement for several providers: keys of one keep the tokens of the other out', () => {
    const trusts = trustsOf(allow('', bound, { Principal: { Federated: [arn(GITHUB), arn('gitlab.com'), 'arn:aws:iam::111111111111:saml-provider/entra'] } }))
    expect(trusts.map(({ provider, tenancy: verdict }) => [provider, verdict])).toEqual([
      ['gitlab.com', 'bound'],
      [GITHUB, 'bound'],
    ])
  })

  it.each([
    ['StringEquals', 'aws:PrincipalOrgID'],
    ['StringEquals', 'sts:ExternalId'],
    ['StringEquals', 'SAML:aud'],
  ])('%s %s is met by no web identity token', (operator, key) => expect(tenancy(GITHUB, { [operator]: { [key]: 'x' } })).toBe('bound'))

  it.each([
    ['IpAddress', 'aws:SourceIp', '203.0.113.0/24', true],
    ['StringEquals', 'aws:SourceVpce', 'vpce-0123', true],
    ['StringEquals', 'aws:SourceVpc', 'vpc-0123', true],
    ['IpAddress', 'aws:SourceIp', '0.0.0.0/0', undefined],
    ['IpAddressIfExists', 'aws:SourceIp', '203.0.113.0/24', undefined],
    ['NotIpAddress', 'aws:SourceIp', '203.0.113.0/24', undefined],
    ['DateLessThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z', false],
    ['DateGreaterThan', 'aws:CurrentTime', '2027-01-01T00:00:00Z', true],
    ['Bool', 'aws:SecureTransport', 'true', undefined],
    ['StringEquals', 'sts:RoleSessionName', 'deploy', undefined],
    ['StringEquals', 'aws:RequestedRegion', 'eu-west-1', undefined],
  ])('%s %s = %s binds no tenant, and is kept as a limit: %s', (operator, key, value, keepsOut) => {
    expect(trustsOf(allow(GITHUB, { [operator]: { [key]: value } }))[0]).toMatchObject({
      tenancy: 'not-bound',
      limits: keepsOut === undefined ? [] : [{ words: `${operator} ${key.toLowerCase()} = ${value}`, keepsOut }],
    })
  })

  it.each([
    ['ArnLike', 'aws:PrincipalArn', 'arn:aws:iam::111111111111:role/x', 'undecided'],
    ['StringEquals', 'aws:PrincipalTag/team', 'shop', 'undecided'],
    ['StringEquals', 'aws:RequestTag/team', 'shop', 'undecided'],
    ['Bool', 'aws:MultiFactorAuthPresent', 'true', 'undecided'],
    ['StringNotLike', 'aws:PrincipalArn', 'arn:aws:iam::111111111111:role/x', 'not-bound'],
    ['StringEqualsIfExists', 'aws:PrincipalTag/team', 'shop', 'not-bound'],
  ])('%s %s = %s, of a signed caller: %s', (operator, key, value, expected) => expect(tenancy(GITHUB, { [operator]: { [key]: value } })).toBe(expected))

  describe('time', () => {
    const at = (now: string, ...statements: readonly object[]) => {
      const parsed = parsePolicy(JSON.stringify({ Statement: statements }))
      if (parsed.kind !== 'policy') throw new Error(parsed.reason)
      return oidcTrusts(parsed, new Date(now)).map(({ tenancy: verdict, limits }) => [verdict, limits.map(({ keepsOut }) => keepsOut)])
    }
    const until = { DateLessThan: { 'aws:CurrentTime': '2026-06-30T23:59:59Z' } }
    const from = { DateGreaterThan: { 'aws:CurrentTime': '2026-06-30T23:59:59Z' } }
    const byEpoch = { NumericLessThanEquals: { 'aws:EpochTime': 1_782_864_000 } }
    const deny = (condition: object) => ({ ...allow(GITHUB, condition), Effect: 'Deny' })

    it('an Allow counts until its time is over, and not after', () => {
      expect([at('2026-06-01', allow(GITHUB, until)), at('2026-07-01', allow(GITHUB, until))]).toEqual([[['not-bound', [false]]], []])
      expect([at('2026-06-01', allow(GITHUB, byEpoch)), at('2026-07-02', allow(GITHUB, byEpoch))]).toEqual([[['not-bound', [false]]], []])
    })
    it('an Allow whose time comes keeps strangers out until then', () => {
      expect([at('2026-06-01', allow(GITHUB, from)), at('2026-07-01', allow(GITHUB, from))]).toEqual([[['not-bound', [true]]], [['not-bound', []]]])
    })
    it('a Deny from a day on closes the trust on that day, one until a day opens it', () => {
      expect([at('2026-06-01', allow(GITHUB), deny(from)), at('2026-07-01', allow(GITHUB), deny(from))]).toEqual([[['not-bound', []]], []])
      expect([at('2026-06-01', allow(GITHUB), deny(until)), at('2026-07-01', allow(GITHUB), deny(until))]).toEqual([[], [['not-bound', []]]])
    })
    it('a date that cannot be read decides nothing', () => {
      expect(at('2026-07-01', allow(GITHUB, { DateLessThan: { 'aws:CurrentTime': 'soon' } }))).toEqual([['not-bound', [false]]])
    })
  })

  it('a Deny of all but some values binds; one with a further condition does not', () => {
    const deny = (condition: unknown, principal: unknown = { Federated: arn(GITHUB) }) => ({
      ...allow(GITHUB, condition),
      Effect: 'Deny',
      Principal: principal,
    })
    const not = { StringNotLike: { [`${GITHUB}:sub`]: 'repo:acme/*' } }
    expect(trustsOf([allow(GITHUB), deny(not)])[0]?.tenancy).toBe('bound')
    expect(trustsOf([allow(GITHUB), deny(not, '*')])[0]?.tenancy).toBe('bound')
    expect(trustsOf([allow(GITHUB), deny({ ...not, Bool: { 'aws:SecureTransport': 'false' } })])[0]?.tenancy).toBe('not-bound')
    expect(trustsOf([allow(GITHUB), deny({ StringNotLike: { [`${GITHUB}:sub`]: '*' } })])[0]?.tenancy).toBe('not-bound')
    expect(trustsOf([allow(GITHUB), deny({ StringLike: { [`${GITHUB}:sub`]: 'repo:evil/*' } })])[0]?.tenancy).toBe('not-bound')
    expect(
      trustsOf([allow(GITHUB, { StringLikeIfExists: { [`${GITHUB}:sub`]: 'repo:acme/*' } }), deny({ Null: { [`${GITHUB}:sub`]: 'true' } })])[0]?.tenancy,
    ).toBe('bound')
  })

  it('a Deny without condition closes the provider', () => {
    expect(trustsOf([allow(GITHUB), { ...allow(GITHUB), Effect: 'Deny' }])).toEqual([])
  })

  it.each(['sts:*', 'STS:AssumeRole*', '*'])('action %s lets web identities in', action => {
    expect(trustsOf(allow(GITHUB, undefined, { Action: action }))).toHaveLength(1)
  })

  it('AssumeRole alone is no trust in an OpenID Connect provider', () => {
    expect(trustsOf(allow(GITHUB, undefined, { Action: 'sts:AssumeRole', Principal: '*' }))).toEqual([])
  })

  it.each(['*', { AWS: '*' }, { Federated: '*' }])('a trust in %j is open to any issuer, unless one is demanded', principal => {
    expect(trustsOf(allow('', undefined, { Principal: principal }))).toMatchObject([{ provider: '*', tenancy: 'not-bound' }])
    expect(trustsOf(allow('', bound, { Principal: principal }))).toMatchObject([{ provider: '*', tenancy: 'bound' }])
    expect(trustsOf(allow('', { StringLike: { [`${GITHUB}:sub`]: 'repo:*' } }, { Principal: principal }))).toMatchObject([{ tenancy: 'not-bound' }])
    expect(trustsOf(allow('', { StringEqualsIfExists: bound.StringEquals }, { Principal: principal }))).toMatchObject([{ tenancy: 'not-bound' }])
  })

  it('everyone but some is whoever is left', () => {
    const { Principal, ...rest } = allow(GITHUB)
    expect(trustsOf({ ...rest, NotPrincipal: Principal })).toMatchObject([{ provider: '*', tenancy: 'not-bound' }])
  })

  it('an audience is demanded only where every statement demands one', () => {
    const audience = { StringEquals: { [`${GITHUB}:aud`]: 'sts.amazonaws.com', ...bound.StringEquals } }
    expect(trustsOf([allow(GITHUB, audience)])[0]?.audience).toBe(true)
    expect(trustsOf([allow(GITHUB, audience), allow(GITHUB, bound)])[0]?.audience).toBe(false)
    expect(trustsOf([allow(GITHUB, { StringLike: { [`${GITHUB}:aud`]: '*' } })])[0]?.audience).toBe(false)
  })
})
