import rule from '../../../rules/audit-and-protection/entra-log-retention-short.ts'
import { entraLogExports, entraLogTables } from '../../../src/datasets/azure/logs.ts'
import { given, testRule } from '../../rule-tester.ts'
import { logExport, securityWorkspace } from '../azure-log-rows.ts'

const both = ['AuditLogs', 'SignInLogs']
const kept = (audit: number, signIns: number, workspace = securityWorkspace) =>
  given(
    entraLogTables,
    { id: `${workspace}/AuditLogs`, name: 'AuditLogs', workspace, table: 'AuditLogs', totalRetentionDays: audit },
    { id: `${workspace}/SigninLogs`, name: 'SigninLogs', workspace, table: 'SigninLogs', totalRetentionDays: signIns },
  )

testRule(rule, {
  pass: {
    'a year': [given(entraLogExports, logExport(both)), kept(365, 730)],
    'half a year, where that is enough': { given: [given(entraLogExports, logExport(['*'])), kept(180, 180)], parameters: { days: 180 } },
    'a year in one of two places': [
      given(entraLogExports, logExport(both), logExport(both, { id: 'b', workspace: null, hasStorageAccount: true })),
      kept(365, 365),
    ],
  },
  fail: {
    'one of them for ninety days': {
      given: [given(entraLogExports, logExport(both)), kept(365, 90)],
      message: /SigninLogs: 90 days are kept/,
      severity: 'low',
    },
  },
  unknown: {
    'a storage account may keep it longer': [
      given(entraLogExports, logExport(both), logExport(both, { id: 'b', workspace: null, hasStorageAccount: true })),
      kept(90, 90),
    ],
  },
  'not-applicable': {
    'nothing is exported': [given(entraLogExports), given(entraLogTables)],
    'neither audit nor sign-in logs are exported': [given(entraLogExports, logExport(['ProvisioningLogs'])), kept(365, 365)],
    'an export sends nothing': [given(entraLogExports, logExport([])), given(entraLogTables)],
  },
})
