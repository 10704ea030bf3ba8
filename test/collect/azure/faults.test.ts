import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { armOperations } from '../../../src/collect/azure/operations.ts'
import type { AnyDataset, GapReason } from '../../../src/dataset.ts'
import { azureCustomRoles, azureEligibleAssignments, azureRoleAssignments, azureScheduledAssignments } from '../../../src/datasets/azure/authorization.ts'
import {
  azureDelegations,
  classicAdministrators,
  groupPolicyAssignments,
  hierarchySettings,
  policyExemptions,
  subscriptionPolicies,
} from '../../../src/datasets/azure/governance.ts'
import { azureEligibleMembers, azureGroupActivations } from '../../../src/datasets/azure/group-access.ts'
import { azureSubscriptions, managementGroups } from '../../../src/datasets/azure/hierarchy.ts'
import { azureOwnerProtections, azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { type EmulatedAzure, startAzure } from '../../clouds/azure/start-azure.ts'
import type { Fault } from '../../clouds/entra/faults.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { richAzure, richTenant, tenantId } from './rich-azure.ts'
import { azureEntry, scanAzure } from './scan-azure.ts'

let entra: Entra
let arm: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({ tenants: [richTenant()] })
  arm = await startAzure({ entra, tenants: [richAzure()] })
})
afterAll(async () => {
  await Promise.all([entra.close(), arm.close()])
})

type Answers = 'list' | 'object' | 'query'

interface Call {
  readonly path: string
  readonly gives: readonly AnyDataset[]
  readonly answers: Answers
}

const authorization = 'providers/Microsoft.Authorization'
const group = '/providers/Microsoft.Management/managementGroups/{group}'
const subscription = '/subscriptions/{subscription}'

/** Calls of a whole scan about roles and governance, and what is dark without each. */
const calls: readonly Call[] = [
  { path: '/subscriptions', gives: [azureSubscriptions], answers: 'list' },
  {
    path: group,
    gives: [managementGroups, azureSubscriptions, azureRoleAssignments, azureCustomRoles, azureEligibleAssignments, groupPolicyAssignments, policyExemptions],
    answers: 'object',
  },
  { path: `${group}/settings`, gives: [hierarchySettings], answers: 'list' },
  { path: '/providers/Microsoft.Subscription/policies/default', gives: [subscriptionPolicies], answers: 'object' },
  { path: `${group}/${authorization}/roleAssignments`, gives: [azureRoleAssignments], answers: 'list' },
  { path: `${group}/${authorization}/roleDefinitions`, gives: [azureCustomRoles], answers: 'list' },
  { path: `${group}/${authorization}/roleAssignmentScheduleInstances`, gives: [azureScheduledAssignments], answers: 'list' },
  { path: `${subscription}/${authorization}/roleAssignmentScheduleInstances`, gives: [azureScheduledAssignments], answers: 'list' },
  { path: `${group}/${authorization}/roleEligibilityScheduleInstances`, gives: [azureEligibleAssignments], answers: 'list' },
  { path: `${subscription}/${authorization}/roleEligibilityScheduleInstances`, gives: [azureEligibleAssignments], answers: 'list' },
  { path: `${group}/${authorization}/policyAssignments`, gives: [groupPolicyAssignments], answers: 'list' },
  { path: `${group}/${authorization}/policyExemptions`, gives: [policyExemptions], answers: 'list' },
  {
    path: '/providers/Microsoft.ResourceGraph/resources',
    gives: [azureRoleAssignments, azureCustomRoles, classicAdministrators, azureDelegations, policyExemptions],
    answers: 'query',
  },
]

/** What hangs on other tables: what is dark there may be dark here. */
const derived = [azurePrincipals, azureOwnerProtections, azureScheduledAssignments, azureGroupActivations, azureEligibleMembers]

const faults: readonly { readonly name: string; readonly fault: Fault; readonly reason: GapReason; readonly on?: readonly Answers[] }[] = [
  { name: 'denied', fault: { kind: 'denied' }, reason: 'denied' },
  { name: 'throttled for ever', fault: { kind: 'throttled', retryAfter: '1' }, reason: 'throttled' },
  { name: 'status 500', fault: { kind: 'status', status: 500 }, reason: 'failed' },
  { name: 'status 401', fault: { kind: 'status', status: 401, code: 'InvalidAuthenticationToken' }, reason: 'denied' },
  { name: 'a subscription that is gone', fault: { kind: 'status', status: 404, code: 'SubscriptionNotFound' }, reason: 'failed' },
  { name: 'a kind of subscription that holds nothing', fault: { kind: 'status', status: 403, code: 'DisallowedOperation' }, reason: 'out-of-reach' },
  { name: 'a provider that is not registered', fault: { kind: 'status', status: 409, code: 'MissingSubscriptionRegistration' }, reason: 'failed' },
  { name: 'a redirect', fault: { kind: 'redirect', to: 'https://elsewhere.example/' }, reason: 'failed' },
  { name: 'a body cut in the middle', fault: { kind: 'cut' }, reason: 'failed' },
  { name: 'a 200 of zero bytes', fault: { kind: 'zero-byte' }, reason: 'invalid' },
  { name: 'a page of HTML', fault: { kind: 'html' }, reason: 'invalid' },
  { name: 'an empty object', fault: { kind: 'body', body: {} }, reason: 'invalid' },
  { name: 'null', fault: { kind: 'body', body: null }, reason: 'invalid' },
  { name: 'an error in a 200', fault: { kind: 'body', body: { error: { code: 'oops' }, value: [], data: [] } }, reason: 'invalid' },
  { name: 'no value', fault: { kind: 'value-missing' }, reason: 'invalid' },
  { name: 'a value that is no list', fault: { kind: 'value-not-a-list' }, reason: 'invalid' },
  { name: 'rows of nothing', fault: { kind: 'body', body: { value: [null, 7, {}], data: [null, 7, {}], totalRecords: 3 } }, reason: 'invalid' },
  {
    name: 'fewer rows than were counted',
    fault: { kind: 'body', body: { data: [], totalRecords: 3, count: 0, resultTruncated: 'false' } },
    reason: 'invalid',
    on: ['query'],
  },
  {
    name: 'a result cut short',
    fault: { kind: 'body', body: { data: [], totalRecords: 0, count: 0, resultTruncated: 'true' } },
    reason: 'invalid',
    on: ['query'],
  },
  { name: 'pages without end', fault: { kind: 'endless-pages' }, reason: 'invalid', on: ['list', 'query'] },
  { name: 'pages in a circle', fault: { kind: 'repeated-page' }, reason: 'invalid', on: ['list', 'query'] },
  { name: 'a next page elsewhere', fault: { kind: 'next-link', to: 'https://elsewhere.example/subscriptions' }, reason: 'invalid', on: ['list', 'query'] },
]

const patternOf = ({ path }: Call): RegExp => new RegExp(`^${path.replaceAll('.', '\\.').replace(/\{\w+\}/, '[^/]+')}$`)

test('the matrix knows every operation about roles and governance that may leave', () => {
  const known = new Set(calls.map(({ path }) => path))
  // What the identity may do, the part of the tree that it sees, and what single subscriptions inherit is asked where the root group may not be read.
  const elsewhere = [
    '/providers/Microsoft.Management/getEntities',
    `${group}/${authorization}/permissions`,
    ...['permissions', 'roleAssignments', 'roleDefinitions', 'policyAssignments'].map(list => `${subscription}/${authorization}/${list}`),
  ]
  const asked = armOperations
    .map(({ path }) => path)
    .filter(path => /managementGroups|Authorization|^\/subscriptions$|Microsoft.Subscription|ResourceGraph|Management/.test(path))
  expect(asked.filter(path => !known.has(path) && !elsewhere.includes(path))).toEqual([])
})

describe.each(calls)('$path', call => {
  test.each(faults.filter(({ on }) => on === undefined || on.includes(call.answers)))(
    '$name: a gap, and never an empty complete table',
    async ({ fault, reason }) => {
      arm.clearFaults()
      arm.fault({ path: patternOf(call) }, fault)
      const found = await scanAzure(azureEntry({ entra, azure: arm }, tenantId), { timeout: 5_000 })
      const ofAll = [azureSubscriptions, ...call.gives]
      for (const dataset of call.gives) {
        expect
          .soft(
            found.gaps(dataset).map(gap => gap.reason),
            dataset.name,
          )
          .toContain(reason)
        // Without subscriptions none of their tables is opened: they are dark in the scope that stands for them.
        for (const table of found.manifest.tables.filter(one => one.dataset === dataset.name && one.scope.startsWith('azure-hierarchy/')))
          expect.soft(table.complete, dataset.name).toBe(false)
      }
      if (call.path === '/subscriptions' || call.path === group || call.answers === 'query') return
      for (const table of found.manifest.tables)
        if (![...ofAll, ...derived].some(dataset => dataset.name === table.dataset)) expect.soft(table, table.dataset).toMatchObject({ complete: true })
    },
  )
})
