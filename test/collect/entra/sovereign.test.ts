import { describe, expect, test } from 'vitest'
import type { EntraAuth } from '../../../src/collect/entra/credential.ts'
import { openSession } from '../../../src/collect/entra/session.ts'
import { quick } from './scan-tenant.ts'

const tenant = '11111111-2222-4333-8444-555555555555'

const auth: EntraAuth = { method: 'secret', clientId: '0c1ec7ed-5ca0-4e7e-8000-000000000001', secretEnv: 'POSTERN_SECRET' }

/** What a session sends, and where, when everything it asks is answered with this. */
const sentBy = async (
  authorityHost: string,
  graphEndpoint: string,
  tokenHost = new URL(authorityHost).origin,
  answer: () => Response = () => Response.json({ value: [] }),
): Promise<readonly string[]> => {
  const sent: string[] = []
  const wire: typeof fetch = (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    const scope = new URLSearchParams(typeof init?.body === 'string' ? init.body : '').get('scope')
    sent.push(`${url.origin}${scope === null ? '' : ` for ${scope.split(' ')[0]}`}`)
    if (url.pathname.endsWith('openid-configuration'))
      return Promise.resolve(
        Response.json({
          issuer: `${tokenHost}/${tenant}/v2.0`,
          authorization_endpoint: `${tokenHost}/${tenant}/oauth2/v2.0/authorize`,
          token_endpoint: `${tokenHost}/${tenant}/oauth2/v2.0/token`,
          jwks_uri: `${tokenHost}/${tenant}/discovery/v2.0/keys`,
        }),
      )
    if (url.pathname.endsWith('/token')) return Promise.resolve(Response.json({ token_type: 'Bearer', expires_in: 3_599, access_token: 'a.b.c' }))
    return Promise.resolve(answer())
  }
  await openSession({ tenant, auth, authorityHost, graphEndpoint }, quick({ fetch: wire })).get({ path: '/organization' })
  return [...new Set(sent)]
}

describe('the clouds of Microsoft', () => {
  test.each([
    ['https://login.microsoftonline.com', 'https://graph.microsoft.com'],
    ['https://login.microsoftonline.us', 'https://graph.microsoft.us'],
    ['https://login.microsoftonline.us', 'https://dod-graph.microsoft.us'],
    ['https://login.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn'],
  ])('%s gives tokens for %s, and nothing is sent to another cloud', async (authorityHost, graphEndpoint) => {
    const sent = await sentBy(authorityHost, graphEndpoint)
    expect(sent).toContain(`${authorityHost} for ${graphEndpoint}/.default`)
    expect(new Set(sent.map(one => one.split(' ')[0]))).toEqual(new Set([authorityHost, graphEndpoint]))
  })

  test('may name another host of the same login service, but no other', async () => {
    const [china, graph] = ['https://login.chinacloudapi.cn', 'https://microsoftgraph.chinacloudapi.cn']
    expect(await sentBy(china, graph, 'https://login.partner.microsoftonline.cn')).toContain(graph)
    for (const host of ['https://login.microsoftonline.com', 'https://login.partner.microsoftonline.cn:8443', 'https://elsewhere.example'])
      await expect(sentBy('https://login.custom.example', graph, host)).rejects.toMatchObject({ name: 'CollectError' })
  })

  test.each([
    [
      'https://login.chinacloudapi.cn',
      'https://microsoftgraph.chinacloudapi.cn',
      'out-of-reach',
      /^the Microsoft Graph of this cloud does not have it: .*organization/,
    ],
    ['https://login.microsoftonline.us', 'https://dod-graph.microsoft.us', 'out-of-reach', /^the Microsoft Graph of this cloud does not have it: /],
    ['https://login.microsoftonline.com', 'https://graph.microsoft.com', 'failed', /^GET \/organization answered 400 BadRequest/],
  ])('of %s: what %s does not have is %s', async (authorityHost, graphEndpoint, reason, message) => {
    const lacking = () => Response.json({ error: { code: 'BadRequest', message: "Resource not found for the segment 'organization'." } }, { status: 400 })
    await expect(sentBy(authorityHost, graphEndpoint, undefined, lacking)).rejects.toMatchObject({ reason, message: expect.stringMatching(message) })
  })
})
