import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { entraCollectors } from '../../../src/collect/entra/discover.ts'
import { awsApplicationAssignments, awsApplications, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { authenticationMethodConfigurations, registrationDetails } from '../../../src/datasets/entra/authentication-methods.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { deletedPrincipals } from '../../../src/datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { legacySignIns } from '../../../src/datasets/entra/sign-ins.ts'
import { entraOrganizations, securityDefaultsPolicies, subscribedSkus } from '../../../src/datasets/entra/tenant.ts'
import { premiumP1 } from '../../clouds/entra/built-ins.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { quick, type Scanned, scanTenant } from './scan-tenant.ts'

const withoutPim = tenant({ ...example, id: '22222222-2222-4333-8444-555555555555', subscribedSkus: [premiumP1('22222222-2222-4333-8444-555555555555')] })
const hidden = tenant({
  ...example,
  id: '33333333-2222-4333-8444-555555555555',
  groups: [{ id: 'g-outer', displayName: 'Outer', visibility: 'HiddenMembership' }],
  conditionalAccessPolicies: [
    {
      id: 'p-deleted',
      displayName: 'Names what is gone',
      state: 'enabled',
      conditions: { users: { includeGroups: ['g-gone', 'not/an/id'] }, applications: { includeApplications: ['All'] } },
    },
    {
      id: 'p-blank',
      displayName: 'Blank in v1.0',
      state: 'enabled',
      conditions: { users: { includeUsers: ['All'] } },
      preview: { times: { allTimes: true } },
      inV1: 'blank',
    },
  ],
})

let entra: Entra
let found: Scanned

beforeAll(async () => {
  entra = await startEntra({ tenants: [example, withoutPim, hidden], pageSize: 2 })
  found = await scanTenant(entra.url, example.id, quick({ maxPages: 100 }))
})
afterAll(() => entra.close())

const scope = `entra-tenant/${example.id}`

describe('a tenant that answers everything', () => {
  test('gives every dataset of its collectors, complete', () => {
    expect(found.manifest.gaps).toEqual([])
    const given = entraCollectors.flatMap(collector => collector.gives.map(dataset => dataset.name)).sort()
    expect(found.manifest.tables.map(table => [table.dataset, table.complete])).toEqual(given.map(name => [name, true]))
    expect(found.manifest.scopes).toEqual([{ id: scope, kind: 'entra-tenant', name: 'Contoso' }])
    expect(found.manifest.identities).toEqual([{ scope, identity: 'application 0c1ec7ed-5ca0-4e7e-8000-000000000001' }])
  })

  test('tells itself, its licences and security defaults', () => {
    expect(found.rows(entraOrganizations)).toMatchObject([
      {
        id: example.id,
        scope,
        name: 'Contoso',
        verifiedDomains: [{ name: 'contoso.onmicrosoft.com', isDefault: true, isInitial: true }],
        onPremisesLastSyncAt: null,
      },
    ])
    expect(found.rows(subscribedSkus)).toMatchObject([
      { name: 'AAD_PREMIUM_P2', enabledUnits: 25, servicePlans: [{ name: 'AAD_PREMIUM' }, { name: 'AAD_PREMIUM_P2', provisioningStatus: 'Success' }] },
      { name: 'BEYOND_P2', servicePlans: [{ name: 'Entra_Identity_Governance' }, { name: 'AAD_WRKLDID_P2' }] },
    ])
    expect(found.rows(securityDefaultsPolicies)).toMatchObject([{ isEnabled: false }])
  })

  test('lists users of every kind over several pages', () => {
    expect(found.rows(entraUsers).map(user => [user.name, user.userType, user.onPremisesSyncEnabled, user.creationType])).toEqual([
      ['ada@contoso.onmicrosoft.com', 'Member', null, null],
      ['bob@contoso.onmicrosoft.com', 'Member', true, null],
      ['eve_other.example#EXT#@contoso.onmicrosoft.com', 'Guest', null, 'Invitation'],
      ['bg1@contoso.onmicrosoft.com', 'Member', null, null],
    ])
  })

  test('resolves the groups that policies and applications name, at any depth', () => {
    expect(found.rows(referencedGroups)).toEqual([
      {
        id: 'g-outer',
        scope,
        name: 'Outer',
        isDeleted: false,
        isAssignableToRole: false,
        membershipRule: null,
        users: ['u-eve', 'u-ada'],
        servicePrincipals: [],
        hasNestedGroups: true,
      },
      {
        id: 'g-admins',
        scope,
        name: 'Admins',
        isDeleted: false,
        isAssignableToRole: true,
        membershipRule: null,
        users: ['u-ada'],
        servicePrincipals: [],
        hasNestedGroups: false,
      },
      // Eligible to join the group before it.
      {
        id: 'g-inner',
        scope,
        name: 'Inner',
        isDeleted: false,
        isAssignableToRole: null,
        membershipRule: null,
        users: ['u-eve', 'u-ada'],
        servicePrincipals: [],
        hasNestedGroups: true,
      },
    ])
  })

  test('tells roles, who has them and who may activate them', () => {
    expect(found.rows(roleDefinitions).filter(role => role.isPrivileged).length).toBeGreaterThan(5)
    expect(found.rows(activeRoleAssignments)).toEqual([
      {
        id: 'rasi-1',
        scope,
        name: 'ada@contoso.onmicrosoft.com',
        principalId: 'u-ada',
        principalType: 'user',
        roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
        directoryScopeId: '/',
        startAt: '2024-01-01T00:00:00Z',
        endAt: null,
        assignmentType: 'Assigned',
        memberType: 'Direct',
        source: 'schedule',
      },
      expect.objectContaining({ id: 'rasi-2', name: 'u-gone', principalId: 'u-gone', principalType: 'unknown' }),
    ])
    expect(found.rows(deletedPrincipals)).toEqual([{ id: 'u-gone', scope, name: 'u-gone', type: 'user', deletedAt: '2026-11-20T09:00:00Z' }])
    expect(found.rows(eligibleRoleAssignments).filter(({ principalType }) => principalType === 'user')).toMatchObject([
      { principalId: 'u-bob', principalType: 'user', memberType: 'Direct' },
    ])
  })

  test('keeps conditions it does not know by name, with the policies that only beta shows', () => {
    expect(found.rows(conditionalAccessPolicies).map(policy => [policy.id, policy.unknownConditions, policy.grantControls?.builtInControls])).toEqual([
      ['p-mfa', [], ['mfa']],
      ['p-agents', ['agentIdRiskLevels'], ['block']],
    ])
    expect(found.rows(namedLocations)).toMatchObject([
      { id: 'l-office', kind: 'ip', isTrusted: true },
      { id: 'l-home', kind: 'country', isTrusted: false, countries: ['DE'] },
    ])
    expect(found.rows(authenticationStrengths).map(strength => [strength.name, strength.allowedCombinations.includes('password,sms')])).toEqual([
      ['Multifactor authentication', true],
      ['Passwordless MFA', false],
      ['Phishing-resistant MFA', false],
    ])
  })

  test('tells what PIM demands of each role', () => {
    const toAdministrators = { level: 'All', goesToAdministrators: true, recipients: [] }
    expect(found.rows(roleManagementPolicies)).toEqual([
      {
        id: expect.stringMatching(/^DirectoryRole_.*_62e90394-69f5-4237-9190-012177145e10$/),
        scope,
        name: 'Global Administrator',
        roleDefinitionId: '62e90394-69f5-4237-9190-012177145e10',
        activation: {
          enabledRules: ['MultiFactorAuthentication', 'Justification'],
          authenticationContext: 'c1',
          isApprovalRequired: true,
          approvers: [
            { id: 'u-bob', type: 'user' },
            { id: 'g-outer', type: 'group' },
            { id: 'requestor-manager', type: 'requestorManager' },
          ],
          maximumDuration: 'PT8H',
        },
        activeAssignment: { isExpirationRequired: false, maximumDuration: 'P180D' },
        eligibleAssignment: { isExpirationRequired: false, maximumDuration: 'P365D' },
        alerts: { eligibleAssignment: toAdministrators, activeAssignment: toAdministrators, activation: toAdministrators },
      },
    ])
  })

  test('tells which methods are allowed, to whom, and what everybody registered', () => {
    expect(found.rows(authenticationMethodConfigurations).map(method => [method.id, method.state, method.includeTargets.map(target => target.id)])).toEqual([
      ['Fido2', 'enabled', ['all_users']],
      ['MicrosoftAuthenticator', 'enabled', ['all_users']],
      ['Sms', 'disabled', ['all_users']],
      ['TemporaryAccessPass', 'disabled', ['all_users']],
      ['SoftwareOath', 'enabled', ['all_users']],
      ['Voice', 'disabled', ['all_users']],
      ['Email', 'enabled', []],
      ['X509Certificate', 'enabled', ['all_users']],
      ['8c7d3a10-2222-4333-8444-555555555555', 'enabled', ['all_users']],
    ])
    expect(
      found
        .rows(authenticationMethodConfigurations)
        .map(method => [method.id, method.externalUsers, method.migrationState])
        .slice(-3),
    ).toEqual([
      ['Email', 'default', 'migrationComplete'],
      ['X509Certificate', null, 'migrationComplete'],
      ['8c7d3a10-2222-4333-8444-555555555555', null, 'migrationComplete'],
    ])
    expect(found.rows(registrationDetails).map(user => [user.id, user.isAdmin, user.isMfaCapable, user.methodsRegistered])).toEqual([
      ['u-ada', true, true, ['passKeyDeviceBound', 'microsoftAuthenticatorPush']],
      ['u-bob', false, false, []],
      ['u-eve', false, true, ['mobilePhone']],
    ])
  })

  test('counts successful legacy sign-ins of the last 30 days by user and client, non-interactive ones too', () => {
    const common = { scope, name: 'bob@contoso.onmicrosoft.com', userId: 'u-bob', userPrincipalName: 'bob@contoso.onmicrosoft.com' }
    const applications = ['Office 365 Exchange Online']
    expect(found.rows(legacySignIns)).toEqual([
      { ...common, id: 'u-bob/Exchange ActiveSync', clientAppUsed: 'Exchange ActiveSync', count: 1, lastAt: '2026-11-21T08:00:00Z', applications },
      { ...common, id: 'u-bob/IMAP4', clientAppUsed: 'IMAP4', count: 2, lastAt: '2026-11-22T08:00:00Z', applications },
    ])
  })

  test('finds the AWS application with its certificates and assignments', () => {
    expect(found.rows(servicePrincipals).map(app => app.name)).toEqual(['AWS IAM Identity Center', 'Payroll', 'Microsoft Graph'])
    expect(found.rows(awsApplications)).toMatchObject([
      {
        id: 'sp-aws',
        recognizedBy: 'gallery-template',
        federatesTo: 'identity-center',
        appRoleAssignmentRequired: false,
        certificates: [{ keyId: 'k-1', usage: 'Sign', startAt: null, endAt: '2029-01-01T00:00:00Z' }],
      },
    ])
    expect(found.rows(awsApplicationAssignments)).toMatchObject([
      { id: 'ara-1', name: 'Outer', principalType: 'Group', principalId: 'g-outer', resourceId: 'sp-aws' },
    ])
  })

  test('counts what was sent, by service and operation', () => {
    const graph = found.manifest.requests.filter(count => count.service === 'graph')
    expect(graph.find(count => count.operation === 'GET /users')).toEqual({ scope, service: 'graph', operation: 'GET /users', requests: 3, failed: 0 })
    expect(graph.find(count => count.operation === 'POST /$batch')?.requests).toBeLessThanOrEqual(16)
    const seen = entra.log.filter(request => !request.inBatch)
    expect(found.manifest.requests.filter(count => count.service === 'login').map(count => [count.operation, count.requests])).toEqual([
      ['GET', 1],
      ['POST', 1],
    ])
    expect(graph.reduce((sum, count) => sum + count.requests, 0)).toBe(
      seen.filter(request => request.path.startsWith('/v1.0') || request.path.startsWith('/beta')).length,
    )
  })
})

describe('a tenant without a licence for PIM', () => {
  test('shows plain assignments as permanent, and nobody as eligible', async () => {
    const poor = await scanTenant(entra.url, withoutPim.id, quick({ maxPages: 100 }))
    expect(poor.rows(activeRoleAssignments)).toMatchObject([{ id: 'ra-1', source: 'assignment', assignmentType: 'Assigned', startAt: null, endAt: null }])
    expect(poor.table(activeRoleAssignments)).toMatchObject({ complete: true })
    expect(poor.table(eligibleRoleAssignments)).toMatchObject({ complete: true, rows: 0 })
    expect(poor.table(referencedGroups)).toMatchObject({ complete: true })
  })
})

describe('groups that cannot be read', () => {
  test('are rows when deleted and gaps when hidden or no ids at all', async () => {
    const odd = await scanTenant(entra.url, hidden.id)
    expect(odd.rows(referencedGroups)).toEqual([expect.objectContaining({ id: 'g-gone', isDeleted: true, users: [] })])
    expect(odd.gaps(referencedGroups)).toMatchObject([
      { part: 'g-outer', reason: 'denied', permission: 'Member.Read.Hidden' },
      { part: 'not/an/id', reason: 'invalid' },
    ])
  })

  test('leave the policies that name them as they are, beta before a blank v1.0', async () => {
    const odd = await scanTenant(entra.url, hidden.id)
    expect(odd.rows(conditionalAccessPolicies).map(policy => [policy.id, policy.unknownConditions])).toEqual([
      ['p-deleted', []],
      ['p-blank', ['times']],
    ])
  })
})
