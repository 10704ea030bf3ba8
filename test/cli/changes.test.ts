import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { formats } from '../../reports/index.ts'
import type { Assessment, Finding } from '../../src/assessment.ts'
import { workplace } from '../scan/run-postern.ts'

const snapshot = resolve(import.meta.dirname, '../../fixtures/snapshots/contoso')
const place = workplace()
const config = (more = ''): string => place.config(`${readFileSync(join(snapshot, 'postern.yaml'), 'utf8')}\n${more}`)
const evaluate = (...args: string[]) => place.postern(['evaluate', snapshot, '--config', 'postern.yaml', ...args])
const path = (name: string): string => join(place.folder, name)
const open = ({ results }: Assessment): Finding[] =>
  results.flatMap(({ findings }) => findings).filter(finding => finding.foldedInto === undefined && finding.exception === undefined)

let first: Assessment

beforeAll(async () => {
  config()
  expect((await evaluate()).code).toBe(1)
  first = place.assessment()
})
afterAll(() => place.remove())

/** The run as it would be had one finding not been there, and another one been worse. */
const earlier = (name: string, without: Finding): string => {
  const results = first.results.map(result => ({ ...result, findings: result.findings.filter(({ fingerprint }) => fingerprint !== without.fingerprint) }))
  writeFileSync(path(name), JSON.stringify({ ...first, results }))
  return name
}

describe('a run after another in the same folder', () => {
  it('finds nothing changed where nothing has', async () => {
    expect((await evaluate()).code).toBe(1)
    const { changes, trend } = place.assessment()
    expect(changes).toEqual({ since: first.now, fresh: [], fixed: [], lost: [], changed: [] })
    expect(trend).toHaveLength(1)
  })

  it('passes a gate on what is new against the run before it', async () => {
    const { code, stderr } = await evaluate('--baseline', 'latest', '--fail-on', 'new:low', '--allow-unknown', 'aws-account-not-scanned')
    expect([code === 1, stderr]).toEqual([false, ''])
  })

  it('fails that gate for the one finding that the baseline lacks', async () => {
    const critical = open(first).find(({ severity }) => severity === 'critical') as Finding
    const { code } = await evaluate('--baseline', earlier('before.json', critical), '--fail-on', 'new:high')
    expect([code, place.assessment().gate.findings]).toEqual([1, [critical.fingerprint]])
  })

  it('refuses a baseline that is not there', async () => {
    const { code, stderr } = await evaluate('--baseline', 'nowhere.json')
    expect([code, stderr]).toEqual([2, expect.stringContaining('nowhere.json')])
  })
})

describe('postern diff', () => {
  it('tells what is new, for people and as JSON', async () => {
    const added = open(first)[0] as Finding
    const before = earlier('without-one.json', added)
    writeFileSync(path('now.json'), JSON.stringify(first))
    const text = await place.postern(['diff', before, 'now.json'])
    expect([text.code, text.stdout]).toEqual([0, expect.stringContaining('1 new, 0 fixed')])
    const back = await place.postern(['diff', 'now.json', before])
    expect(back.stdout).toMatch(/0 new, 1 fixed|0 new, 0 fixed, \d+ still there, 1 lost/)
    const json = JSON.parse((await place.postern(['diff', before, 'now.json', '--json'])).stdout)
    expect(json).toMatchObject({ fresh: [added.fingerprint], fixed: [], lost: [] })
  })

  /** The run as it would be had every question of these rules, or of all, been answered. */
  const answered = (name: string, of: (rule: string) => boolean = () => true): string => {
    const results = first.results.map(result => (of(result.rule.id) ? { ...result, unanswered: [] } : result))
    writeFileSync(path(name), JSON.stringify({ ...first, results }))
    return name
  }

  it('exits 1 for a gate that asks for what is new, says why, and 2 for one that says nothing', async () => {
    const critical = open(first).find(({ severity }) => severity === 'critical') as Finding
    const before = earlier('without-critical.json', critical)
    const failed = await place.postern(['diff', before, 'now.json', '--fail-on', 'new:critical'])
    expect([failed.code, failed.stderr]).toEqual([1, '1 finding is at or above the gate (new:critical).\n'])
    const passed = await place.postern(['diff', 'now.json', answered('answered.json'), '--fail-on', 'new:critical'])
    expect([passed.code, passed.stderr]).toEqual([0, ''])
    expect((await place.postern(['diff', before, 'now.json', '--fail-on', 'sometimes'])).code).toBe(2)
  })

  it('exits 3 where nothing fails the gate but a question at its level is open, and 0 without a gate', async () => {
    const open = first.results.find(({ unanswered }) => unanswered.length > 0)?.rule
    const after = answered('one-open.json', rule => rule !== open?.id)
    const { code, stderr } = await place.postern(['diff', 'now.json', after, '--fail-on', 'new:low'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('could not be answered everywhere')])
    const off = await place.postern(['diff', 'now.json', after])
    expect([off.code, off.stderr]).toEqual([0, ''])
  })
})

describe('exceptions', () => {
  const inAYear = new Date(Date.now() + 300 * 86_400_000).toISOString().slice(0, 10)

  it('are added by fingerprint, linted, honoured and shown, and pruned', async () => {
    config('exceptions: exceptions.yaml')
    writeFileSync(path('exceptions.yaml'), '# Agreed with the board.\nexceptions: []\n')
    const finding = open(first).find(({ severity }) => severity === 'critical') as Finding
    const answered = first.results.find(({ unanswered, status }) => unanswered.length === 0 && status !== 'not-applicable')?.rule.id
    const added = await place.postern([
      ...['exceptions', 'add', finding.fingerprint.slice(0, 12), '--reason', 'the vendor mends it in spring', '--owner', 'identity team', '--expires', inAYear],
      ...['--assessment', 'now.json'],
    ])
    expect([added.code, added.stderr]).toEqual([0, ''])
    expect(readFileSync(path('exceptions.yaml'), 'utf8')).toContain('# Agreed with the board.')
    const written = readFileSync(path('exceptions.yaml'), 'utf8')
    const again = (expires: string) =>
      place.postern([
        ...['exceptions', 'add', finding.fingerprint, '--reason', 'the vendor mends it in spring', '--owner', 'identity team', '--expires', expires],
        ...['--assessment', 'now.json'],
      ])
    expect(await again('2026-01-31')).toMatchObject({ code: 2, stderr: '--expires 2026-01-31: is over already\n' })
    expect(await again(inAYear)).toMatchObject({ code: 2, stderr: expect.stringContaining(`excepts it already, until ${inAYear}`) })
    expect(readFileSync(path('exceptions.yaml'), 'utf8')).toBe(written)

    await evaluate()
    const judged = place.assessment()
    expect(judged.exceptions).toMatchObject([{ rule: finding.rule, status: 'in-force', findings: 1, owner: 'identity team' }])
    expect(judged.gate.findings).not.toContain(finding.fingerprint)
    expect(judged.results.flatMap(({ findings }) => findings).find(({ fingerprint }) => fingerprint === finding.fingerprint)?.exception?.expires).toBe(inAYear)

    writeFileSync(
      path('exceptions.yaml'),
      `${readFileSync(path('exceptions.yaml'), 'utf8')}  - { rule: ${answered}, subject: nobody, reason: left over from a test, owner: nobody, expires: ${inAYear} }\n`,
    )
    const lint = await place.postern(['exceptions', 'lint'])
    expect(lint.stdout).toMatch(/^in-force {6}/m)
    expect(lint.stdout).toMatch(/^unused {8}/m)
    writeFileSync(
      path('unasked.json'),
      JSON.stringify({ ...judged, results: judged.results.filter(({ rule }) => rule.id !== answered && rule.id !== finding.rule) }),
    )
    expect((await place.postern(['exceptions', 'prune', '--assessment', 'unasked.json'])).stdout).toContain('0 taken out, 2 kept')
    expect((await place.postern(['exceptions', 'prune'])).stdout).toContain('1 taken out, 1 kept')
    expect(readFileSync(path('exceptions.yaml'), 'utf8')).toContain('# Agreed with the board.')
  })

  it('with a mistake stop a run before anything is read, with the line', async () => {
    writeFileSync(
      path('exceptions.yaml'),
      `exceptions:\n  - { rule: aws-root-withot-mfa, subject: a, reason: for no good reason, owner: me, expires: ${inAYear} }\n`,
    )
    const { code, stderr } = await evaluate()
    expect([code, stderr]).toEqual([2, expect.stringMatching(/exceptions\.yaml:2.*did you mean `aws-root-without-mfa`/)])
  })
})

describe('formats', () => {
  it('are all written by one run, each in its file', async () => {
    config()
    const { stdout, code } = await evaluate('--format', ...formats, '--out', 'all')
    expect(code).toBe(1)
    for (const name of [
      'assessment.json',
      'report.html',
      'summary.md',
      'findings.csv',
      'junit.xml',
      'findings.sarif',
      'gl-code-quality-report.json',
      'findings-ocsf.json',
      'compliance.csv',
    ])
      expect(stdout).toContain(`/${name}\n`)
  })

  it('are rendered again from an assessment', async () => {
    const { code, stdout } = await place.postern(['report', 'now.json', '--out', 'again', '--format', 'csv', 'markdown'])
    expect([code, stdout]).toEqual([0, 'again/findings.csv\nagain/summary.md\n'])
  })
})
