import rule from '../../../rules/audit-and-protection/azure-sentinel-missing.ts'
import { azureSubscriptions } from '../../../src/datasets/azure/hierarchy.ts'
import { entraLogExports, sentinelWorkspaces } from '../../../src/datasets/azure/logs.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { logExport, sentinelIn } from '../azure-log-rows.ts'
import { subscription } from '../azure-rows.ts'

const toHub = given(entraLogExports, logExport(['*'], { workspace: null, hasEventHub: true }))
const splunk = given(declared, declaration('application', 'Splunk', 'siem'))

testRule(
  rule,
  {
    pass: {
      'a workspace carries it': [given(sentinelWorkspaces, sentinelIn()), given(entraLogExports)],
      'another system is declared, and is fed': [given(sentinelWorkspaces), toHub, splunk],
    },
    fail: {
      'no workspace does': { given: [given(sentinelWorkspaces), given(entraLogExports)], severity: 'medium' },
      'another system is declared, and is not fed': {
        given: [given(sentinelWorkspaces), given(entraLogExports, logExport(['*'])), splunk],
        message: /nothing leads the logs of Entra to Splunk\.$/,
      },
      'logs go to an event hub, and no system is declared': [given(sentinelWorkspaces), toHub],
      'no workspace of any subscription there is': [given(azureSubscriptions, subscription()), given(sentinelWorkspaces)],
    },
    unknown: {
      'a subscription is left out of the scan': {
        given: [given(azureSubscriptions, subscription(), subscription({ id: 'security', isAsked: false })), given(sentinelWorkspaces)],
        message: /others were not\.$/,
      },
    },
  },
  { answersWithout: [sentinelWorkspaces, azureSubscriptions, entraLogExports] },
)
