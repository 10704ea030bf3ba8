import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { buildPage, reportOf, startBrowser } from './browser.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

let browser: Awaited<ReturnType<typeof startBrowser>>
let html = ''

beforeAll(async () => {
  buildPage()
  html = await reportOf(syntheticAssessment())
  browser = await startBrowser()
})
afterAll(() => browser.close())

const hashOf = (page: Page): string => new URL(page.url()).hash

/** Where the focus is: words, what it is, and whether it can be seen: with an outline, in the window, and not under the bar at the top. */
const focus = (page: Page): Promise<{ words: string; tag: string; isSeen: boolean }> =>
  page.evaluate(`(() => {
    const at = document.activeElement
    const { outlineStyle, outlineWidth } = getComputedStyle(at)
    const box = at.getBoundingClientRect()
    const bar = at.closest('.top, dialog, .skip') === null ? document.querySelector('.top').getBoundingClientRect().bottom : 0
    const isOutlined = outlineStyle !== 'none' && Number.parseFloat(outlineWidth) > 0
    return {
      words: (at.getAttribute('aria-label') ?? at.textContent).replaceAll(/\\s+/g, ' ').trim(),
      tag: at.tagName.toLowerCase(),
      isSeen: isOutlined && box.width > 0 && box.right > 0 && box.left < innerWidth && box.bottom > bar && box.top < innerHeight,
    }
  })()`)

const press = async (page: Page, ...keys: string[]): Promise<void> => {
  for (const key of keys) await page.keyboard.press(key)
}

/** Tab until the focus is on these words, seen at each step. */
const tabTo = async (page: Page, words: RegExp, key = 'Tab'): Promise<readonly string[]> => {
  const passed: string[] = []
  for (let step = 0; step < 80; step++) {
    await page.keyboard.press(key)
    const at = await focus(page)
    if (at.tag === 'body') continue
    expect({ ...at, passed }).toEqual({ ...at, passed, isSeen: true })
    if (words.test(at.words)) return passed
    passed.push(at.words)
  }
  throw new Error(`Tab never came to ${words}: ${passed.join(', ')}`)
}

test('Tab goes from the way past the bar through the views to the search, each in sight', async () => {
  await browser.reading(html, {}, async ({ page, go }) => {
    await go('#/')
    const passed = await tabTo(page, /^Theme/)
    expect(passed.map(words => words.replace(/ ?[\d,]+$/, ''))).toEqual([
      'Skip to the report',
      'Postern',
      'Overview',
      'Findings',
      'Changes',
      'Unanswered',
      'Rules',
      'Compliance',
      'Scan',
      '',
      '?Keyboard and search',
    ])
    await tabTo(page, /^Skip/, 'Shift+Tab')
    await press(page, 'Enter')
    expect(await page.evaluate('document.activeElement.id')).toBe('main')
    await press(page, 'Tab')
    expect(await page.evaluate('document.activeElement.closest("main") !== null')).toBe(true)
  })
})

test('every view is reached without a mouse, and everything in it that can be used is in sight when it has the focus', async () => {
  await browser.reading(html, {}, async ({ page, go }) => {
    await go('#/')
    for (const [view, heading] of [
      ['Findings', 'Findings'],
      ['Changes', 'Changes'],
      ['Unanswered', 'Unanswered'],
      ['Rules', 'Rules'],
      ['Compliance', 'Compliance'],
      ['Scan', 'Scan'],
      ['Overview', 'Identity posture'],
    ]) {
      await page.evaluate('document.activeElement.blur()')
      await tabTo(page, new RegExp(`^${view} ?[\\d,]*$`))
      await press(page, 'Enter')
      await expect.poll(() => page.locator('h1').innerText()).toContain(heading)
      expect(await page.locator('[aria-current=page]').innerText()).toMatch(new RegExp(`^${view}`))
      await tabTo(page, /^Theme/)
      for (let step = 0; step < 25; step++) {
        await press(page, 'Tab')
        const at = await focus(page)
        if (at.tag !== 'body') expect({ view, ...at }).toEqual({ view, ...at, isSeen: true })
      }
    }
  })
})

test('from a search to a finding, its address on the clipboard, and back where it began', async () => {
  await browser.reading(html, {}, async ({ page, go }) => {
    await go('#/findings')
    await press(page, '/')
    expect(await page.evaluate('document.activeElement.id')).toBe('search')
    await page.keyboard.type('rule:aws-access-key-old')
    await expect.poll(() => hashOf(page)).toBe('#/findings?q=rule:aws-access-key-old')
    await press(page, 'Enter')
    const group = await focus(page)
    expect({ tag: group.tag, isSeen: group.isSeen }).toEqual({ tag: 'button', isSeen: true })
    expect(group.words).toContain('Access key older than 90 days')
    await press(page, 'j', 'j')
    const row = await focus(page)
    expect(row.tag).toBe('a')
    await press(page, 'k')
    expect((await focus(page)).words).not.toBe(row.words)
    await press(page, 'j', 'Enter')
    await page.getByRole('dialog').waitFor()
    expect(await page.evaluate('document.activeElement.id')).toBe('sheet-title')
    expect(await page.getByText(/^2 of /).count()).toBe(1)
    await tabTo(page, /^Copy link|^Copy .*link|^Permalink/i)
    await press(page, 'Enter')
    await expect.poll(async () => (await focus(page)).words).toBe('Copied')
    await press(page, 'Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await focus(page)).toEqual({ ...row, isSeen: true })
    await press(page, '/', 'Control+v')
    expect(await page.locator('#search').inputValue()).toMatch(/#\/f\/[0-9a-f]{32}/)
    await press(page, 'Escape')
    expect(await page.evaluate('document.activeElement === document.body')).toBe(true)
  })
})

test('? helps from anywhere, and closing it gives the focus back', async () => {
  await browser.reading(html, {}, async ({ page, go }) => {
    await go('#/rules')
    await press(page, 'j', 'j', 'j')
    const before = await focus(page)
    expect(before.isSeen).toBe(true)
    await press(page, '?')
    await page.getByRole('dialog', { name: 'Keyboard and search' }).waitFor()
    await press(page, '/')
    expect(await page.evaluate('document.activeElement.closest("dialog") !== null')).toBe(true)
    await press(page, 'Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    expect(await focus(page)).toEqual(before)
    await press(page, '/')
    await page.keyboard.type('?')
    expect(await page.getByRole('dialog').count()).toBe(0)
    expect(await page.locator('#search').inputValue()).toBe('?')
  })
})

test('what is typed before a large report has made its texts ready is followed once it has', async () => {
  await browser.reading(await reportOf(syntheticAssessment({ findings: 20_000 })), {}, async ({ page, go }) => {
    await go('#/findings')
    await press(page, '/')
    await page.keyboard.type('chen.wei severity:critical')
    expect(await page.locator('#search').inputValue()).toBe('chen.wei severity:critical')
    await expect.poll(() => hashOf(page)).toBe('#/findings?q=chen.wei+severity:critical')
    const mixes = await page.locator('.group .mix').allTextContents()
    expect(mixes.length).toBeGreaterThan(0)
    expect(mixes.filter(mix => !/^[\d,]+ critical$/.test(mix))).toEqual([])
  })
})
