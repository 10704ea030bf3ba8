import rule from '../../../rules/access-governance/aws-server-certificate-expired.ts'
import { serverCertificates } from '../../../src/datasets/aws/account-upkeep.ts'
import { given, testRule } from '../../rule-tester.ts'

// The tests' snapshot is of 2026-11-24.
const certificate = (expiresAt: string) => given(serverCertificates, { id: 'ASCA1', name: 'web', expiresAt, uploadedAt: '2020-01-01T00:00:00Z' })

testRule(rule, {
  pass: { 'it ends tomorrow': [certificate('2026-11-25T00:00:00Z')] },
  fail: {
    'it ended': {
      given: [certificate('2026-11-23T12:00:00Z')],
      subjects: ['ASCA1'],
      severity: 'low',
      message: 'Server certificate web expired on 2026-11-23.',
    },
    'it ends now': [certificate('2026-11-24T00:00:00Z')],
  },
})
