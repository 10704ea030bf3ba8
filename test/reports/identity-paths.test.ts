import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { pathsIn } from '../../reports/html/page/identity-paths.ts'
import { layOutPath, sizes, wrapped } from '../../reports/html/page/path-layout.ts'
import type { Assessment, IdentityPath, IdentityPaths } from '../../src/assessment.ts'
import { axeFaults, buildPage, reportOf, startBrowser } from './browser.ts'
import { silentlyClipped } from './clipped.ts'
import { hostileNames } from './hostile-strings.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'
import { longPath, syntheticPaths } from './synthetic-paths.ts'

const withPaths = (data: unknown, hostile?: (plain: string) => string): Assessment => {
  const assessment = syntheticAssessment(hostile === undefined ? {} : { hostile })
  return { ...assessment, exhibits: [...assessment.exhibits, { id: 'identity-paths', title: 'Paths', data }] }
}

describe('what the exhibit says', () => {
  const known = syntheticPaths(3)
  const [path] = known.paths
  const read = (data: unknown) => pathsIn({ id: 'identity-paths', title: '', data })

  test('is believed where it is as it should be', () => {
    expect(read(known)).toEqual(known)
    expect(pathsIn({ id: 'sign-in-strength', title: '', data: known })).toBeUndefined()
  })

  test.each<[string, unknown]>([
    ['a list', []],
    ['a path without steps', { ...known, paths: [{ ...path, steps: [] }] }],
    ['a demand that is none', { ...known, paths: [{ ...path, demand: '__proto__' }] }],
    ['a cut that is no place', { ...known, paths: [{ ...path, cut: -1 }] }],
    [
      'a cell of no kind',
      { ...known, access: { ...known.access, people: [{ person: path?.from, cells: [{ account: 0, access: 'all', how: 'standing', demand: 'none' }] }] } },
    ],
    ['no matrix', { ...known, access: undefined }],
  ])('is not believed where it is %s', (_, data) => {
    expect(read(data)).toBeUndefined()
  })
})

describe('the layout', () => {
  const [usual] = syntheticPaths(1).paths as readonly [IdentityPath]
  const overlaps = (path: IdentityPath, isNarrow: boolean): boolean => {
    const { boxes } = layOutPath(path, isNarrow)
    return boxes.some((a, at) => boxes.slice(at + 1).some(b => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height))
  }

  test.each([false, true])('lets no two boxes overlap and keeps all of them in the picture (narrow: %s)', isNarrow => {
    for (const path of [usual, longPath(50), longPath(500)]) {
      expect(overlaps(path, isNarrow)).toBe(false)
      const { width, height, boxes, lines } = layOutPath(path, isNarrow)
      expect(boxes.length).toBe(path.steps.length + 1)
      expect(lines.length).toBe(path.steps.length)
      for (const box of boxes) {
        expect(box.x + box.width).toBeLessThanOrEqual(width)
        expect(box.y + box.height).toBeLessThanOrEqual(height)
      }
    }
  })

  test('goes through the columns from left to right, and on a row below where it turns back', () => {
    const { boxes, titles } = layOutPath(usual, false)
    expect(titles.map(({ title }) => title)).toEqual(['Identity', 'Sign-in', 'Group or Entra role', 'Identity Center', 'Permission set', 'IAM', 'Goal'])
    expect(new Set(boxes.map(({ y }) => y)).size).toBe(1)
    expect(boxes.map(({ x }) => x)).toEqual(boxes.map((_, at) => at * (sizes.box + sizes.gap)))
    const back = layOutPath(longPath(12), false).boxes
    expect(back[5]?.x).toBeLessThan(back[4]?.x ?? 0)
    expect(back[5]?.y).toBeGreaterThan(back[4]?.y ?? 0)
  })

  test('begins and ends each line at the edges of its boxes', () => {
    for (const isNarrow of [false, true])
      for (const path of [usual, longPath(30)]) {
        const { boxes, lines } = layOutPath(path, isNarrow)
        lines.forEach(({ points }, at) => {
          for (const [box, point] of [
            [boxes[at], points[0]],
            [boxes[at + 1], points.at(-1)],
          ] as const) {
            const [x, y] = point ?? [-1, -1]
            const { x: left = 0, y: top = 0, width = 0, height = 0 } = box ?? {}
            expect(x >= left && x <= left + width && y >= top && y <= top + height).toBe(true)
            expect([left, left + width].includes(x) || [top, top + height].includes(y)).toBe(true)
          }
        })
      }
  })

  test('says who is signed in once, in the box before', () => {
    expect(layOutPath(usual, true).boxes[1]?.lines).toEqual(['AWS IAM Identity Center'])
  })

  test('breaks names into lines that fit, and tells that one was cut', () => {
    expect(wrapped('SG-AWS-Administrators', 15, 2)).toEqual(['SG-AWS-', 'Administrators'])
    expect(wrapped('a'.repeat(5_000), 10, 2)).toEqual(['a'.repeat(10), `${'a'.repeat(9)}…`])
    expect(wrapped('', 10, 2)).toEqual([])
  })
})

describe('in the report', () => {
  let browser: Awaited<ReturnType<typeof startBrowser>>
  beforeAll(async () => {
    buildPage()
    browser = await startBrowser()
  })
  afterAll(() => browser.close())

  const withLong = (count: number): IdentityPaths => {
    const paths = syntheticPaths(count)
    return { ...paths, paths: [...paths.paths, longPath(count)] }
  }

  test.each([
    [5, 'light', 1280],
    [5, 'dark', 390],
    [50, 'dark', 1280],
    [50, 'light', 390],
    [500, 'light', 1280],
  ] as const)('has nothing that axe finds wrong with %i paths and a path of as many nodes, %s, at %i pixels', async (count, colorScheme, width) => {
    await browser.reading(await reportOf(withPaths(withLong(count))), { colorScheme, width }, async ({ page, go }) => {
      for (const hash of ['#/paths', `#/p/${count}`, '#/p/1']) {
        await go(hash)
        expect(await axeFaults(page)).toEqual([])
        expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).toBe(true)
      }
      await go(`#/p/${count}`)
      expect(await page.locator('.path-picture .edge').count()).toBe(count - 1)
      expect(await page.locator('.way-steps > li').count()).toBe(count - 1)
    })
  })

  test('is reached and read by keyboard: the list, the path, its steps and what they rest on', async () => {
    await browser.reading(await reportOf(withPaths(syntheticPaths(5))), {}, async ({ page, go }) => {
      await go('#/')
      await page.getByRole('link', { name: /^Paths/ }).press('Enter')
      await page.locator('.paths').waitFor()
      // The first row is the head of a group.
      for (const key of ['j', 'j', 'Enter']) await page.keyboard.press(key)
      await page.locator('dialog[open] .path-picture').waitFor()
      expect(new URL(page.url()).hash).toBe('#/p/0')
      await page.locator('.edge').nth(1).focus()
      await page.keyboard.press('Enter')
      const step = page.locator('.way-steps details').nth(1)
      expect(await step.evaluate(element => element.hasAttribute('open') && element.contains(element.ownerDocument.activeElement))).toBe(true)
      expect(await step.innerText()).toContain('row-0-member-of')
      expect(await page.locator('.edge').nth(1).getAttribute('aria-label')).toBe('Step 2 member: show what it rests on')
      await page.keyboard.press('j')
      await expect.poll(() => new URL(page.url()).hash).toBe('#/p/1')
      await page.keyboard.press('Escape')
      await expect.poll(() => new URL(page.url()).hash).toBe('#/paths')
    })
  })

  test('says each step in words, what is enough and the change that closes most', async () => {
    await browser.reading(await reportOf(withPaths(syntheticPaths(8))), {}, async ({ page, go }) => {
      await go('#/p/1')
      const text = (await page.locator('dialog').innerText()).replaceAll(/\s+/g, ' ')
      expect(text).toContain('A password is enough, after an activation')
      expect(text).toMatch(/1 amelia.hart1@contoso.com signs in to .* 2 amelia.hart1@contoso.com at .* can activate membership .* After activation 3 SG-AWS/)
      expect(text).toContain('without this step 2 of 8 identities with a path have no way left')
      await go('#/p/6')
      await page.locator('.edge').nth(2).click()
      expect(await page.locator('.way-steps details').nth(2).innerText()).toContain('no: the groups have the same name')
    })
  })

  test('finds paths by words and by account', async () => {
    await browser.reading(await reportOf(withPaths(syntheticPaths(21))), {}, async ({ page, go }) => {
      for (const [query, words] of [
        ['amelia.hart12', '1 path of 21'],
        ['account:111122224444', '3 paths of 21'],
        ['-AWS', '0 paths of 21'],
      ]) {
        await go(`#/paths?q=${query}`)
        expect(await page.locator('.shown').innerText()).toBe(words)
      }
    })
  })

  test('shows people and accounts as a table, each cell in words, and more people on request', async () => {
    await browser.reading(await reportOf(withPaths(syntheticPaths(60))), {}, async ({ page, go }) => {
      await go('#/paths')
      const rows = page.locator('.people tbody tr')
      expect(await rows.count()).toBe(25)
      expect((await rows.nth(0).innerText()).replaceAll(/\s+/g, ' ')).toContain('no way found Administrator a password, after activation')
      await page.getByRole('button', { name: 'Show 35 more' }).press('Enter')
      expect(await rows.count()).toBe(60)
      expect(await rows.nth(25).evaluate(row => row.contains(row.ownerDocument.activeElement))).toBe(true)
    })
  })

  test('leaves hostile names inert', async () => {
    const hostile = hostileNames()
    await browser.reading(await reportOf(withPaths(syntheticPaths(40, hostile), hostile)), {}, async ({ page, go }) => {
      for (const hash of ['#/paths', ...Array.from({ length: 40 }, (_, path) => `#/p/${path}`)]) {
        if (hash === '#/paths') await go(hash)
        else await page.evaluate(`location.hash = '${hash}'`)
        await page.locator(hash === '#/paths' ? '.paths' : '.path-picture').waitFor()
        for (const name of ['img', 'iframe', 'base', 'object', 'embed', 'form', 'foreignObject']) expect(await page.locator(name).count()).toBe(0)
        expect(await page.locator('script').count()).toBe(2)
        const shown = await page.evaluate<string>(`document.querySelector('#app').textContent`)
        expect(shown).not.toMatch(/[\p{Cc}--[\n\t]]|[\u202a-\u202e\u2066-\u2069]/v)
      }
    })
  })

  test.each([1280, 390])('cuts no words silently at %i pixels', async width => {
    await browser.reading(await reportOf(withPaths(syntheticPaths(12))), { width }, async ({ page, go }) => {
      for (const hash of ['#/paths', '#/p/1']) {
        await go(hash)
        expect(await silentlyClipped(page)).toEqual([])
      }
    })
  })

  test('prints every path of the list in full, and a path with what each step rests on', async () => {
    await browser.reading(await reportOf(withPaths(syntheticPaths(60))), {}, async ({ page, go }) => {
      await go('#/paths')
      await page.evaluate('window.print = () => dispatchEvent(new Event("beforeprint"))')
      await page.getByRole('button', { name: 'Print in full' }).click()
      await page.emulateMedia({ media: 'print' })
      expect(await page.locator('.row.is-path').count()).toBe(60)
      await page.emulateMedia({ media: 'screen' })
      await go('#/p/1')
      await page.emulateMedia({ media: 'print' })
      await page.locator('.path-picture.is-stacked').waitFor()
      expect(await page.getByText('row-1-eligible-for').isVisible()).toBe(true)
    })
  })

  test('is not in the navigation of a run that did not ask, and says so at its address', async () => {
    await browser.reading(await reportOf(syntheticAssessment()), {}, async ({ page, go }) => {
      await go('#/paths')
      expect(await page.getByRole('navigation').getByText('Paths').count()).toBe(0)
      expect(await page.locator('main').innerText()).toContain('did not ask who comes to administer AWS accounts')
    })
  })
})
