import rule from '../../../rules/audit-and-protection/azure-sentinel-without-entra.ts'
import { entraLogExports, sentinelWorkspaces } from '../../../src/datasets/azure/logs.ts'
import { given, testRule } from '../../rule-tester.ts'
import { logExport, securityWorkspace, sentinelIn } from '../azure-log-rows.ts'

const lab = securityWorkspace.replace('central', 'lab')

testRule(rule, {
  pass: { 'it gets both logs': [given(sentinelWorkspaces, sentinelIn()), given(entraLogExports, logExport(['AuditLogs', 'SignInLogs']))] },
  fail: {
    'it gets one of them': {
      given: [given(sentinelWorkspaces, sentinelIn()), given(entraLogExports, logExport(['AuditLogs']))],
      severity: 'medium',
      message: /does not get SignInLogs of Microsoft Entra\.$/,
    },
    'the logs go elsewhere': [given(sentinelWorkspaces, sentinelIn()), given(entraLogExports, logExport(['*'], { workspace: lab }))],
    'a second workspace, while the first gets them': {
      given: [given(sentinelWorkspaces, sentinelIn(), sentinelIn(lab)), given(entraLogExports, logExport(['*']))],
      severity: 'info',
      message: /another workspace with Sentinel does\.$/,
    },
  },
})
