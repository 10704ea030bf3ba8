import { adminConsentRequestPolicies } from '../../src/datasets/entra/authorization-policy.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-admin-consent-workflow-off',
  title: 'Users can ask an administrator for an application, and somebody is there to decide',
  failureTitle: 'No workflow for admin consent',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'Where users may not consent and cannot ask, they find other ways: a private account, or an administrator who clicks at once. The workflow puts each request before named reviewers. Without reviewers nobody sees it; without a message to them nobody looks, which is a finding of low severity.',
  remediation: [
    { text: 'Entra admin center, Enterprise applications, Consent and permissions, Admin consent settings: users can request admin consent, Yes.' },
    { text: 'Name reviewers, better a group or role than one person, and let them be told by e-mail. Reviewers decide only as far as their role allows.' },
  ],
  verify: [
    {
      text: 'isEnabled and notifyReviewers are true, and there are reviewers.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/adminConsentRequestPolicy' -OutputType PSObject",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.1.5.2'],
    'scuba-aad@1.8': ['MS.AAD.5.3'],
    'mcsb@2': ['PA-7'],
    'nist-800-53@r5': ['AC-3', 'AC-6'],
  },
  equivalents: {
    prowler: ['entra_admin_consent_workflow_enabled'],
    scuba: ['MS.AAD.5.3v1'],
    maester: ['EIDSCA.CP04', 'EIDSCA.CR01', 'EIDSCA.CR02', 'EIDSCA.CR03', 'EIDSCA.CR04', 'CISA.MS.AAD.5.3', 'CIS.M365.5.1.5.2'],
    zta: ['21809'],
  },
  references: [
    { title: 'Configure the admin consent workflow', url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/configure-admin-consent-workflow' },
    { title: 'adminConsentRequestPolicy', url: 'https://learn.microsoft.com/graph/api/resources/adminconsentrequestpolicy' },
  ],
  subjects: adminConsentRequestPolicies,
  needs: {},
  check(policy) {
    const facts = [
      evidence('Users can ask', policy.isEnabled, policy.id),
      evidence('Reviewers', [...policy.reviewers]),
      evidence('Reviewers are told', policy.notifyReviewers),
      evidence('Requests end after days', policy.requestDurationInDays),
    ]
    if (!policy.isEnabled) return fail('Users cannot ask for an application that they may not consent to.', facts)
    if (policy.reviewers.length === 0) return fail('Users can ask for applications, and nobody is named to decide.', facts)
    if (!policy.notifyReviewers) return fail('Reviewers of requests for applications are not told that there are any.', facts, 'low')
    return pass()
  },
})
