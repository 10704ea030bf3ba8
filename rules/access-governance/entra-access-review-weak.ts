import { z } from 'zod'
import { accessReviews } from '../../src/datasets/entra/governance.ts'
import { comesAgain, monthsBetween, reviewedRoles, reviewsGuests } from '../../src/estate/entra/review-scopes.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-access-review-weak',
  title: 'Reviews of privileged roles and guests come often, are applied, and take away what nobody confirms',
  failureTitle: 'Access review changes nothing',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'A review that comes once a year, whose result nobody applies, that lets silence stand for yes, or in which each decides about themselves, is a form that is filled in. Asked are reviews that come again and are about directory roles or guests. That nobody reviews them at all is for other rules to say.',
  remediation: [
    { text: 'Recurrence: quarterly or more often. Upon completion: auto apply results to resource.' },
    { text: 'If reviewers don’t respond: remove access, or take recommendations; not approve, and not no change.' },
    { text: 'Reviewers: managers, owners or named people, not the users themselves.' },
    { text: 'Another interval: parameters, entra-access-review-weak, months.' },
  ],
  verify: [
    {
      text: 'autoApplyDecisionsEnabled is true, defaultDecision Deny or Recommendation, reviewers are named, and the recurrence is at most three months.',
      command:
        "Connect-MgGraph -Scopes AccessReview.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identityGovernance/accessReviews/definitions').value | ConvertTo-Json -Depth 8",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.3.2', '5.3.3'], 'mcsb@2': ['PA-4'], 'nist-800-53@r5': ['AC-2', 'AC-6(7)'] },
  equivalents: {},
  references: [
    { title: 'Create an access review of groups and applications', url: 'https://learn.microsoft.com/entra/id-governance/create-access-review' },
    { title: 'accessReviewScheduleSettings', url: 'https://learn.microsoft.com/graph/api/resources/accessreviewschedulesettings' },
  ],
  parameters: z.object({
    /** Months from one review to the next, at most. */
    months: z.number().positive().default(3),
  }),
  withoutLicence: {
    plans: pimPlans,
    verdict: 'not-applicable',
    message: 'Access reviews need Microsoft Entra ID P2 or ID Governance.',
  },
  subjects: accessReviews,
  needs: {},
  where: review => review.recurrence !== null && (reviewedRoles(review).length > 0 || reviewsGuests(review) !== 'no'),
  check(review, _facts, { now, parameters: { months } }) {
    // One that has ended is missing, not weak.
    if (!comesAgain(review, now)) return pass()
    const between = monthsBetween(review)
    const decision = review.defaultDecision.toLowerCase()
    const faults = [
      ...(between !== undefined && between > months ? [`it comes every ${Math.round(between)} months`] : []),
      ...(review.isAppliedAutomatically ? [] : ['its results are not applied by themselves']),
      ...(decision === 'approve' ? ['silence stands for yes'] : decision === 'none' ? ['silence leaves everything as it is'] : []),
      ...(review.reviewers.length === 0 ? ['everybody decides about themselves'] : []),
    ]
    if (faults.length === 0)
      return between === undefined ? unknown(`How often the review ${review.name} comes (${review.recurrence?.type ?? ''}) is not documented.`) : pass()
    return fail(`The review ${review.name} is weak: ${faults.join('; ')}.`, [
      evidence('Recurrence', `${review.recurrence?.type ?? ''}, every ${review.recurrence?.interval ?? 0}`, review.id),
      evidence('Applied automatically', review.isAppliedAutomatically),
      evidence('If nobody answers', review.defaultDecision),
      evidence('Reviewers', [...review.reviewers]),
    ])
  },
})
