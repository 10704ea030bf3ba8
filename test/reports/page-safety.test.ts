import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { buildPage, reportOf, startBrowser } from './browser.ts'
import { hostileNames } from './hostile-strings.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

const assessment = syntheticAssessment()
const account = encodeURIComponent(assessment.scopes[3]?.id ?? '')

let browser: Awaited<ReturnType<typeof startBrowser>>
let html = ''

beforeAll(async () => {
  buildPage()
  html = await reportOf(assessment)
  browser = await startBrowser()
})
afterAll(() => browser.close())

describe('a hostile assessment', () => {
  const hostile: Assessment = syntheticAssessment({ findings: 300, hostile: hostileNames() })

  test('is inert text in every view', async () => {
    await browser.reading(await reportOf(hostile), {}, async reader => {
      for (const place of [
        '#/',
        '#/findings',
        '#/findings?q=rule:aws-access-key-old',
        '#/changes',
        '#/unanswered',
        '#/rules',
        '#/compliance',
        '#/scan',
        '#/u/0',
        `#/s/${account}`,
      ]) {
        await reader.go(place)
        for (const name of ['img', 'iframe', 'base', 'object', 'embed', 'form']) expect(await reader.page.locator(name).count()).toBe(0)
        expect(await reader.page.locator('main').innerText()).not.toMatch(/[\p{Cc}--[\n\t]]|[\u202a-\u202e\u2066-\u2069]/v)
      }
      for (const { fingerprint: id } of hostile.results.flatMap(result => result.findings).slice(0, 40)) {
        await reader.page.evaluate(`location.hash = '#/f/${id}'`)
        await reader.page.getByText(id).waitFor()
        expect(await reader.page.locator('script').count()).toBe(2)
      }
    })
  })

  test('keeps hostile addresses out of links', async () => {
    const [first, ...rest] = assessment.results
    if (first === undefined) throw new Error('The synthetic assessment has no rules')
    const urls = ['javascript:alert(1)', 'data:text/html,x', ' https://example.com', '//example.com', 'https://example.com/ok']
    const rule = { ...first.rule, references: urls.map(url => ({ title: `to ${url}`, url })) }
    await browser.reading(await reportOf({ ...assessment, results: [{ ...first, rule }, ...rest] }), {}, async reader => {
      await reader.go(`#/r/${rule.id}`)
      const links = await reader.page.locator('.references a').evaluateAll(anchors => anchors.map(anchor => anchor.getAttribute('href')))
      expect(links).toEqual(['https://example.com/', 'https://example.com/ok'])
      expect(await reader.page.locator('.references li').count()).toBe(urls.length)
    })
  })
})

test('10,000 findings stay few nodes, all of them within reach', async () => {
  const large = syntheticAssessment({ findings: 10_000 })
  await browser.reading(await reportOf(large), {}, async reader => {
    const { page } = reader
    const nodes = (): Promise<number> => page.evaluate('document.querySelectorAll("*").length')
    await reader.go('#/')
    expect(await nodes()).toBeLessThan(3000)
    await reader.go('#/findings?q=rule:aws-access-key-old')
    const all = large.results.find(result => result.rule.id === 'aws-access-key-old')?.findings ?? []
    const last = all.filter(finding => finding.foldedInto === undefined && finding.exception === undefined).length
    expect(last).toBeGreaterThan(500)
    await page.keyboard.press('j')
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight)')
    await page.locator(`.list > li[aria-posinset="${last + 1}"]`).waitFor()
    expect(await nodes()).toBeLessThan(3000)
    await page.evaluate('scrollTo(0, document.documentElement.scrollHeight / 2)')
    expect(await nodes()).toBeLessThan(3000)
    await reader.go('#/findings?q=chen.wei')
    expect(await page.locator('.group').count()).toBeGreaterThan(5)
  })
})

test('without JavaScript the report still says what is wrong and what is unknown', async () => {
  await browser.reading(html, { script: false }, async reader => {
    await reader.go('')
    const text = await reader.page.locator('main').innerText()
    expect(text).toContain('Role trusts every workload of an OIDC provider')
    expect(text).toContain('iam:GenerateCredentialReport')
    expect(await reader.page.getByText('Opening the report').isVisible()).toBe(false)
  })
})

test('a damaged file says so instead of showing less', async () => {
  const reader = await browser.read(html.replace(/(application\/octet-stream">[^<]{400})[^<]{40}/, '$1'))
  try {
    await reader.go('', '[role=alert]')
    expect(await reader.page.getByRole('alert').innerText()).toContain('cannot be shown')
  } finally {
    await reader.close()
  }
})
