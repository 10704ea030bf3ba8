import { describe, expect, it } from 'vitest'
import accessKeyOld from '../../../rules/access-governance/aws-access-key-old.ts'
import iamUser from '../../../rules/federation/aws-iam-user-instead-of-federation.ts'
import type { AnyDataset, Row } from '../../../src/dataset.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { oidcProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { type ScopeRow, scopes } from '../../../src/datasets/scopes.ts'
import { accessKeys, accessKeysByUser } from '../../../src/estate/aws/access-keys.ts'
import { administratorUsers } from '../../../src/estate/aws/administrator-users.ts'
import { oidcAudiences, oidcTrustsOfRoles } from '../../../src/estate/aws/oidc-trusts.ts'
import { openEstate } from '../../../src/estate/estate.ts'
import type { Needs, Table, View } from '../../../src/estate/needs.ts'
import { awsAccounts, awsOrganizations, entraTenants } from '../../../src/estate/scope-views.ts'
import { evaluate } from '../../../src/evaluate.ts'
import { defaultScopes, type Given, given, memorySnapshot } from '../../memory-snapshot.ts'
import { attached, credentialsRow, documents, groupRow, policyRow, roleRow, userRow } from '../../rules/aws-rows.ts'

const account = defaultScopes['aws-account']
const datasets = [credentialReport, iamUsers, iamGroups, iamRoles, iamPolicies, oidcProviders]

const resolve = <T, N extends Needs>(view: View<T, N>, ...givens: readonly Given[]): T => {
  const operator = new Map<AnyDataset, readonly Row[]>([[declared, []]])
  return openEstate(memorySnapshot(givens, { scopes: [account], datasets }), operator)
    .open(account)
    .resolve(view) as T
}

describe('scope views', () => {
  const all = [defaultScopes['aws-account'], { ...account, id: 'aws-account/222222222222' }, defaultScopes['aws-organization'], defaultScopes['entra-tenant']]
  const rows = all.map(scope => ({ ...scope, scope: scope.id }))
  it.each([awsAccounts, awsOrganizations, entraTenants])('$name holds the scope itself and no other', view => {
    const estate = openEstate(memorySnapshot([], { scopes: all }), new Map<AnyDataset, readonly Row[]>([[scopes, rows]]))
    for (const at of all.filter(({ kind }) => kind === view.per)) {
      const table = estate.open(at).resolve(view) as Table<ScopeRow>
      expect([...table].map(({ id, scope }) => [id, scope])).toEqual([[at.id, at.id]])
    }
  })
})

describe('access keys', () => {
  const keys = [
    { slot: 1 as const, active: true, lastRotatedAt: '2020-01-01T00:00:00Z' },
    { slot: 2 as const, active: false },
  ]
  it('are those that exist, named by user and slot, part of their IAM user', () => {
    const table = resolve(accessKeys, given(iamUsers, userRow('deploy')), given(credentialReport, credentialsRow('deploy', { accessKeys: keys })))
    expect([...table]).toMatchObject([
      { id: 'arn:aws:iam::111111111111:user/deploy#access-key-1', partOf: 'AIDAdeploy', name: 'deploy, access key 1', scope: account.id },
    ])
  })
  it('of the root user are part of the account', () => {
    const root = credentialsRow('<root_account>', { id: 'arn:aws:iam::111111111111:root', isRoot: true, accessKeys: keys })
    expect([...resolve(accessKeys, given(credentialReport, root))]).toMatchObject([{ isRoot: true, partOf: account.id, name: 'the root user, access key 1' }])
  })
  it('are found by the ARN of their user', () => {
    const byUser = resolve(accessKeysByUser, given(credentialReport, credentialsRow('a', { accessKeys: keys }), credentialsRow('b')))
    expect([...byUser].map(([arn, of]) => [arn, of.length])).toEqual([['arn:aws:iam::111111111111:user/a', 1]])
  })
})

describe('administrators', () => {
  it('are those with a policy that allows everything, their own or of a group; one that cannot be read is no proof', () => {
    const found = resolve(
      administratorUsers,
      given(
        iamUsers,
        userRow('own', { attachedPolicies: attached('AdministratorAccess') }),
        userRow('starred', { inlinePolicies: [{ name: 'all', document: documents.everything.replace('"Action":"*"', '"Action":["*:*"]') }] }),
        userRow('inline', { inlinePolicies: [{ name: 'all', document: documents.everything }] }),
        userRow('grouped', { groups: ['readers', 'admins'] }),
        userRow('reader', { groups: ['readers'] }),
        userRow('only-with-mfa', {
          attachedPolicies: attached('AdministratorAccess'),
          inlinePolicies: [{ name: 'mfa', document: documents.withoutMfaNothing }],
        }),
        userRow('kept-in', { attachedPolicies: attached('AdministratorAccess'), inlinePolicies: [{ name: 'stay', document: documents.noLeaving }] }),
        userRow('broken', { inlinePolicies: [{ name: 'all', document: documents.broken }] }),
      ),
      given(
        iamGroups,
        groupRow('admins', { attachedPolicies: attached('AdministratorAccess') }),
        groupRow('readers', { attachedPolicies: attached('Reading') }),
      ),
      given(iamPolicies, policyRow('AdministratorAccess', documents.everything), policyRow('Reading', documents.reading)),
    )
    expect([...found].map(([arn, through]) => [arn.slice(arn.lastIndexOf('/') + 1), through])).toEqual([
      ['own', { policy: 'AdministratorAccess', isCertain: true }],
      ['starred', { policy: 'all', isCertain: true }],
      ['inline', { policy: 'all', isCertain: true }],
      ['grouped', { policy: 'AdministratorAccess', group: 'admins', isCertain: true }],
      ['only-with-mfa', { policy: 'AdministratorAccess', isCertain: false, isDenied: true }],
      ['kept-in', { policy: 'AdministratorAccess', isCertain: true }],
      ['broken', { policy: 'all', isCertain: false }],
    ])
  })
})

describe('OpenID Connect trusts', () => {
  it('are one row a role and provider, part of the role; a trust policy that cannot be read is a row of its own', () => {
    const trust = JSON.stringify({
      Statement: {
        Effect: 'Allow',
        Action: 'sts:AssumeRoleWithWebIdentity',
        Principal: { Federated: ['arn:aws-cn:iam::1:oidc-provider/a.example.com/x/', 'arn:aws:iam::1:oidc-provider/B.example.com'] },
      },
    })
    const table = resolve(oidcTrustsOfRoles, given(iamRoles, roleRow('deploy', trust), roleRow('odd', '{')))
    expect([...table].map(({ id, partOf, name }) => [id, partOf, name])).toEqual([
      ['AROAdeploy#a.example.com/x', 'AROAdeploy', 'deploy'],
      ['AROAdeploy#b.example.com', 'AROAdeploy', 'deploy'],
      ['AROAodd#unreadable', 'AROAodd', 'odd'],
    ])
  })
  it('find their audiences however the issuer is spelled', () => {
    const url = 'STS.windows.net/tenant/'
    const audiences = resolve(oidcAudiences, given(oidcProviders, { id: 'arn', name: url, url, clientIds: ['one'], thumbprints: [] }))
    expect(audiences.get('sts.windows.net/tenant')).toEqual(['one'])
  })
})

it('an old key is included in the finding about its IAM user', () => {
  const { results } = evaluate(
    memorySnapshot(
      [
        given(iamUsers, userRow('deploy')),
        given(credentialReport, credentialsRow('deploy', { accessKeys: [{ slot: 1, active: true, lastRotatedAt: '2020-01-01T00:00:00Z' }] })),
      ],
      { scopes: [account], datasets },
    ),
    {
      tool: { name: 'postern', version: '0.0.0' },
      rules: [accessKeyOld, iamUser],
      declared: [],
      parameters: new Map(),
      severity: new Map(),
      failOn: 'none',
      gate: [],
      allowUnknown: new Set(),
    },
  )
  const [old, user] = [accessKeyOld, iamUser].map(({ id }) => results.find(({ rule }) => rule.id === id)?.findings[0])
  expect(user?.foldedInto).toBeUndefined()
  expect(old?.foldedInto).toBe(user?.fingerprint)
})
