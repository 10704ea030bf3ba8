import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { Ajv } from 'ajv'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compliance } from '../../reports/compliance.ts'
import { cell, csv } from '../../reports/csv.ts'
import { gitlab } from '../../reports/gitlab.ts'
import { junit } from '../../reports/junit.ts'
import { inert, markdown, marker } from '../../reports/markdown.ts'
import { ocsf } from '../../reports/ocsf.ts'
import { pseudoPath } from '../../reports/pseudo-path.ts'
import { sarif } from '../../reports/sarif.ts'
import type { Assessment, Finding, Reporter } from '../../src/assessment.ts'
import { textOf } from './browser.ts'
import { hostileNames, hostileStrings } from './hostile-strings.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

const textIn = (reporter: Reporter, name: string, assessment: Assessment): string => textOf(reporter(assessment), name)
const plain = syntheticAssessment()
const hostile = syntheticAssessment({ hostile: hostileNames() })
const open = (assessment: Assessment): Finding[] =>
  assessment.results.flatMap(({ findings }) => findings).filter(finding => finding.foldedInto === undefined && finding.exception === undefined)

/** RFC 4180, as strict as a reader can be: every cell quoted, every line of the same length. */
const parseCsv = (text: string): string[][] => {
  const rows: string[][] = [[]]
  let at = 0
  while (at < text.length) {
    expect(text[at]).toBe('"')
    let value = ''
    for (at++; text[at] !== '"' || text[at + 1] === '"'; at++) {
      if (text[at] === '"') at++
      value += text[at]
    }
    rows.at(-1)?.push(value)
    at++
    if (text.startsWith('\r\n', at)) {
      rows.push([])
      at += 2
    } else {
      expect(text[at]).toBe(',')
      at++
    }
  }
  expect(rows.pop()).toEqual([])
  return rows
}

describe('findings.csv', () => {
  test('has every finding and every open question, in lines of equal length', () => {
    const [head, ...rows] = parseCsv(textIn(csv, 'findings.csv', plain))
    const findings = plain.results.flatMap(result => result.findings).length
    const questions = plain.results.flatMap(result => result.unanswered).length
    expect([rows.length, new Set(rows.map(row => row.length))]).toEqual([findings + questions, new Set([head?.length])])
    expect(new Set(rows.map(([status]) => status))).toEqual(new Set(['fail', 'included', 'excepted', 'unknown']))
  })

  test('holds no cell that a spreadsheet would compute, whatever the names', () => {
    const cells = parseCsv(textIn(csv, 'findings.csv', hostile)).flat()
    expect(cells.filter(text => /^\s*[=+\-@|%\t\r＝＋－＠]/u.test(text))).toEqual([])
  })

  test('keeps every text readable and inert', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), text => {
        const [[value] = []] = parseCsv(`${cell(text)}\r\n`)
        expect(value).not.toMatch(/^\s*[=+\-@|%\t\r＝＋－＠]/u)
        expect(value?.isWellFormed()).toBe(true)
      }),
    )
  })
})

describe('findings.sarif', () => {
  const validate = new Ajv({ strict: false, validateFormats: false, unicodeRegExp: false }).compile(
    JSON.parse(readFileSync(resolve(import.meta.dirname, 'schemas/sarif-2.1.0.json'), 'utf8')),
  )
  const logs = (assessment: Assessment) => [...sarif(assessment)].map(({ name, text }) => ({ name, log: JSON.parse([...text].join('')) }))

  test.each([
    ['plain', plain],
    ['hostile', hostile],
  ])('is SARIF 2.1.0 with %s names', (_, assessment) => {
    for (const { log } of logs(assessment)) {
      validate(log)
      expect(validate.errors).toBeNull()
    }
  })

  test('keeps to what GitHub takes', () => {
    for (const { log } of [...logs(plain), ...logs(hostile)]) {
      expect(log.runs.length).toBeLessThanOrEqual(20)
      for (const run of log.runs) {
        expect(run.results.length).toBeLessThanOrEqual(5000)
        for (const rule of run.tool.driver.rules) {
          expect(rule.properties.tags.length).toBeLessThanOrEqual(10)
          expect(Number(rule.properties['security-severity'])).toBeGreaterThan(0)
          for (const text of [rule.shortDescription.text, rule.fullDescription.text]) expect([text.length > 0, text.length <= 1024]).toEqual([true, true])
        }
        for (const result of run.results) {
          const [{ physicalLocation }] = result.locations
          expect(physicalLocation.artifactLocation.uri).toMatch(/^cloud\/[\w.%/@-]{1,249}$/)
          expect(result.message.text).not.toBe('')
          expect(run.tool.driver.rules[result.ruleIndex].id).toBe(result.ruleId)
          expect(result.partialFingerprints.primaryLocationLineHash).toMatch(/^[0-9a-f]{32}$/)
        }
      }
    }
  })

  test('has each finding once, in the run of its scope', () => {
    const listed = logs(plain).flatMap(({ log }) =>
      log.runs.flatMap((run: { results: { partialFingerprints: { primaryLocationLineHash: string } }[] }) => run.results),
    )
    const expected = plain.results.flatMap(({ findings }) => findings).filter(({ foldedInto }) => foldedInto === undefined)
    expect(listed.map(result => result.partialFingerprints.primaryLocationLineHash).sort()).toEqual(expected.map(({ fingerprint }) => fingerprint).sort())
  })

  test('keeps what was read in part out of the file that is uploaded', () => {
    const partly = new Set(
      plain.scopes.filter(({ gaps }) => gaps.some(({ reason }) => reason !== 'out-of-reach' && reason !== 'not-licensed')).map(({ id }) => `postern/${id}/`),
    )
    expect(partly.size).toBeGreaterThan(0)
    for (const { name, log } of logs(plain)) {
      for (const run of log.runs) {
        expect([name.startsWith('incomplete'), partly.has(run.automationDetails.id)]).toEqual([
          partly.has(run.automationDetails.id),
          partly.has(run.automationDetails.id),
        ])
        expect(run.invocations[0].executionSuccessful).toBe(!partly.has(run.automationDetails.id))
      }
    }
  })

  test('keeps out, too, what has an open question whose gap lies in another scope, but not for what is out of reach', () => {
    const [here, there] = plain.scopes.filter(({ kind, gaps }) => kind === 'aws-account' && gaps.length === 0).map(({ id }) => id)
    const uploaded = (because: Assessment['results'][number]['unanswered'][number]['because']): boolean => {
      const results = plain.results.map((result, index) =>
        index === 0
          ? {
              ...result,
              tallies: [{ scope: here ?? '', examined: 1, passed: 1, failed: 0, unknown: 1 }],
              unanswered: [{ scope: here ?? '', because, message: 'Not read elsewhere.' }],
            }
          : { ...result, unanswered: [] },
      )
      const run = logs({ ...plain, results }).find(({ log }) =>
        log.runs.some((one: { automationDetails: { id: string } }) => one.automationDetails.id === `postern/${here}/`),
      )
      return run?.name === 'findings.sarif'
    }
    const elsewhere = { dataset: 'iam-users', scope: there ?? '', detail: 'not read' }
    const [denied, outOfReach] = [
      { ...elsewhere, reason: 'denied' },
      { ...elsewhere, reason: 'out-of-reach' },
    ] as const
    expect([uploaded([denied]), uploaded([denied, outOfReach]), uploaded('undecidable'), uploaded([outOfReach])]).toEqual([false, false, false, true])
  })

  test('marks what is excepted as suppressed, with the reason', () => {
    const suppressed = logs(plain).flatMap(({ log }) =>
      log.runs.flatMap((run: { results: { suppressions?: { justification: string }[] }[] }) => run.results.flatMap(({ suppressions }) => suppressions ?? [])),
    )
    expect(suppressed.map(({ justification }) => justification)).toEqual(
      plain.results.flatMap(({ findings }) => findings.flatMap(({ exception }) => (exception === undefined ? [] : [exception.reason]))),
    )
  })

  test('splits more than twenty scopes over files', () => {
    const [scope] = plain.scopes.filter(({ kind }) => kind === 'aws-account')
    const many = Array.from({ length: 45 }, (_, index) => ({ ...scope, id: `aws-account/${100_000_000_000 + index}`, gaps: [] })) as Assessment['scopes']
    const results = plain.results.slice(0, 1).map(result => ({
      ...result,
      findings: [],
      tallies: many.map(({ id }) => ({ scope: id, examined: 1, passed: 1, failed: 0, unknown: 0 })),
    }))
    expect(logs({ ...plain, scopes: many, results }).map(({ name, log }) => [name, log.runs.length])).toEqual([
      ['findings.sarif', 20],
      ['findings-2.sarif', 20],
      ['findings-3.sarif', 5],
    ])
  })
})

describe('a pseudo path', () => {
  test('is relative, short, and of characters that every reader takes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 600 }), fc.constantFrom('aws-account/111122223333', 'entra-tenant/contoso'), (id, scope) => {
        const path = pseudoPath({ id, scope, kind: 'iam-users', name: id })
        expect(path).toMatch(/^cloud\/[\w.%/-]{1,249}$/)
        expect(path.split('/').filter(part => /^\.*$/.test(part))).toEqual(id === '' ? [''] : [])
      }),
    )
  })

  test('tells long ids apart', () => {
    const at = (id: string) => pseudoPath({ id, scope: 'aws-account/1', kind: 'roles', name: '' })
    expect(at('a'.repeat(500))).not.toBe(at(`${'a'.repeat(499)}b`))
  })
})

describe('junit.xml', () => {
  test('says for each rule and scope what it found', () => {
    const text = textIn(junit, 'junit.xml', plain)
    const cases = [...text.matchAll(/<testcase /g)].length
    expect(text).toContain(`tests="${cases}"`)
    expect([...text.matchAll(/<failure /g)].length).toBe(Number(/<testsuites [^>]*failures="(\d+)"/.exec(text)?.[1]))
    expect([...text.matchAll(/<error /g)].length).toBe(Number(/<testsuites [^>]*errors="(\d+)"/.exec(text)?.[1]))
    for (const { fingerprint } of open(plain)) expect(text).toContain(fingerprint)
  })

  test.each([
    ['plain', plain],
    ['hostile', hostile],
  ])('is well-formed with %s names: only known elements, balanced, and no character that XML forbids', (_, assessment) => {
    const text = textIn(junit, 'junit.xml', assessment)
    expect(text).not.toMatch(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/u)
    const open: string[] = []
    for (const [, closing, name = '', attributes = '', self] of text
      .replace(/^<\?xml[^>]*\?>/, '')
      .matchAll(/<(\/?)([^\s>/]+)((?:\s[\w]+="[^"<]*")*)\s*(\/?)>/g)) {
      expect(['testsuites', 'testsuite', 'testcase', 'failure', 'error', 'skipped']).toContain(name)
      expect(attributes).not.toMatch(/&(?!(amp|lt|gt|quot|apos|#\d+);)/)
      if (closing === '/') expect(open.pop()).toBe(name)
      else if (self !== '/') open.push(name)
    }
    expect(open).toEqual([])
    expect(text.replace(/<\?xml[^>]*\?>|<\/?[a-z]+(?:\s\w+="[^"<]*")*\s*\/?>/g, '')).not.toContain('<')
  })
})

describe('summary.md', () => {
  test('fits into a comment, however much was found', () => {
    const text = textIn(markdown, 'summary.md', syntheticAssessment({ findings: 2000, hostile: hostileNames() }))
    expect(text.length).toBeLessThan(65_536)
    expect(text.startsWith(marker)).toBe(true)
  })

  test('says the score, the gate, the worst findings and what is unknown', () => {
    const text = textIn(markdown, 'summary.md', plain)
    expect(text).toContain('**Gate failed.**')
    expect(text).toContain('### Unanswered')
    expect(text).toContain('### Exceptions')
    expect(text).toContain('| Critical | ')
  })

  test('lets no name become a link, an image, a mention or markup', () => {
    for (const name of [...hostileStrings, '@everyone', '[x](https://evil.example)', '![x](https://evil.example/a.png)', '**bold**', '| cell', '#1', '`code`'])
      expect(inert(name).replace(/&#\d+;/g, '')).not.toMatch(/[<>[\]()`*|@#!]|https?:/)
  })
})

describe('gl-code-quality-report.json', () => {
  test('has what GitLab asks for, for each open finding', () => {
    const entries: { description: string; check_name: string; fingerprint: string; severity: string; location: { path: string; lines: { begin: number } } }[] =
      JSON.parse(textIn(gitlab, 'gl-code-quality-report.json', hostile))
    expect(entries.map(({ fingerprint }) => fingerprint).sort()).toEqual(
      open(hostile)
        .map(({ fingerprint }) => fingerprint)
        .sort(),
    )
    for (const { severity, location, description } of entries) {
      expect(['info', 'minor', 'major', 'critical', 'blocker']).toContain(severity)
      expect([location.path.startsWith('cloud/'), location.lines.begin, description !== '']).toEqual([true, 1, true])
    }
  })
})

describe('findings-ocsf.json', () => {
  /** What the class, its objects and the cloud profile require: https://schema.ocsf.io/1.8.0/classes/compliance_finding?profiles=cloud */
  const integer = { type: 'integer' }
  const text = { type: 'string', minLength: 1 }
  const event = {
    type: 'object',
    required: ['activity_id', 'category_uid', 'class_uid', 'type_uid', 'time', 'severity_id', 'metadata', 'finding_info', 'compliance', 'cloud', 'resources'],
    properties: {
      activity_id: { enum: [1, 2, 3] },
      category_uid: { const: 2 },
      class_uid: { const: 2003 },
      type_uid: { const: 200_301 },
      time: { type: 'integer', minimum: 1_500_000_000_000 },
      severity_id: { enum: [1, 2, 3, 4, 5] },
      status_id: { enum: [1, 3, 4] },
      metadata: {
        type: 'object',
        required: ['product', 'version'],
        properties: { version: { const: '1.8.0' }, product: { type: 'object', required: ['vendor_name', 'name'] } },
      },
      cloud: { type: 'object', required: ['provider'], properties: { provider: text } },
      finding_info: { type: 'object', required: ['uid', 'title'], properties: { uid: text, created_time: integer } },
      compliance: {
        type: 'object',
        required: ['status_id', 'standards', 'control'],
        properties: { status_id: { enum: [1, 2, 3] }, standards: { type: 'array', items: text }, requirements: { type: 'array', items: text } },
      },
      remediation: { type: 'object', required: ['desc'], properties: { desc: text } },
      resources: { type: 'array', minItems: 1, items: { type: 'object', required: ['uid'], properties: { uid: { type: 'string' } } } },
    },
  }
  const events = (assessment: Assessment) => JSON.parse(textIn(ocsf, 'findings-ocsf.json', assessment))

  test.each([
    ['plain', plain],
    ['hostile', hostile],
  ])('holds Compliance Findings with %s names', (_, assessment) => {
    const validate = new Ajv().compile({ type: 'array', items: event })
    validate(events(assessment))
    expect(validate.errors).toBeNull()
  })

  test('warns, by the class, of what could not be answered, and suppresses what is excepted', () => {
    const all: { status_id: number; compliance: { status_id: number } }[] = events(plain)
    const count = (of: (one: (typeof all)[number]) => boolean): number => all.filter(of).length
    expect(count(({ compliance }) => compliance.status_id === 2)).toBe(plain.results.flatMap(({ unanswered }) => unanswered).length)
    expect(count(({ status_id }) => status_id === 3)).toBe(1)
    expect(count(({ compliance }) => compliance.status_id === 1)).toBeGreaterThan(0)
  })
})

describe('compliance.csv', () => {
  test('says of each control what its rules found, and passes none that has an open question', () => {
    const [, ...rows] = parseCsv(textIn(compliance, 'compliance.csv', plain))
    const byControl = Map.groupBy(rows, ([framework, control]) => `${framework} ${control}`)
    const expected = new Set(
      plain.results.flatMap(({ rule }) =>
        Object.entries(rule.frameworks).flatMap(([framework, controls]) => controls.map(control => `${framework} ${control}`)),
      ),
    )
    expect(new Set(byControl.keys())).toEqual(expected)
    for (const control of byControl.values()) {
      const statuses = control.map(row => row[5])
      const worst = ['fail', 'unknown', 'pass', 'not-applicable'].find(status => statuses.includes(status))
      expect(new Set(control.map(row => row[2]))).toEqual(new Set([worst]))
    }
  })
})
