import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { junit } from '../../reports/junit.ts'
import { defineDataset, type Gap } from '../../src/dataset.ts'
import { subscribedSkus } from '../../src/datasets/entra/tenant.ts'
import { rowFields } from '../../src/datasets/row.ts'
import { evaluate } from '../../src/evaluate.ts'
import { pass, type Rule } from '../../src/rule.ts'
import { ruleWith } from '../engine/small-rules.ts'
import { defaultScopes, given, memorySnapshot } from '../memory-snapshot.ts'
import { sku } from '../rules/entra-rows.ts'

const bare = { ...defaultScopes['entra-tenant'], name: 'Bare' }
const licensed = { ...bare, id: 'entra-tenant/aaaaaaaa-0000-4000-8000-000000000002', name: 'Licensed' }
const gadgets = defineDataset({ name: 'gadgets', per: 'entra-tenant', permissions: [], readable: 'either', row: z.object(rowFields) })

const ruleThat = (id: string, verdict: 'fail' | 'not-applicable'): Rule => ({
  ...ruleWith(id, {}, { check: () => pass() }),
  subjects: gadgets,
  withoutLicence: { plans: ['AAD_PREMIUM_P2'], verdict, message: 'It needs P2.' },
})
const rules = [ruleThat('entra-gadget-broken', 'not-applicable'), ruleThat('entra-gadget-missing', 'fail')]

/** The cases of each suite, by what the suite is called: the rule, and what came of it. */
const casesOf = (gaps: readonly Gap[] = []) => {
  const snapshot = memorySnapshot(
    [
      given(gadgets, { id: 'g', name: 'g', scope: bare.id }, { id: 'h', name: 'h', scope: licensed.id }),
      given(subscribedSkus, { ...sku('AAD_PREMIUM'), scope: bare.id }, { ...sku('AAD_PREMIUM_P2'), scope: licensed.id }),
    ],
    { scopes: [bare, licensed], gaps },
  )
  const assessment = evaluate(snapshot, {
    tool: { name: 'postern', version: '0' },
    rules,
    declared: [],
    parameters: new Map(),
    severity: new Map(),
    failOn: 'none',
    gate: [],
    allowUnknown: new Set(),
  })
  const text = [...junit(assessment)].flatMap(file => [...file.text]).join('')
  const suites = [...text.matchAll(/<testsuite name="([^"]*)"[^>]*tests="(\d+)"[^>]*>\n(.*?)<\/testsuite>/gs)]
  return Object.fromEntries(
    suites.map(([, name = '', tests, body = '']) => {
      const cases = [...body.matchAll(/<testcase [^>]*name="([^:]*): [^>]*>(?:<(\w+) )?/g)].map(([, rule, came = 'passed']) => `${rule} ${came}`)
      expect(cases).toHaveLength(Number(tests))
      return [name.includes('Bare') ? 'Bare' : 'Licensed', cases]
    }),
  )
}

describe('junit.xml, where a tenant has no licence for a question', () => {
  it('has no case of a rule that was not asked there, neither passed nor skipped, and a failure where the want of a licence is the fault', () => {
    expect(casesOf()).toEqual({
      Bare: ['entra-gadget-missing failure'],
      Licensed: ['entra-gadget-broken passed', 'entra-gadget-missing passed'],
    })
  })

  it('has an error where the licences could not be read: then nobody knows whether it was to be asked', () => {
    const gap: Gap = { dataset: subscribedSkus.name, scope: bare.id, reason: 'denied', detail: 'access denied' }
    expect(casesOf([gap]).Bare).toEqual(['entra-gadget-broken error', 'entra-gadget-missing error'])
  })

  it('has an error where the cloud itself said that it is not licensed', () => {
    const gap: Gap = { dataset: gadgets.name, scope: licensed.id, reason: 'not-licensed', detail: 'The tenant has no licence for it' }
    expect(casesOf([gap]).Licensed).toEqual(['entra-gadget-broken error', 'entra-gadget-missing error'])
  })
})
