import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { agentBlueprints, agentIdentities } from '../../../src/datasets/entra/agents.ts'
import { applicationPermissions, delegatedPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { federatedCredentials } from '../../../src/datasets/entra/federated-credentials.ts'
import { authenticationFlowsPolicies, entraGuests, signUpFlows } from '../../../src/datasets/entra/guests.ts'
import { provisioningJobs, provisioningMappings } from '../../../src/datasets/entra/provisioning.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { quick, type Scanned, scanTenant } from './scan-tenant.ts'

/** Nothing in it but what every tenant has. */
const plain = tenant({ id: '66666666-2222-4333-8444-555555555555' })

let entra: Entra
let found: Scanned
beforeAll(async () => {
  entra = await startEntra({ tenants: [example, plain], pageSize: 2 })
  found = await scanTenant(entra.url, example.id, quick({ maxPages: 100 }))
})
afterAll(() => entra.close())

const scope = `entra-tenant/${example.id}`

test('tells which application holds which permission of an API, and that a role is gone from it', () => {
  expect(found.rows(applicationPermissions)).toEqual([
    {
      id: 'ara-graph-1',
      scope,
      name: 'Payroll',
      principalId: 'sp-other',
      principalType: 'ServicePrincipal',
      apiId: '00000003-0000-0000-c000-000000000000',
      permission: 'RoleManagement.ReadWrite.Directory',
    },
    expect.objectContaining({ id: 'ara-graph-2', permission: null }),
  ])
})

test('tells what was granted for everybody, and for holders of privileged roles alone', () => {
  expect(found.rows(delegatedPermissions).map(({ id, principalId, scopes }) => [id, principalId, scopes])).toEqual([
    ['grant-all', null, ['openid', 'Mail.Read']],
    ['grant-ada', 'u-ada', ['Directory.AccessAsUser.All']],
  ])
})

test('tells federated credentials with their subjects and expressions', () => {
  expect(
    found.rows(federatedCredentials).map(({ id, partOf, applicationName, subject, expression }) => [id, partOf, applicationName, subject, expression]),
  ).toEqual([
    ['fic-main', 'a-aws', 'AWS IAM Identity Center', 'repo:contoso/shop:ref:refs/heads/main', null],
    ['fic-any', 'a-aws', 'AWS IAM Identity Center', null, "claims['sub'] matches 'repo:contoso/*'"],
  ])
})

test('asks for the sponsors of agents without owners only, and keeps no secret of a blueprint', () => {
  expect(found.rows(agentIdentities).map(({ id, owners, sponsors }) => [id, owners, sponsors])).toEqual([
    ['agent-owned', 1, null],
    ['agent-sponsored', 0, 1],
  ])
  expect(found.rows(agentBlueprints)).toMatchObject([{ id: 'a-blueprint', appId: 'app-blueprint', passwordCredentials: [{ keyId: 'bp-1' }] }])
  expect(JSON.stringify(found.rows(agentBlueprints))).not.toContain('abc')
})

test('tells how AWS is provisioned, and by which attributes people are found again', () => {
  expect(found.rows(provisioningJobs)).toMatchObject([
    { id: 'AWS.0f3a', partOf: 'sp-aws', status: 'Active', quarantineReason: null, lastSuccessAt: '2026-11-24T07:10:00Z' },
  ])
  expect(found.rows(provisioningMappings)).toMatchObject([
    {
      id: 'AWS.0f3a/User',
      partOf: 'AWS.0f3a',
      sourceObject: 'User',
      matching: [
        { target: 'externalId', sources: ['objectId'] },
        { target: 'userName', sources: ['userPrincipalName'] },
      ],
    },
  ])
})

test('tells guests with their sponsors, and how outsiders sign themselves up', () => {
  expect(found.rows(entraGuests).map(({ id, sponsors }) => [id, sponsors])).toEqual([['u-eve', 1]])
  expect(found.rows(authenticationFlowsPolicies)).toMatchObject([{ isSelfServiceSignUpEnabled: true }])
  expect(found.rows(signUpFlows)).toMatchObject([{ id: 'B2X_1_Partner', type: 'signUpOrSignIn' }])
})

test('a tenant without any of it is read whole, in a request each', async () => {
  const bare = await scanTenant(entra.url, plain.id, quick({ maxPages: 100 }))
  expect(bare.manifest.gaps).toEqual([])
  for (const dataset of [applicationPermissions, delegatedPermissions, federatedCredentials, agentIdentities, agentBlueprints, provisioningJobs, signUpFlows])
    expect(bare.table(dataset)).toMatchObject({ complete: true, rows: 0 })
})

describe('what fails', () => {
  test('of one API darkens that API alone', async () => {
    const undo = entra.fault({ path: '/servicePrincipals/sp-graph/appRoleAssignedTo' }, { kind: 'denied' })
    const dark = await scanTenant(entra.url, example.id, quick({ maxPages: 100 }))
    undo()
    expect(dark.gaps(applicationPermissions)).toMatchObject([
      { part: '00000003-0000-0000-c000-000000000000', reason: 'denied', permission: 'Application.Read.All' },
    ])
  })

  test('of one administrator leaves what is granted for everybody', async () => {
    const undo = entra.fault({ path: '/oauth2PermissionGrants', nth: 3 }, { kind: 'denied' })
    const dark = await scanTenant(entra.url, example.id, quick({ maxPages: 100 }))
    undo()
    expect(dark.gaps(delegatedPermissions)).toMatchObject([{ part: 'u-ada', reason: 'denied', permission: 'Directory.Read.All' }])
    expect(dark.rows(delegatedPermissions).map(({ id }) => id)).toEqual(['grant-all'])
  })
})
