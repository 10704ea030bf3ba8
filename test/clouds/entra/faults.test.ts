import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { example } from './example-tenant.ts'
import { sdkCredential } from './sdk-client.ts'
import { type Entra, startEntra } from './start-entra.ts'

let entra: Entra
let token = ''

beforeAll(async () => {
  entra = await startEntra({ tenants: [example], pageSize: 3 })
  token = (await sdkCredential(entra.url, example.id).getToken('https://graph.microsoft.com/.default')).token
})
afterEach(() => entra.clearFaults())
afterAll(() => entra.close())

const get = (path: string, signal?: AbortSignal): Promise<Response> =>
  fetch(path.startsWith('https') ? path : `${entra.url}/v1.0${path}`, {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'manual',
    ...(signal === undefined ? {} : { signal }),
  })
interface Page {
  readonly value: readonly unknown[]
  readonly '@odata.nextLink': string
}
const page = async (path: string): Promise<Page> => (await (await get(path)).json()) as Page
const statuses = async (path: string, count: number): Promise<readonly number[]> => {
  const seen: number[] = []
  for (let n = 0; n < count; n++) seen.push((await get(path)).status)
  return seen
}

describe('faults', () => {
  test('hit by path, by the nth match and for a number of times, until taken away', async () => {
    entra.fault({ path: '/users', nth: 2 }, { kind: 'status', status: 503 })
    expect(await statuses('/users', 3)).toEqual([200, 503, 200])
    const undo = entra.fault({ path: /groups/, times: 2 }, { kind: 'throttled', retryAfter: '7' })
    expect((await get('/groups')).headers.get('retry-after')).toBe('7')
    expect(await statuses('/groups', 2)).toEqual([429, 200])
    undo()
    entra.fault({ path: '/users' }, { kind: 'throttled' })
    expect((await get('/users')).headers.has('retry-after')).toBe(false)
  })

  test('deny in the words of the service', async () => {
    entra.fault({ path: '/v1.0/identity/conditionalAccess/policies' }, { kind: 'denied' })
    const answer = await get('/identity/conditionalAccess/policies')
    expect([answer.status, await answer.json()]).toEqual([403, { error: expect.objectContaining({ code: 'AccessDenied' }) }])
  })

  test('spoil bodies: nothing, HTML, no list, a list of the wrong type, cut in the middle', async () => {
    entra.fault({ path: '/users' }, { kind: 'zero-byte' })
    expect(await (await get('/users')).text()).toBe('')
    entra.fault({ path: '/users' }, { kind: 'html' })
    expect(await (await get('/users')).text()).toContain('<html>')
    entra.fault({ path: '/users' }, { kind: 'value-missing' })
    expect(await (await get('/users')).json()).not.toHaveProperty('value')
    entra.fault({ path: '/users' }, { kind: 'value-not-a-list' })
    expect(await (await get('/users')).json()).toEqual({ value: 'not a list' })
    entra.fault({ path: '/users' }, { kind: 'cut' })
    await expect(get('/users').then(answer => answer.text())).rejects.toThrow()
  })

  test('page for ever, in a circle, to another host, or redirect', async () => {
    entra.fault({ path: '/users' }, { kind: 'endless-pages' })
    const first = await page('/users')
    const second = await page(first['@odata.nextLink'])
    expect([second.value.length, second['@odata.nextLink'] === first['@odata.nextLink']]).toEqual([3, false])
    entra.fault({ path: '/users' }, { kind: 'repeated-page' })
    const again = (await page('/users'))['@odata.nextLink']
    expect((await page(again))['@odata.nextLink']).toBe(again)
    entra.fault({ path: '/users' }, { kind: 'next-link', to: 'https://elsewhere.example/v1.0/users' })
    expect((await page('/users'))['@odata.nextLink']).toBe('https://elsewhere.example/v1.0/users')
    entra.fault({ path: '/users' }, { kind: 'redirect', to: 'https://elsewhere.example/' })
    expect((await get('/users')).status).toBe(302)
  })

  test('hang without an answer, or answer late', async () => {
    entra.fault({ path: '/users' }, { kind: 'hang' })
    await expect(get('/users', AbortSignal.timeout(50))).rejects.toThrow(/timeout|aborted/i)
    entra.fault({ path: '/users' }, { kind: 'delay', milliseconds: 5 })
    expect((await get('/users')).status).toBe(200)
  })

  test('reach the login and single requests of a batch', async () => {
    entra.fault({ path: /oauth2/ }, { kind: 'status', status: 400, code: 'oops' })
    await expect(sdkCredential(entra.url, example.id).getToken('https://graph.microsoft.com/.default')).rejects.toThrow()
    entra.fault({ path: '/users/u-ada' }, { kind: 'throttled', retryAfter: '3' })
    const requests = ['u-ada', 'u-bob'].map(id => ({ id, method: 'GET', url: `/users/${id}` }))
    const answer = await fetch(`${entra.url}/v1.0/$batch`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify({ requests }),
    })
    const { responses } = (await answer.json()) as { readonly responses: readonly { readonly id: string; readonly status: number }[] }
    expect(responses.map(one => [one.id, one.status])).toEqual([
      ['u-bob', 200],
      ['u-ada', 429],
    ])
  })

  test('leave a log of every request with its status and whether it carried a token', async () => {
    entra.clearLog()
    await get('/users?$select=id')
    await fetch(`${entra.url}/v1.0/users`)
    expect(entra.log.map(({ method, path, query, status, bearer, inBatch }) => ({ method, path, query, status, bearer, inBatch }))).toEqual([
      { method: 'GET', path: '/v1.0/users', query: { $select: 'id' }, status: 200, bearer: true, inBatch: false },
      { method: 'GET', path: '/v1.0/users', query: {}, status: 401, bearer: false, inBatch: false },
    ])
  })
})
