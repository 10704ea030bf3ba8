import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type AccessRequest, decide } from '../../../src/analysis/iam/decide.ts'
import { wordsOf } from '../../../src/analysis/iam/expression.ts'
import type { NamedPolicy, PrincipalPolicies } from '../../../src/analysis/iam/principal-policies.ts'
import { ACCOUNT, document, level } from './account-rows.ts'

const values = fc.constantFrom('a', 'b', '*', '$'.concat('{aws:username}'))
const condition = fc
  .record({
    operator: fc.constantFrom(
      'StringEquals',
      'StringNotEquals',
      'StringLike',
      'StringEqualsIfExists',
      'ForAllValues:StringEquals',
      'ForAnyValue:StringNotEquals',
      'Null',
      'Bool',
      'BoolIfExists',
    ),
    key: fc.constantFrom('aws:RequestedRegion', 'aws:PrincipalTag/x', 'aws:MultiFactorAuthPresent'),
    values: fc.uniqueArray(fc.oneof(values, fc.constantFrom('true', 'false')), { minLength: 1, maxLength: 2 }),
  })
  .map(({ operator, key, values }) => ({ [operator]: { [key]: values } }))
const resource = fc.constantFrom('*', 'arn:aws:s3:::shop/*', 'arn:aws:s3:::shop/a', 'arn:aws:s3:::$'.concat('{aws:username}/*'))
const statement = fc
  .record({
    effect: fc.constantFrom('Allow', 'Deny'),
    action: fc.constantFrom('*', 's3:*', 's3:Get*', 's3:GetObject', 's3:PutObject'),
    not: fc.boolean(),
    resource,
    condition: fc.option(condition, { nil: undefined }),
  })
  .map(({ effect, action, not, resource, condition }) => ({
    Effect: effect,
    [not ? 'NotAction' : 'Action']: action,
    Resource: resource,
    ...(condition === undefined ? {} : { Condition: condition }),
  }))
const statements = fc.array(statement, { minLength: 1, maxLength: 4 })
const policies = fc.array(statements, { maxLength: 3 })
const named = (lists: readonly (readonly object[])[]): readonly NamedPolicy[] =>
  lists.map((list, index) => ({ name: `p${index}`, document: document(...list.map(one => ({ ...one }))) }))

const principal = { kind: 'user', arn: `arn:aws:iam::${ACCOUNT}:user/ann`, id: 'AIDAann', name: 'ann', account: ACCOUNT } as const
const held = (identity: readonly NamedPolicy[], more: Partial<PrincipalPolicies> = {}): PrincipalPolicies => ({
  principal,
  identity,
  serviceControl: 'none',
  resourceControl: 'none',
  ...more,
})
const request = fc.constantFrom<AccessRequest>(
  { action: 's3:GetObject', resource: 'arn:aws:s3:::shop/a' },
  { action: 's3:GetObject', resource: 'arn:aws:s3:::ann/a', context: { 'aws:RequestedRegion': 'a' } },
  { action: 's3:PutObject', resource: 'arn:aws:s3:::shop/b', context: { 'aws:MultiFactorAuthPresent': null } },
)

const rank = { denied: 0, conditional: 1, allowed: 2 }
const outcomeOf = (policies: PrincipalPolicies, asked: AccessRequest) => rank[decide(policies, asked).outcome]
const told = (policies: PrincipalPolicies, asked: AccessRequest) => {
  const { outcome, condition, because } = decide(policies, asked)
  return [outcome, wordsOf(condition), because.map(({ policy, statement, effect }) => `${policy} ${statement} ${effect}`).sort()]
}
/** Statements named by what they say, so that their place does not name them. */
const labelled = (list: readonly object[]) => list.map(one => ({ Sid: JSON.stringify(one), ...one }))

describe('a decision', () => {
  it('does not depend on the order of statements', () => {
    fc.assert(
      fc.property(
        statements.chain(list => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        request,
        ([list, shuffled], asked) => {
          expect(told(held(named([labelled(shuffled)])), asked)).toEqual(told(held(named([labelled(list)])), asked))
        },
      ),
    )
  })

  it('does not depend on the order of policies', () => {
    fc.assert(
      fc.property(policies, request, (lists, asked) => {
        const identity = named(lists)
        expect(told(held([...identity].reverse()), asked)).toEqual(told(held(identity), asked))
      }),
    )
  })

  it('never allows more with a Deny added', () => {
    fc.assert(
      fc.property(policies, statement, request, (lists, added, asked) => {
        const forbidding = named([[{ ...added, Effect: 'Deny' }]]).map(policy => ({ ...policy, name: 'deny' }))
        expect(outcomeOf(held([...named(lists), ...forbidding]), asked)).toBeLessThanOrEqual(outcomeOf(held(named(lists)), asked))
      }),
    )
  })

  it('never allows more under a boundary', () => {
    fc.assert(
      fc.property(policies, statements, request, (lists, list, asked) => {
        const [boundary] = named([list])
        expect(outcomeOf(held(named(lists), { boundary }), asked)).toBeLessThanOrEqual(outcomeOf(held(named(lists)), asked))
      }),
    )
  })

  it('never allows more under service control policies, at whatever level', () => {
    fc.assert(
      fc.property(policies, policies, request, (lists, control, asked) => {
        const levels = [level(), named(control), level()]
        const bound = outcomeOf(held(named(lists), { serviceControl: levels }), asked)
        expect(bound).toBeLessThanOrEqual(outcomeOf(held(named(lists)), asked))
        expect(outcomeOf(held(named(lists), { serviceControl: [...levels].reverse() }), asked)).toBe(bound)
      }),
    )
  })

  it('never allows more under a session policy', () => {
    fc.assert(
      fc.property(policies, policies, request, (lists, session, asked) => {
        expect(outcomeOf(held(named(lists), { session: named(session) }), asked)).toBeLessThanOrEqual(outcomeOf(held(named(lists)), asked))
      }),
    )
  })

  it('that is certain stays so however the rest of the request turns out', () => {
    const context = fc.record({
      'aws:RequestedRegion': fc.constantFrom('a', 'b', 'c', null),
      'aws:PrincipalTag/x': fc.constantFrom('a', 'ann', null),
      'aws:MultiFactorAuthPresent': fc.constantFrom('true', 'false', null),
    })
    fc.assert(
      fc.property(policies, request, context, (lists, asked, rest) => {
        const open = decide(held(named(lists)), asked)
        fc.pre(open.outcome !== 'conditional')
        expect(decide(held(named(lists)), { ...asked, context: { ...rest, ...asked.context } }).outcome).toBe(open.outcome)
      }),
      { numRuns: 300 },
    )
  })

  it('of a whole request is never conditional', () => {
    const context = { 'aws:RequestedRegion': 'a', 'aws:PrincipalTag/x': 'b', 'aws:MultiFactorAuthPresent': 'true' }
    fc.assert(
      fc.property(policies, request, (lists, asked) => {
        expect(decide(held(named(lists)), { ...asked, context: { ...context, ...asked.context } }).outcome).not.toBe('conditional')
      }),
    )
  })

  it('does not lose what cannot be read: what it may say is reckoned with', () => {
    fc.assert(
      fc.property(policies, request, (lists, asked) => {
        const { outcome, unread } = decide(held([...named(lists), { name: 'lost' }]), asked)
        const without = decide(held(named(lists)), asked)
        if (without.outcome === 'allowed') expect([outcome, unread.length > 0]).toEqual(['conditional', true])
        expect(outcome === 'allowed').toBe(false)
      }),
    )
  })
})
