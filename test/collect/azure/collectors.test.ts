import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import {
  azureCustomRoles,
  azureEligibleAssignments,
  azureRoleAssignments,
  azureScheduledAssignments,
  CONTRIBUTOR,
} from '../../../src/datasets/azure/authorization.ts'
import {
  azureDelegations,
  classicAdministrators,
  groupPolicyAssignments,
  hierarchySettings,
  policyExemptions,
  subscriptionPolicies,
} from '../../../src/datasets/azure/governance.ts'
import { azureOwnerProtections, azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { azure, groupScope, subscriptionScope } from '../../clouds/azure/azure.ts'
import { type EmulatedAzure, startAzure } from '../../clouds/azure/start-azure.ts'
import { premiumP1 } from '../../clouds/entra/built-ins.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { admins, customRole, lab, people, pipeline, readers, richAzure, richTenant, shop, tenantId } from './rich-azure.ts'
import { azureEntry, scanAzure } from './scan-azure.ts'

const bare = '11111111-2222-4333-8444-0000000000ab'
const partly = '11111111-2222-4333-8444-0000000000ac'
const modal = '11111111-2222-4333-8444-0000000000af'
const modes = ['DEFAULT', null, 'DoNotEnforce', 'Enroll', 'donotenforce']
const changed = '11111111-2222-4333-8444-0000000000b0'
const without = '11111111-2222-4333-8444-0000000000ad'

let entra: Entra
let arm: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({
    tenants: [
      richTenant(),
      tenant({ id: bare }),
      tenant({ id: modal }),
      tenant({ id: changed }),
      richTenant({ id: partly }),
      richTenant({ id: without, subscribedSkus: [premiumP1(without)] }),
    ],
  })
  arm = await startAzure({
    entra,
    pageSize: 2,
    tenants: [
      richAzure(),
      azure({ tenant: bare }),
      azure({
        tenant: modal,
        policyAssignments: modes.map((enforcementMode, index) => ({
          scope: groupScope(modal),
          name: `p-${index}`,
          displayName: `${index}: ${enforcementMode}`,
          definition: '/providers/Microsoft.Authorization/policySetDefinitions/mcsb',
          enforcementMode,
        })),
      }),
      azure({
        tenant: changed,
        policyAssignments: [
          { name: 'p-1', displayName: 'everything off', overrides: [{ kind: 'policyEffect', value: 'Disabled' }] },
          {
            name: 'p-2',
            displayName: 'one policy off',
            overrides: [{ kind: 'policyEffect', value: 'disabled', selectors: [{ kind: 'policyDefinitionReferenceId', in: ['a'] }] }],
          },
          { name: 'p-3', displayName: 'audited only', overrides: [{ kind: 'policyEffect', value: 'Audit' }] },
          { name: 'p-4', displayName: 'somewhere', resourceSelectors: [{ name: 'europe' }] },
        ].map(one => ({ ...one, scope: groupScope(changed), definition: '/providers/Microsoft.Authorization/policySetDefinitions/mcsb' })),
      }),
      richAzure({ tenant: partly, callers: [{ clientId: scanner.clientId, scope: subscriptionScope(shop), actions: ['*/read'] }] }),
      richAzure({ tenant: without, hasPim: false }),
    ],
  })
})
afterEach(() => arm.clearFaults())
afterAll(async () => {
  await Promise.all([entra.close(), arm.close()])
})

const scan = (id = tenantId) => scanAzure(azureEntry({ entra, azure: arm }, id))

describe('a tenant whose root management group may be read', () => {
  it('is read whole, in few requests', async () => {
    arm.clearLog()
    const found = await scan()
    expect(found.manifest.gaps).toEqual([])
    expect(arm.log.length).toBeLessThan(60)
  })

  it('tells who holds which role where, from the root scope down', async () => {
    const found = await scan()
    expect(
      found
        .rows(azureRoleAssignments)
        .map(({ name, level, hasCondition, isCustom }) => [name, level, hasCondition, isCustom])
        .sort(),
    ).toEqual([
      ['Contributor: Pipeline on Shop', 'subscription', false, false],
      [`Deployers: ${people.gone} on data in Lab`, 'resource-group', false, true],
      ['Owner: Admins on Platform', 'management-group', false, false],
      ['Owner: ann@contoso.example on Lab', 'subscription', true, false],
      ['Reader: Readers on Tenant Root Group', 'management-group', false, false],
      ['User Access Administrator: ann@contoso.example on the root scope', 'root', false, false],
    ])
    expect(found.rows(azureEligibleAssignments).map(({ name }) => name)).toEqual(['Owner: bob@contoso.example on Shop'])
    expect(found.rows(azureScheduledAssignments).map(({ assignment, assignmentType, endAt }) => [assignment.split('/').at(-1), assignmentType, endAt])).toEqual(
      [['a-lab', 'Activated', '2026-11-24T18:00:00Z']],
    )
  })

  it('tells who the holders are: members of groups that reach every resource at any depth, and what is gone', async () => {
    const found = await scan()
    const principals = new Map(found.rows(azurePrincipals).map(one => [one.id, one]))
    expect(principals.get(admins)).toMatchObject({ kind: 'group', users: [people.bob], servicePrincipals: [pipeline] })
    expect(principals.get(readers)).toMatchObject({ users: null })
    expect(principals.get(people.bob)).toMatchObject({ name: 'bob@contoso.example', userType: 'Member', accountEnabled: true })
    expect(principals.get(people.gone)).toMatchObject({ isDeleted: true })
    expect(principals.get(pipeline)).toMatchObject({ name: 'Pipeline', appId: 'app-pipeline' })
  })

  it('tells what keeps the owners out of reach of a helpdesk', async () => {
    const found = await scan()
    expect(
      found
        .rows(azureOwnerProtections)
        .map(({ name, directoryRoles, roleAssignableGroups, restrictedUnits }) => [name, directoryRoles.length, roleAssignableGroups, restrictedUnits])
        .sort(),
    ).toEqual([
      ['ann@contoso.example', 1, [], ['Restricted']],
      ['bob@contoso.example', 0, ['Nested'], []],
    ])
  })

  it('tells of custom roles, settings, policies, classic administrators and delegations', async () => {
    const found = await scan()
    expect(found.rows(azureCustomRoles)).toMatchObject([{ id: customRole, name: 'Deployers', permissions: [{ actions: ['*'] }] }])
    expect(found.rows(hierarchySettings)).toMatchObject([{ requiresAuthorizationForGroups: false, defaultGroup: tenantId }])
    expect(found.rows(subscriptionPolicies)).toMatchObject([{ blocksLeaving: false, blocksEntering: false }])
    expect(found.rows(groupPolicyAssignments)).toMatchObject([
      { name: 'Baseline', managementGroup: 'platform', isInitiative: true, isEnforced: true, excludes: [lab, 'sandbox'] },
    ])
    expect(
      found.rows(policyExemptions).map(({ name, managementGroup, subscription, category, endAt }) => [name, managementGroup, subscription, category, endAt]),
    ).toEqual([
      ['platform', 'platform', null, 'Mitigated', null],
      ['lab', null, lab, 'Waiver', '2027-01-01T00:00:00Z'],
    ])
    expect(found.rows(classicAdministrators)).toMatchObject([{ name: 'old@contoso.example', scope: `azure-subscription/${lab}` }])
    expect(found.rows(azureDelegations)).toMatchObject([
      {
        name: 'Managed services',
        managedByTenantName: 'Partner',
        scope: `azure-subscription/${shop}`,
        authorizations: [{ isEligible: false }, { isEligible: true }],
      },
    ])
  })

  it('takes a policy for enforced by default only, whatever other modes there are', async () => {
    const found = await scan(modal)
    expect(found.rows(groupPolicyAssignments).map(({ name, isEnforced }) => [name, isEnforced])).toEqual(
      modes.map((mode, index) => [`${index}: ${mode}`, index < 2]),
    )
  })

  it('takes a policy for narrowed by selectors, and for not enforced by an override that turns all of it off', async () => {
    const found = await scan(changed)
    expect(found.rows(groupPolicyAssignments).map(({ name, isEnforced, isNarrowed }) => [name, isEnforced, isNarrowed])).toEqual([
      ['everything off', false, false],
      ['one policy off', true, false],
      ['audited only', true, false],
      ['somewhere', true, true],
    ])
  })

  it('has nothing to tell of a new one, and no gap', async () => {
    const found = await scan(bare)
    expect(found.manifest.gaps).toEqual([])
    expect(found.rows(hierarchySettings)).toHaveLength(1)
  })
})

it('without PIM there is nobody eligible, and nothing is missing', async () => {
  const found = await scan(without)
  expect(found.manifest.gaps).toEqual([])
  expect([found.table(azureEligibleAssignments), found.table(azureScheduledAssignments)]).toMatchObject([
    { rows: 0, complete: true },
    { rows: 0, complete: true },
  ])
})

it('whether a role is custom stays open where the definitions could not be read', async () => {
  arm.fault({ path: /roleDefinitions$/ }, { kind: 'denied' })
  const found = await scan()
  const kinds = new Map(found.rows(azureRoleAssignments).map(({ roleId, isCustom }) => [roleId, isCustom]))
  expect(kinds.get(CONTRIBUTOR)).toBeNull()
  expect(kinds.get(customRole)).toBe(true)
})

it('a refusal for want of a licence that the tenant has is a gap', async () => {
  arm.fault({ path: /roleEligibilityScheduleInstances$/ }, { kind: 'status', status: 400, code: 'AadPremiumLicenseRequired' })
  const found = await scan()
  expect(new Set(found.gaps(azureEligibleAssignments).map(({ reason }) => reason))).toEqual(new Set(['not-licensed']))
})

it('with a role in one subscription only, that one is read with what it inherits, and the rest is said to be missing', async () => {
  const found = await scan(partly)
  expect(
    found
      .rows(azureRoleAssignments)
      .map(({ name }) => name)
      .sort(),
  ).toEqual([
    'Contributor: Pipeline on Shop',
    'Owner: Admins on Platform',
    'Reader: Readers on Tenant Root Group',
    'User Access Administrator: ann@contoso.example on the root scope',
  ])
  for (const dataset of [azureRoleAssignments, azureEligibleAssignments, azureCustomRoles, groupPolicyAssignments, hierarchySettings])
    expect(found.table(dataset), dataset.name).toMatchObject({ complete: false })
  expect(found.table(classicAdministrators, `azure-subscription/${shop}`)).toMatchObject({ complete: true })
  expect(found.gaps(classicAdministrators)).toMatchObject([{ scope: 'azure-subscription/unidentified', reason: 'denied' }])
})

describe('where Resource Graph would leave rows out without a word', () => {
  const dark = '11111111-2222-4333-8444-0000000000ae'
  it('the subscription is a gap, with the action that is missing', async () => {
    const other = await startEntra({ tenants: [richTenant({ id: dark })] })
    const own = await startAzure({
      entra: other,
      tenants: [
        richAzure({
          tenant: dark,
          callers: [
            {
              clientId: scanner.clientId,
              scope: groupScope(dark),
              actions: ['Microsoft.Management/*/read', 'Microsoft.Authorization/*/read', 'Microsoft.Resources/subscriptions/read'],
              notActions: ['Microsoft.Authorization/classicAdministrators/read'],
            },
            { clientId: scanner.clientId, scope: subscriptionScope(shop), actions: ['*/read'] },
          ],
        }),
      ],
    })
    const found = await scanAzure(azureEntry({ entra: other, azure: own }, dark))
    expect(found.gaps(classicAdministrators)).toMatchObject([
      { scope: `azure-subscription/${lab}`, reason: 'denied', permission: 'Microsoft.Authorization/classicAdministrators/read' },
    ])
    await Promise.all([other.close(), own.close()])
  })
})
