import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { axeFaults, buildPage, type Reader, reportOf, startBrowser } from './browser.ts'
import { silentlyClipped } from './clipped.ts'
import { difficultAssessment, longStep } from './difficult-assessment.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'
import { sixtyRules } from './synthetic-rules.ts'

const views = ['#/', '#/findings', '#/changes', '#/unanswered', '#/rules', '#/compliance', '#/scan']
let browser: Awaited<ReturnType<typeof startBrowser>>
let html = ''
const assessment = difficultAssessment()
const counted = assessment.results.flatMap(({ findings }) => findings).filter(finding => finding.foldedInto === undefined && finding.exception === undefined)

beforeAll(async () => {
  buildPage()
  html = await reportOf(assessment)
  browser = await startBrowser()
})
afterAll(() => browser.close())

const wordsOf = (reader: Reader, selector: string): Promise<string[]> =>
  reader.page.locator(selector).evaluateAll(elements => elements.map(element => (element.textContent ?? '').replaceAll(/\s+/g, ' ').trim()))

describe('a report with long words and mixed findings', () => {
  test.each([1440, 1000, 390, 320])('cuts no text without showing that it does, at %i pixels', async width => {
    await browser.reading(html, { width }, async reader => {
      for (const place of [
        ...views,
        '#/findings?q=rule:aws-oidc-trust-without-subject',
        '#/findings?q=status:included,accepted',
        `#/f/${counted[0]?.fingerprint}`,
      ]) {
        await reader.go(place)
        expect({ place, clipped: await silentlyClipped(reader.page) }).toEqual({ place, clipped: [] })
      }
    })
  })

  test('would be caught cutting a text', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/unanswered')
      const faults = reader.page.locator('.group .badge').first()
      await faults.evaluate(element => Object.assign(Reflect.get(element, 'style'), { overflow: 'hidden', width: '4rem' }))
      expect(await silentlyClipped(reader.page)).toEqual([expect.stringContaining('in span.badge')])
    })
  })

  test('has every view in sight on a phone', async () => {
    await browser.reading(html, { width: 390 }, async reader => {
      await reader.go('#/')
      const edges = await reader.page.locator('.view').evaluateAll(links => links.map(link => link.getBoundingClientRect().right))
      expect(edges).toHaveLength(views.length)
      expect(Math.max(...edges)).toBeLessThanOrEqual(390)
    })
  })

  test.each(['light', 'dark'] as const)('has no accessibility fault, %s', async colorScheme => {
    await browser.reading(html, { colorScheme, width: 390 }, async reader => {
      for (const place of [...views, '#/findings?q=rule:aws-oidc-trust-without-subject', '#/u/0']) {
        await reader.go(place)
        expect({ place, faults: await axeFaults(reader.page) }).toEqual({ place, faults: [] })
      }
    })
  })

  test('counts the same everywhere', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/')
      expect(await wordsOf(reader, '.severities .total')).toEqual([`${counted.length} findings`])
      expect(await wordsOf(reader, '.view-findings .count')).toEqual([String(counted.length)])
      await reader.go('#/findings')
      const [line] = await wordsOf(reader, '.shown')
      expect(line).toMatch(new RegExp(`^${counted.length} findings of `))
      expect(line).toContain('1 more included in others')
      const numbers = async (group: string): Promise<number> =>
        (await wordsOf(reader, `[aria-label="${group}"] .count`)).reduce((sum, text) => sum + Number(text), 0)
      expect(await numbers('Severity')).toBe(counted.length)
      expect(await numbers('Cloud')).toBe(counted.length)
      await reader.go(`#/f/${counted[0]?.fingerprint}`)
      expect(await wordsOf(reader, '.sheet .place')).toEqual([expect.stringMatching(new RegExp(` of ${counted.length}$`))])
    })
  })

  test('shows the mix of severities of a rule, and what is unknown beside what was examined', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/findings?q=rule:entra-legacy-authentication-allowed')
      expect(await wordsOf(reader, '.group .mix')).toEqual(['1 critical'])
      expect(await wordsOf(reader, '.group .figure')).toEqual(['1 of 2 tenants, 1 unknown'])
      await reader.go('#/findings?q=rule:aws-oidc-trust-without-subject')
      const own = counted.filter(finding => finding.rule === 'aws-oidc-trust-without-subject')
      const words = ['critical', 'high', 'medium', 'low', 'info'].map(severity => `${own.filter(finding => finding.severity === severity).length} ${severity}`)
      expect(await wordsOf(reader, '.group .mix')).toEqual([words.join(', ')])
      expect((await wordsOf(reader, '.group .figure'))[0]).toContain(', 1 tenant unknown')
    })
  })

  test('tells the first step as one of several, on two lines at most, whole in the sheet', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/')
      const step = reader.page.locator('.step', { hasText: 'Give the person access' })
      expect(await step.innerText()).toMatch(/^Step 1 of 3: Give the person access/)
      const one = await reader.page
        .locator('.first .name')
        .first()
        .evaluate(element => element.getBoundingClientRect().height)
      const height = await step.evaluate(element => element.getBoundingClientRect().height)
      expect(height).toBeGreaterThan(one)
      expect(height).toBeLessThan(2 * one)
      await reader.go('#/r/aws-oidc-trust-without-subject')
      expect(await reader.page.getByRole('dialog').innerText()).toContain(longStep.trim())
    })
  })

  test('says where one permission alone does not answer', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/unanswered?q=rule:entra-legacy-authentication-allowed')
      const [head] = await wordsOf(reader, '.group')
      expect(head).toContain('Several causes')
      expect(head).toContain('Grant Member.Read.Hidden; also could not read aws-applications')
      expect(head).toContain('2 causes: granting one alone does not answer it')
      await reader.page.locator('.item a').click()
      expect(await reader.page.getByRole('dialog').innerText()).toContain('2 causes: granting one alone does not answer it.')
    })
  })

  test('says the mix and each cause without JavaScript too', async () => {
    await browser.reading(html, { script: false }, async reader => {
      await reader.go('')
      const text = await reader.page.locator('main').innerText()
      expect(text).toMatch(/\d+ critical, \d+ high, \d+ medium, \d+ low, \d+ info\s+Role trusts/)
      expect(text).toContain('Access denied: grant Member.Read.Hidden; Request failed')
    })
  })

  test('offers only recommendations that have a rule', async () => {
    await browser.reading(html, {}, async reader => {
      for (const view of ['#/findings', '#/unanswered', '#/rules']) {
        await reader.go(view)
        const values = await reader.page.locator('#recommendation option').evaluateAll(options => options.map(option => option.getAttribute('value')))
        const present = new Set(assessment.results.map(({ rule }) => rule.recommendation as string))
        expect(values.filter(value => value !== '' && !present.has(value ?? ''))).toEqual([])
        expect(values).toHaveLength(present.size + 1)
      }
      const some = assessment.results.filter(({ rule }) => rule.recommendation === 'federation')
      await browser.reading(await reportOf({ ...assessment, results: some }), {}, async other => {
        await other.go('#/findings')
        expect(await other.page.locator('#recommendation option').allTextContents()).toEqual([
          'Every recommendation',
          expect.stringMatching(/^Federation \(\d+\)$/),
        ])
      })
    })
  })

  test('names an organization by kind and id, and shows what was declared', async () => {
    await browser.reading(html, {}, async reader => {
      await reader.go('#/scan')
      expect((await wordsOf(reader, '.row .subject')).slice(0, 2)).toEqual(['Organization o-wzkxgzkof7', 'Account contoso-management 111122223333'])
      expect(await wordsOf(reader, '[aria-label="Declared by the operator"] tbody tr:first-child td')).toEqual([
        'emergency access',
        'principal',
        'breakglass1@contoso.onmicrosoft.com',
        'kept in the safe, used twice a year to test',
        'no finding',
      ])
      await reader.go(`#/f/${'0'.repeat(32)}`)
      expect(await reader.page.getByRole('dialog').innerText()).toContain('AWS organization o-wzkxgzkof7')
    })
  })

  test('shows a declaration where evidence names who was declared', async () => {
    const [first, ...rest] = assessment.results
    const [finding, ...others] = first?.findings ?? []
    if (first === undefined || finding === undefined) throw new Error('The synthetic assessment has no findings')
    const evidence = [{ label: 'Declared emergency access, not counted', value: ['BreakGlass1@contoso.onmicrosoft.com'] }]
    await browser.reading(
      await reportOf({ ...assessment, results: [{ ...first, findings: [{ ...finding, evidence }, ...others] }, ...rest] }),
      {},
      async reader => {
        await reader.go(`#/f/${finding.fingerprint}`)
        expect(await wordsOf(reader, '.declared')).toEqual(['Declared as emergency access: kept in the safe, used twice a year to test'])
        await reader.go('#/scan')
        await reader.page.getByRole('link', { name: '1 finding', exact: true }).click()
        await expect.poll(() => wordsOf(reader, '.shown')).toEqual([expect.stringMatching(/^1 finding of 1 rule/)])
      },
    )
  })
})

test('sixty rules stay readable: five to begin with, one line a recommendation, nothing cut', async () => {
  const many = syntheticAssessment({ rules: sixtyRules, findings: 600 })
  for (const width of [1440, 390]) {
    await browser.reading(await reportOf(many), { width }, async reader => {
      await reader.go('#/')
      expect(await reader.page.locator('.first li').count()).toBe(5)
      expect(await reader.page.locator('.matrix tbody tr').count()).toBe(new Set(sixtyRules.map(rule => rule.recommendation)).size)
      for (const place of views) {
        await reader.go(place)
        expect({ place, clipped: await silentlyClipped(reader.page) }).toEqual({ place, clipped: [] })
        expect({ place, width: await reader.page.evaluate('document.documentElement.scrollWidth') }).toEqual({ place, width })
      }
    })
  }
})
