import { afterEach, expect, test, vi } from 'vitest'
import { sourcesOf } from '../../src/cli/sources.ts'
import { parseConfig } from '../../src/config.ts'

const loaded = vi.hoisted((): string[] => [])
vi.mock('../../src/collect/aws/source.ts', original => {
  loaded.push('aws')
  return original()
})
vi.mock('../../src/collect/entra/discover.ts', original => {
  loaded.push('entra')
  return original()
})
afterEach(() => {
  loaded.length = 0
})

const aws = 'aws: {}\n'
const entra = 'entra:\n  - tenant: contoso.com\n    auth: { method: default }\n'

test.each([
  { name: 'of AWS loads nothing of Entra', config: aws, clouds: ['aws'] },
  { name: 'of Entra loads nothing of AWS', config: entra, clouds: ['entra'] },
])('a config $name', async ({ config, clouds }) => {
  const sources = await sourcesOf(parseConfig(config, 'postern.yaml', []), {}, new AbortController().signal, '.')
  expect(sources.map(({ cloud }) => cloud)).toEqual(clouds)
  expect(loaded).toEqual(clouds)
})
