import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, test } from 'vitest'
import { reporters } from '../../reports/index.ts'
import { rules } from '../../rules/index.ts'
import type { Assessment, RuleResult } from '../../src/assessment.ts'
import { judge } from '../../src/cli/judge.ts'
import { parseConfig } from '../../src/config.ts'
import { readSnapshot } from '../../src/snapshot-store/read-snapshot.ts'
import { differences, verdictsOf } from './verdict-lines.ts'

const folder = fileURLToPath(new URL('../../fixtures/snapshots/contoso', import.meta.url))
const golden = fileURLToPath(new URL('contoso.assessment.json.snap', import.meta.url))
const remake = 'if it is meant, look at the difference and run `UPDATE_GOLDEN=1 npx vitest run test/golden/contoso.test.ts`'

/** Rules for which the made-up organization has something of every kind. */
const planted = [
  'aws-root-without-mfa',
  'aws-access-key-old',
  'aws-iam-user-instead-of-federation',
  'aws-oidc-trust-without-subject',
  'aws-scp-not-used',
  'aws-role-trusts-anyone',
  'aws-role-trusts-unknown-account',
  'aws-role-external-without-external-id',
  'aws-saml-provider-unknown-issuer',
  'aws-saml-provider-certificate-expiring',
  'aws-policy-full-administrator',
  'entra-mfa-not-required-for-users',
  'entra-legacy-authentication-allowed',
  'entra-standing-global-administrator',
  'entra-aws-app-assignment-not-required',
]

/** What the catalogue says of a rule changes without a verdict changing, and so does the version of the package. */
const withoutWords = ({ rule, ...result }: RuleResult): RuleResult => ({
  ...result,
  rule: { ...rule, rationale: '', remediation: [], verify: [], frameworks: {}, equivalents: {}, references: [] },
})

const assessed = (): Assessment => {
  const config = parseConfig(readFileSync(`${folder}/postern.yaml`, 'utf8'), 'postern.yaml', rules)
  const assessment = judge(readSnapshot(folder), config, { allowUnknown: [] })
  return { ...assessment, tool: { name: 'postern', version: 'golden' }, results: assessment.results.map(withoutWords) }
}

const written = (assessment: Assessment): string => [...reporters.json(assessment)].flatMap(({ text }) => [...text]).join('')

describe('the assessment of the made-up organization', () => {
  let assessment: Assessment
  beforeAll(() => {
    assessment = assessed()
    if (process.env.UPDATE_GOLDEN === '1') writeFileSync(golden, written(assessment))
  })

  test('is the one that was reviewed, verdict by verdict', () => {
    expect(existsSync(golden), remake).toBe(true)
    const before: Assessment = JSON.parse(readFileSync(golden, 'utf8'))
    expect(differences(verdictsOf(before), verdictsOf(assessment)), remake).toEqual([])
  })

  test('is the one that was reviewed, word by word', () => {
    expect(differences(readFileSync(golden, 'utf8').split('\n'), written(assessment).split('\n')), remake).toEqual([])
  })

  test('throws in no rule, and finds all but one thing that was declared', () => {
    expect(assessment.notices.map(({ kind }) => kind)).toEqual(['declaration-unmatched'])
    expect(assessment.gate.status).toBe('failed')
  })

  test.each(planted)('%s fails somewhere, and passes and stays open elsewhere', id => {
    const result = assessment.results.find(({ rule }) => rule.id === id)
    const sum = (count: 'passed' | 'failed' | 'unknown'): number => (result?.tallies ?? []).reduce((sum, tally) => sum + tally[count], 0)
    expect(sum('failed')).toBeGreaterThan(0)
    // There is one organization, and it is read whole.
    if (id === 'aws-scp-not-used') return
    expect(sum('passed')).toBeGreaterThan(0)
    // Who holds the role was read in every tenant.
    if (id === 'entra-standing-global-administrator') return
    expect(sum('unknown')).toBeGreaterThan(0)
  })
})
