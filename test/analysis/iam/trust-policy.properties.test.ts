import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tenancies } from '../../../src/analysis/iam/claim-demands.ts'
import { parsePolicy } from '../../../src/analysis/iam/policy-document.ts'
import { type OidcTrust, oidcTrusts } from '../../../src/analysis/iam/trust-policy.ts'

const issuers = ['token.actions.githubusercontent.com', 'gitlab.com', 'oidc.eks.eu-west-1.amazonaws.com/id/AB', 'idp.example.com'] as const
const principals = [...issuers.map(issuer => `arn:aws:iam::111111111111:oidc-provider/${issuer}`), 'cognito-identity.amazonaws.com', '*']
const keys = [...issuers.flatMap(issuer => [`${issuer}:sub`, `${issuer}:aud`, `${issuer}:other`]), 'aws:SourceIp', 'aws:PrincipalOrgID', 'sts:RoleSessionName']
const operators = ['StringEquals', 'StringLike', 'StringNotLike', 'StringLikeIfExists', 'ForAllValues:StringLike', 'ForAnyValue:StringEquals', 'Null', 'Bool']
const values = ['*', 'repo:acme/*', 'repo:*', 'project_path:acme/app:x', 'system:serviceaccount:a:b', 'system:*', 'true', 'false', 'x']

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

const trusts = (policy: readonly Draft[]): readonly OidcTrust[] => {
  const text = JSON.stringify({
    Statement: policy.map(({ effect, principals: federated, entries }) => {
      const condition: Record<string, Record<string, readonly string[]>> = {}
      for (const { operator, key, values: of } of entries) condition[operator] = { ...condition[operator], [key]: of }
      return { Effect: effect, Action: 'sts:AssumeRoleWithWebIdentity', Principal: { Federated: federated }, Condition: condition }
    }),
  })
  const parsed = parsePolicy(text)
  if (parsed.kind !== 'policy') throw new Error(parsed.reason)
  return oidcTrusts(parsed)
}

const verdicts = (policy: readonly Draft[]) => trusts(policy).map(({ provider, tenancy, audience }) => [provider, tenancy, audience])
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
      expect(verdicts(other)).toEqual(verdicts(policy))
    }),
    { numRuns: 1000 },
  )
})

it('taking away a condition of an Allow, or a Deny, never improves what is said of any provider', () => {
  const rank = (policy: readonly Draft[], provider: string): number => {
    const trust = trusts(policy).find(one => one.provider === provider)
    return trust === undefined ? tenancies.length : tenancies.indexOf(trust.tenancy)
  }
  fc.assert(
    fc.property(drafts, fc.nat(), fc.nat(), (policy, which, condition) => {
      const at = which % policy.length
      const weaker = policy.flatMap((statement, index) => {
        if (index !== at) return [statement]
        if (statement.effect === 'Deny') return []
        return [{ ...statement, entries: statement.entries.filter((_, place) => place !== condition % Math.max(1, statement.entries.length)) }]
      })
      if (weaker.length === 0) return
      for (const { provider } of trusts(weaker)) expect(rank(weaker, provider)).toBeLessThanOrEqual(rank(policy, provider))
    }),
    { numRuns: 2000 },
  )
})
