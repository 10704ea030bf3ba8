import { existsSync } from 'node:fs'
import { mkdir } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { chromium } from 'playwright-core'

const names = ['chromium', 'chromium-browser', 'google-chrome', 'chrome']
const browserPath = (process.env.PATH ?? '')
  .split(delimiter)
  .flatMap(folder => names.map(name => join(folder, name)))
  .find(existsSync)

const [report, folder = 'docs/images'] = process.argv.slice(2)
if (report === undefined || !existsSync(report)) {
  console.error('Usage: node scripts/screenshots.mjs path/to/report.html [docs/images]')
  process.exit(2)
}
if (browserPath === undefined) {
  console.error('No Chromium on the PATH: install the package chromium.')
  process.exit(2)
}
const address = pathToFileURL(resolve(report)).href
await mkdir(folder, { recursive: true })

const shots = [
  { name: 'overview', hash: '#/' },
  { name: 'findings', hash: '#/findings', open: 1 },
  { name: 'detail', hash: '#/findings', open: 1, detail: true },
]

const browser = await chromium.launch({
  executablePath: browserPath,
  args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--no-first-run', '--force-color-profile=srgb'],
})

const shoot = async (page, { name, hash, open = 0, detail = false }, file) => {
  await page.goto('about:blank')
  await page.goto(`${address}${hash}`)
  await page.locator('.screen').waitFor()
  for (let group = 0; group < open; group++) {
    const closed = page.locator('.group button[aria-expanded="false"]')
    if ((await closed.count()) > 0) await closed.nth(Math.min(1, (await closed.count()) - 1)).click()
  }
  await page.evaluate(() => scrollTo(0, 0))
  if (detail) await page.locator('.item a').first().click()
  await page.mouse.move(0, 0)
  await page.evaluate(() => (document.activeElement instanceof HTMLElement ? document.activeElement.blur() : undefined))
  await page.screenshot({ path: join(folder, file), animations: 'disabled' })
  console.log(join(folder, file), name)
}

for (const colorScheme of ['light', 'dark']) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 980 }, colorScheme, reducedMotion: 'reduce' })
  for (const shot of shots) await shoot(page, shot, `report-${shot.name}-${colorScheme}.png`)
  await page.close()
}
const phone = await browser.newPage({ viewport: { width: 390, height: 844 }, deviceScaleFactor: 2, colorScheme: 'light', reducedMotion: 'reduce' })
await shoot(phone, shots[0], 'report-overview-narrow.png')
await browser.close()
