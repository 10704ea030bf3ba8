import { accessReviews } from '../../src/datasets/entra/governance.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { comesAgain, reviewedRoles } from '../../src/estate/entra/review-scopes.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-access-review-missing-privileged',
  title: 'Every privileged role that somebody holds is reviewed again and again',
  failureTitle: 'Privileged roles without access reviews',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'access-governance',
  rationale:
    'People change jobs and keep their roles. A review asks of each, again and again, whether they still need it, and takes away what nobody confirms. Counted are reviews that come again, of the role itself; where a group holds the role, it is the role that must be reviewed, or the finding accepted with the review of the group as the reason. How strict the reviews are is asked by a rule of its own.',
  remediation: [
    {
      text: 'Entra admin center, ID Governance, Privileged Identity Management, Microsoft Entra roles, Access reviews: a review of each privileged role, every quarter.',
    },
    { text: 'Name reviewers other than those reviewed, apply the results by itself, and remove access where nobody answers.' },
  ],
  verify: [
    {
      text: 'Definitions with a recurrence whose scope names roleDefinitions are listed.',
      command:
        "Connect-MgGraph -Scopes AccessReview.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identityGovernance/accessReviews/definitions').value | ConvertTo-Json -Depth 8",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.3.3'], 'cis-azure@5.0': ['5.3.4'], 'mcsb@2': ['PA-4'], 'nist-800-53@r5': ['AC-2', 'AC-6(7)'] },
  equivalents: { prowler: ['entra_access_review_privileged_roles_configured'], zta: ['21855'] },
  references: [
    {
      title: 'Access reviews of Microsoft Entra roles',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-create-roles-and-resource-roles-review',
    },
    { title: 'The scope of an access review', url: 'https://learn.microsoft.com/graph/accessreviews-scope-concept' },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message: 'The tenant has no access reviews, which need Microsoft Entra ID P2 or ID Governance: nobody asks whether privileged roles are still needed.',
  },
  subjects: entraTenants,
  needs: { accessReviews, privilegedHolders },
  check(_tenant, { accessReviews, privilegedHolders }, { now }) {
    // A built-in role is its own template, and so is a custom one.
    const held = new Map([...privilegedHolders].flatMap(({ roles }) => roles.map(({ role }) => [role.templateId.toLowerCase(), role.name] as const)))
    const reviewed = new Set([...accessReviews].filter(review => comesAgain(review, now)).flatMap(reviewedRoles))
    const missing = [...held].flatMap(([id, name]) => (reviewed.has(id) ? [] : [name]))
    if (missing.length === 0) return pass()
    return fail(
      missing.length === held.size
        ? 'No privileged role is reviewed again and again.'
        : `${missing.length} of ${held.size} privileged roles that somebody holds ${missing.length === 1 ? 'is' : 'are'} not reviewed again and again.`,
      [evidence('Not reviewed', missing.toSorted()), evidence('Privileged roles held', held.size), evidence('Access reviews', accessReviews.size)],
    )
  },
})
