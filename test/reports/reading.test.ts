import { expect, test } from 'vitest'
import { readingOf } from '../../reports/html/page/reading.ts'
import { syntheticAssessment } from './synthetic-assessment.ts'

const scope = syntheticAssessment({ findings: 1 }).scopes[0]
if (scope === undefined) throw new Error('The synthetic assessment has no scopes')
const gap = { dataset: 'iam-users', scope: scope.id, reason: 'denied', detail: 'no' } as const

test('a scope of which nothing was read is not complete, though no table of it is listed', () => {
  const dark = { ...scope, tables: { complete: 0, incomplete: 0, rows: 0 }, gaps: [gap, { ...gap, dataset: 'iam-roles' }, { ...gap, part: 'eu-west-1' }] }
  expect(readingOf(dark)).toEqual({ complete: 0, incomplete: 2 })
})

test('what the mode in use can never read leaves a scope complete', () => {
  expect(readingOf({ ...scope, tables: { complete: 3, incomplete: 0, rows: 9 }, gaps: [{ ...gap, reason: 'out-of-reach' }] })).toEqual({
    complete: 3,
    incomplete: 0,
  })
})
