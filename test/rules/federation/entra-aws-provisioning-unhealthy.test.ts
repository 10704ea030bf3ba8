import rule from '../../../rules/federation/entra-aws-provisioning-unhealthy.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { provisioningJobs } from '../../../src/datasets/entra/provisioning.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'
import { job } from '../program-rows.ts'

const aws = given(awsApplications, awsApplication())

testRule(rule, {
  pass: {
    'it ran an hour ago': [aws, given(provisioningJobs, job('sp-aws'))],
    'two days are enough, by parameter': {
      given: [aws, given(provisioningJobs, job('sp-aws', { lastSuccessAt: '2026-11-22T12:00:00Z' }))],
      parameters: { hours: 48 },
    },
  },
  fail: {
    'quarantine, beside one that runs': {
      given: [
        given(awsApplications, awsApplication(), awsApplication({ id: 'sp-second', name: 'AWS of Fabrikam' })),
        given(provisioningJobs, job('sp-aws'), job('sp-second', { status: 'Quarantine', quarantineReason: 'EncounteredQuarantineException' })),
      ],
      subjects: ['sp-second'],
      severity: 'high',
      message: /^Provisioning of AWS of Fabrikam is in quarantine \(EncounteredQuarantineException\)\.$/,
      evidence: [{ label: 'job-sp-second', row: 'job-sp-second' }],
    },
    paused: { given: [aws, given(provisioningJobs, job('sp-aws', { status: 'Paused' }))], severity: 'high', message: /is paused/ },
    'never run': { given: [aws, given(provisioningJobs, job('sp-aws', { status: 'NotRun', lastSuccessAt: null }))], message: /has not run \(NotRun\)/ },
    'never succeeded': { given: [aws, given(provisioningJobs, job('sp-aws', { lastSuccessAt: null }))], message: /has never succeeded/ },
    'a success of two days ago': {
      given: [aws, given(provisioningJobs, job('sp-aws', { lastSuccessAt: '2026-11-22T00:00:00Z' }))],
      message: /last succeeded at 2026-11-22/,
    },
    'no job': { given: [aws], severity: 'medium', message: /provisions nobody/ },
    'roles of single accounts are not read any more': {
      given: [given(awsApplications, awsApplication({ federatesTo: 'iam-saml' })), given(provisioningJobs, job('sp-aws', { status: 'Quarantine' }))],
      severity: 'medium',
    },
  },
  'not-applicable': {
    'an application for single accounts that reads no roles': [given(awsApplications, awsApplication({ federatesTo: 'iam-saml' }))],
    'sign-in is turned off': [given(awsApplications, awsApplication({ accountEnabled: false }))],
  },
})
