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
      'another system is declared, and is fed by two settings together': [
        given(sentinelWorkspaces),
        given(
          entraLogExports,
          logExport(['AuditLogs'], { workspace: null, hasEventHub: true }),
          logExport(['SignInLogs'], { id: 'b', workspace: null, hasStorageAccount: true }),
        ),
        splunk,
      ],
    },
    fail: {
      'no workspace does': { given: [given(sentinelWorkspaces), given(entraLogExports)], severity: 'medium' },
      'another system is declared, and is not fed': {
        given: [given(sentinelWorkspaces), given(entraLogExports, logExport(['*'])), splunk],
        message: /nothing leads the audit and sign-in logs of Entra to Splunk\.$/,
      },
      'another system is declared, and gets other logs than those that tell who did what': {
        given: [given(sentinelWorkspaces), given(entraLogExports, logExport(['ProvisioningLogs'], { workspace: null, hasEventHub: true })), splunk],
        message: /nothing leads the audit and sign-in logs of Entra to Splunk\.$/,
      },
      'another system is declared, and gets the sign-ins only': [
        given(sentinelWorkspaces),
        given(entraLogExports, logExport(['AuditLogs'], { id: 'b' }), logExport(['SignInLogs'], { workspace: null, hasPartner: true })),
        splunk,
      ],
      'another system is declared, and its setting sends nothing': [
        given(sentinelWorkspaces),
        given(entraLogExports, logExport([], { workspace: null, hasEventHub: true })),
        splunk,
      ],
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
