import { afterAll, beforeAll, expect, test } from 'vitest'
import { entraCollectors } from '../../../src/collect/entra/discover.ts'
import type { Row } from '../../../src/dataset.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { quick, type Scanned, scanTenant } from './scan-tenant.ts'

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [example] })
})
afterAll(() => entra.close())

type Path = readonly (string | number)[]

/** Every place in a body, the annotations that OData adds aside; of lists, the first eight entries. */
const placesIn = (value: unknown, at: Path = []): readonly Path[] => {
  if (typeof value !== 'object' || value === null) return []
  const entries: readonly (readonly [string | number, unknown])[] = Array.isArray(value)
    ? value.slice(0, 8).map((inner, index) => [index, inner] as const)
    : Object.entries(value).filter(([name]) => name !== '@odata.context')
  return entries.flatMap(([name, inner]) => [...(typeof name === 'string' ? [[...at, name]] : []), ...placesIn(inner, [...at, name])])
}

const without = (value: unknown, [first, ...rest]: Path): unknown => {
  if (Array.isArray(value)) return value.map((inner, index) => (index === first ? without(inner, rest) : inner))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => (name !== first ? [[name, inner]] : rest.length === 0 ? [] : [[name, without(inner, rest)]])),
  )
}

const pathOf = (input: Parameters<typeof fetch>[0]): string => new URL(input instanceof Request ? input.url : input).pathname

const isLogin = (path: string): boolean => /oauth2|openid/.test(path)
const keyOf = async (input: Parameters<typeof fetch>[0], init?: RequestInit): Promise<string> =>
  isLogin(pathOf(input)) ? pathOf(input) : `${String(input instanceof Request ? input.url : input)} ${typeof init?.body === 'string' ? init.body : ''}`

/** Every answer of a scan, to be given again without the emulator: hundreds of scans follow. */
const recorded = new Map<string, { readonly path: string; readonly body: unknown }>()
const recording: typeof fetch = async (input, init) => {
  const answer = await fetch(input, init)
  recorded.set(await keyOf(input, init), { path: pathOf(input), body: await answer.clone().json() })
  return answer
}

/** Scans with the body of every answer from `path` changed. */
const scanWith = (path: string, change: (body: unknown) => unknown): Promise<Scanned> =>
  scanTenant(
    entra.url,
    example.id,
    quick({
      fetch: async (input, init) => {
        const known = recorded.get(await keyOf(input, init))
        if (known === undefined) return new Response(JSON.stringify({ error: { code: 'NotRecorded' } }), { status: 404 })
        return Response.json(known.path === path ? change(known.body) : known.body)
      },
    }),
  )

/** Fields that Graph may leave out, or that only name things: without them a table is still whole, if not the same. */
const optional =
  /(createdDateTime|modifiedDateTime|isPrivileged|principalDisplayName|principal|principal\.(@odata\.type|displayName|userPrincipalName)|appScopeId|servicePrincipalRiskLevels|insiderRiskLevels|authenticationFlows|clientApplications|applicationFilter|(in|ex)cludeGuestsOrExternalUsers|agentIdRiskLevels|authenticationStrength|(key|password)Credentials\.0\.(displayName|startDateTime|endDateTime)|signInActivity|automaticRequestSettings)$/

/** Some rows take their name from another table, which may be dark. */
const withoutName = ({ name: _name, ...rest }: Row): object => rest

const rowsOf = (found: Scanned): Readonly<Record<string, unknown>> =>
  Object.fromEntries(entraCollectors.flatMap(({ gives }) => gives.map(dataset => [dataset.name, found.rows(dataset).map(withoutName)])))

test('a field that is missing anywhere in an answer leaves the rows as they were, or the table with a gap', async () => {
  const whole = rowsOf(await scanTenant(entra.url, example.id, quick({ fetch: recording })))
  const bodies = new Map([...recorded.values()].filter(({ path }) => !isLogin(path)).map(({ path, body }) => [path, body]))
  expect(rowsOf(await scanWith('', body => body))).toEqual(whole)
  const silent: string[] = []
  let tried = 0
  for (const [path, body] of bodies) {
    for (const place of placesIn(body)) {
      if (optional.test(place.join('.'))) continue
      tried++
      const found = await scanWith(path, changed => without(changed, place))
      for (const { gives } of entraCollectors)
        for (const dataset of gives)
          if (found.table(dataset)?.complete === true && JSON.stringify(found.rows(dataset).map(withoutName)) !== JSON.stringify(whole[dataset.name]))
            silent.push(`${path} ${place.join('.')}: ${dataset.name}`)
    }
  }
  expect(tried).toBeGreaterThan(150)
  expect(silent).toEqual([])
}, 240_000)
