import { describe, expect, test } from 'vitest'
import { guardOf } from '../../../src/collect/entra/guard.ts'
import { operations } from '../../../src/collect/entra/operations.ts'
import { openSession } from '../../../src/collect/entra/session.ts'
import { RefusedRequest } from '../../../src/collect/refused-request.ts'
import { entryFor, quick } from './scan-tenant.ts'

const host = 'https://graph.microsoft.com'
const guard = guardOf(host)
const id = 'b5b1f6c7-2f5e-4f3a-9d7e-0c1d2e3f4a5b'
const concrete = (path: string): string => path.replace('{id}', id).replace('{domain}', 'contoso.com').replace('{job}', 'AWS.0f3a')
const batch = (...requests: readonly object[]): string => JSON.stringify({ requests })

const methods = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE', 'get', 'TRACE']
const versions = ['v1.0', 'beta', 'v2.0', 'testinternals']

/** Paths of Graph that write, or read what is not ours to read, beside every path that is allowed. */
const paths = [
  ...operations.map(operation => concrete(operation.path)),
  '/',
  '/me',
  `/users/${id}`,
  `/users/${id}/messages`,
  `/users/${id}/authentication/methods`,
  '/users/delta',
  '/domains/contoso.com',
  '/domains/contoso.com/verify',
  '/domains/../federationConfiguration',
  '/policies/crossTenantAccessPolicy',
  `/groups/${id}/members/$ref`,
  `/groups/${id}/transitiveMembers/${id}`,
  `/servicePrincipals/${id}/addPassword`,
  `/servicePrincipals/${id}/appRoleAssignedTo/${id}`,
  `/applications/${id}/addPassword`,
  '/applications',
  '/roleManagement/directory/roleAssignmentScheduleRequests',
  `/roleManagement/directory/roleAssignments/${id}`,
  `/identity/conditionalAccess/policies/${id}`,
  '/identity/conditionalAccess/evaluate',
  '/directoryObjects/getByIds',
  '/invitations',
  '/subscriptions',
  '/organization/..%2fusers',
  '/groups/a%2Fmembers',
  '/users?$filter=x/../$batch',
  '//users',
]

describe('the guard', () => {
  test('refuses every method and path that is not listed, and lets every listed one pass', () => {
    const passed: string[] = []
    for (const method of methods)
      for (const version of versions)
        for (const path of new Set(paths)) {
          const body = path === '/$batch' ? batch({ id: '1', method: 'GET', url: '/organization' }) : undefined
          try {
            guard(method, `${host}/${version}${path}`, body)
            passed.push(`${method} ${version} ${path}`)
          } catch (error) {
            expect(error).toBeInstanceOf(RefusedRequest)
          }
        }
    const listed = operations.flatMap(operation => operation.versions.map(version => `${operation.method} ${version} ${concrete(operation.path)}`))
    expect(passed.filter(one => one !== 'GET v1.0 /users?$filter=x/../$batch').sort()).toEqual(listed.sort())
  })

  test.each([
    'https://graph.microsoft.us/v1.0/users',
    'https://graph.microsoft.com.elsewhere.example/v1.0/users',
    'https://graph.microsoft.com:8443/v1.0/users',
    'http://graph.microsoft.com/v1.0/users',
    'https://graph.microsoft.com@elsewhere.example/v1.0/users',
    'https://somebody@graph.microsoft.com/v1.0/users',
    '/v1.0/users',
    '',
  ])('refuses any other host: %s', url => {
    expect(() => guard('GET', url)).toThrow(RefusedRequest)
  })

  test('judges each request of a batch', () => {
    const url = `${host}/v1.0/$batch`
    const read = { id: '1', method: 'GET', url: '/groups/g-1?$select=id' }
    expect(guard('POST', url, batch(read, read)).path).toBe('/$batch')
    const refused = [
      batch(),
      batch(...Array.from({ length: 21 }, () => read)),
      batch(read, { id: '2', method: 'DELETE', url: '/groups/g-1' }),
      batch(read, { id: '2', method: 'PATCH', url: '/organization', body: {} }),
      batch(read, { id: '2', method: 'GET', url: '/me/messages' }),
      batch({ id: '2', method: 'POST', url: '/$batch' }),
      batch({ id: '2', url: '/organization' }),
      batch({ id: '2', method: 'GET', url: 'https://elsewhere.example/organization' }),
      JSON.stringify({ requests: [null] }),
      '{}',
      'not json',
      undefined,
      { requests: [read] },
    ]
    for (const body of refused) expect(() => guard('POST', url, body), String(body)).toThrow(RefusedRequest)
  })
})

test('a session refuses before anything is sent, be it a token request', async () => {
  const sent: unknown[] = []
  const session = openSession(
    entryFor('https://localhost:1', id),
    quick({
      fetch: async input => {
        sent.push(input)
        return new Response('{}')
      },
    }),
  )
  await expect(session.get({ path: '/me' })).rejects.toThrow(RefusedRequest)
  await expect(session.get({ path: '/users/../me' })).rejects.toThrow(RefusedRequest)
  await expect(session.batch([{ path: '/me' }])).rejects.toThrow(RefusedRequest)
  expect([sent, session.requests()]).toEqual([[], []])
})
