import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { premiumP1 } from './built-ins.ts'
import { example } from './example-tenant.ts'
import { type Client, sdkClient } from './sdk-client.ts'
import { type Entra, startEntra } from './start-entra.ts'
import { scanner, tenant } from './tenant.ts'
import { isObject } from './wire.ts'

const poor = tenant({
  ...example,
  id: '22222222-2222-4333-8444-555555555555',
  subscribedSkus: [premiumP1('22222222-2222-4333-8444-555555555555')],
  clients: [{ ...scanner, permissions: ['GroupMember.Read.All', 'RoleManagement.Read.Directory'] }],
})
const like = (first: string, given: Partial<Parameters<typeof tenant>[0]>) =>
  tenant({ ...example, id: `${first.repeat(8)}-2222-4333-8444-555555555555`, ...given })
const free = like('a', { subscribedSkus: [] })
const half = like('b', { clients: [{ ...scanner, permissions: ['AuditLog.Read.All'] }] })
const greater = like('c', { clients: [{ ...scanner, permissions: ['Directory.Read.All'] }] })
const held = like('d', { clients: [{ ...scanner, permissions: ['Directory.Read.All'], leastOnly: true }] })
let entra: Entra
let graph: Client

beforeAll(async () => {
  entra = await startEntra({ tenants: [example, poor, free, half, greater, held], pageSize: 3 })
  graph = sdkClient(entra.url, example.id)
})
afterAll(() => entra.close())

const rowsOf = (answer: unknown): readonly Readonly<Record<string, unknown>>[] => (isObject(answer) && Array.isArray(answer.value) ? answer.value : [])
const ids = (answer: unknown): readonly unknown[] => rowsOf(answer).map(found => found.id)

describe('queries', () => {
  test('list a user with the default properties only, and with what is selected', async () => {
    const plain = rowsOf(await graph.api('/users').get())
    expect(plain[0]).toHaveProperty('userPrincipalName', 'ada@contoso.onmicrosoft.com')
    expect(plain[0]).not.toHaveProperty('accountEnabled')
    expect(rowsOf(await graph.api('/users').select(['id', 'accountEnabled', 'externalUserState']).get())[0]).toEqual({
      id: 'u-ada',
      accountEnabled: true,
      externalUserState: null,
    })
  })

  test('page by a next link that keeps the query, up to the page size', async () => {
    const first = await graph.api('/users').select(['id']).top(999).get()
    expect(ids(first)).toEqual(['u-ada', 'u-bob', 'u-eve'])
    const second = await graph.api(first['@odata.nextLink']).get()
    expect(second).toMatchObject({ value: [{ id: 'u-bg1' }] })
    expect(second).not.toHaveProperty('@odata.nextLink')
  })

  test('refuse a property that Graph does not have, a page too large, an option it does not know, a filter it cannot read', async () => {
    await expect(graph.api('/users').select(['nonsense']).get()).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining("Could not find a property named 'nonsense' on type 'microsoft.graph.user'"),
    })
    await expect(graph.api('/users').top(1000).get()).rejects.toMatchObject({ statusCode: 400, message: expect.stringContaining('Must be between 1 and 999') })
    await expect(graph.api('/users').orderby('displayName').get()).rejects.toMatchObject({ statusCode: 400 })
    await expect(graph.api('/users').filter('displayName like 1').get()).rejects.toMatchObject({
      statusCode: 400,
      message: expect.stringContaining('Invalid filter clause'),
    })
    await expect(graph.api('/users').filter("nonsense eq 'x'").get()).rejects.toMatchObject({ statusCode: 400 })
  })

  test('filter by equality, prefix, lists, any and their combinations', async () => {
    expect(ids(await graph.api('/users').filter("userType eq 'guest'").get())).toEqual(['u-eve'])
    expect(ids(await graph.api('/users').filter("startsWith(displayName,'b') and accountEnabled eq true").get())).toEqual(['u-bob', 'u-bg1'])
    expect(ids(await graph.api('/users').filter("id in ('u-eve','u-ada')").get())).toEqual(['u-ada', 'u-eve'])
    expect(
      ids(await graph.api('/servicePrincipals').filter("applicationTemplateId eq '21ed01d2-ec13-4e9e-86c1-cd546719ebc4' or displayName eq 'nobody''s'").get()),
    ).toEqual(['sp-aws'])
    expect(ids(await graph.api('/servicePrincipals').filter("servicePrincipalNames/any(n:startsWith(n,'https://eu-west-1.signin.aws'))").get())).toEqual([
      'sp-aws',
    ])
  })

  test('demand ConsistencyLevel eventual and $count for advanced queries', async () => {
    await expect(graph.api('/users').filter("userType ne 'Guest'").get()).rejects.toMatchObject({ statusCode: 400, code: 'Request_UnsupportedQuery' })
    const answer = await graph.api('/users').filter("userType ne 'Guest'").count(true).header('ConsistencyLevel', 'eventual').select('id').get()
    expect(answer).toMatchObject({ '@odata.count': 3, value: [{ id: 'u-ada' }, { id: 'u-bob' }, { id: 'u-bg1' }] })
    expect(await graph.api('/users').count(true).get()).not.toHaveProperty('@odata.count')
  })

  test('expand what the type has and nothing else', async () => {
    const found = rowsOf(
      await graph.api('/roleManagement/directory/roleAssignmentScheduleInstances').expand('principal($select=id),roleDefinition($select=displayName)').get(),
    )
    expect(found[0]).toMatchObject({ principal: { id: 'u-ada' }, roleDefinition: { displayName: 'Global Administrator' } })
    await expect(graph.api('/groups').expand('nonsense').get()).rejects.toMatchObject({ statusCode: 400 })
  })

  test('resolve members through nested groups that contain each other', async () => {
    expect(ids(await graph.api('/groups/g-outer/members').get())).toEqual(['g-inner', 'u-ada'])
    const first = await graph.api('/groups/g-outer/transitiveMembers').get()
    const second = await graph.api(first['@odata.nextLink']).get()
    expect([...ids(first), ...ids(second)].sort()).toEqual(['g-inner', 'g-outer', 'u-ada', 'u-eve'])
    expect(ids(await graph.api('/groups/g-outer/transitiveMembers/microsoft.graph.user').get())).toEqual(['u-eve', 'u-ada'])
    await expect(graph.api('/groups/g-none/members').get()).rejects.toMatchObject({ statusCode: 404, code: 'Request_ResourceNotFound' })
  })

  test('leave a policy with preview conditions out of v1.0 and show it whole in beta', async () => {
    expect(ids(await graph.api('/identity/conditionalAccess/policies').get())).toEqual(['p-mfa'])
    const beta = rowsOf(await graph.api('/identity/conditionalAccess/policies').version('beta').get())
    expect(beta[1]).toMatchObject({
      id: 'p-agents',
      conditions: { agentIdRiskLevels: 'high', clientAppTypes: ['all'], users: { includeUsers: ['All'], excludeRoles: [] } },
    })
  })

  test('know isPrivileged in beta only', async () => {
    await expect(graph.api('/roleManagement/directory/roleDefinitions').select(['id', 'isPrivileged']).get()).rejects.toMatchObject({ statusCode: 400 })
    expect(rowsOf(await graph.api('/roleManagement/directory/roleDefinitions').version('beta').select(['id', 'isPrivileged']).get())[0]).toMatchObject({
      isPrivileged: true,
    })
  })

  test('answer single resources, links of applications and objects by id', async () => {
    expect(await graph.api('/policies/identitySecurityDefaultsEnforcementPolicy').get()).toMatchObject({ isEnabled: false })
    expect(await graph.api('/policies/crossTenantAccessPolicy/partners').get()).toMatchObject({
      value: [{ isServiceProvider: true }, { isServiceProvider: null }],
    })
    expect(ids(await graph.api('/servicePrincipals/sp-aws/appRoleAssignedTo').get())).toEqual(['ara-1'])
    expect(ids(await graph.api('/servicePrincipals/sp-aws/owners').get())).toEqual(['u-bob'])
    expect(ids(await graph.api('/directoryObjects/getByIds').post({ ids: ['u-eve', 'g-inner', 'gone'], types: ['user'] }))).toEqual(['u-eve'])
    expect(ids(await graph.api('/identity/conditionalAccess/namedLocations').select(['id', 'isTrusted', 'countriesAndRegions']).get())).toEqual([
      'l-office',
      'l-home',
    ])
  })
})

describe('refusals', () => {
  test('of a path or method that Graph does not have', async () => {
    await expect(graph.api('/nonsense').get()).rejects.toMatchObject({ statusCode: 400, message: "Resource not found for the segment 'nonsense'." })
    await expect(graph.api('/users').post({})).rejects.toMatchObject({ statusCode: 405 })
    await expect(graph.api('/directoryObjects/getByIds').get()).rejects.toMatchObject({ statusCode: 405 })
  })

  test('of a permission, each service in its own words', async () => {
    const weak = sdkClient(entra.url, poor.id)
    await expect(weak.api('/users').get()).rejects.toMatchObject({ statusCode: 403, code: 'Authorization_RequestDenied' })
    await expect(weak.api('/identity/conditionalAccess/policies').get()).rejects.toMatchObject({ statusCode: 403, code: 'AccessDenied' })
    expect(rowsOf(await weak.api('/groups/g-inner/members').select(['id', 'userPrincipalName']).get())[0]).toEqual({
      '@odata.type': '#microsoft.graph.user',
      id: 'u-eve',
      userPrincipalName: null,
    })
  })

  test('of role schedules without P2, but not of role assignments', async () => {
    const weak = sdkClient(entra.url, poor.id)
    await expect(weak.api('/roleManagement/directory/roleEligibilityScheduleInstances').get()).rejects.toMatchObject({
      statusCode: 400,
      code: 'AadPremiumLicenseRequired',
    })
    expect(ids(await weak.api('/roleManagement/directory/roleAssignments').get())).toEqual(['ra-1'])
  })
})

describe('settings of PIM', () => {
  const path = '/policies/roleManagementPolicyAssignments'
  const scoped = "scopeId eq '/' and scopeType eq 'DirectoryRole'"

  test('come with their rules when asked for, by scope and scope type only', async () => {
    const found = rowsOf(await graph.api(path).filter(scoped).expand('policy($expand=rules)').get())
    expect(found).toMatchObject([{ roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10', policy: { scopeType: 'DirectoryRole' } }])
    const { policy } = found[0] ?? {}
    expect(isObject(policy) && Array.isArray(policy.rules) ? policy.rules.map(rule => rule.id) : []).toContain('Approval_EndUser_Assignment')
    expect(rowsOf(await graph.api(path).filter(scoped).get())[0]).not.toHaveProperty('policy')
    await expect(graph.api(path).get()).rejects.toMatchObject({ statusCode: 400 })
    await expect(graph.api(path).filter("roleDefinitionId eq 'x'").get()).rejects.toMatchObject({ statusCode: 400 })
  })

  test('need P2', async () => {
    await expect(sdkClient(entra.url, poor.id).api(path).filter(scoped).get()).rejects.toMatchObject({ statusCode: 400, code: 'AadPremiumLicenseRequired' })
  })
})

describe('reports', () => {
  const registrations = '/reports/authenticationMethods/userRegistrationDetails'

  test('of registrations take a filter, but not $select', async () => {
    expect(ids(await graph.api(registrations).filter('isMfaCapable eq true').get())).toEqual(['u-ada', 'u-eve'])
    await expect(graph.api(registrations).select('id').get()).rejects.toMatchObject({ statusCode: 400 })
  })

  test('of sign-ins are interactive, latest first, unless beta is asked for another kind', async () => {
    const last = (answer: unknown): readonly string[] => ids(answer).map(id => String(id).slice(-1))
    const signIns = '/auditLogs/signIns'
    expect(last(await graph.api(signIns).get())).toEqual(['4', '3', '2'])
    expect(last(await graph.api(signIns).version('beta').get())).toEqual(['4', '3', '2'])
    expect(last(await graph.api(signIns).version('beta').filter("signInEventTypes/any(t: t eq 'nonInteractiveUser')").get())).toEqual(['1'])
    await expect(graph.api(signIns).filter("signInEventTypes/any(t: t eq 'nonInteractiveUser')").get()).rejects.toMatchObject({ statusCode: 400 })
    expect(last(await graph.api(signIns).filter('createdDateTime ge 2026-11-21T00:00:00Z and createdDateTime le 2026-11-21T09:30:00Z').get())).toEqual([
      '3',
      '2',
    ])
    expect(last(await graph.api(signIns).filter("status/errorCode eq 0 and (clientAppUsed eq 'POP3' or clientAppUsed eq 'IMAP4')").get())).toEqual(['0', '5'])
  })

  test('need P1, and name the permission that is missing', async () => {
    await expect(sdkClient(entra.url, free.id).api(registrations).get()).rejects.toMatchObject({
      statusCode: 403,
      code: 'Authentication_RequestFromNonPremiumTenantOrB2CTenant',
    })
    await expect(sdkClient(entra.url, half.id).api('/auditLogs/signIns').get()).rejects.toMatchObject({
      statusCode: 403,
      code: 'Authentication_MSGraphPermissionMissing',
      message: expect.stringContaining('permission(s): Directory.Read.All to call'),
    })
  })
})

describe('permissions', () => {
  test('that are greater stand in for the least, unless the client is held to the least', async () => {
    expect(ids(await sdkClient(entra.url, greater.id).api('/users').top(1).get())).toEqual(['u-ada'])
    await expect(sdkClient(entra.url, held.id).api('/users').get()).rejects.toMatchObject({ statusCode: 403 })
  })

  test('of a person are the scopes of the token', async () => {
    const token = entra.token(example.id, { clientId: scanner.clientId, person: { name: 'ada@contoso.onmicrosoft.com', scopes: ['User.Read.All'] } })
    const person = sdkClient(entra.url, example.id, token)
    expect(ids(await person.api('/users').top(1).get())).toEqual(['u-ada'])
    await expect(person.api('/groups').get()).rejects.toMatchObject({ statusCode: 403 })
  })
})

describe('batches', () => {
  test('judge each request on its own', async () => {
    const answer = await graph.api('/$batch').post({
      requests: [
        { id: '1', method: 'GET', url: '/users/u-ada?$select=id' },
        { id: '2', method: 'GET', url: '/users/u-none' },
      ],
    })
    const byId = new Map(answer.responses.map((response: { readonly id: string }) => [response.id, response]))
    expect(byId.get('1')).toMatchObject({ status: 200, body: { id: 'u-ada' } })
    expect(byId.get('2')).toMatchObject({ status: 404 })
  })

  test('hold at most twenty', async () => {
    const requests = Array.from({ length: 21 }, (_, index) => ({ id: String(index), method: 'GET', url: '/organization' }))
    await expect(graph.api('/$batch').post({ requests })).rejects.toMatchObject({ statusCode: 400 })
  })
})
