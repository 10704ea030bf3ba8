import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'

const project = resolve(import.meta.dirname, '../..')
const tree = mkdtempSync(join(tmpdir(), 'postern-new-rule-'))
for (const path of ['scripts/new-rule.ts', 'src/assessment.ts', 'src/dataset.ts', 'rules/index.ts', 'package.json'])
  cpSync(join(project, path), join(tree, path))
afterAll(() => rmSync(tree, { recursive: true, force: true }))

const newRule = (what: string) => spawnSync(process.execPath, ['scripts/new-rule.ts', what], { cwd: tree, encoding: 'utf8' })
const index = (): string => readFileSync(join(tree, 'rules/index.ts'), 'utf8')

describe('npm run new-rule', () => {
  it('writes a rule and its test, and lists it in its place', () => {
    const before = index()
    expect(newRule('federation/aws-zebra-crossing').status).toBe(0)
    expect(readFileSync(join(tree, 'rules/federation/aws-zebra-crossing.ts'), 'utf8')).toContain("id: 'aws-zebra-crossing'")
    expect(readFileSync(join(tree, 'test/rules/federation/aws-zebra-crossing.test.ts'), 'utf8')).toContain('testRule(rule')
    const added = index()
      .split('\n')
      .filter(line => !before.includes(line))
    expect(added).toEqual(["import awsZebraCrossing from './federation/aws-zebra-crossing.ts'", '  awsZebraCrossing,'])
    expect(
      index()
        .split('\n')
        .filter(line => !line.includes('ebraCrossing')),
    ).toEqual(before.split('\n'))
  })

  it.each([
    ['a rule that is there', 'federation/aws-zebra-crossing', 'is there already'],
    ['a recommendation that is not there', 'federations/aws-x-y', 'no recommendation is called federations'],
    ['an id that names no cloud', 'federation/zebra', 'usage:'],
    ['a path out of the folder', 'federation/../aws-x', 'usage:'],
  ])('refuses %s', (_name, what, because) => {
    const before = index()
    const ran = newRule(what)
    expect([ran.status, ran.stderr]).toEqual([2, expect.stringContaining(because)])
    expect([index(), existsSync(join(tree, 'rules/aws-x.ts'))]).toEqual([before, false])
  })
})
