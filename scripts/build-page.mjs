import { readdir, readFile, rename, writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { rolldown } from 'rolldown'

const source = new URL('../reports/html/page/', import.meta.url)
const target = new URL('../reports/html/page.generated.ts', import.meta.url)

/** One classic script: no modules at run time, so that it works from a file. */
const bundle = async entry => {
  const build = await rolldown({ input: fileURLToPath(new URL(entry, source)), platform: 'browser', treeshake: true })
  const { output } = await build.generate({ format: 'iife', minify: true, sourcemap: false })
  await build.close()
  const code = output[0].code.trim()
  if (/<\/script|<!--/i.test(code)) throw new Error(`${entry}: the bundle would end its own script element`)
  return code
}

const styles = async () => {
  const folder = new URL('style/', source)
  const files = (await readdir(folder)).filter(name => name.endsWith('.css')).sort()
  const sheets = await Promise.all(files.map(name => readFile(new URL(name, folder), 'utf8')))
  return sheets
    .join('\n')
    .replace(/\/\*[\s\S]*?\*\//g, '')
    .replace(/\s+/g, ' ')
    .replace(/ ?([{};,]) ?/g, '$1')
    .replace(/;}/g, '}')
    .trim()
}

const [script, themeScript, style] = await Promise.all([bundle('main.ts'), bundle('theme.ts'), styles()])
const text = [
  '/* Made by scripts/build-page.mjs from reports/html/page. */',
  ...Object.entries({ script, themeScript, style }).map(([name, value]) => `export const ${name}: string = ${JSON.stringify(value)}`),
  '',
].join('\n')

const before = await readFile(target, 'utf8').catch(() => undefined)
if (before !== text) {
  // Renamed into place: tests that run beside a build read the old page or the new one, never half of one.
  const half = new URL(`page.generated.${process.pid}.tmp`, target)
  await writeFile(half, text)
  await rename(half, target)
}
