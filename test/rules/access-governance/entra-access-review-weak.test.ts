import rule from '../../../rules/access-governance/entra-access-review-weak.ts'
import { accessReviews } from '../../../src/datasets/entra/governance.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { review } from '../settings-rows.ts'

const guests = "./members/microsoft.graph.user/?$count=true&$filter=(userType eq 'Guest')"
const of = (says = {}) => [p2, given(accessReviews, review('guests', [guests], says))]
const yearly = { type: 'absoluteYearly', interval: 1, endDate: null }

testRule(rule, {
  pass: {
    'every quarter, applied, silence denies': of(),
    'every week, silence follows the recommendation': of({
      recurrence: { type: 'weekly', interval: 2, endDate: '2027-01-01' },
      defaultDecision: 'Recommendation',
    }),
    'a weak one that has ended': of({ recurrence: { ...yearly, endDate: '2025-01-01' } }),
    'once a year, where that is wanted': { given: of({ recurrence: yearly }), parameters: { months: 12 } },
  },
  fail: {
    'once a year': { given: of({ recurrence: yearly }), message: /every 12 months/, severity: 'medium' },
    'results that nobody applies': { given: of({ isAppliedAutomatically: false }), message: /not applied/ },
    'silence approves': { given: of({ defaultDecision: 'Approve' }), message: /silence stands for yes/ },
    'silence changes nothing': { given: of({ defaultDecision: 'None' }), message: /leaves everything/ },
    'of oneself, of a role': {
      given: [p2, given(accessReviews, review('roles', ['/roleManagement/directory/roleDefinitions/x'], { reviewers: [] }))],
      subjects: ['roles'],
      message: /about themselves/,
    },
  },
  unknown: { 'a pattern that is not documented': of({ recurrence: { type: 'lunar', interval: 1, endDate: null } }) },
  'not-applicable': {
    'of members of a group': [p2, given(accessReviews, review('members', ['/groups/g-1/members']))],
    'one that happens once': of({ recurrence: null }),
  },
})
