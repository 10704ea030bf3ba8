import { adalRecommendations } from '../../src/datasets/entra/application-use.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const dealtWith: ReadonlySet<string> = new Set(['completedBySystem', 'completedByUser'])

export default defineRule({
  id: 'entra-adal-application-in-use',
  title: 'No application signs in with ADAL any more',
  failureTitle: 'Applications sign in with ADAL',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'legacy-authentication',
  rationale:
    'The Azure AD Authentication Library has had no security fixes since June 2023, and does not know what protects tokens since: continuous access evaluation, step-up by Conditional Access, brokers. Microsoft sees which applications use it and recommends to move them to MSAL. Its recommendations are in preview (beta); one that was dismissed or postponed still names applications that use it.',
  remediation: [
    { text: 'Move the applications named to MSAL; ask the vendor of those that are not yours.' },
    { text: 'Which they are, and by which version: Entra admin center > Overview > Recommendations, and the workbook Sign-ins.' },
  ],
  verify: [
    {
      text: 'The recommendation is completed, or not there.',
      command:
        "Connect-MgGraph -Scopes DirectoryRecommendations.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/directory/recommendations?$filter=recommendationType eq ''adalToMsalMigration''&$expand=impactedResources' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'PV-6'], 'nist-800-53@r5': ['SA-22', 'SI-2'] },
  equivalents: { zta: ['21780'], maester: ['MT.1024'] },
  references: [
    {
      title: 'Recommendation: migrate from ADAL to MSAL',
      url: 'https://learn.microsoft.com/entra/identity/monitoring-health/recommendation-migrate-from-adal-to-msal',
    },
    { title: 'Migrate applications to MSAL', url: 'https://learn.microsoft.com/entra/identity-platform/msal-migration' },
  ],
  subjects: entraTenants,
  needs: { adalRecommendations },
  check(_tenant, { adalRecommendations }) {
    const open = [...adalRecommendations].filter(({ status }) => !dealtWith.has(status))
    if (open.length === 0) return pass()
    const names = [...new Set(open.flatMap(({ impacted }) => impacted.map(({ name }) => name)))].sort()
    const who = names.length === 0 ? 'Applications' : names.length === 1 ? (names[0] ?? '') : `${names.length} applications`
    return fail(`${who} sign${names.length === 1 ? 's' : ''} in with ADAL, which has had no security fixes since June 2023.`, [
      evidence('Applications', names, open[0]?.id),
      evidence(
        'Recommendation',
        open.map(({ name, status, lastCheckedAt }) => `${name}: ${status}, last checked ${lastCheckedAt ?? 'at an unknown time'}`),
      ),
    ])
  },
})
