import fc from 'fast-check'
import { expect, it } from 'vitest'
import { narrowings } from '../../../src/analysis/iam/caller-demands.ts'
import { parsePolicy } from '../../../src/analysis/iam/policy-document.ts'
import { outsideTrusts, trustInEveryone } from '../../../src/analysis/iam/principal-trust.ts'

const OWN = '111111111111'
const principals = ['*', OWN, '222222222222', 'arn:aws:iam::333333333333:role/x', 'AROAEXAMPLEEXAMPLE123']
const keys = ['aws:PrincipalOrgID', 'aws:PrincipalAccount', 'aws:PrincipalArn', 'aws:SourceVpce', 'aws:PrincipalTag/a', 'sts:ExternalId', 'example:Key']
const operators = [
  'StringEquals',
  'StringLike',
  'StringNotEquals',
  'StringEqualsIfExists',
  'ForAllValues:StringLike',
  'ForAnyValue:StringEquals',
  'Null',
  'Bool',
]
const values = ['*', 'o-exampleorg1', '222222222222', 'arn:aws:iam::222222222222:role/*', 'vpce-1', 'true', 'false', 'x']

interface Entry {
  readonly operator: string
  readonly key: string
  readonly values: readonly string[]
}
interface Draft {
  readonly effect: string
  readonly principals: readonly string[]
  readonly entries: readonly Entry[]
}

const entry: fc.Arbitrary<Entry> = fc.record({
  operator: fc.constantFrom(...operators),
  key: fc.constantFrom(...keys),
  values: fc.uniqueArray(fc.constantFrom(...values), { minLength: 1, maxLength: 3 }),
})
const draft: fc.Arbitrary<Draft> = fc.record({
  effect: fc.constantFrom('Allow', 'Allow', 'Allow', 'Deny'),
  principals: fc.uniqueArray(fc.constantFrom(...principals), { minLength: 1, maxLength: 3 }),
  entries: fc.uniqueArray(entry, { maxLength: 4, selector: ({ operator, key }) => `${operator} ${key}` }),
})
const drafts = fc.array(draft, { minLength: 1, maxLength: 4 })

const policyOf = (policy: readonly Draft[]) => {
  const text = JSON.stringify({
    Statement: policy.map(({ effect, principals: AWS, entries }) => {
      const condition: Record<string, Record<string, readonly string[]>> = {}
      for (const { operator, key, values: of } of entries) condition[operator] = { ...condition[operator], [key]: of }
      return { Effect: effect, Action: 'sts:AssumeRole', Principal: { AWS }, Condition: condition }
    }),
  })
  const parsed = parsePolicy(text)
  if (parsed.kind !== 'policy') throw new Error(parsed.reason)
  return parsed
}
const rankOf = (policy: readonly Draft[]): number => {
  const trust = trustInEveryone(policyOf(policy))
  return trust === undefined ? narrowings.length : narrowings.indexOf(trust.narrowing)
}
const trustedBy = (policy: readonly Draft[]) => outsideTrusts(policyOf(policy), OWN)
const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((item, index) => ({ item, at: Math.imul(index + 1, seed | 1) >>> 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ item }) => item)

it('the order of statements, principals, conditions and values never matters', () => {
  fc.assert(
    fc.property(drafts, fc.integer(), (policy, seed) => {
      const other = shuffled(policy, seed).map(statement => ({
        ...statement,
        principals: shuffled(statement.principals, seed),
        entries: shuffled(statement.entries, seed).map(one => ({ ...one, values: shuffled(one.values, seed) })),
      }))
      expect(rankOf(other)).toBe(rankOf(policy))
      const said = (of: readonly Draft[]) => trustedBy(of).map(({ kind, id, demandsOrigin }) => [kind, id, demandsOrigin])
      expect(said(other)).toEqual(said(policy))
    }),
    { numRuns: 1000 },
  )
})

it('taking away a condition of an Allow, or a Deny, never narrows a trust in everyone, nor hides a trusted account', () => {
  fc.assert(
    fc.property(drafts, fc.nat(), fc.nat(), (policy, which, condition) => {
      const at = which % policy.length
      const wider = policy.flatMap((statement, index) => {
        if (index !== at) return [statement]
        if (statement.effect === 'Deny') return []
        return [{ ...statement, entries: statement.entries.filter((_, place) => place !== condition % Math.max(1, statement.entries.length)) }]
      })
      if (wider.length === 0) return
      expect(rankOf(wider)).toBeLessThanOrEqual(rankOf(policy))
      const after = new Map(trustedBy(wider).map(trust => [trust.id, trust]))
      for (const trust of trustedBy(policy)) {
        // An account that only the condition named is no longer named; everyone gets in then, which is the other question.
        if (trust.principals.includes('*')) continue
        expect(after.has(trust.id)).toBe(true)
        if (after.get(trust.id)?.demandsOrigin === true) expect(trust.demandsOrigin).toBe(true)
      }
    }),
    { numRuns: 2000 },
  )
})
