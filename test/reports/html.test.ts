import { createHash } from 'node:crypto'
import { inflateSync } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import type { Packed } from '../../reports/html/packed.ts'
import { visible } from '../../reports/html/visible.ts'
import { buildPage, reportOf } from './browser.ts'
import { hostileNames, hostileStrings } from './hostile-strings.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

beforeAll(buildPage)

const embedded = (html: string): string => /<script id="data" type="application\/octet-stream">([A-Za-z0-9+/=\n]*)<\/script>/.exec(html)?.[1] ?? ''
const unpacked = (html: string): Packed => {
  const lines = embedded(html).trim().split('\n')
  return JSON.parse(lines.map(line => inflateSync(Buffer.from(line, 'base64')).toString('utf8')).join(''))
}

describe('the HTML report', () => {
  test('says its charset first, its language, and a policy that lets nothing load or connect', async () => {
    const html = await reportOf(syntheticAssessment())
    expect(html).toMatch(/^<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n<meta http-equiv="Content-Security-Policy"/)
    expect(html).toContain("default-src 'none'; script-src 'sha256-")
    expect(html).toContain("require-trusted-types-for 'script'; trusted-types 'none'")
    expect(html).not.toMatch(/unsafe-|connect-src|https?:\/\/[^"]*\.(?:js|css|png|woff2?)/)
  })

  test('allows by hash exactly the scripts and the style that it holds', async () => {
    const html = await reportOf(syntheticAssessment())
    const hashes = (pattern: RegExp): string[] =>
      [...html.matchAll(pattern)].map(([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`)
    expect(/script-src ([^;]*);/.exec(html)?.[1]?.split(' ')).toEqual(hashes(/<script>([\s\S]*?)<\/script>/g))
    expect(/style-src ([^;]*);/.exec(html)?.[1]?.split(' ')).toEqual(hashes(/<style>([\s\S]*?)<\/style>/g))
  })

  test('is the same bytes for the same assessment', async () => {
    expect(await reportOf(syntheticAssessment())).toBe(await reportOf(syntheticAssessment()))
  })

  test('shows no hostile string raw, anywhere in the file', async () => {
    const html = await reportOf(syntheticAssessment({ hostile: hostileNames() }))
    for (const text of hostileStrings.filter(entry => entry.includes('<') || visible(entry) !== entry)) expect(html).not.toContain(text)
    expect(html.isWellFormed()).toBe(true)
    expect(html).not.toMatch(/[[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]--[\n\u200c\u200d]]/v)
  })

  test('shows hostile rule words without JavaScript as text too', async () => {
    const assessment = syntheticAssessment({ findings: 30 })
    const [first, ...rest] = assessment.results
    if (first === undefined) throw new Error('The synthetic assessment has no rules')
    const rule = { ...first.rule, id: '</noscript><script>alert(1)</script>', failureTitle: '"><img onerror=alert(1)>' }
    const html = await reportOf({ ...assessment, results: [{ ...first, rule }, ...rest] })
    expect(html).toContain('&lt;/noscript&gt;&lt;script&gt;alert(1)&lt;/script&gt;')
    expect(html.match(/<script/g)).toHaveLength(3)
    expect(html.match(/<\/noscript/g)).toHaveLength(1)
  })

  test('carries every finding, question and rule, each text once', async () => {
    const assessment = syntheticAssessment({ findings: 500 })
    const packed = unpacked(await reportOf(assessment))
    expect(packed.findings.fingerprint).toEqual(assessment.results.flatMap(result => result.findings.map(finding => finding.fingerprint)))
    expect(packed.questions.rule).toHaveLength(assessment.results.flatMap(result => result.unanswered).length)
    expect(packed.rules.map(entry => entry.rule.id)).toEqual(assessment.results.map(result => result.rule.id))
    expect(new Set(packed.texts).size).toBe(packed.texts.length)
  })

  test('keeps names of prototype members as they are', async () => {
    const packed = unpacked(await reportOf(syntheticAssessment({ hostile: hostileNames() })))
    expect(packed.texts.some(text => text.startsWith('__proto__ '))).toBe(true)
    expect(packed.texts.some(text => text.startsWith('constructor '))).toBe(true)
  })

  test('holds 10,000 findings in less than 2 MB', async () => {
    expect((await reportOf(syntheticAssessment({ findings: 10_000 }))).length).toBeLessThan(2_000_000)
  })
})

test('what cannot be seen is written out, and what people write is kept', () => {
  expect(visible('admin\u202egnp')).toBe('admin⟨U+202E⟩gnp')
  expect(visible('\u001b[2J')).toBe('⟨U+001B⟩[2J')
  expect(visible('half \ud800')).toBe('half \ufffd')
  expect(visible('soft\u00adhyphen')).toBe('soft⟨U+00AD⟩hyphen')
  expect(visible('João 東京 👩‍💻\n\tKreuzstraße')).toBe('João 東京 👩‍💻\n\tKreuzstraße')
})
