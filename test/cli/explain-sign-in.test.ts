import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { tenant } from '../clouds/entra/tenant.ts'
import { workplace } from '../scan/run-postern.ts'
import { entraConfig, entraEnvironment, faultyTenant } from '../scan/seeds.ts'

const snapshot = resolve(import.meta.dirname, '../../fixtures/snapshots/contoso')
const place = workplace()
afterAll(() => place.remove())

const explain = (...args: readonly string[]) => place.postern(['explain', 'sign-in', '--snapshot', snapshot, ...args])
const luca = 'luca.ozdemir@contoso.com'
const identityCenter = 'AWS IAM Identity Center'
const asJson = async (...args: readonly string[]) => JSON.parse((await explain(...args, '--json')).stdout)

describe('postern explain sign-in, of the made-up organization', () => {
  it('says what is demanded, which policies apply, and why the others do not', async () => {
    const { code, stdout, stderr } = await explain('--user', luca, '--app', identityCenter, '--location', '203.0.113.9')
    expect([code, stderr]).toEqual([0, ''])
    expect(stdout).toMatch(/^MFA\nluca\.ozdemir@contoso\.com of Contoso: AWS IAM Identity Center, by a browser\n/)
    expect(stdout).toContain('\nApplies\n  CA001 - Require MFA for all users: MFA\n')
    expect(stdout).toContain('CA006 - AWS - Administrators - Phishing-resistant MFA: it is about group "SG-AWS-Administrators", not this user')
    expect(stdout).toContain('OLD - MFA or hybrid joined device (2022): it is disabled')
  })

  it('takes AWS for every application that federates to AWS', async () => {
    const { signIns } = await asJson('--user', luca, '--app', 'aws')
    expect(signIns.map(({ asked }: { asked: string }) => asked)).toEqual([
      expect.stringContaining(identityCenter),
      expect.stringContaining('AWS Single-Account Access (Production)'),
    ])
  })

  it('shows report-only policies as what they would do, and what is not settled', async () => {
    const { stdout } = await explain('--user', luca, '--app', identityCenter)
    expect(stdout).toContain('Report-only, would do\n  CA010 - Block sign-in from countries without business: block\n')
    expect(stdout).toContain('it applies only outside "Countries" and "Offices", and the location is not settled by what was given')
    expect(stdout).toContain('were they enforced: not decided: from "MFA" to "blocked"')
    expect((await explain('--user', luca, '--app', identityCenter, '--country', 'BR', '--location', '192.0.2.200')).stdout).toContain(
      'were they enforced: blocked',
    )
  })

  it('follows risk, flow, client and location', async () => {
    const demand = async (...args: readonly string[]) => (await asJson('--user', luca, ...args)).signIns[0].demand
    expect(await demand('--app', identityCenter, '--client', 'other')).toEqual({ low: 'blocked', high: 'blocked' })
    expect(await demand('--user-action', 'register-security-info')).toEqual({ low: 'mfa', high: 'mfa' })
    expect((await asJson('--user', luca, '--app', identityCenter, '--user-risk', 'high')).signIns[0].policies).toContainEqual(
      expect.objectContaining({
        name: 'CA008 - High user risk - Change password',
        applies: 'yes',
        grant: 'MFA and a password change',
        session: ['sign in again every time'],
      }),
    )
  })

  it('says of registering a device what it does not count', async () => {
    const { stdout } = await explain('--user', luca, '--user-action', 'register-device')
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain('While it is on, policies about that are not enforced.')
    expect((await explain('--user', luca, '--user-action', 'register-security-info')).stdout).not.toContain('device setting')
  })

  it.each([
    ['an application that is not there', ['--user', luca, '--app', 'Nothing'], 'has no such application'],
    ['a place that is not there', ['--user', luca, '--app', 'AWS', '--location', 'Moon'], 'has no such named location'],
    [
      'places that contradict each other',
      ['--user', luca, '--app', 'AWS', '--location', 'Offices', '--location', 'untrusted'],
      'nothing is in all of these places',
    ],
    ['nothing to sign in to', ['--user', luca], '--app or --user-action'],
    ['a client that does not reach the application', ['--user', luca, '--app', 'AWS', '--client', 'exchange-activesync'], 'reaches Exchange Online only'],
    ['a role that is not there', ['--user', luca, '--app', 'AWS', '--activate', 'King'], 'has no such role'],
  ])('refuses %s in one line', async (_name, args, words) => {
    const { code, stderr } = await explain(...args)
    expect([code, stderr.trim().split('\n').length]).toEqual([2, 1])
    expect(stderr).toContain(words)
  })
})

describe('postern explain sign-in, of a tenant that was read', () => {
  let entra: Entra
  beforeAll(async () => {
    const { users } = faultyTenant
    const [ann] = users
    const all = { includeUsers: ['All'], excludeGroups: ['g-left-out'] }
    entra = await startEntra({
      tenants: [
        tenant({
          ...faultyTenant,
          groups: [{ id: 'g-left-out', displayName: 'Left \u001b[31mout', securityEnabled: true, members: [ann?.id ?? ''] }],
          conditionalAccessPolicies: [
            {
              id: 'p-mfa',
              displayName: 'Require MFA',
              state: 'enabled',
              conditions: { users: all, applications: { includeApplications: ['All'] }, clientAppTypes: ['all'] },
              grantControls: { operator: 'OR', builtInControls: ['mfa'] },
            },
          ],
        }),
      ],
    })
  })
  afterAll(() => entra.close())

  it('names the group that opens it, inertly, and reads the snapshot it is given', async () => {
    const config = place.config(entraConfig(entra.url))
    const ran = await place.postern(['collect', '--config', config, '--out', 'read'], entraEnvironment)
    expect(ran.code).toBe(0)
    const [ann] = faultyTenant.users
    const { code, stdout } = await place.postern(['explain', 'sign-in', '--snapshot', 'read', '--user', ann?.id ?? '', '--app', 'AWS'])
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^a password is enough\n/)])
    expect(stdout).toContain('Require MFA: it excludes group "Left \\x1b[31mout"')
  })

  it('refuses a user that is not there', async () => {
    const { code, stderr } = await place.postern(['explain', 'sign-in', '--snapshot', 'read', '--user', 'nobody', '--app', 'AWS'])
    expect([code, stderr]).toEqual([2, '--user nobody: the snapshot has no such user\n'])
  })

  it('does not call a user missing whom a tenant may have that could not be read', async () => {
    entra.fault({ path: '/identity/conditionalAccess/policies' }, { kind: 'denied' })
    const config = place.config(entraConfig(entra.url))
    await place.postern(['collect', '--config', config, '--out', 'dark'], entraEnvironment)
    const { code, stderr } = await place.postern(['explain', 'sign-in', '--snapshot', 'dark', '--user', 'nobody', '--app', 'AWS'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('demands is not known: conditional-access-policies could not be read (denied')])
  })
})
