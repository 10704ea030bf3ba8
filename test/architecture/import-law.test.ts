import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const project = resolve(import.meta.dirname, '../..')

/** For each law, files that break it and nothing else, beside a tree that keeps them all. */
const breaches: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'no-circles': { 'src/a.ts': `import { b } from './b.ts'\nexport const a = b`, 'src/b.ts': `import { a } from './a.ts'\nexport const b = a` },
  'rules-see-only-their-ground': { 'rules/federation/one.ts': `import { x } from '../../src/evaluate.ts'\nexport const one = x` },
  'rule-list-sees-rules': { 'rules/index.ts': `import { x } from '../src/evaluate.ts'\nexport const rules = [x]` },
  'reports-read-only-the-assessment': { 'reports/csv.ts': `import { x } from '../src/evaluate.ts'\nexport const csv = x` },
  'reports-take-types-only': { 'reports/csv.ts': `import { worst } from '../src/assessment.ts'\nexport const csv = worst` },
  'only-collect-sees-sdks': { 'src/sdk.ts': `import { IAMClient } from '@aws-sdk/client-iam'\nexport const sdk = IAMClient` },
  'collect-never-judges': { 'src/collect/judge.ts': `import { x } from '../evaluate.ts'\nexport const judge = x` },
  'datasets-stand-on-the-ground': { 'src/datasets/rows.ts': `import { x } from '../evaluate.ts'\nexport const rows = x` },
  'analysis-is-pure': { 'src/analysis/pure.ts': `import { x } from '../evaluate.ts'\nexport const pure = x` },
  'estate-stands-below-the-rules': { 'src/estate/view.ts': `import { x } from '../evaluate.ts'\nexport const view = x` },
  'files-and-processes-at-the-edge': { 'src/files.ts': `import { readFileSync } from 'node:fs'\nexport const files = readFileSync` },
  'engine-never-looks-up': { 'src/up.ts': `import { cli } from './cli/one.ts'\nexport const up = cli`, 'src/cli/one.ts': 'export const cli = 1' },
  'nothing-imports-tests': { 'src/tested.ts': `import { t } from '../test/t.ts'\nexport const tested = t`, 'test/t.ts': 'export const t = 1' },
  'only-chosen-libraries': { 'src/dev.ts': `import { it } from 'vitest'\nexport const dev = it` },
  'not-unreachable-from-cli': { 'src/dead.ts': 'export const dead = 1' },
}

const sound: Readonly<Record<string, string>> = {
  'src/cli/index.ts': `import type { Assessment } from '../assessment.ts'\nimport { x } from '../evaluate.ts'\nexport const cli: Assessment = x`,
  'src/evaluate.ts': 'export const x = 1',
  'src/assessment.ts': `export type Assessment = string\nexport const worst = 'critical'`,
}

const trees: string[] = []
afterAll(() => {
  for (const tree of trees) rmSync(tree, { recursive: true, force: true })
})

const check = (files: Readonly<Record<string, string>>, law = (text: string) => text) => {
  const tree = mkdtempSync(join(tmpdir(), 'postern-law-'))
  trees.push(tree)
  for (const [path, text] of Object.entries({ ...sound, ...files })) {
    mkdirSync(dirname(join(tree, path)), { recursive: true })
    writeFileSync(join(tree, path), `${text}\n`)
  }
  for (const file of ['tsconfig.json', 'package.json']) cpSync(join(project, file), join(tree, file))
  writeFileSync(join(tree, '.dependency-cruiser.mjs'), law(readFileSync(join(project, '.dependency-cruiser.mjs'), 'utf8')))
  for (const folder of ['rules', 'reports']) mkdirSync(join(tree, folder), { recursive: true })
  symlinkSync(join(project, 'node_modules'), join(tree, 'node_modules'))
  mkdirSync(join(tree, 'scripts'))
  cpSync(join(project, 'scripts/check-imports.mjs'), join(tree, 'scripts/check-imports.mjs'))
  const { status, stdout } = spawnSync(process.execPath, ['scripts/check-imports.mjs'], { cwd: tree, encoding: 'utf8' })
  return { status, broken: new Set([...stdout.matchAll(/^([\w-]+): \S+ ->/gm)].map(match => match[1])), stdout }
}

describe('the import law', () => {
  it('is green on a tree that keeps it', () => {
    expect(check({})).toMatchObject({ status: 0, broken: new Set() })
  })

  it('names every law that a breach exists for', () => {
    const config = readFileSync(join(project, '.dependency-cruiser.mjs'), 'utf8')
    const names = [...config.matchAll(/^ {6}name: '([\w-]+)'/gm)].map(match => match[1])
    expect(Object.keys(breaches).sort()).toEqual(names.sort())
  })

  it.each(Object.entries(breaches))('goes red on a breach of %s', (name, files) => {
    const { status, broken } = check(files)
    expect(status).toBe(1)
    expect([...broken]).toContain(name)
  })

  it('is red when the cruiser did not see every file', () => {
    const blind = (law: string) => law.replace("exclude: { path: ['^dist/'", "exclude: { path: ['^src/evaluate', '^dist/'")
    const { status, stdout } = check({}, blind)
    expect([status, stdout]).toEqual([1, expect.stringContaining('not cruised: src/evaluate.ts')])
  })
})
