import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { levelOf } from '../../reports/html/page/maturity-levels.ts'
import { buildPage, reportOf, startBrowser } from './browser.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

const assessment = syntheticAssessment()
let browser: Awaited<ReturnType<typeof startBrowser>>
let html = ''

beforeAll(async () => {
  buildPage()
  html = await reportOf(assessment)
  browser = await startBrowser()
})
afterAll(() => browser.close())

describe('the changes', () => {
  test('are listed as new, graded otherwise, lost and fixed, with the trend', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/changes')
      expect(await reader.page.locator('.shown').textContent()).toBe('2 new · 1 of another severity · 1 lost from sight · 1 fixed')
      expect(await reader.page.locator('.group .name').allTextContents()).toEqual(['New', 'Of another severity', 'Lost from sight', 'Fixed'])
      expect(await reader.page.locator('.trend polyline').count()).toBe(2)
      expect(await reader.page.locator('table', { hasText: 'Answered' }).locator('tbody tr').count()).toBe(4)
    })
  })

  test('say of what was lost from sight why', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/changes?q=unseen')
      expect(await reader.page.locator('.item .message').allTextContents()).toEqual([expect.stringContaining('could not be read')])
    })
  })

  test('have no place in the first report of all', async () => {
    const { changes: _, trend: __, ...first } = assessment
    await browser.reading(await reportOf(first), {}, async reader => {
      await reader.go('#/')
      expect(await reader.page.locator('.view').allTextContents()).not.toContainEqual(expect.stringContaining('Changes'))
      await reader.go('#/changes')
      expect(await reader.page.locator('.lead').textContent()).toContain('No earlier run is known')
    })
  })
})

describe('compliance', () => {
  test('leads from a control to the rules that bear on it, and not to those of a longer number', async () => {
    const controls: readonly string[][] = [['1.1'], ['1.10'], ['1.1.2', '2.1']]
    const results = assessment.results.map((result, index) => ({ ...result, rule: { ...result.rule, frameworks: { 'cis-aws@9.9': controls[index] ?? [] } } }))
    await browser.reading(await reportOf({ ...assessment, results }), {}, async reader => {
      const listed = async (query: string): Promise<string[]> => {
        await reader.go(`#/rules?q=${query}`)
        return (await reader.page.locator('.item .subject').allTextContents()).sort()
      }
      const titles = (...indexes: number[]): string[] => indexes.map(index => results[index]?.rule.title ?? '').sort()
      expect(await listed('framework:cis-aws@9.9/1.1')).toEqual(titles(0, 2))
      expect(await listed('framework:cis-aws@9.9/1.10')).toEqual(titles(1))
      expect(await listed('framework:mcsb')).toEqual([])
      await reader.go('#/compliance')
      expect(await reader.page.locator('.shown').textContent()).toBe('4 controls')
    })
  })
})

describe('exceptions', () => {
  test('are shown with their state, those that run out first on top', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/')
      const rows = reader.page.locator('table', { hasText: 'Owner' }).locator('tbody tr')
      expect(await rows.first().textContent()).toContain('Expired')
      expect(await rows.nth(1).textContent()).toMatch(/In force|Expires soon/)
    })
  })
})

describe('the levels', () => {
  test.each([
    [[1, 0, 0, 0, 0], 1],
    [[0, 3, 1, 0, 0], 2],
    [[0, 0, 0, 2, 9], 4],
    [[0, 0, 0, 0, 9], 5],
    [[0, 0, 0, 0, 0], 5],
  ])('with %j open, from critical to info: %i', (open, level) => {
    expect(levelOf(open)).toBe(level)
  })

  test('lead to the findings that stand between here and the next', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/')
      expect(await reader.page.locator('.maturity [aria-current="step"] b').textContent()).toBe('1')
      await reader.page.locator('.maturity a').click()
      expect(new URL(reader.page.url()).hash).toBe('#/findings?q=severity:critical+status:failing')
    })
  })
})
