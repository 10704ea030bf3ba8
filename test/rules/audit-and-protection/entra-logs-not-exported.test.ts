import rule from '../../../rules/audit-and-protection/entra-logs-not-exported.ts'
import { entraLogExports } from '../../../src/datasets/azure/logs.ts'
import { subscribedSkus } from '../../../src/datasets/entra/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { logExport } from '../azure-log-rows.ts'
import { p2, sku } from '../entra-rows.ts'

const people = ['AuditLogs', 'SignInLogs']
const others = ['NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs', 'ManagedIdentitySignInLogs']

testRule(
  rule,
  {
    pass: {
      'every category': [given(entraLogExports, logExport([...people, ...others]))],
      'those that were asked for': { given: [given(entraLogExports, logExport(people))], parameters: { categories: people } },
    },
    fail: {
      'no setting, with a licence for it': { given: [given(entraLogExports), p2], severity: 'high' },
      'no setting, and licences that nobody could read': {
        given: [given(entraLogExports)],
        gaps: [{ dataset: subscribedSkus.name, scope: 'entra-tenant/aaaaaaaa-0000-4000-8000-000000000001', reason: 'denied', detail: 'denied' }],
        severity: 'high',
        message: /^The logs of Contoso are sent nowhere\.$/,
      },
      'no setting, and no licence for one': {
        given: [given(entraLogExports), given(subscribedSkus, sku('EXCHANGE_S_STANDARD'))],
        severity: 'low',
        message: /needs Microsoft Entra ID P1 or P2; the tenant has neither/,
      },
      'no sign-ins': {
        given: [given(entraLogExports, logExport(['AuditLogs', ...others])), given(subscribedSkus)],
        severity: 'high',
        message: /: SignInLogs\.$/,
      },
      'only those of people': { given: [given(entraLogExports, logExport(people))], severity: 'medium' },
    },
  },
  { answersWithout: [subscribedSkus] },
)
