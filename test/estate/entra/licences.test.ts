import { describe, expect, it } from 'vitest'
import legacySeen from '../../../rules/legacy-authentication/entra-legacy-authentication-seen.ts'
import tooLong from '../../../rules/privileged-access/entra-pim-activation-too-long.ts'
import withoutApproval from '../../../rules/privileged-access/entra-pim-activation-without-approval.ts'
import withoutJustification from '../../../rules/privileged-access/entra-pim-activation-without-justification.ts'
import withoutMfa from '../../../rules/privileged-access/entra-pim-activation-without-mfa.ts'
import alertsNotSent from '../../../rules/privileged-access/entra-pim-alerts-not-sent.ts'
import pimNotUsed from '../../../rules/privileged-access/entra-pim-not-used.ts'
import permanentAllowed from '../../../rules/privileged-access/entra-pim-permanent-assignment-allowed.ts'
import outsidePim from '../../../rules/privileged-access/entra-privileged-role-assigned-outside-pim.ts'
import notRegistered from '../../../rules/strong-authentication/entra-user-not-registered-for-mfa.ts'
import type { AnyDataset, Gap, Row } from '../../../src/dataset.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { type SubscribedSku, subscribedSkus } from '../../../src/datasets/entra/tenant.ts'
import { scopes } from '../../../src/datasets/scopes.ts'
import { openEstate } from '../../../src/estate/estate.ts'
import { examine } from '../../../src/examine.ts'
import type { Rule } from '../../../src/rule.ts'
import { defaultScopes, given, memorySnapshot } from '../../memory-snapshot.ts'
import { datasetsIn } from '../../rule-tester.ts'
import { sku } from '../../rules/entra-rows.ts'

const at = defaultScopes['entra-tenant']
const pimRules = [pimNotUsed, outsidePim, withoutMfa, withoutApproval, withoutJustification, tooLong, permanentAllowed, alertsNotSent]
const premiumRules = [legacySeen, notRegistered]

/** A tenant of which nothing can be read but its licences. */
const judge = (rule: Rule, skus: readonly SubscribedSku[] | undefined) => {
  const datasets = datasetsIn([rule.subjects, ...Object.values<AnyDataset>(rule.needs)]).filter(({ per }) => per === 'entra-tenant')
  const gaps: Gap[] = [
    ...datasets.map(({ name }): Gap => ({ dataset: name, scope: at.id, reason: 'not-licensed', detail: 'the tenant is not licensed' })),
    ...(skus === undefined
      ? [{ dataset: subscribedSkus.name, scope: at.id, reason: 'denied' as const, detail: 'access denied', permission: 'LicenseAssignment.Read.All' }]
      : []),
  ]
  const snapshot = memorySnapshot(skus === undefined ? [] : [given(subscribedSkus, ...skus)], { scopes: [at], gaps })
  const operator = new Map<AnyDataset, readonly Row[]>([
    [declared, []],
    [scopes, [{ ...at, scope: at.id }]],
  ])
  const { findings, unanswered, notApplicable, tally } = examine(rule, openEstate(snapshot, operator).open(at), {
    now: new Date('2026-11-24T00:00:00Z'),
    parameters: rule.parameters?.parse({}),
  })
  return { messages: findings.map(({ message }) => message), open: unanswered.map(({ message }) => message), notApplicable, passed: tally.passed }
}

const named = (rules: readonly Rule[]) => rules.map(rule => [rule.id, rule] as const)

describe('without the licence for Privileged Identity Management', () => {
  it.each(named(pimRules))('%s fails once, and says what is needed', (_id, rule) => {
    const { messages, open } = judge(rule, [sku('AAD_PREMIUM')])
    expect(messages).toHaveLength(1)
    expect(messages[0]).toMatch(/needs Microsoft Entra ID P2 or ID Governance/)
    expect(open).toEqual([])
  })

  it('they are one finding', () => {
    const others = pimRules.slice(1).map(({ id }) => id)
    expect([...pimNotUsed.supersedes].sort()).toEqual([...others].sort())
  })

  it.each(named(pimRules))('%s looks further where ID Governance brings it', (_id, rule) => {
    const { messages, open } = judge(rule, [sku('AAD_PREMIUM', 'Entra_Identity_Governance')])
    expect([messages.length, open.length]).toEqual([0, 1])
  })
})

describe('without the licence for logs and reports', () => {
  it.each(named(premiumRules))('%s is not asked, and says why', (_id, rule) => {
    const { messages, open, notApplicable, passed } = judge(rule, [sku('EXCHANGE_S_STANDARD')])
    expect([messages, open, passed]).toEqual([[], [], 0])
    expect(notApplicable).toMatch(/Microsoft Entra ID P1/)
  })

  it.each(named(premiumRules))('%s is unknown where the licence is there and the answer is not', (_id, rule) => {
    expect(judge(rule, [sku('AAD_PREMIUM')]).open).toHaveLength(1)
  })
})

describe('where licences could not be read', () => {
  it.each(named([...pimRules, ...premiumRules]))('%s is unknown, and names what to grant', (_id, rule) => {
    const { messages, open, notApplicable, passed } = judge(rule, undefined)
    expect([messages, notApplicable, passed]).toEqual([[], undefined, 0])
    expect(open).toHaveLength(1)
    expect(open[0]).toContain('LicenseAssignment.Read.All')
  })

  it('a licence that ran out, or a plan that is turned off, is none; one in its grace period is', () => {
    const plan = { id: 'p', name: 'AAD_PREMIUM_P2', provisioningStatus: 'Success' }
    const fails = (says: Partial<SubscribedSku>) => judge(pimNotUsed, [{ ...sku('AAD_PREMIUM_P2'), ...says }]).messages.length
    expect(fails({ capabilityStatus: 'Suspended' })).toBe(1)
    expect(fails({ servicePlans: [{ ...plan, provisioningStatus: 'Disabled' }] })).toBe(1)
    expect(fails({ capabilityStatus: 'Warning' })).toBe(0)
  })
})
