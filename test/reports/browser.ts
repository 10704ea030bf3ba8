import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Assessment } from '../../src/assessment.ts'
import { chromiumArguments, chromiumPath } from './chromium.ts'

/** The page as it is in this working tree, not as it was when somebody last built it. */
export const buildPage = (): void => {
  execFileSync(process.execPath, [fileURLToPath(new URL('../../scripts/build-page.mjs', import.meta.url))])
}

/** The text of one file of a report. */
export const textOf = (files: Iterable<{ readonly name: string; readonly text: Iterable<string> }>, name: string): string => {
  const file = [...files].find(candidate => candidate.name === name)
  if (file === undefined) throw new Error(`The reporter made no ${name}`)
  return [...file.text].join('')
}

/** Everything that a report may not do, as it happens. */
interface Misdeeds {
  readonly requests: string[]
  readonly complaints: string[]
  readonly dialogs: string[]
}

export interface Reader {
  readonly page: Page
  readonly misdeeds: Misdeeds
  /** Goes to an address inside the report and waits until it (or what `drawn` selects) is drawn. */
  go(hash: string, drawn?: string): Promise<void>
  close(): Promise<void>
}

interface Look {
  readonly colorScheme?: 'light' | 'dark'
  readonly width?: number
  readonly script?: boolean
}

/** Opens reports from files in a real Chromium. */
export const startBrowser = async () => {
  const browser: Browser = await chromium.launch({
    executablePath: chromiumPath(),
    args: [...chromiumArguments],
  })
  const folder = mkdtempSync(join(tmpdir(), 'postern-report-'))
  let files = 0
  const read = async (html: string, { colorScheme = 'light', width = 1280, script = true }: Look = {}): Promise<Reader> => {
    const path = join(folder, `report-${files++}.html`)
    writeFileSync(path, html)
    const address = pathToFileURL(path).href
    const context: BrowserContext = await browser.newContext({
      colorScheme,
      viewport: { width, height: 900 },
      reducedMotion: 'reduce',
      javaScriptEnabled: script,
    })
    const page = await context.newPage()
    const misdeeds: Misdeeds = { requests: [], complaints: [], dialogs: [] }
    page.on('request', request => {
      if (!request.url().startsWith(address) && !request.url().startsWith('data:image/svg+xml')) misdeeds.requests.push(request.url())
    })
    page.on('console', message => misdeeds.complaints.push(`${message.type()}: ${message.text()}`))
    page.on('pageerror', error => misdeeds.complaints.push(String(error)))
    page.on('dialog', dialog => {
      misdeeds.dialogs.push(dialog.message())
      void dialog.dismiss()
    })
    return {
      page,
      misdeeds,
      async go(hash, drawn = '.screen') {
        await page.goto('about:blank')
        await page.goto(`${address}${hash}`)
        if (script) await page.locator(drawn).waitFor()
      },
      close: () => context.close(),
    }
  }
  return {
    read,
    /** Reads a report, and fails if it asked for anything, complained or raised a dialog meanwhile. */
    async reading(html: string, look: Look, use: (reader: Reader) => Promise<void>): Promise<void> {
      const reader = await read(html, look)
      try {
        await use(reader)
        expect(reader.misdeeds).toEqual({ requests: [], complaints: [], dialogs: [] })
      } finally {
        await reader.close()
      }
    },
    async close(): Promise<void> {
      await browser.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

/** What axe-core finds wrong with the page as it is shown, WCAG 2.0 to 2.2 A and AA and its best practices: `rule: element`. */
export const axeFaults = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const run = Reflect.get(globalThis, 'axe') as { run(): Promise<{ violations: { id: string; nodes: { html: string; failureSummary: string }[] }[] }> }
    const { violations } = await run.run()
    return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html.slice(0, 200)} ${node.failureSummary}`))
  })
}

/** The report of an assessment, from the page as built now. */
export const reportOf = async (assessment: Assessment): Promise<string> => {
  const { html } = await import('../../reports/html.ts')
  return textOf(html(assessment), 'report.html')
}
