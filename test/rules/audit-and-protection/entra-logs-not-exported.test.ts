import rule from '../../../rules/audit-and-protection/entra-logs-not-exported.ts'
import { entraLogExports } from '../../../src/datasets/azure/logs.ts'
import { given, testRule } from '../../rule-tester.ts'
import { logExport } from '../azure-log-rows.ts'

const people = ['AuditLogs', 'SignInLogs']
const others = ['NonInteractiveUserSignInLogs', 'ServicePrincipalSignInLogs', 'ManagedIdentitySignInLogs']

testRule(rule, {
  pass: {
    'every category': [given(entraLogExports, logExport([...people, ...others]))],
    'those that were asked for': { given: [given(entraLogExports, logExport(people))], parameters: { categories: people } },
  },
  fail: {
    'no setting': { given: [given(entraLogExports)], severity: 'high' },
    'no sign-ins': { given: [given(entraLogExports, logExport(['AuditLogs', ...others]))], severity: 'high', message: /: SignInLogs\.$/ },
    'only those of people': { given: [given(entraLogExports, logExport(people))], severity: 'medium' },
  },
})
