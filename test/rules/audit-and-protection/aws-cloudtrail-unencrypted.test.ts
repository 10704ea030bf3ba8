import rule from '../../../rules/audit-and-protection/aws-cloudtrail-unencrypted.ts'
import { cloudTrails } from '../../../src/datasets/aws/cloudtrail.ts'
import { given, testRule } from '../../rule-tester.ts'
import { trailRow } from '../trail-rows.ts'

const plain = trailRow('main')

testRule(rule, {
  pass: { 'a KMS key': [given(cloudTrails, trailRow('main', { kmsKeyId: 'arn:aws:kms:us-east-1:111111111111:key/1' }))] },
  fail: { none: { given: [given(cloudTrails, plain)], subjects: [plain.id], severity: 'low', message: /with no KMS key/ } },
  'not-applicable': { 'no trail': [given(cloudTrails)] },
})
