import rule from '../../../rules/federation/entra-aws-app-assignment-not-required.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { given, testRule } from '../../rule-tester.ts'
import { awsApplication } from '../entra-rows.ts'

testRule(rule, {
  pass: { 'assignment required': [given(awsApplications, awsApplication())] },
  fail: {
    'open to everyone, beside one that is not': {
      given: [
        given(
          awsApplications,
          awsApplication(),
          awsApplication({
            id: 'sp-open',
            name: 'AWS production',
            appRoleAssignmentRequired: false,
            recognizedBy: 'aws-sign-in-address',
            federatesTo: 'iam-saml',
          }),
        ),
      ],
      subjects: ['sp-open'],
      severity: 'high',
      message:
        /^Every user of the tenant, guests included, can sign in to AWS production, which federates to an IAM SAML provider, without being assigned to it\.$/,
      evidence: [{ label: 'Recognized by', value: 'an AWS sign-in address' }],
    },
  },
  'not-applicable': {
    'no AWS application': [],
    'sign-in is turned off': [given(awsApplications, awsApplication({ accountEnabled: false, appRoleAssignmentRequired: false }))],
  },
})
