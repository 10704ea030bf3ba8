import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Flow, strengthsIn } from '../../reports/html/page/sign-in-strength.ts'
import { layOut } from '../../reports/html/page/strength-layout.ts'
import type { Assessment, SignInStrength } from '../../src/assessment.ts'
import { buildPage, reportOf, startBrowser } from './browser.ts'
import { silentlyClipped } from './clipped.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'
import { tenant } from './synthetic-scopes.ts'
import { syntheticStrengths } from './synthetic-strengths.ts'

const assessment = syntheticAssessment()
const withStrengths = (data: unknown): Assessment => ({ ...assessment, exhibits: [{ id: 'sign-in-strength', title: 'Strengths', data }] })
const [known] = syntheticStrengths(text => text)

describe('what the exhibit says', () => {
  const exhibit = (data: unknown) => strengthsIn({ id: 'sign-in-strength', title: '', data })

  test('is unknown where least and most differ, with what is certain', () => {
    const flows = exhibit([known])?.[0]?.flows ?? []
    expect(flows.filter(({ strength }) => strength === 'unknown')).toEqual([
      { kind: 'administrators', strength: 'unknown', people: 4, atLeast: 'mfa' },
      { kind: 'guests', strength: 'unknown', people: 310 },
    ])
  })

  test.each([
    ['a record', {}],
    ['a tenant without groups', [{ ...known, groups: undefined }]],
    ['a kind that does not exist', [{ ...known, groups: [{ kind: '__proto__', least: 'mfa', most: 'mfa', people: 1 }] }]],
    ['a demand that is none', [{ ...known, groups: [{ kind: 'members', least: 'unknown', most: 'unknown', people: 1 }] }]],
    ['less than nobody', [{ ...known, groups: [{ kind: 'members', least: 'mfa', most: 'mfa', people: -1 }] }]],
  ])('is not believed where it is %s', (_, data) => {
    expect(exhibit(data)).toBeUndefined()
  })
})

describe('the picture', () => {
  const words = { kind: () => 2, strength: () => 2 }
  const flow = (kind: Flow['kind'], strength: Flow['strength'], people: number): Flow => ({ kind, strength, people })

  test('is to scale, but shows one person among thousands', () => {
    const { bands } = layOut([flow('members', 'mfa', 5000), flow('members', 'blocked', 2500), flow('guests', 'none', 1)], words)
    const [members, blocked, guest] = bands.map(({ thickness }) => thickness)
    expect((members ?? 0) / (blocked ?? 1)).toBeCloseTo(2)
    expect(guest).toBeGreaterThan(0.1)
  })

  test('lets nothing overlap, and ends each band at its bars', () => {
    const flows = strengthsIn({ id: 'sign-in-strength', title: '', data: [known] })?.[0]?.flows ?? []
    const { height, kinds, strengths, bands } = layOut(flows, words)
    for (const side of [kinds, strengths])
      side.forEach(({ top, height: own, bar }, at) => {
        expect(top + own).toBeLessThanOrEqual((side[at + 1]?.top ?? height) + 1e-9)
        expect(bar.top).toBeGreaterThanOrEqual(top - 1e-9)
        expect(bar.top + bar.height).toBeLessThanOrEqual(top + own + 1e-9)
      })
    const ends = (bars: typeof kinds | typeof strengths, end: 'left' | 'right', of: 'kind' | 'strength') => {
      for (const { key, bar } of bars) {
        const own = bands.filter(band => band[of] === key).toSorted((a, b) => a[end] - b[end])
        let at = bar.top
        for (const band of own) {
          expect(band[end]).toBeCloseTo(at)
          at += band.thickness
        }
        expect(at).toBeCloseTo(bar.top + bar.height)
      }
    }
    ends(kinds, 'left', 'kind')
    ends(strengths, 'right', 'strength')
    expect(kinds.map(({ key, people }) => [key, people])).toEqual([
      ['administrators', 26],
      ['members', 11_886],
      ['guests', 350],
      ['emergency-access', 2],
    ])
  })
})

describe('in the report', () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>
  beforeAll(async () => {
    buildPage()
    browser = await startBrowser()
  })
  afterAll(() => browser.close())

  test('says all of it in words beside the picture, the unknown too', async () => {
    await browser.reading(await reportOf(assessment), {}, async reader => {
      await reader.go('#/')
      const { page } = reader
      const text = await page.locator('.strength').innerText()
      expect(text.replaceAll(/\s+/g, ' ')).toMatch(
        /26 Administrators 11,886 Members 350 Guests 2 Emergency accounts 15 No second factor 1 administrator 12 members 2 emergency accounts .* 314 Unknown 4 administrators, at least MFA 310 guests/,
      )
      for (const words of ['Operations on call', '1 account of Microsoft Entra Connect not counted', 'grant Policy.Read.All']) expect(text).toContain(words)
      expect(await page.locator('.strengths svg .band').count()).toBe(10)
      await reader.go('#/scan')
      const rows = page.locator('[aria-label="What the weakest sign-in must prove"] tbody tr')
      expect(await rows.count()).toBe(11)
      expect((await rows.nth(2).innerText()).replaceAll(/\s+/g, ' ')).toBe('Tenant Contoso 4 administrators Unknown, at least MFA')
    })
  })

  test('leads from people to what is behind them, by keyboard and by the band', async () => {
    const [first, ...rest] = assessment.results.filter(({ findings }) => findings.length > 0)
    if (first === undefined) throw new Error('The synthetic assessment has no findings')
    const id = 'entra-mfa-not-required-for-users'
    const findings = first.findings.slice(0, 1).map(finding => ({ ...finding, rule: id, subject: { ...finding.subject, scope: tenant } }))
    const known: Assessment = { ...assessment, results: [{ ...first, rule: { ...first.rule, id }, findings, unanswered: [] }, ...rest] }
    await browser.reading(await reportOf(known), {}, async ({ page, go }) => {
      const query = `#/findings?q=rule:${id}+scope:${tenant.slice('entra-tenant/'.length)}+status:failing,included,accepted`
      for (const link of [page.getByRole('link', { name: '12 members' }), page.locator('.strengths svg a').first()]) {
        await go('#/')
        await link.dispatchEvent('click')
        await expect.poll(() => new URL(page.url()).hash).toBe(query)
        expect(await page.locator('.shown').innerText()).toMatch(/^1 finding of 1 rule/)
      }
      await go('#/')
      expect(await page.getByRole('link', { name: /guest|emergency/ }).count()).toBe(0)
    })
  })

  test.each([390, 320, 760])('cuts and overlaps no words at %i pixels', async width => {
    await browser.reading(await reportOf(assessment), { width }, async ({ page, go }) => {
      await go('#/')
      expect(await silentlyClipped(page)).toEqual([])
      const overlaps = await page.locator('.strengths > ul').evaluateAll(lists =>
        lists.flatMap(list => {
          const boxes = [...list.children].map(item => [...item.querySelectorAll('b, span, li')].map(words => words.getBoundingClientRect()))
          return boxes.slice(1).filter((words, at) => {
            const above = Math.max(...(boxes[at] ?? []).map(({ bottom }) => bottom))
            return words.some(({ top }) => top < above - 2)
          })
        }),
      )
      expect(overlaps).toEqual([])
    })
  })

  test('is drawn anew for another width', async () => {
    await browser.reading(await reportOf(assessment), {}, async ({ page, go }) => {
      await go('#/')
      const height = (): Promise<number> => page.locator('.strengths').evaluate(element => element.getBoundingClientRect().height)
      const wide = await height()
      await page.setViewportSize({ width: 390, height: 800 })
      await expect.poll(height).toBeGreaterThan(wide)
    })
  })

  test('is not there without an exhibit, and says so of a tenant without accounts', async () => {
    await browser.reading(await reportOf({ ...assessment, exhibits: [] }), {}, async ({ page, go }) => {
      await go('#/')
      expect(await page.locator('.strength').count()).toBe(0)
    })
    const nobody: SignInStrength = { scope: tenant, groups: [], synchronizationAccounts: 0, unclear: [] }
    await browser.reading(await reportOf(withStrengths([nobody])), {}, async ({ page, go }) => {
      await go('#/')
      expect(await page.locator('.strength').innerText()).toContain('No enabled account was found')
    })
  })
})
