import rule from '../../../rules/audit-and-protection/aws-cloudtrail-validation-off.ts'
import { cloudTrails } from '../../../src/datasets/aws/cloudtrail.ts'
import { given, testRule } from '../../rule-tester.ts'
import { partGap, trailRow } from '../trail-rows.ts'

const off = trailRow('main', { validatesLogFiles: false })
const shared = trailRow('organization', { validatesLogFiles: false, ownerAccount: '999999999999', isOrganizationTrail: true })
const owner = { id: 'aws-account/999999999999', kind: 'aws-account', name: 'management' } as const

testRule(rule, {
  pass: { on: [given(cloudTrails, trailRow('main'))] },
  fail: {
    off: { given: [given(cloudTrails, off, trailRow('other'))], subjects: [off.id], message: 'Trail main does not sign its log files.' },
    'off, beside a Region that could not be asked': { given: [given(cloudTrails, off)], gaps: [partGap(cloudTrails, 'eu-west-1')], subjects: [off.id] },
    "the organization's, whose owner is not scanned": [given(cloudTrails, shared)],
    "the organization's, once, where it is owned": {
      given: [given(cloudTrails, shared, { ...shared, scope: owner.id })],
      scopes: [owner],
      subjects: [shared.id],
    },
  },
  'not-applicable': { 'no trail': [given(cloudTrails)] },
})
