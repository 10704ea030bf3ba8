import rule from '../../../rules/audit-and-protection/entra-risky-service-principal-open.ts'
import type { RiskyServicePrincipal } from '../../../src/datasets/entra/identity-risk.ts'
import { riskyServicePrincipals } from '../../../src/datasets/entra/identity-risk.ts'
import { subscribedSkus } from '../../../src/datasets/entra/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { sku } from '../entra-rows.ts'
import { riskyApplication } from '../governance-rows.ts'

const premium = given(subscribedSkus, sku('AAD_WRKLDID_P1', 'AAD_WRKLDID_P2'))
const importer = (more: Partial<RiskyServicePrincipal> = {}) => given(riskyServicePrincipals, riskyApplication('importer', more))

testRule(rule, {
  pass: {
    'at risk since a week': [premium, importer({ since: '2026-11-17T00:00:00Z' })],
    'disabled meanwhile': [premium, importer({ since: '2026-01-01T00:00:00Z', isEnabled: false })],
    dismissed: [premium, importer({ since: '2026-01-01T00:00:00Z', riskState: 'dismissed' })],
  },
  fail: {
    'at risk for eight days': {
      given: [premium, importer({ since: '2026-11-15T12:00:00Z' })],
      subjects: ['sp-importer'],
      severity: 'high',
      message: 'Application importer has been at high risk for 8 days, where 7 are allowed.',
    },
    'one of which it is not told whether it is enabled': [premium, importer({ since: '2026-10-01T00:00:00Z', isEnabled: null })],
  },
  unknown: { 'at risk since nobody knows when': [premium, importer({ since: null })] },
  'not-applicable': {
    'none at risk': [premium],
    'at medium risk': [premium, importer({ riskLevel: 'medium', since: '2026-01-01T00:00:00Z' })],
  },
})
