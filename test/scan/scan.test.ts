import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { type EmulatedAws, startAws } from '../clouds/aws/start-aws.ts'
import { type Entra, startEntra } from '../clouds/entra/start-entra.ts'
import { verdicts, workplace } from './run-postern.ts'
import { declaredHere, entraConfig, entraEnvironment, faultyAws, faultyTenant, management, soundAws, soundTenant } from './seeds.ts'

const place = workplace()
let faulty: EmulatedAws
let sound: EmulatedAws
let faultyEntra: Entra
let soundEntra: Entra

beforeAll(async () => {
  ;[faulty, sound, faultyEntra, soundEntra] = await Promise.all([
    startAws(faultyAws),
    startAws(soundAws),
    startEntra({ tenants: [faultyTenant] }),
    startEntra({ tenants: [soundTenant] }),
  ])
})
afterAll(async () => {
  await Promise.all([faulty.stop(), sound.stop(), faultyEntra.close(), soundEntra.close()])
  place.remove()
})

const awsVerdicts = {
  'aws-root-without-mfa': `fail | ${management} critical`,
  'aws-access-key-old': 'fail | [old-admin-key, access key 1]',
  'aws-iam-user-instead-of-federation': 'fail | console-person high | old-admin-key high',
  'aws-oidc-trust-without-subject': 'fail | deploy-anyone critical',
  'aws-scp-not-used': expect.stringMatching(/^fail \| o-\w+ high$/),
}
const entraVerdicts = {
  'entra-mfa-not-required-for-users': 'fail | Contoso critical',
  'entra-legacy-authentication-allowed': 'fail | Contoso critical',
  'entra-standing-global-administrator': expect.stringMatching(/^fail \| u-ada/),
  'entra-aws-app-assignment-not-required': 'fail | sp-open high',
}
const notAsked = (of: Readonly<Record<string, unknown>>) => Object.fromEntries(Object.keys(of).map(id => [id, 'not-applicable']))

const severe = ({ results }: Assessment): string[] =>
  results
    .flatMap(({ findings }) => findings)
    .flatMap(({ rule, severity, message }) => (severity === 'critical' || severity === 'high' ? [`${rule}: ${message}`] : []))

const faults = ({ results }: Assessment, of: Readonly<Record<string, unknown>>): string[] =>
  results.filter(({ rule }) => rule.id in of).flatMap(({ findings }) => findings.map(({ message }) => message))

describe('a scan of AWS', () => {
  it('finds exactly the faults of the account, and exits 1 for the critical ones', async () => {
    const config = place.config(`aws: {}\n${declaredHere}`)
    const ran = await place.postern(['scan', '--config', config, '--out', 'aws'], faulty.environment(management))
    expect(verdicts(place.assessment('aws'))).toMatchObject({ ...awsVerdicts, ...notAsked(entraVerdicts) })
    expect([ran.code, ran.stderr]).toEqual([1, ''])
    expect(ran.stdout).toMatch(/Report aws\/runs\/\w+\/report\.html/)
    expect(place.report('aws')).toContain('<!doctype html>')
  })

  it('exits 0 when the gate is off, by config or by flag', async () => {
    const config = place.config('aws: {}\nfailOn: none\n')
    expect((await place.postern(['scan', '--config', config, '--out', 'off'], faulty.environment(management))).code).toBe(0)
    const gated = place.config('aws: {}\n')
    expect((await place.postern(['scan', '--config', gated, '--out', 'off', '--fail-on', 'none'], faulty.environment(management))).code).toBe(0)
  })

  it('passes an account without faults, and exits 0', async () => {
    const config = place.config('aws: {}\nfailOn: high\n')
    const ran = await place.postern(['scan', '--config', config, '--out', 'sound'], sound.environment(management))
    const assessment = place.assessment('sound')
    expect([ran.code, assessment.gate.status, severe(assessment)]).toEqual([0, 'passed', []])
  })

  it('exits 3 with a critical question unanswered and nothing failing, and names the permission', async () => {
    const heal = sound.fault({ kind: 'denied' }, { operation: 'GetAccountSummary' })
    const config = place.config('aws: {}\n')
    const ran = await place.postern(['scan', '--config', config, '--out', 'dark'], sound.environment(management))
    heal()
    expect(verdicts(place.assessment('dark'))['aws-root-without-mfa']).toBe('unknown')
    expect(ran.code).toBe(3)
    expect(ran.stdout.replaceAll(/\s+/g, ' ')).toContain('grant iam:GetAccountSummary')
  })
})

describe('a scan of Entra', () => {
  it('finds exactly the faults of the tenant', async () => {
    const config = place.config(`${entraConfig(faultyEntra.url)}${declaredHere}`)
    const ran = await place.postern(['scan', '--config', config, '--out', 'entra'], entraEnvironment)
    expect(verdicts(place.assessment('entra'))).toMatchObject({ ...notAsked(awsVerdicts), ...entraVerdicts })
    expect([ran.code, ran.stderr]).toEqual([1, ''])
  })

  it('passes a tenant without faults', async () => {
    const config = place.config(`${entraConfig(soundEntra.url)}${declaredHere}`)
    const ran = await place.postern(['scan', '--config', config, '--out', 'entra-sound'], entraEnvironment)
    const assessment = place.assessment('entra-sound')
    expect([faults(assessment, entraVerdicts), assessment.gate.status, ran.code]).toEqual([[], 'passed', 0])
  })
})

describe('a scan of both', () => {
  it('gives the verdicts of each in one report, with the requests of each scope', async () => {
    const config = place.config(`aws: {}\n${entraConfig(faultyEntra.url)}${declaredHere}`)
    const ran = await place.postern(['scan', '--config', config, '--out', 'both'], { ...faulty.environment(management), ...entraEnvironment })
    const assessment = place.assessment('both')
    expect(verdicts(assessment)).toMatchObject({ ...awsVerdicts, ...entraVerdicts })
    expect(ran.code).toBe(1)
    for (const scope of assessment.scopes) expect([scope.id, scope.requests.length > 0, scope.gaps]).toEqual([scope.id, true, []])
  })

  it('goes on with one cloud when the other does not authenticate: unknown there, exit by what is known', async () => {
    const config = place.config(`aws: {}\n${entraConfig(soundEntra.url)}${declaredHere}`)
    const ran = await place.postern(['scan', '--config', config, '--out', 'half'], { ...sound.environment(management), POSTERN_SECRET: 'wrong' })
    const found = verdicts(place.assessment('half'))
    expect(Object.keys(entraVerdicts).map(id => found[id])).toEqual(['unknown', 'unknown', 'unknown', 'unknown'])
    expect([ran.code, ran.stderr]).toEqual([3, expect.stringContaining('AADSTS7000215')])
  })
})

describe('a scan that cannot look', () => {
  it('with every AWS call refused passes nothing and exits 3', async () => {
    const heal = sound.fault({ kind: 'denied' })
    const config = place.config('aws: {}\n')
    const ran = await place.postern(['scan', '--config', config, '--out', 'refused'], sound.environment(management))
    heal()
    // Those that compare AWS with Entra are not asked without it.
    const withEntra = ['aws-identity-center-directory-not-entra', 'aws-identity-center-local-user']
    const found = Object.entries(verdicts(place.assessment('refused'))).filter(([id]) => id.startsWith('aws-') && !withEntra.includes(id))
    expect(found.map(([, verdict]) => verdict)).toEqual(found.map(() => 'unknown'))
    expect(ran.code).toBe(3)
  })

  it('with the policies refused passes nothing that needed them', async () => {
    const heal = faulty.fault({ kind: 'denied' }, { operation: 'GetAccountAuthorizationDetails' })
    const config = place.config('aws: {}\n')
    await place.postern(['scan', '--config', config, '--out', 'no-policies'], faulty.environment(management))
    heal()
    const found = verdicts(place.assessment('no-policies'))
    expect([found['aws-access-key-old'], found['aws-oidc-trust-without-subject']]).toEqual(['unknown', 'unknown'])
    expect(found['aws-root-without-mfa']).toBe(awsVerdicts['aws-root-without-mfa'])
  })

  it('without credentials exits 4, writes no report and leaves the last one', async () => {
    const config = place.config('aws: {}\n')
    const ran = await place.postern(['scan', '--config', config, '--out', 'nobody'], { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1' })
    expect([ran.code, place.hasRun('nobody')]).toEqual([4, false])
    expect(ran.stderr).toContain('could not authenticate')
  })
})
