import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { axeFaults, buildPage, type Reader, reportOf, startBrowser } from './browser.ts'
import { hostileNames } from './hostile-strings.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

const assessment = syntheticAssessment()
const finding = assessment.results.flatMap(result => result.findings).find(candidate => candidate.rule === 'aws-administrator-user')
const fingerprint = finding?.fingerprint ?? ''
const account = encodeURIComponent(assessment.scopes[3]?.id ?? '')

/** Every view and every kind of sheet. */
const places = [
  '#/',
  '#/findings',
  '#/findings?q=rule:aws-access-key-old',
  '#/unanswered',
  '#/rules',
  '#/scan',
  `#/f/${fingerprint}`,
  '#/u/0',
  '#/r/aws-root-without-mfa',
  `#/s/${account}`,
  '#/findings?q=nothing-like-this',
  '#/nowhere',
]

let browser: Awaited<ReturnType<typeof startBrowser>>
let html = ''

beforeAll(async () => {
  buildPage()
  html = await reportOf(assessment)
  browser = await startBrowser()
})
afterAll(() => browser.close())

const reading = async (text: string, look: Parameters<typeof browser.read>[1], use: (reader: Reader) => Promise<void>): Promise<void> => {
  const reader = await browser.read(text, look)
  try {
    await use(reader)
    expect(reader.misdeeds).toEqual({ requests: [], complaints: [], dialogs: [] })
  } finally {
    await reader.close()
  }
}

const focused = (reader: Reader): Promise<string> => reader.page.evaluate('document.activeElement?.textContent ?? ""')
const hashOf = (reader: Reader): string => new URL(reader.page.url()).hash

describe('the page', () => {
  test.each(['light', 'dark'] as const)('has no accessibility fault in any view, %s', async colorScheme => {
    await reading(html, { colorScheme }, async reader => {
      for (const place of places) {
        await reader.go(place)
        expect({ place, faults: await axeFaults(reader.page) }).toEqual({ place, faults: [] })
      }
      await reader.go('#/')
      await reader.page.keyboard.press('?')
      expect(await axeFaults(reader.page)).toEqual([])
    })
  })

  test('has no accessibility fault on a phone, and nothing wider than it', async () => {
    await reading(html, { width: 390 }, async reader => {
      for (const place of places) {
        await reader.go(place)
        expect({ place, faults: await axeFaults(reader.page) }).toEqual({ place, faults: [] })
        expect({ place, width: await reader.page.evaluate('document.documentElement.scrollWidth') }).toEqual({ place, width: 390 })
      }
    })
  })

  test('keeps the theme that the reader chose', async () => {
    await reading(html, { colorScheme: 'light' }, async reader => {
      await reader.go('#/')
      const ground = (): Promise<string> => reader.page.evaluate('getComputedStyle(document.body).backgroundColor')
      const light = await ground()
      const button = reader.page.getByRole('button', { name: /Theme/ })
      await button.click()
      expect(await ground()).toBe(light)
      await button.click()
      const dark = await ground()
      expect(dark).not.toBe(light)
      await reader.go('#/findings')
      expect(await ground()).toBe(dark)
    })
  })

  test('answers how bad it is, what first and whether to trust it', async () => {
    await reading(html, {}, async reader => {
      await reader.go('#/')
      const text = await reader.page.locator('main').innerText()
      const { score } = assessment
      expect(text).toMatch(new RegExp(`How bad is it\\s+Score\\s+${Math.round(score.overall ?? 0)}\\s+of 100`))
      expect(text).toContain('The worst recommendation leads')
      expect(text).toContain('Gate failed')
      expect(text).toContain(`${score.questions.answered} of ${score.questions.asked} questions answered`)
      expect(text).toContain('Grant Policy.Read.All')
      expect(text).toContain('A rule failed')
    })
  })

  test('leads from a cell of the matrix to its findings', async () => {
    await reading(html, {}, async reader => {
      await reader.go('#/')
      await reader.page.locator('.matrix a[href*="federation"]').first().click()
      await expect.poll(() => hashOf(reader)).toBe('#/findings?q=recommendation:federation+cloud:aws')
      const names = await reader.page.locator('.group code').allInnerTexts()
      expect(names.toSorted()).toEqual(['aws-iam-user-instead-of-federation', 'aws-oidc-trust-without-subject'])
    })
  })

  test('filters by words and pills, keeps the filter in the address, and goes back', async () => {
    await reading(html, {}, async reader => {
      const { page } = reader
      await reader.go('#/findings')
      const open = await page.locator('.shown').innerText()
      await page.keyboard.press('/')
      await page.keyboard.type('severity:critical -cloud:entra')
      await expect.poll(() => hashOf(reader)).toBe('#/findings?q=severity:critical+-cloud:entra')
      expect(new Set(await page.locator('.group .badge').allInnerTexts())).toEqual(new Set(['Critical']))
      expect((await page.locator('.group code').allInnerTexts()).filter(id => id.startsWith('entra'))).toEqual([])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: /^High/ }).click()
      await expect.poll(() => hashOf(reader)).toBe('#/findings?q=severity:critical,high+-cloud:entra')
      expect(await page.locator('#search').inputValue()).toBe('severity:critical,high -cloud:entra')
      await page.goBack()
      expect(await page.getByRole('button', { name: /^High/ }).getAttribute('aria-pressed')).toBe('false')
      await page.getByRole('button', { name: 'Clear filter' }).click()
      expect(await page.locator('.shown').innerText()).toBe(open)
    })
  })

  test('opens a finding by its permalink, with evidence, fix and verification', async () => {
    await reading(html, {}, async reader => {
      await reader.go(`#/f/${fingerprint}`)
      const text = await reader.page.getByRole('dialog').innerText()
      for (const part of ['Evidence', 'Why it matters', 'How to fix', 'How to verify', 'Frameworks', 'References', fingerprint, finding?.message ?? '?'])
        expect(text).toContain(part)
      expect(text).toContain('This finding includes:')
      await reader.page.keyboard.press('Escape')
      await expect.poll(() => hashOf(reader)).toBe('#/findings')
    })
  })

  test('says so when an address is not in this report', async () => {
    await reading(html, {}, async reader => {
      await reader.go('#/f/00000000000000000000000000000000')
      expect(await reader.page.getByRole('alert').innerText()).toContain('not in this report')
      expect(await reader.page.locator('.group').count()).toBeGreaterThan(0)
      await reader.go('#AD-COMP-02')
      expect(await reader.page.locator('.overview').count()).toBe(1)
    })
  })

  test('can be walked by keyboard alone', async () => {
    await reading(html, {}, async reader => {
      const { page } = reader
      await reader.go('#/findings?q=rule:aws-access-key-old')
      await page.keyboard.press('j')
      expect(await focused(reader)).toContain('Access key older than 90 days')
      await page.keyboard.press('j')
      const row = await focused(reader)
      await page.keyboard.press('Enter')
      await page.getByRole('dialog').waitFor()
      const first = hashOf(reader)
      for (let tab = 0; tab < 40; tab++) {
        await page.keyboard.press('Tab')
        expect(await page.evaluate('document.activeElement === document.body || document.activeElement?.closest("dialog") !== null')).toBe(true)
      }
      await page.keyboard.press('j')
      await page.getByText(/^2 of /).waitFor()
      expect(hashOf(reader)).not.toBe(first)
      await page.keyboard.press('k')
      await page.getByText(/^1 of /).waitFor()
      expect(hashOf(reader)).toBe(first)
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
      await expect.poll(() => hashOf(reader)).toBe('#/findings?q=rule:aws-access-key-old')
      expect(await focused(reader)).toBe(row)
      await page.keyboard.press('k')
      await page.keyboard.press('Enter')
      expect(await page.evaluate('document.activeElement?.getAttribute("aria-expanded")')).toBe('false')
    })
  })

  test('shows folded and accepted findings as what they are', async () => {
    await reading(html, {}, async reader => {
      await reader.go('#/findings?q=status:included')
      expect(await reader.page.locator('.item .tag').allInnerTexts()).toEqual(['Included in another'])
      await reader.go('#/findings?q=status:accepted')
      await reader.page.locator('.item a').click()
      expect(await reader.page.getByRole('dialog').innerText()).toContain('SEC-1412')
    })
  })

  test('prints the rows that are out of sight', async () => {
    await reading(html, {}, async reader => {
      await reader.go('#/rules')
      await reader.page.evaluate('dispatchEvent(new Event("beforeprint"))')
      await reader.page.emulateMedia({ media: 'print' })
      expect(await reader.page.locator('.item').count()).toBe(assessment.results.length)
    })
  })
})

describe('a hostile assessment', () => {
  const hostile: Assessment = syntheticAssessment({ findings: 300, hostile: hostileNames() })

  test('is inert text in every view', async () => {
    await reading(await reportOf(hostile), {}, async reader => {
      for (const place of [...places.slice(0, 6), '#/u/0', `#/s/${account}`]) {
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
    await reading(await reportOf({ ...assessment, results: [{ ...first, rule }, ...rest] }), {}, async reader => {
      await reader.go(`#/r/${rule.id}`)
      const links = await reader.page.locator('.references a').evaluateAll(anchors => anchors.map(anchor => anchor.getAttribute('href')))
      expect(links).toEqual(['https://example.com/', 'https://example.com/ok'])
      expect(await reader.page.locator('.references li').count()).toBe(urls.length)
    })
  })
})

test('10,000 findings stay few nodes, all of them within reach', async () => {
  const large = syntheticAssessment({ findings: 10_000 })
  await reading(await reportOf(large), {}, async reader => {
    const { page } = reader
    const nodes = (): Promise<number> => page.evaluate('document.querySelectorAll("*").length')
    await reader.go('#/')
    expect(await nodes()).toBeLessThan(3000)
    await reader.go('#/findings?q=rule:aws-access-key-old')
    const last = large.results.find(result => result.rule.id === 'aws-access-key-old')?.findings.length ?? 0
    expect(last).toBeGreaterThan(500)
    await page.evaluate('dispatchEvent(new Event("beforeprint"))')
    expect(await page.locator('.unprinted').innerText()).toBe(`and ${(last + 1 - 500).toLocaleString('en')} rows more on the screen`)
    await page.evaluate('dispatchEvent(new Event("afterprint"))')
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
  await reading(html, { script: false }, async reader => {
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
