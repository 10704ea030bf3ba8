import { describe, expect, test } from 'vitest'
import { armGuardOf } from '../../../src/collect/azure/guard.ts'
import { armOperations } from '../../../src/collect/azure/operations.ts'
import { connectAzure } from '../../../src/collect/azure/session.ts'
import { RefusedRequest } from '../../../src/collect/refused-request.ts'
import { entryFor, quick } from '../entra/scan-tenant.ts'

const host = 'https://management.azure.com'
const guard = armGuardOf(host)
const id = 'b5b1f6c7-2f5e-4f3a-9d7e-0c1d2e3f4a5b'
const concrete = (path: string): string =>
  path.replace('{subscription}', id).replace('{group}', 'Platform').replaceAll('{name}', 'rg-data_1').replaceAll('{slot}', 'staging')

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'get', 'TRACE']

/** Paths that write, or read what is not ours to read, beside every path that is allowed. */
const others = [
  '/',
  `/subscriptions/${id}`,
  `/subscriptions/${id}/resources`,
  `/subscriptions/${id}/resourceGroups/data`,
  `/subscriptions/${id}/providers/Microsoft.Authorization/roleAssignments/${id}`,
  `/subscriptions/${id}/../${id}/providers/Microsoft.Storage/storageAccounts`,
  `/subscriptions/${id}%2fproviders/Microsoft.Authorization/roleAssignments`,
  `/subscriptions/all/providers/Microsoft.Authorization/roleAssignments`,
  `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.Storage/storageAccounts/a/listKeys`,
  `/subscriptions/${id}/resourceGroups/rg/providers/Microsoft.Web/sites/a/config/appsettings/list`,
  '/providers/Microsoft.Authorization/elevateAccess',
  '/providers/Microsoft.Management/managementGroups/Platform/settings/default',
  '/providers/Microsoft.Management/managementGroups/Platform/subscriptions/x',
  '/providers/Microsoft.ResourceGraph/resourcesHistory',
]

describe('the guard of Azure Resource Manager', () => {
  test('refuses every method and path that is not listed, and lets every listed one pass', () => {
    const passed: string[] = []
    const paths = new Map([
      ...armOperations.map(({ path, apiVersion }) => [concrete(path), apiVersion] as const),
      ...others.map(path => [path, '2022-04-01'] as const),
    ])
    for (const method of methods)
      for (const [path, version] of paths) {
        try {
          guard(method, `${host}${path}?api-version=${version}`)
          passed.push(`${method} ${path}`)
        } catch (error) {
          expect(error).toBeInstanceOf(RefusedRequest)
        }
      }
    expect(passed.sort()).toEqual(armOperations.map(({ method, path }) => `${method} ${concrete(path)}`).sort())
  })

  test('reads only: a POST is on the list where Azure reads by POST, and nothing else but GET', () => {
    expect(armOperations.filter(({ method }) => method !== 'GET').map(({ path }) => path)).toEqual([
      '/providers/Microsoft.Management/getEntities',
      '/providers/Microsoft.ResourceGraph/resources',
    ])
  })

  test.each([
    'https://management.usgovcloudapi.net/subscriptions?api-version=2022-12-01',
    'https://management.azure.com.elsewhere.example/subscriptions?api-version=2022-12-01',
    'https://management.azure.com:8443/subscriptions?api-version=2022-12-01',
    'http://management.azure.com/subscriptions?api-version=2022-12-01',
    'https://somebody@management.azure.com/subscriptions?api-version=2022-12-01',
    'https://management.azure.com/subscriptions',
    'https://management.azure.com/subscriptions?api-version=2014-04-01',
    'https://management.azure.com/subscriptions?api-version=2022-12-01&api-version=2014-04-01',
    '',
  ])('refuses another host, and another version of the API: %s', url => {
    expect(() => guard('GET', url)).toThrow(RefusedRequest)
  })
})

test('a session refuses before anything is sent, be it a token request', async () => {
  const sent: unknown[] = []
  const entry = { ...entryFor('https://localhost:1', id), resourceManagerEndpoint: 'https://localhost:2', azure: { subscriptions: 'all' as const } }
  const options = quick({
    fetch: async input => {
      sent.push(input)
      return new Response('{}')
    },
  })
  const session = connectAzure(entry, options).session(id, [])
  await expect(session.get({ path: `/subscriptions/${id}/resources` })).rejects.toThrow(RefusedRequest)
  await expect(session.get({ path: '/subscriptions/../providers/Microsoft.Authorization/elevateAccess' })).rejects.toThrow(RefusedRequest)
  expect([sent, session.requests()]).toEqual([[], []])
})
