import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { ScopeDiagnosis } from '../../src/doctor.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { allPermissions } from '../clouds/entra/permissions.ts'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { tenant } from '../clouds/entra/tenant.ts'
import { TRUST } from '../collect/aws/rich-aws.ts'
import { workplace } from '../scan/run-postern.ts'
import { entraConfig, entraEnvironment, management, soundAws, soundTenant } from '../scan/seeds.ts'

const place = workplace()
let aws: EmulatedAws
let entra: Entra

beforeAll(async () => {
  ;[aws, entra] = await Promise.all([startAws(soundAws), startEntra({ tenants: [soundTenant] })])
})
afterAll(async () => {
  await Promise.all([aws.stop(), entra.close()])
  place.remove()
})

const diagnosis = (stdout: string): { complete: boolean; scopes: readonly ScopeDiagnosis[]; unauthenticated: readonly unknown[] } => JSON.parse(stdout)

describe('postern doctor', () => {
  it('says that nothing is left to grant, and keeps nothing', async () => {
    place.config('aws: {}\n')
    const ran = await place.postern(['doctor'], aws.environment(management))
    expect([ran.code, ran.stderr]).toEqual([0, ''])
    expect(ran.stdout).toContain('Everything that can be granted is')
    expect(place.hasRun()).toBe(false)
  })

  it('names the permission that is missing, and the rules that it costs', async () => {
    const heal = aws.fault({ kind: 'denied' }, { operation: 'GetAccountSummary' })
    const text = await place.postern(['doctor'], aws.environment(management))
    const json = await place.postern(['doctor', '--json'], aws.environment(management))
    heal()
    expect([text.code, json.code]).toEqual([3, 3])
    expect(text.stdout).toContain('grant iam:GetAccountSummary')
    const dark = diagnosis(json.stdout).scopes.flatMap(scope => scope.dark)
    expect(dark.find(({ permission }) => permission === 'iam:GetAccountSummary')?.rules).toContain('aws-root-without-mfa')
  })

  it('warns of a credential that could write, and not of one that can only read', async () => {
    const role = (action: string) => ({
      name: 'PosternReadOnly',
      trust: TRUST,
      inline: { own: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] } },
    })
    const warned = await Promise.all(
      ['iam:*', 'iam:Get*'].map(async action => {
        const cloud = await startAws({ accounts: { [management]: { scannerRole: 'PosternReadOnly', roles: [role(action)] } } })
        const { stdout } = await place.postern(['doctor', '--json'], cloud.environment(management))
        await cloud.stop()
        return diagnosis(stdout).scopes.flatMap(({ warnings }) => warnings)
      }),
    )
    expect(warned).toEqual([[expect.stringMatching(/role\/PosternReadOnly could write: its policies allow iam:AttachRolePolicy/)], []])
  })

  it('exits 4 where nothing lets it in', async () => {
    const ran = await place.postern(['doctor'], { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1' })
    expect([ran.code, ran.stdout]).toEqual([4, 'No credential let anything in.\n'])
  })

  it('tells what AWS lets it read where the secret of a tenant with Azure is missing', async () => {
    place.config(
      'aws: {}\nentra:\n  tenant: contoso.onmicrosoft.com\n  auth: { method: secret, clientId: app-1, secretEnv: NO_SUCH_SECRET }\n  azure: { subscriptions: all }\n',
    )
    const ran = await place.postern(['doctor', '--json'], aws.environment(management))
    const { scopes, unauthenticated } = diagnosis(ran.stdout)
    expect([ran.code, unauthenticated.length]).toEqual([3, 2])
    expect(scopes.map(({ id }) => id)).toContain(`aws-account/${management}`)
  })

  it('tells for a tenant what an application may not read', async () => {
    const few = await startEntra({
      tenants: [
        tenant({
          ...soundTenant,
          clients: soundTenant.clients.map(client => ({ ...client, permissions: allPermissions.filter(name => name !== 'AuditLog.Read.All') })),
        }),
      ],
    })
    const config = place.config(entraConfig(few.url), 'entra.yaml')
    const ran = await place.postern(['doctor', '--config', config, '--json'], entraEnvironment)
    await few.close()
    expect(ran.code).toBe(3)
    const dark = diagnosis(ran.stdout).scopes.flatMap(scope => scope.dark)
    expect(dark.filter(({ permission }) => permission === 'AuditLog.Read.All').flatMap(({ rules }) => rules)).toContain('entra-legacy-authentication-seen')
  })
})
