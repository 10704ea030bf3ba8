import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { judge } from '../../src/cli/judge.ts'
import { openSnapshot } from '../../src/cli/snapshot-folder.ts'
import { summaryOf } from '../../src/cli/summary.ts'
import { parseConfig } from '../../src/config.ts'

const folder = new URL('../../fixtures/snapshots/contoso/', import.meta.url)
const config = parseConfig(readFileSync(new URL('postern.yaml', folder), 'utf8'), 'postern.yaml', rules)
const assessment = judge(openSnapshot(fileURLToPath(folder)), config, { allowUnknown: [] })

describe('the summary', () => {
  it.each([[120], [80]])('of findings keeps to %i columns, but for words that are longer', width => {
    const lines = summaryOf(assessment, ['report.html'], false, width).split('\n')
    const findings = lines.slice(3, lines.indexOf('Unknown'))
    expect(findings.length).toBeGreaterThan(20)
    for (const line of findings)
      if (line.length > width)
        expect(
          line
            .trim()
            .split(/\s+/)
            .filter(word => word.length > 20),
        ).not.toEqual([])
  })

  it('names the worst rules that fail, and counts the others, so that it stays a screen or two', () => {
    const text = summaryOf(assessment, [], false, 120)
    const order = ['critical', 'high', 'medium', 'low', 'info']
    const shown = [...text.matchAll(/^ {2}(critical|high|medium|low|info) /gm)].map(([, severity = '']) => order.indexOf(severity))
    expect(shown).toEqual([...shown].sort((a, b) => a - b))
    const failing = assessment.results.filter(({ findings }) => findings.some(({ foldedInto }) => foldedInto === undefined))
    const [, more] = /^ {2}and (\d+) more rules \(/m.exec(text) ?? []
    expect(shown.length + Number(more)).toBe(failing.length)
    const critical = failing.filter(({ findings }) => findings.some(({ severity, foldedInto }) => severity === 'critical' && foldedInto === undefined))
    for (const { rule } of critical.slice(0, 12)) expect(text).toContain(rule.id)
  })

  it('ends with the answer it began with', () => {
    const lines = summaryOf(assessment, ['report.html'], false, 120).trimEnd().split('\n')
    expect(lines.slice(-4, -1)).toEqual(lines.slice(0, 3))
    expect(lines.at(-1)).toBe('Report report.html')
  })

  it('tells one cause of darkness once, with the permission and what it costs', () => {
    const text = summaryOf(assessment, [], false, 4000)
    expect(text.match(/^ {2}\? aws-account\/555566667777: .*\bcredential-report, .*grant sts:AssumeRole \(\d+ rules\)$/gm)).toHaveLength(1)
    expect(text).toMatch(/grant iam:GenerateCredentialReport \(\d+ rules\)/)
  })

  it('counts a part once, however many rules it costs', () => {
    const gap = { dataset: 'user-pool-clients', scope: 'aws-account/111111111111', part: 'us-east-1', reason: 'denied' as const, detail: 'no' }
    const results = assessment.results.slice(0, 3).map(result => ({
      ...result,
      unanswered: [{ scope: gap.scope, because: [{ ...gap }, { ...gap, part: 'eu-west-1' }], message: 'it could not be read' }],
    }))
    expect(summaryOf({ ...assessment, results }, [], false, 400)).toContain('user-pool-clients (2 parts) could not be read (denied: no) (3 rules)')
  })

  it('has no colour where none is wanted, and colour where it is', () => {
    const ESCAPE = '\u001b'
    expect(summaryOf(assessment, [], false, 80)).not.toContain(ESCAPE)
    expect(summaryOf(assessment, [], true, 80)).toContain(ESCAPE)
  })
})
