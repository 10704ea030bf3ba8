import rule from '../../../rules/federation/entra-aws-app-certificate-expiring.ts'
import { awsApplications, servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'

// The tests' time is 2026-11-24.
const certificate = (keyId: string, endAt: string | null, usage = 'Sign') => ({ keyId, usage, startAt: null, endAt })
const key = (thumbprint: string, endAt: string) => ({
  keyId: thumbprint,
  name: null,
  startAt: null,
  endAt,
  thumbprint,
  type: 'AsymmetricX509Cert',
  usage: 'Sign',
})
const far = '2028-01-01T00:00:00Z'
const near = '2026-12-10T00:00:00Z'
const program = application('app-aws', 'AWS IAM Identity Center', { id: 'sp-aws' })

testRule(rule, {
  pass: {
    'years to go': [given(awsApplications, awsApplication({ certificates: [certificate('k-1', far)] })), given(servicePrincipals, program)],
    'the active one has years to go, an older one ends': [
      given(awsApplications, awsApplication({ certificates: [certificate('old', near), certificate('new', far)] })),
      given(servicePrincipals, { ...program, preferredTokenSigningKeyThumbprint: 'bb', keyCredentials: [key('AA', near), key('BB', far)] }),
    ],
    'fewer days are enough, by parameter': {
      given: [given(awsApplications, awsApplication({ certificates: [certificate('k-1', near)] })), given(servicePrincipals, program)],
      parameters: { days: 7 },
    },
  },
  fail: {
    'sixteen days to go, beside one with years': {
      given: [
        given(
          awsApplications,
          awsApplication({ certificates: [certificate('k-1', near), certificate('k-1v', near, 'Verify')] }),
          awsApplication({ id: 'sp-other', certificates: [certificate('k-2', far)] }),
        ),
        given(servicePrincipals, program),
      ],
      subjects: ['sp-aws'],
      severity: 'medium',
      message: /^The certificate with which AWS IAM Identity Center signs people in to AWS ends on 2026-12-10, in 16 days\.$/,
    },
    'the active one ends, though a new one lies ready': {
      given: [
        given(awsApplications, awsApplication({ certificates: [certificate('old', near), certificate('new', far)] })),
        given(servicePrincipals, { ...program, preferredTokenSigningKeyThumbprint: 'AA', keyCredentials: [key('AA', near), key('BB', far)] }),
      ],
      evidence: [{ label: 'The active one is told', value: true }],
    },
    'it has ended': {
      given: [given(awsApplications, awsApplication({ certificates: [certificate('k-1', '2026-01-01T00:00:00Z')] })), given(servicePrincipals, program)],
      message: /ended on 2026-01-01/,
    },
  },
  unknown: {
    'which is active cannot be told, and one of them ends': [
      given(awsApplications, awsApplication({ certificates: [certificate('old', near), certificate('new', far)] })),
      given(servicePrincipals, { ...program, preferredTokenSigningKeyThumbprint: 'cc', keyCredentials: [key('AA', near), key('BB', far)] }),
    ],
    'no end is told': [given(awsApplications, awsApplication({ certificates: [certificate('k-1', null)] })), given(servicePrincipals, program)],
  },
  'not-applicable': { 'no certificate that signs': [given(awsApplications, awsApplication()), given(servicePrincipals, program)] },
})
