import { beforeAll, describe, expect, it } from 'vitest'
import { rules } from '../../rules/index.ts'
import type { Assessment } from '../../src/assessment.ts'
import { awsCollectors } from '../../src/collect/aws/collectors.ts'
import { entraCollectors } from '../../src/collect/entra/discover.ts'
import type { AnyDataset } from '../../src/dataset.ts'
import { subscribedSkus } from '../../src/datasets/entra/tenant.ts'
import type { Need } from '../../src/estate/needs.ts'
import { viewsIn } from '../../src/join.ts'
import type { Rule } from '../../src/rule.ts'
import { about, contoso, datasetsOf, judge, without } from './contoso.ts'
import { improvements, silentLosses } from './no-better.ts'

const datasets: readonly AnyDataset[] = [...awsCollectors, ...entraCollectors].flatMap(({ gives }) => [...gives])
const permissions = [...new Set(datasets.flatMap(({ permissions }) => permissions))].sort()
const needsOf = (rule: Rule): Need[] => [rule.subjects, ...Object.values<Need>(rule.needs), ...(rule.withoutLicence === undefined ? [] : [subscribedSkus])]

const snapshot = contoso()
let whole: Assessment
beforeAll(() => {
  whole = judge(snapshot)
})

/** What a rule says, with whatever is said about open questions left out, and into which finding of another rule its own are folded. */
const saidBy = ({ results }: Assessment, id: string): unknown => {
  const { status, tallies, findings } = results.find(({ rule }) => rule.id === id) ?? {}
  return { status, tallies, findings: findings?.map(({ foldedInto: _foldedInto, ...finding }) => finding) }
}

describe('a permission that is missing', () => {
  it.each(permissions.map(permission => [permission]))('%s costs exactly the rules that need it', permission => {
    const dark = datasets.filter(dataset => dataset.permissions.includes(permission))
    const names = new Set(dark.map(({ name }) => name))
    // Those that need none of it do not look at it, as reading.test.ts holds: for them nothing is changed.
    const concerned = rules.filter(rule => datasetsOf(rule).some(dataset => dark.includes(dataset)))
    const before = about(whole, concerned)
    const less = judge(
      snapshot.manifest.tables.filter(({ dataset }) => names.has(dataset)).reduce((rest, { dataset, scope }) => without(rest, dataset, scope), snapshot),
      concerned,
    )
    for (const rule of concerned) {
      // What the tenants' licences keep from being asked is not asked without the permission either.
      if (before.results.find(result => result.rule.id === rule.id)?.status === 'not-applicable') continue
      const now = less.results.find(result => result.rule.id === rule.id)
      const isOpen = (now?.unanswered.length ?? 0) > 0 && now?.status !== 'pass'
      // A view that reckons with the dark may still have found what a rule asks for; then nothing at all changes.
      const mayStand = [...viewsIn(needsOf(rule))].some(({ handlesDark }) => handlesDark === true)
      if (!mayStand || isOpen) expect([rule.id, isOpen]).toEqual([rule.id, true])
      else expect(saidBy(less, rule.id)).toEqual(saidBy(whole, rule.id))
    }
    expect([...improvements(before, less), ...silentLosses(before, less)]).toEqual([])
  })
})
