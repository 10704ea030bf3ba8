import { statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium, type Page } from 'playwright-core'
import { chromiumArguments, chromiumPath } from '../test/reports/chromium.ts'
import type { Benchmark } from './benchmark.ts'
import { postern, run, temporaryFolder } from './child.ts'
import { generatedAssessment } from './generated-assessment.ts'

/** Milliseconds in which somebody sees the list and reaches for the search box; the page makes its texts ready meanwhile. */
const LOOKING = 2_000

/** Typed one after the other, as fast as the list follows: an id, words, and a filter. */
const TYPED = ['payments-deploy', 'hanneke', 'severity:critical -cloud:azure role']

const nodes = (page: Page): Promise<number> => page.evaluate('document.querySelectorAll("*").length')

/** Milliseconds from a key to the list that it leads to, laid out; the worst of all that are typed. */
const worstKey = (page: Page): Promise<number> =>
  page.evaluate(async texts => {
    const { document, requestAnimationFrame, performance, Event } = globalThis as unknown as {
      document: { querySelector(selector: string): { value: string; dispatchEvent(event: unknown): boolean; getBoundingClientRect(): unknown } | null }
      requestAnimationFrame(next: (time: number) => void): void
      performance: { now(): number }
      Event: new (name: string, init: object) => unknown
    }
    const box = document.querySelector('#search')
    const list = document.querySelector('.list')
    if (box === null || list === null) throw new Error('The report has no search box or no list')
    let worst = 0
    for (const text of texts) {
      for (let length = 0; length <= text.length; length++) {
        box.value = text.slice(0, length)
        const began = performance.now()
        box.dispatchEvent(new Event('input', { bubbles: true }))
        list.getBoundingClientRect()
        worst = Math.max(worst, performance.now() - began)
        await new Promise(next => requestAnimationFrame(next))
      }
    }
    return worst
  }, TYPED)

/** The most elements that any view has, and the longest list of findings at its top, in its middle and at its end. */
const mostNodes = async (page: Page): Promise<number> => {
  let most = await nodes(page)
  const note = async (): Promise<void> => {
    await page.evaluate('new Promise(next => requestAnimationFrame(() => requestAnimationFrame(next)))')
    most = Math.max(most, await nodes(page))
  }
  for (const view of ['', 'changes', 'unanswered', 'rules', 'compliance', 'scan', 'findings']) {
    await page.evaluate(`location.hash = '#/${view}'`)
    await note()
  }
  await page.locator('.group button[aria-expanded="false"]').first().click()
  for (const share of [0, 0.5, 1]) {
    await page.evaluate(`scrollTo(0, document.documentElement.scrollHeight * ${share})`)
    await note()
  }
  return most
}

const reporting = (name: string, findings: number, firstRow: number): Benchmark => ({
  name,
  work: `open the report of ${findings.toLocaleString('en')} findings in a fresh Chromium, to the first row of findings; then filter and scroll`,
  measures: {
    'first-row': { unit: 'wall-s', limit: firstRow },
    size: { unit: 'MB', limit: 15 },
    keystroke: { unit: 'ms', limit: 100 },
    nodes: { unit: 'nodes', limit: 3_000 },
  },
  runs: 5,
  grows: true,
  prepare: async scale => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'assessment.json'), JSON.stringify(generatedAssessment(findings * scale)))
    await run([postern, 'report', 'assessment.json', '--out', '.'], { cwd })
    const file = join(cwd, 'report.html')
    const size = statSync(file).size / 1e6
    return {
      async run() {
        const browser = await chromium.launch({ executablePath: chromiumPath(), args: [...chromiumArguments] })
        try {
          const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
          const began = performance.now()
          await page.goto(`${pathToFileURL(file).href}#/findings`, { waitUntil: 'commit' })
          await page.locator('.list > li').first().waitFor()
          const wall = (performance.now() - began) / 1_000
          await page.waitForTimeout(LOOKING)
          return { 'first-row': wall, size, keystroke: await worstKey(page), nodes: await mostNodes(page) }
        } finally {
          await browser.close()
        }
      },
    }
  },
})

/** A report that people open each week. */
export const report10k = reporting('report-10k', 10_000, 0.8)

/** The report of a large organization, in one file that can be mailed. */
export const report100k = reporting('report-100k', 100_000, 3)
