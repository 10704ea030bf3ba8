import { expect, it } from 'vitest'
import { generatedAssessment } from '../../bench/generated-assessment.ts'
import { assessmentSchema } from '../../src/assessment-schema.ts'

it('a generated assessment is a valid one, of the size that was asked for and the same each time', () => {
  const assessment = generatedAssessment(3_000)
  expect(assessmentSchema.safeParse(JSON.parse(JSON.stringify(assessment))).error).toBeUndefined()
  const findings = assessment.results.flatMap(result => result.findings)
  expect(Math.abs(findings.length - 3_000)).toBeLessThan(300)
  expect(new Set(findings.map(({ fingerprint }) => fingerprint)).size).toBe(findings.length)
  expect(findings.filter(({ foldedInto }) => foldedInto !== undefined).length).toBeGreaterThan(100)
  expect(JSON.stringify(generatedAssessment(3_000))).toBe(JSON.stringify(assessment))
})
