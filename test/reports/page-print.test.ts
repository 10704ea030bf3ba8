import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { buildPage, reportOf, startBrowser } from './browser.ts'
import { silentlyClipped } from './clipped.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

const assessment = syntheticAssessment()
const findings = assessment.results.flatMap(result => result.findings)
const counted = findings.filter(({ foldedInto, exception }) => foldedInto === undefined && exception === undefined)
/** CSS pixels between the margins of an A4 page. */
const PAPER = 688

let browser: Awaited<ReturnType<typeof startBrowser>>
let html = ''
beforeAll(async () => {
  buildPage()
  html = await reportOf(assessment)
  browser = await startBrowser()
})
afterAll(() => browser.close())

/** The page as it goes on paper: all that is drawn for it, in its style. `print`: what is done to print. */
const onPaper = async (page: Page, print: () => Promise<unknown> = () => page.evaluate('dispatchEvent(new Event("beforeprint"))')): Promise<string> => {
  await print()
  await page.emulateMedia({ media: 'print' })
  await page.setViewportSize({ width: PAPER, height: 900 })
  return (await page.locator('#app').innerText()).replaceAll(/\s+/g, ' ')
}

/** Boxes that only scrolling would show whole. */
const scrolling = (page: Page): Promise<readonly string[]> =>
  page.evaluate(`[...document.querySelectorAll('#app *')].filter(at => {
    if (!at.checkVisibility() || at.closest('.hidden') !== null) return false
    const { overflowX, overflowY, clipPath } = getComputedStyle(at)
    if (clipPath !== 'none') return false
    const hides = value => ['auto', 'scroll', 'hidden'].includes(value)
    return (hides(overflowX) && at.scrollWidth > at.clientWidth + 1) || (hides(overflowY) && at.scrollHeight > at.clientHeight + 1)
  }).map(at => at.tagName.toLowerCase() + '.' + at.className)`)

const pagesOf = async (page: Page): Promise<number> => {
  const pdf = (await page.pdf({ format: 'A4' })).toString('latin1')
  expect(pdf.slice(0, 5)).toBe('%PDF-')
  return pdf.match(/\/Type \/Page\b(?!s)/g)?.length ?? 0
}

describe('on paper', () => {
  test('the overview is a summary of a few pages, with every count and nothing to use', async () => {
    await browser.reading(html, {}, async ({ page, go }) => {
      await go('#/')
      const text = await onPaper(page)
      for (const words of [
        'Identity posture',
        'Gate failed',
        'Critical',
        'Low',
        'Unknown',
        'No second factor',
        'Grant Policy.Read.All',
        `${counted.length} findings`,
      ])
        expect(text).toContain(words)
      expect(await page.locator('.top, .go, .skip').filter({ visible: true }).count()).toBe(0)
      expect(await scrolling(page)).toEqual([])
      expect(await silentlyClipped(page)).toEqual([])
      const pages = await pagesOf(page)
      expect(pages).toBeGreaterThan(1)
      expect(pages).toBeLessThan(9)
    })
  })

  test('the list of findings is as it is shown, and in full every finding with its severity and words', async () => {
    await browser.reading(html, {}, async ({ page, go }) => {
      await go('#/findings')
      const folded = await onPaper(page)
      expect(folded).toContain('Access key older than 90 days')
      expect(await page.locator('.item').count()).toBe(0)
      await go('#/findings')
      await page.emulateMedia({ media: 'screen' })
      await page.evaluate('window.print = () => dispatchEvent(new Event("beforeprint"))')
      const text = await onPaper(page, () => page.getByRole('button', { name: 'Print in full' }).click())
      expect(counted.filter(({ message }) => !text.includes(message.replaceAll(/\s+/g, ' '))).map(({ message }) => message)).toEqual([])
      expect(await page.locator('.item').count()).toBe(counted.length)
      for (const severity of ['critical', 'high', 'medium', 'low']) expect(text).toContain(`${severity}: `)
      expect(await scrolling(page)).toEqual([])
      expect(await silentlyClipped(page)).toEqual([])
      expect(await pagesOf(page)).toBeGreaterThan(2)
      await page.emulateMedia({ media: 'screen' })
      await page.evaluate('dispatchEvent(new Event("afterprint"))')
      expect(await page.locator('.item').count()).toBe(0)
    })
  })

  test('a finding is printed whole, without the list behind it', async () => {
    const [finding] = counted
    await browser.reading(html, {}, async ({ page, go }) => {
      await go(`#/f/${finding?.fingerprint}`)
      const text = await onPaper(page)
      for (const part of ['Evidence', 'How to fix', 'How to verify', finding?.fingerprint ?? '?']) expect(text).toContain(part)
      expect(await page.locator('main').isVisible()).toBe(false)
      expect(await page.evaluate('getComputedStyle(document.querySelector(".references a"), "::after").content')).toContain('https://')
      expect(await scrolling(page)).toEqual([])
      expect(await pagesOf(page)).toBeGreaterThan(0)
    })
  })

  test.each(['changes', 'unanswered', 'rules', 'compliance', 'scan'])('%s loses nothing', async view => {
    await browser.reading(html, { colorScheme: 'dark' }, async ({ page, go }) => {
      await go(`#/${view}`)
      await onPaper(page)
      expect(await scrolling(page)).toEqual([])
      expect(await silentlyClipped(page)).toEqual([])
      expect(await page.evaluate('getComputedStyle(document.querySelector("h1")).color')).toBe('rgb(29, 28, 26)')
      expect(await pagesOf(page)).toBeGreaterThan(0)
    })
  })

  test('a list too long for paper says how much more there is', async () => {
    await browser.reading(await reportOf(syntheticAssessment({ findings: 6_000 })), {}, async ({ page, go }) => {
      await go('#/findings')
      await page.evaluate('window.print = () => dispatchEvent(new Event("beforeprint"))')
      await page.getByRole('button', { name: 'Print in full' }).click()
      expect(await page.locator('.unprinted').innerText()).toMatch(/^and [\d,]+ rows more on the screen$/)
      expect(await page.locator('.list > li:not(.unprinted)').count()).toBe(5_000)
    })
  })
})
