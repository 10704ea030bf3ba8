import rule from '../../../rules/audit-and-protection/azure-sentinel-missing.ts'
import { entraLogExports, sentinelWorkspaces } from '../../../src/datasets/azure/logs.ts'
import { given, testRule } from '../../rule-tester.ts'
import { logExport, sentinelIn } from '../azure-log-rows.ts'

const toHub = given(entraLogExports, logExport(['*'], { workspace: null, hasEventHub: true }))

testRule(
  rule,
  {
    pass: {
      'a workspace carries it': [given(sentinelWorkspaces, sentinelIn()), given(entraLogExports)],
      'another system was named, and is fed': { given: [given(sentinelWorkspaces), toHub], parameters: { otherSystem: 'Splunk' } },
    },
    fail: {
      'no workspace does': { given: [given(sentinelWorkspaces), given(entraLogExports)], severity: 'medium' },
      'another system was named, and is not fed': {
        given: [given(sentinelWorkspaces), given(entraLogExports, logExport(['*']))],
        parameters: { otherSystem: 'Splunk' },
        message: /nothing leads the logs of Entra to Splunk\.$/,
      },
      'logs go to an event hub, and no system was named': [given(sentinelWorkspaces), toHub],
    },
  },
  { answersWithout: [sentinelWorkspaces, entraLogExports] },
)
