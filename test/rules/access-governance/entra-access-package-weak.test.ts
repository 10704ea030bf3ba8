import rule from '../../../rules/access-governance/entra-access-package-weak.ts'
import type { AccessPackagePolicy } from '../../../src/datasets/entra/entitlements.ts'
import { accessPackagePolicies } from '../../../src/datasets/entra/entitlements.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { packagePolicy } from '../governance-rows.ts'

const of = (more: Partial<AccessPackagePolicy> = {}) => given(accessPackagePolicies, packagePolicy('all', more))
const forEver = { expirationType: 'noExpiration', duration: null } as const

testRule(rule, {
  pass: {
    'approved, reviewed, and ending': [p2, of()],
    'reviewed, without end': [p2, of(forEver)],
    'ending after a year, without review': [p2, of({ duration: 'P365D', isReviewed: false })],
    'ending on a day': [p2, of({ expirationType: 'afterDateTime', duration: null, endAt: '2027-03-01T00:00:00Z', isReviewed: false })],
    'closed to requests': [p2, of({ isRequestable: false, isApprovalRequired: false })],
    'assigned by administrators alone': [p2, of({ allowedTargetScope: 'notSpecified', isApprovalRequired: false })],
    'for people from outside, ending': [p2, of({ allowedTargetScope: 'allExternalUsers' })],
    'two years, where three are allowed': { given: [p2, of({ duration: 'P2Y', isReviewed: false })], parameters: { days: 1_095 } },
  },
  fail: {
    'nobody approves': {
      given: [p2, of({ isApprovalRequired: false })],
      subjects: ['policy-all'],
      severity: 'medium',
      message: 'Of access package all package, by policy all, nobody approves it.',
    },
    'ending on a day in the far future': {
      given: [p2, of({ expirationType: 'afterDateTime', duration: null, endAt: '2099-01-01T00:00:00Z', isReviewed: false })],
      message: /it ends after \d{5} days and is not reviewed/,
    },
    'nobody approves, and requests are open': { given: [p2, of({ isRequestable: true, isApprovalRequired: false })], message: /nobody approves it/ },
    'neither end nor review': { given: [p2, of({ ...forEver, isReviewed: false })], message: /it never ends and is not reviewed/ },
    'a long time without review': { given: [p2, of({ duration: 'P18M', isReviewed: false })], message: /it ends after 540 days and is not reviewed/ },
    'for ever for people from outside, though reviewed': {
      given: [p2, of({ ...forEver, allowedTargetScope: 'allExternalUsers' })],
      message: /people from outside keep it for ever/,
    },
    'given by administrators for ever': { given: [p2, of({ ...forEver, allowedTargetScope: 'notSpecified', isReviewed: false })], message: /never ends/ },
    'both, of a package without a name': {
      given: [p2, of({ ...forEver, packageName: null, isApprovalRequired: false, isReviewed: false })],
      message: 'Of access package policy all, nobody approves it, and it never ends and is not reviewed.',
      evidence: [{ label: 'End', value: 'noExpiration', row: 'policy-all' }],
    },
  },
  unknown: {
    'a day that is not told': { given: [p2, of({ expirationType: 'afterDateTime', duration: null, isReviewed: false })], message: /\(afterDateTime\)/ },
    'reviewed, for people from outside, without a known end': {
      given: [p2, of({ allowedTargetScope: 'allExternalUsers', expirationType: null, duration: null })],
      message: /\(not told\)/,
    },
    'for ever, for people of a new kind': {
      given: [p2, of({ ...forEver, allowedTargetScope: 'unknownFutureValue' })],
      message: /people from outside could not be understood \(unknownFutureValue\)/,
    },
    'an end of a new kind': { given: [p2, of({ expirationType: 'afterTheRain', duration: null, isReviewed: false })], message: /\(afterTheRain\)/ },
  },
  'not-applicable': {
    'no package': [p2],
    'one that Entra gives by itself': [p2, of({ ...forEver, isAutomatic: true, isApprovalRequired: false })],
  },
})
