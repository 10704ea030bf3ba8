import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Manifest } from '../../../src/snapshot.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import { testCertificate } from '../../clouds/tls/test-certificate.ts'
import { workplace } from '../../scan/run-postern.ts'

const certified = '0c1ec7ed-5ca0-4e7e-8000-000000000002'
const first = tenant({ ...example, clients: [{ clientId: certified, certificate: testCertificate.cert }] })
const second = tenant({ ...example, id: '88888888-2222-4333-8444-555555555555' })

let entra: Entra
let place: ReturnType<typeof workplace>
beforeAll(async () => {
  entra = await startEntra({ tenants: [first, second] })
  place = workplace()
})
afterAll(async () => {
  place.remove()
  await entra.close()
})

test('the command line reads tenants signed in to in different ways; paths are relative to the config, wherever it runs', async () => {
  mkdirSync(join(place.folder, 'config/keys'), { recursive: true })
  writeFileSync(join(place.folder, 'config/keys/scanner.pem'), `${testCertificate.key}${testCertificate.cert}`)
  const endpoints = `authorityHost: ${entra.url}\n    graphEndpoint: ${entra.url}`
  const config = place.config(
    `entra:
  - tenant: ${first.id}
    auth: { method: certificate, clientId: ${certified}, certificate: keys/scanner.pem }
    ${endpoints}
  - tenant: ${second.id}
    auth: { method: default }
    ${endpoints}
`,
    'config/postern.yaml',
  )
  const environment = { AZURE_TENANT_ID: second.id, AZURE_CLIENT_ID: scanner.clientId, AZURE_CLIENT_SECRET: scanner.secret }
  const ran = await place.postern(['collect', '--config', config, '--out', 'snapshot'], environment)
  expect([ran.code, ran.stderr]).toEqual([0, ''])
  const { gaps, identities } = JSON.parse(readFileSync(join(place.folder, 'snapshot/manifest.json'), 'utf8')) as Manifest
  expect(gaps).toEqual([])
  expect(identities).toEqual([
    { scope: `entra-tenant/${first.id}`, identity: `application ${certified}` },
    { scope: `entra-tenant/${second.id}`, identity: `application ${scanner.clientId}` },
  ])
})
