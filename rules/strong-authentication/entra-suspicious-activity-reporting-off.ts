import { methodsPolicies } from '../../src/datasets/entra/methods-policy.ts'
import { featureWords, reachOf } from '../../src/estate/entra/method-features.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-suspicious-activity-reporting-off',
  title: 'Everybody can report a request for MFA that they did not cause',
  failureTitle: 'Unexpected requests for MFA cannot be reported',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'strong-authentication',
  rationale:
    'Whoever gets a request that they did not cause is told of it: somebody has their password. With reporting on, “no, it’s not me” sets the user’s risk to high, which policies can act on; otherwise it only refuses this one request, and the next follows. Left to Microsoft it is off, as the documentation of the setting says.',
  remediation: [
    { text: 'Entra admin center, Authentication methods, Settings, Report suspicious activity: Enabled, all users.' },
    { text: 'Let Conditional Access require a password change or block at high user risk (Microsoft Entra ID P2), or watch for the risk detection.' },
  ],
  verify: [
    {
      text: 'reportSuspiciousActivitySettings has state enabled and includes all_users.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.AuthenticationMethod; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/policies/authenticationMethodsPolicy').reportSuspiciousActivitySettings",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['IR-6', 'SI-4'] },
  equivalents: { maester: ['EIDSCA.AG02', 'EIDSCA.AG03'], zta: ['21841'] },
  references: [
    {
      title: 'Report suspicious activity',
      url: 'https://learn.microsoft.com/entra/identity/authentication/howto-mfa-mfasettings#report-suspicious-activity',
    },
    { title: 'reportSuspiciousActivitySettings', url: 'https://learn.microsoft.com/graph/api/resources/reportsuspiciousactivitysettings' },
  ],
  subjects: methodsPolicies,
  needs: {},
  check({ id, reportSuspiciousActivity }) {
    const reach = reachOf(reportSuspiciousActivity)
    if (reach === 'everybody') return pass()
    const messages = {
      some: 'Only chosen people can report a request for MFA that they did not cause.',
      nobody: 'Nobody can report a request for MFA that they did not cause.',
      managed: 'Reporting requests for MFA is left to Microsoft, which leaves it off.',
    }
    return fail(messages[reach], [evidence('Report suspicious activity', featureWords(reportSuspiciousActivity), id)])
  },
})
