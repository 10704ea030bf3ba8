import { afterAll, beforeAll, expect, test } from 'vitest'
import { roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { quick, scanTenant } from './scan-tenant.ts'

const custom = tenant({
  ...example,
  id: '99999999-2222-4333-8444-555555555561',
  roleDefinitions: [
    ...example.roleDefinitions,
    { id: 'r-custom', displayName: 'Desk', isBuiltIn: false, isEnabled: true, templateId: 'r-custom', isPrivileged: false },
  ],
})

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [custom] })
})
afterAll(() => entra.close())

/** A Graph that does not say which roles are privileged. */
const unmarked: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init)
  if (!String(input instanceof Request ? input.url : input).includes('roleDefinitions')) return answer
  const body = (await answer.json()) as { readonly value: readonly Readonly<Record<string, unknown>>[] }
  return Response.json({ ...body, value: body.value.map(({ isPrivileged: _mark, ...role }) => role) })
}

test('a custom role of which Graph does not say whether it is privileged is a gap that names it; built-in ones are on a list that Microsoft publishes', async () => {
  const marked = await scanTenant(entra.url, custom.id, quick())
  expect(marked.table(roleDefinitions)?.complete).toBe(true)
  const found = await scanTenant(entra.url, custom.id, quick({ fetch: unmarked }))
  expect(found.rows(roleDefinitions).length).toBe(marked.rows(roleDefinitions).length - 1)
  expect(found.gaps(roleDefinitions).map(({ part, reason, detail }) => [part, reason, detail])).toEqual([
    ['r-custom', 'invalid', 'the row is not as documented: isPrivileged (custom)'],
  ])
})
