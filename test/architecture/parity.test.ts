import { globSync } from 'node:fs'
import { basename, dirname, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { reporters } from '../../reports/index.ts'
import { rules } from '../../rules/index.ts'
import { recommendations, severities } from '../../src/assessment.ts'
import { parseConfig } from '../../src/config.ts'
import { cloudOf } from '../../src/dataset.ts'
import { tool } from '../../src/version.ts'

const project = resolve(import.meta.dirname, '../..')
const files = globSync('rules/*/*.ts', { cwd: project })

describe('rules', () => {
  it('are listed, each file once, sorted by recommendation and id', () => {
    const listed = rules.map(({ recommendation, id }) => `rules/${recommendation}/${id}.ts`)
    expect([...listed].sort()).toEqual([...files].sort())
    const order = [...rules].sort((a, b) => recommendations.indexOf(a.recommendation) - recommendations.indexOf(b.recommendation) || (a.id < b.id ? -1 : 1))
    expect(rules.map(({ id }) => id)).toEqual(order.map(({ id }) => id))
  })

  it('are called as their file, and live under their recommendation', async () => {
    for (const file of files) {
      const { default: rule } = await import(resolve(project, file))
      expect([rule.id, rule.recommendation]).toEqual([basename(file, '.ts'), basename(dirname(file))])
    }
  })

  it('each have a test of the same name', () => {
    const tests = globSync('test/rules/*/*.test.ts', { cwd: project }).map(file => file.replace(/^test\//, '').replace('.test.ts', '.ts'))
    expect(tests.sort()).toEqual([...files].sort())
  })

  it.each(rules.map(rule => [rule.id, rule] as const))('%s is documented whole', (_id, rule) => {
    expect(rule.id).toMatch(/^(aws|entra|azure|cross)(-[a-z0-9]+)+$/)
    expect(rule.cloud === 'cross' || rule.id.startsWith(rule.cloud)).toBe(true)
    for (const words of [rule.title, rule.failureTitle, rule.rationale]) expect(words.trim().length).toBeGreaterThan(10)
    expect(rule.title).not.toBe(rule.failureTitle)
    for (const steps of [rule.remediation, rule.verify]) {
      expect(steps.length).toBeGreaterThan(0)
      for (const { text } of steps) expect(text.trim()).not.toBe('')
    }
    expect(rule.references.length).toBeGreaterThan(0)
    for (const { url, title } of rule.references) expect([new URL(url).protocol, title !== '']).toEqual(['https:', true])
    for (const [framework, controls] of Object.entries(rule.frameworks))
      expect([framework, controls.length > 0]).toEqual([expect.stringMatching(/^[a-z0-9-]+(@[a-z0-9.]+)?$/), true])
    expect(severities.indexOf(rule.upTo)).toBeLessThanOrEqual(severities.indexOf(rule.severity))
    const known = new Set(rules.map(({ id }) => id))
    for (const superseded of rule.supersedes) expect(known).toContain(superseded)
    if (rule.parameters !== undefined) expect(rule.parameters.safeParse({}).success, 'every parameter has a default').toBe(true)
  })

  it('judge subjects of their own cloud', () => {
    // Where the logs of Entra go is set in Azure Resource Manager.
    const clouds = { aws: ['aws'], entra: ['entra', 'azure'], azure: ['azure'] } as const
    for (const { cloud, subjects } of rules) if (cloud !== 'cross' && subjects.kind !== 'estate-view') expect(clouds[cloud]).toContain(cloudOf(subjects.per))
  })
})

describe('names that stand in two places', () => {
  it('formats of the config are those there are reporters for', () => {
    const accepted = Object.keys(reporters).filter(
      format => parseConfig(`aws: {}\noutput: { formats: [${format}] }`, 'c.yaml', rules).output.formats.length === 1,
    )
    expect(accepted).toEqual(Object.keys(reporters))
  })

  it('the version is the package version', () => {
    expect(tool).toEqual({ name: manifest.name, version: manifest.version })
  })
})
