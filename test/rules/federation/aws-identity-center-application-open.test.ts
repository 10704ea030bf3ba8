import rule from '../../../rules/federation/aws-identity-center-application-open.ts'
import { identityCenterApplications } from '../../../src/datasets/aws/identity-center.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { application } from '../identity-center-rows.ts'

const open = application('wiki', { assignmentRequired: false, providerArn: 'arn:aws:sso::aws:applicationProvider/custom-saml', account: '111111111111' })

testRule(rule, {
  pass: {
    'assignment is required': [given(identityCenterApplications, application('wiki'))],
    'it is disabled': [given(identityCenterApplications, { ...open, status: 'DISABLED' })],
    'it is declared': [given(identityCenterApplications, open), given(declared, declaration('application', open.id))],
  },
  fail: {
    'everybody may use it': {
      given: [given(identityCenterApplications, open, application('books'))],
      subjects: [open.id],
      severity: 'medium',
      evidence: [{ label: 'Account', value: '111111111111' }],
    },
    'everybody may use it, and its status is not said': [
      given(identityCenterApplications, application('wiki', { assignmentRequired: false, status: undefined })),
    ],
  },
})
