import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { parseConfig } from '../../src/config.ts'
import { initialConfig } from '../../src/init-config.ts'
import { workplace } from '../scan/run-postern.ts'

const place = workplace()
afterAll(() => place.remove())

describe('postern init', () => {
  it('writes a config from flags that a scan accepts, and says what comes next', async () => {
    const { code, stdout } = await place.postern([
      ...['init', '--organization-role', 'PosternReadOnly', '--external-id', 'contoso-1', '--tenant', 'contoso.onmicrosoft.com', '--client-id', 'app-1'],
      ...['--azure', '--emergency-access', 'bg1@contoso.onmicrosoft.com', '--emergency-access', 'bg2@contoso.onmicrosoft.com'],
    ])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^postern\.yaml is written[\s\S]*postern doctor/)])
    const config = parseConfig(readFileSync(join(place.folder, 'postern.yaml'), 'utf8'), 'postern.yaml', rules)
    expect(config.aws).toEqual([{ organization: { role: 'PosternReadOnly', externalId: 'contoso-1' } }])
    expect(config.entra).toMatchObject([{ tenant: 'contoso.onmicrosoft.com', auth: { method: 'secret', clientId: 'app-1' }, azure: { subscriptions: 'all' } }])
    expect(config.declared.map(({ value, as }) => [value, as])).toEqual([
      ['bg1@contoso.onmicrosoft.com', 'emergency-access'],
      ['bg2@contoso.onmicrosoft.com', 'emergency-access'],
    ])
  })

  it('leaves a config that is there, unless told otherwise', async () => {
    const before = readFileSync(join(place.folder, 'postern.yaml'), 'utf8')
    const refused = await place.postern(['init', '--aws'])
    expect([refused.code, refused.stderr]).toEqual([2, expect.stringContaining('--force')])
    expect(readFileSync(join(place.folder, 'postern.yaml'), 'utf8')).toBe(before)
    expect((await place.postern(['init', '--aws', '--force'])).code).toBe(0)
    expect(readFileSync(join(place.folder, 'postern.yaml'), 'utf8')).toContain('\naws: {}\n')
  })

  it.each([
    ['nothing to read', ['init', '--out', 'none.yaml'], 'say --aws, --tenant ID or both'],
    ['an application without its id', ['init', '--out', 'none.yaml', '--tenant', 'contoso'], '--client-id'],
    ['a role that is no name', ['init', '--out', 'none.yaml', '--organization-role', 'arn:aws:iam::1:role/x'], 'not an ARN'],
  ])('refuses %s, and writes nothing', async (_, args, words) => {
    const { code, stderr } = await place.postern(args)
    expect([code, stderr, existsSync(join(place.folder, 'none.yaml'))]).toEqual([2, expect.stringContaining(words), false])
  })

  it('writes names of any kind so that they are read back as they are', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), name => {
        const text = initialConfig({
          aws: { profile: name },
          entra: { tenant: name, method: 'secret', clientId: name, azure: false },
          emergencyAccess: [name],
        })
        const config = parseConfig(text, 'postern.yaml', rules)
        expect([config.aws[0]?.profile, config.entra[0]?.tenant, config.declared[0]?.value]).toEqual([name, name, name])
      }),
    )
  })
})
