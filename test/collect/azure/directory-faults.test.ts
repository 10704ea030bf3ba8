import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnyDataset, GapReason } from '../../../src/dataset.ts'
import { azureEligibleAssignments, azureRoleAssignments } from '../../../src/datasets/azure/authorization.ts'
import { azureOwnerProtections, azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { type EmulatedAzure, startAzure } from '../../clouds/azure/start-azure.ts'
import type { Fault } from '../../clouds/entra/faults.ts'
import { allPermissions } from '../../clouds/entra/permissions.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner } from '../../clouds/entra/tenant.ts'
import { richAzure, richTenant, tenantId } from './rich-azure.ts'
import { azureEntry, scanAzure } from './scan-azure.ts'

const without = ['User.Read.All', 'Application.Read.All', 'GroupMember.Read.All', 'RoleManagement.Read.Directory', 'AdministrativeUnit.Read.All'].map(
  (permission, index) => ({
    permission,
    id: `77770000-2222-4333-8444-${String(index).padStart(12, '0')}`,
  }),
)
/** Greater permissions, which stand in for these. */
const greater = /^Directory\.|^Group\.|ReadWrite|^RoleManagement\.Read\.All$/

let entra: Entra
let arm: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({
    tenants: [
      richTenant(),
      ...without.map(({ permission, id }) =>
        richTenant({ id, clients: [{ ...scanner, permissions: allPermissions.filter(name => name !== permission && !greater.test(name)) }] }),
      ),
    ],
  })
  arm = await startAzure({ entra, tenants: [richAzure(), ...without.map(({ id }) => richAzure({ tenant: id }))] })
})
afterAll(async () => {
  await Promise.all([entra.close(), arm.close()])
})

const id = '[\\w-]+'
const calls: readonly { readonly name: string; readonly path: RegExp; readonly gives: readonly AnyDataset[] }[] = [
  { name: 'users', path: /^\/v1\.0\/users$/, gives: [azurePrincipals] },
  { name: 'service principals', path: /^\/v1\.0\/servicePrincipals$/, gives: [azurePrincipals] },
  { name: 'a group', path: new RegExp(`^/v1\\.0/groups/${id}$`), gives: [azurePrincipals] },
  { name: 'members of a group', path: /\/transitiveMembers$/, gives: [azurePrincipals] },
  { name: 'memberships of a user', path: /\/transitiveMemberOf$/, gives: [azureOwnerProtections] },
]
const faults: readonly { readonly name: string; readonly fault: Fault; readonly reason: GapReason }[] = [
  { name: 'denied', fault: { kind: 'denied' }, reason: 'denied' },
  { name: 'throttled for ever', fault: { kind: 'throttled', retryAfter: '1' }, reason: 'throttled' },
  { name: 'status 500', fault: { kind: 'status', status: 500 }, reason: 'failed' },
  { name: 'a 200 of zero bytes', fault: { kind: 'zero-byte' }, reason: 'invalid' },
  { name: 'an empty object', fault: { kind: 'body', body: {} }, reason: 'invalid' },
  { name: 'rows of nothing', fault: { kind: 'body', body: { value: [null, 7, {}] } }, reason: 'invalid' },
]

describe.each(calls)('the directory, asked for $name', ({ path, gives }) => {
  it.each(faults)('$name: a gap; who holds what is told all the same', async ({ fault, reason }) => {
    entra.clearFaults()
    entra.fault({ path }, fault)
    const found = await scanAzure(azureEntry({ entra, azure: arm }, tenantId))
    for (const dataset of gives) expect(found.gaps(dataset).map(gap => gap.reason)).toContain(reason)
    for (const dataset of [azureRoleAssignments, azureEligibleAssignments]) expect(found.table(dataset)).toMatchObject({ complete: true })
    expect(found.rows(azurePrincipals).filter(({ isDeleted, name }) => isDeleted && !name.startsWith('dddddddd-0000-4000-8000-000000000009'))).toEqual([])
  })
})

describe.each(without)('without $permission', ({ permission, id: tenant }) => {
  it('what needs it is dark, and says so', async () => {
    entra.clearFaults()
    const found = await scanAzure(azureEntry({ entra, azure: arm }, tenant))
    const denied = found.manifest.gaps.filter(({ reason }) => reason === 'denied')
    expect(new Set(denied.map(gap => gap.permission))).toEqual(new Set([permission]))
    expect(found.table(azurePrincipals)?.complete === false || found.table(azureOwnerProtections)?.complete === false).toBe(true)
    if (permission !== 'Application.Read.All') expect(found.table(azureOwnerProtections)).toMatchObject({ complete: false })
  })
})
