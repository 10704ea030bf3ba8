import type { Severity } from '../../src/assessment.ts'
import { pimAlerts } from '../../src/datasets/entra/role-security.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** What Microsoft finds worth no hurry. */
const minor: ReadonlyMap<string, Severity> = new Map([
  ['low', 'low'],
  ['informational', 'low'],
])

export default defineRule({
  id: 'entra-pim-alert-open',
  title: 'Alerts of Privileged Identity Management are dealt with',
  failureTitle: 'Open alert of Privileged Identity Management',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'PIM tells of roles assigned outside it, roles activated too often, administrators who do not sign in, activation without MFA and too many Global Administrators. An alert that stays open is one more that nobody sees, and one that is switched off never opens, whatever happens. Microsoft tells alerts in a preview interface (beta) only, which may change.',
  remediation: [
    {
      text: 'In PIM, Microsoft Entra roles, Alerts: open the alert, fix what it names, or change its threshold, and let it scan again. Switch on the alerts that are off.',
    },
  ],
  verify: [
    {
      text: 'isActive is false and alertConfiguration.isEnabled is true for every alert.',
      command:
        "Connect-MgGraph -Scopes RoleManagementAlert.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/identityGovernance/roleManagementAlerts/alerts?$filter=scopeId eq ''/'' and scopeType eq ''DirectoryRole''&$expand=alertDefinition,alertConfiguration' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-2', 'PA-4'], 'nist-800-53@r5': ['AC-2(4)', 'AC-6(7)'] },
  equivalents: { maester: ['MT.1029', 'MT.1030', 'MT.1031'] },
  references: [
    {
      title: 'Security alerts for Microsoft Entra roles in PIM',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-configure-security-alerts',
    },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'not-applicable',
    message: 'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance, and so none of its alerts.',
  },
  subjects: pimAlerts,
  needs: {},
  check({ id, name, isActive, isEnabled, incidentCount, severity, lastScannedAt }) {
    if (!isActive && isEnabled === false)
      return fail(`PIM’s alert "${name}" is switched off: PIM does not look for what it is about.`, [evidence('Switched on', false, id)], 'low')
    if (!isActive && isEnabled === null) return unknown(`Whether PIM’s alert "${name}" is switched on: its configuration does not tell.`)
    if (!isActive) return lastScannedAt === null ? unknown(`PIM never looked for what its alert "${name}" is about, as far as it tells.`) : pass()
    return fail(
      `PIM’s alert "${name}" is open${incidentCount > 0 ? `, ${incidentCount === 1 ? 'for 1 case' : `for ${incidentCount} cases`}` : ''}.`,
      [
        evidence('Cases', incidentCount, id),
        evidence('Severity that Microsoft gives it', severity ?? 'not told'),
        evidence('Last scanned', lastScannedAt ?? 'never'),
      ],
      minor.get(severity?.toLowerCase() ?? ''),
    )
  },
})
