import { expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import { unaskedChecks, unaskedSubjects } from '../../scripts/unasked-checks.ts'

it('names each check of another tool that is not asked once, with its reason', () => {
  const all = unaskedChecks.flatMap(({ tool, checks }) => checks.map(check => `${tool} ${check}`))
  expect(all.filter((one, index) => all.indexOf(one) !== index)).toEqual([])
  for (const { why } of unaskedChecks) expect(why).toMatch(/^\S.{10,}\.$/)
})

it('speaks of no rule that does not exist', () => {
  const known = new Set(rules.map(({ id }) => id))
  const named = [...unaskedChecks.map(({ why }) => why), ...unaskedSubjects.map(([, why]) => why)].flatMap(
    why => why.match(/\b(?:aws|entra|azure|cross)-[a-z0-9-]+[a-z0-9]\b/g) ?? [],
  )
  expect(named.length).toBeGreaterThan(15)
  expect([...new Set(named)].filter(id => !known.has(id) && ![...known].some(one => one.startsWith(`${id}-`)))).toEqual([])
})
