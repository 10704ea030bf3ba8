import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, buildPage, type Reader, reportOf, startBrowser } from './browser.ts'
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
  '#/changes',
  '#/unanswered',
  '#/rules',
  '#/compliance',
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

const focused = (reader: Reader): Promise<string> => reader.page.evaluate('document.activeElement?.textContent ?? ""')
const hashOf = (reader: Reader): string => new URL(reader.page.url()).hash

describe('the page', () => {
  test.each(['light', 'dark'] as const)('has no accessibility fault in any view, %s', async colorScheme => {
    await browser.reading(html, { colorScheme }, async reader => {
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
    await browser.reading(html, { width: 390 }, async reader => {
      for (const place of places) {
        await reader.go(place)
        expect({ place, faults: await axeFaults(reader.page) }).toEqual({ place, faults: [] })
        expect({ place, width: await reader.page.evaluate('document.documentElement.scrollWidth') }).toEqual({ place, width: 390 })
      }
    })
  })

  test('keeps the theme that the reader chose', async () => {
    await browser.reading(html, { colorScheme: 'light' }, async reader => {
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
    await browser.reading(html, {}, async reader => {
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
    await browser.reading(html, {}, async reader => {
      await reader.go('#/')
      await reader.page.locator('.matrix a[href*="federation"]').first().click()
      await expect.poll(() => hashOf(reader)).toBe('#/findings?q=recommendation:federation+cloud:aws')
      const names = await reader.page.locator('.group code').allInnerTexts()
      expect(names.toSorted()).toEqual(['aws-iam-user-instead-of-federation', 'aws-oidc-trust-without-subject'])
    })
  })

  test('filters by words and pills, keeps the filter in the address, and goes back', async () => {
    await browser.reading(html, {}, async reader => {
      const { page } = reader
      await reader.go('#/findings')
      const open = await page.locator('.shown').innerText()
      await page.keyboard.press('/')
      await page.keyboard.type('severity:critical -cloud:entra')
      await expect.poll(() => hashOf(reader)).toBe('#/findings?q=severity:critical+-cloud:entra')
      const mixes = await page.locator('.group .mix').allTextContents()
      expect(mixes.length).toBeGreaterThan(1)
      expect(mixes.filter(mix => !/^\d+ critical$/.test(mix))).toEqual([])
      expect((await page.locator('.group code').allInnerTexts()).filter(id => id.startsWith('entra'))).toEqual([])
      await page.keyboard.press('Escape')
      expect(await page.locator('#search').inputValue()).toBe('severity:critical -cloud:entra')
      await page.getByRole('button', { name: /^High/ }).click()
      await expect.poll(() => hashOf(reader)).toBe('#/findings?q=severity:critical,high+-cloud:entra')
      await expect.poll(() => page.locator('#search').inputValue()).toBe('severity:critical,high -cloud:entra')
      await page.goBack()
      await expect.poll(() => page.getByRole('button', { name: /^High/ }).getAttribute('aria-pressed')).toBe('false')
      await page.getByRole('button', { name: 'Clear filter' }).click()
      await expect.poll(() => page.locator('.shown').innerText()).toBe(open)
    })
  })

  test('opens a finding by its permalink, with evidence, fix and verification', async () => {
    await browser.reading(html, {}, async reader => {
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
    await browser.reading(html, {}, async reader => {
      await reader.go('#/f/00000000000000000000000000000000')
      expect(await reader.page.getByRole('alert').innerText()).toContain('not in this report')
      expect(await reader.page.locator('.group').count()).toBeGreaterThan(0)
      await reader.go('#AD-COMP-02')
      expect(await reader.page.locator('.overview').count()).toBe(1)
    })
  })

  test('can be walked by keyboard alone', async () => {
    await browser.reading(html, {}, async reader => {
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
    await browser.reading(html, {}, async reader => {
      await reader.go('#/findings?q=status:included')
      expect(await reader.page.locator('.item .tag').allInnerTexts()).toEqual(['Included in another'])
      await reader.go('#/findings?q=status:accepted')
      await reader.page.locator('.item a').click()
      expect(await reader.page.getByRole('dialog').innerText()).toContain('SEC-1412')
    })
  })

  test('prints the rows that are out of sight', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/rules')
      await reader.page.evaluate('dispatchEvent(new Event("beforeprint"))')
      await reader.page.emulateMedia({ media: 'print' })
      expect(await reader.page.locator('.item').count()).toBe(assessment.results.length)
    })
  })
})
