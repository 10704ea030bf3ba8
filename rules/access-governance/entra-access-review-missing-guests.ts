import { relationOf, signsInElsewhere } from '../../src/analysis/conditional-access/people.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { accessReviews } from '../../src/datasets/entra/governance.ts'
import { comesAgain, reviewsGuests } from '../../src/estate/entra/review-scopes.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-access-review-missing-guests',
  title: 'Guests are reviewed again and again, in all groups',
  failureTitle: 'No access review of guests',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'Guests come for a project and stay. Those who invited them know whether they are still needed, and are asked only if a review asks them. A review of all Microsoft 365 groups with guests reaches most; reviews of single groups or applications leave open who is in the others, and are a finding of low severity.',
  remediation: [
    {
      text: 'Entra admin center, ID Governance, Access reviews: teams and groups, all Microsoft 365 groups with guest users, guest users only, every quarter.',
    },
    { text: 'Let owners or sponsors decide, apply the results by itself, and block and remove guests who are denied.' },
  ],
  verify: [
    {
      text: "Definitions with a recurrence whose scope asks for userType eq 'Guest' are listed.",
      command:
        "Connect-MgGraph -Scopes AccessReview.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identityGovernance/accessReviews/definitions').value | ConvertTo-Json -Depth 8",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.3.2'], 'cis-azure@5.0': ['5.3.2'], 'mcsb@2': ['PA-4'], 'nist-800-53@r5': ['AC-2', 'IA-8'] },
  equivalents: { prowler: ['entra_access_review_guest_users_configured'], zta: ['21857'] },
  references: [
    { title: 'Manage guest access with access reviews', url: 'https://learn.microsoft.com/entra/id-governance/manage-guest-access-with-access-reviews' },
    { title: 'The scope of an access review', url: 'https://learn.microsoft.com/graph/accessreviews-scope-concept' },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'not-applicable',
    message: 'Access reviews need Microsoft Entra ID P2 or ID Governance.',
  },
  subjects: entraTenants,
  needs: { accessReviews, entraUsers },
  where: (_tenant, { entraUsers }) => [...entraUsers].some(user => signsInElsewhere(relationOf(user))),
  check(_tenant, { accessReviews, entraUsers }, { now }) {
    const scopes = [...accessReviews].filter(review => comesAgain(review, now)).map(reviewsGuests)
    if (scopes.includes('everywhere')) return pass()
    const guests = [...entraUsers].filter(user => signsInElsewhere(relationOf(user))).length
    const facts = [evidence('Guests and other external users', guests), evidence('Access reviews', accessReviews.size)]
    const single = scopes.filter(scope => scope === 'in single groups').length
    if (single === 0) return fail('Guests are not reviewed again and again.', facts)
    return fail('Guests are reviewed in single groups or applications only.', [...facts, evidence('Reviews of single groups or applications', single)], 'low')
  },
})
