import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { azureCollectors } from '../../src/collect/azure/collectors.ts'
import { armOperations } from '../../src/collect/azure/operations.ts'
import { azureBicep, azureRole, terraformAzure } from '../../src/grants/azure-role.ts'
import { needed } from '../../src/grants/needed.ts'
import { groupScope } from '../clouds/azure/azure.ts'
import { type EmulatedAzure, startAzure } from '../clouds/azure/start-azure.ts'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { scanner } from '../clouds/entra/tenant.ts'
import { richAzure, richTenant } from '../collect/azure/rich-azure.ts'
import { azureEntry, scanAzure } from '../collect/azure/scan-azure.ts'

const what = needed()
const { Actions: actions } = azureRole(what)
const datasets = azureCollectors.flatMap(({ gives }) => gives)

/** One tenant a missing action, beside the one where none is missing. */
const variants = [undefined, ...actions].map((missing, index) => ({ missing, id: `66660000-2222-4333-8444-${String(index).padStart(12, '0')}` }))

let entra: Entra
let arm: EmulatedAzure
beforeAll(async () => {
  entra = await startEntra({ tenants: variants.map(({ id }) => richTenant({ id })) })
  arm = await startAzure({
    entra,
    tenants: variants.map(({ missing, id }) =>
      richAzure({ tenant: id, callers: [{ clientId: scanner.clientId, scope: groupScope(id), actions: actions.filter(action => action !== missing) }] }),
    ),
  })
})
afterAll(async () => {
  await Promise.all([entra.close(), arm.close()])
})

it('names the actions of everything that may be asked, and none that writes', () => {
  const asked = new Set(armOperations.map(({ action }) => action).filter(action => action !== ''))
  expect([...asked].filter(action => !actions.includes(action))).toEqual([])
  expect(actions.filter(action => !action.toLowerCase().endsWith('/read'))).toEqual([])
})

it.each([
  ['Bicep', azureBicep(what)],
  ['Terraform', terraformAzure(what)],
])('%s grants each of them once', (_, text) => {
  expect([...text.matchAll(/['"](Microsoft\.[\w./]+\/read)['"]/gi)].map(([, action]) => action)).toEqual([...actions])
})

it('is enough for a whole scan', async () => {
  arm.clearLog()
  const found = await scanAzure(azureEntry({ entra, azure: arm }, variants[0]?.id ?? ''))
  expect(found.manifest.gaps).toEqual([])
  expect(arm.log.filter(({ status }) => status !== 200)).toEqual([])
})

/** Without these subscriptions are not shown: what is read in each is dark, and what is read over all of them is known in part. */
const ofTheTree: ReadonlySet<string> = new Set(['Microsoft.Management/managementGroups/read', 'Microsoft.Resources/subscriptions/read'])
const overSubscriptions = [
  'azure-custom-roles',
  'azure-eligible-assignments',
  'azure-group-policy-assignments',
  'azure-policy-exemptions',
  'azure-role-assignments',
  'azure-sentinel-detections',
  'azure-sentinel-workspaces',
]
const inSubscriptions = datasets.filter(({ per }) => per === 'azure-subscription').map(({ name }) => name)

describe.each(actions)('without %s', missing => {
  it('exactly the datasets that name it, or hang on it, are dark and say so', async () => {
    const id = variants.find(variant => variant.missing === missing)?.id ?? ''
    const found = await scanAzure(azureEntry({ entra, azure: arm }, id))
    const denied = found.manifest.gaps.filter(({ reason }) => reason === 'denied')
    const naming = datasets.filter(({ permissions }) => permissions.includes(missing)).map(({ name }) => name)
    const hanging = ofTheTree.has(missing) ? [...overSubscriptions, ...inSubscriptions] : []
    expect([...new Set(denied.map(({ dataset }) => dataset))].sort()).toEqual([...new Set([...naming, ...hanging])].sort())
    expect(new Set(denied.map(({ permission }) => permission))).toEqual(new Set([missing]))
  })
})
