import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rules } from '../rules/index.ts'
import { judge } from '../src/cli/judge.ts'
import { openSnapshot } from '../src/cli/snapshot-folder.ts'
import { summaryOf } from '../src/cli/summary.ts'
import { parseConfig } from '../src/config.ts'

const LINES = 32
const WIDTH = 120

/** How the demo ends in a terminal: its first lines, as `postern demo` prints them. */
export const demoOutput = (): string => {
  const folder = new URL('../fixtures/snapshots/contoso/', import.meta.url)
  const config = parseConfig(readFileSync(new URL('postern.yaml', folder), 'utf8'), 'postern.yaml', rules)
  const assessment = judge(openSnapshot(fileURLToPath(folder)), config, { allowUnknown: [] })
  const lines = summaryOf(assessment, [], false, WIDTH).split('\n')
  return [...lines.slice(0, LINES), ...(lines.length > LINES ? ['…'] : [])].join('\n')
}
