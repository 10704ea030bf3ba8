import { spawnSync } from 'node:child_process'
import { existsSync, openSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { Assessment, Finding } from '../../src/assessment.ts'
import { workplace } from '../scan/run-postern.ts'

const project = resolve(import.meta.dirname, '../..')
const snapshot = join(project, 'fixtures/snapshots/contoso')
const place = workplace()
let assessment: Assessment
let finding: Finding

beforeAll(async () => {
  const ran = await place.postern(['demo'])
  expect([ran.code, ran.stderr]).toEqual([0, ''])
  assessment = place.assessment('posture-demo')
  finding = assessment.results.flatMap(({ findings }) => findings)[0] as Finding
})
afterAll(() => place.remove())

describe('postern demo', () => {
  it('keeps to a folder of its own, and says where the report is', async () => {
    expect(existsSync(join(place.folder, 'posture'))).toBe(false)
    expect((await place.postern(['demo'])).stdout).toMatch(/Report posture-demo\/runs\/\w+(-\d+)?\/report\.html/)
  })

  it('judges as the committed snapshot is judged by evaluate, whose exit code is the gate', async () => {
    const ran = await place.postern(['evaluate', snapshot, '--config', join(snapshot, 'postern.yaml'), '--out', 'again'])
    expect([ran.code, ran.stderr]).toEqual([1, ''])
    expect(place.assessment('again')).toEqual(assessment)
  })
})

describe('postern report', () => {
  it('renders an assessment again', async () => {
    const ran = await place.postern(['report', 'posture-demo/latest/assessment.json', '--out', 'rendered', '--format', 'html', 'json'])
    expect([ran.code, ran.stdout.trim().split('\n')]).toEqual([0, ['rendered/report.html', 'rendered/assessment.json']])
    expect(JSON.parse(readFileSync(join(place.folder, 'rendered/assessment.json'), 'utf8'))).toEqual(assessment)
  })

  it('refuses what is no assessment, in one line', async () => {
    const ran = await place.postern(['report', join(project, 'package.json'), '--out', 'rendered'])
    expect([ran.code, ran.stderr.trim().split('\n').length]).toEqual([2, 1])
  })
})

describe('postern explain', () => {
  it.each(rules.map(({ id }) => [id]).slice(0, 5))('tells what the rule %s asks, why, and how to mend it', async id => {
    const { code, stdout } = await place.postern(['explain', 'rule', id])
    expect(code).toBe(0)
    for (const heading of ['Why', 'How to mend it', 'How to verify', 'Read more']) expect(stdout).toContain(`\n${heading}\n`)
  })

  it('guesses what a mistyped rule was meant to be', async () => {
    const ran = await place.postern(['explain', 'rule', 'aws-root-withot-mfa'])
    expect([ran.code, ran.stderr]).toEqual([2, 'no rule is called aws-root-withot-mfa; did you mean aws-root-without-mfa?\n'])
  })

  it('tells a finding of a run by the beginning of its fingerprint', async () => {
    const { code, stdout } = await place.postern(['explain', 'finding', finding.fingerprint.slice(0, 12), '--out', 'posture-demo'])
    expect([code, stdout]).toEqual([0, expect.stringContaining(finding.fingerprint)])
    expect(stdout.replaceAll(/\s+/g, ' ')).toContain(finding.message)
  })

  it('says so when there is no such finding', async () => {
    const ran = await place.postern(['explain', 'finding', '000000000000', '--out', 'posture-demo'])
    expect([ran.code, ran.stderr]).toEqual([2, expect.stringContaining('has no finding 000000000000')])
  })
})

describe('postern rules list', () => {
  it('names every rule, for people and as JSON', async () => {
    const { stdout } = await place.postern(['rules', 'list'])
    for (const { id } of rules) expect(stdout).toContain(id)
    const json = JSON.parse((await place.postern(['rules', 'list', '--json'])).stdout)
    expect(json.map(({ id }: { id: string }) => id)).toEqual(rules.map(({ id }) => id))
  })
})

describe('a mistake on the command line', () => {
  it.each([
    ['an unknown option', ['scan', '--confg', 'x']],
    ['a config that is not there', ['scan', '--config', 'nowhere.yaml']],
    ['a wrong gate', ['evaluate', snapshot, '--config', join(snapshot, 'postern.yaml'), '--fail-on', 'severe']],
    ['a rule to be allowed that is not there', ['evaluate', snapshot, '--config', join(snapshot, 'postern.yaml'), '--allow-unknown', 'aws-root-without-mfaa']],
    ['a folder that is no snapshot', ['evaluate', project, '--config', join(snapshot, 'postern.yaml')]],
  ])('%s exits 2 without a stack', async (_name, args) => {
    const ran = await place.postern(args)
    expect([ran.code, ran.stdout]).toEqual([2, ''])
    expect(ran.stderr).not.toMatch(/\n\s+at /)
  })
})

describe('an output folder', () => {
  it.each([
    ['evaluate', ['evaluate', snapshot, '--config', join(snapshot, 'postern.yaml'), '--out', '/proc/postern/deep']],
    ['report', ['report', 'posture-demo/latest/assessment.json', '--out', '/proc/postern']],
    ['demo', ['demo', '--out', '/proc/postern']],
  ])('in which nothing can be made ends %s with 5, in one line', async (_name, args) => {
    const ran = await place.postern(args)
    expect([ran.code, ran.stdout, ran.stderr]).toEqual([5, '', expect.stringMatching(/^cannot write \/proc\/postern[^\n]*\n$/)])
  })
})

describe('stdout', () => {
  const args = [join(project, 'bin/postern.js'), 'demo', '--out', join(place.folder, 'full')]

  it('that is full ends with the exit code of an output that could not be written', () => {
    const { status, stderr } = spawnSync(process.execPath, args, { stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'], encoding: 'utf8' })
    expect([status, stderr]).toEqual([5, 'stdout: could not be written (ENOSPC)\n'])
  })

  it('that is closed early is no failure', () => {
    const { status, stderr } = spawnSync('sh', ['-c', `"$0" "$@" | true`, process.execPath, ...args], { encoding: 'utf8' })
    expect([status, stderr]).toEqual([0, ''])
  })
})

describe('a tenant with Azure that lets nothing in', () => {
  it('ends a scan with 4 and writes no report', async () => {
    const config = place.config(
      'aws: {}\nentra:\n  tenant: contoso.onmicrosoft.com\n  auth: { method: secret, clientId: app-1, secretEnv: NO_SUCH_SECRET }\n  azure: { subscriptions: all }\n',
    )
    const ran = await place.postern(['scan', '--config', config, '--out', 'locked-out'], { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1' })
    expect([ran.code, ran.stdout]).toEqual([4, ''])
    expect(existsSync(join(place.folder, 'locked-out/latest'))).toBe(false)
  })
})

describe('--log-format json', () => {
  it('tells progress and mishaps as one object a line', async () => {
    const config = place.config('aws: {}\n')
    const ran = await place.postern(['scan', '--config', config, '--log-format', 'json'], { AWS_EC2_METADATA_DISABLED: 'true', AWS_REGION: 'us-east-1' })
    const [last, ...told] = ran.stderr.trim().split('\n').reverse()
    const events = told.map(line => JSON.parse(line) as { time: string; kind: string })
    expect(ran.code).toBe(4)
    expect(last).toBe('no credential let anything in: nothing was scanned')
    expect(new Set(events.map(({ kind }) => kind))).toContain('message')
    for (const { time } of events) expect(new Date(time).toISOString()).toBe(time)
  })
})

describe('postern permissions print', () => {
  it('prints something to apply, for both clouds or one', async () => {
    const json = JSON.parse((await place.postern(['permissions', 'print'])).stdout)
    expect([json.aws.management.Statement.length, json.entra.applicationPermissions]).toEqual([3, expect.arrayContaining(['User.Read.All'])])
    const terraform = await place.postern(['permissions', 'print', '--format', 'terraform', '--cloud', 'aws'])
    expect([terraform.code, terraform.stdout]).toEqual([0, expect.stringMatching(/^variable "postern_role_name"(?![\s\S]*azuread)/)])
    expect((await place.postern(['permissions', 'print', '--format', 'cloudformation'])).stdout).toContain('AWS::CloudFormation::StackSet')
  })

  it('refuses a format for the other cloud, in one line', async () => {
    const ran = await place.postern(['permissions', 'print', '--format', 'graph', '--cloud', 'aws'])
    expect([ran.code, ran.stderr]).toEqual([2, 'graph is for entra, not for aws\n'])
  })
})
