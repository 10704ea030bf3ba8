import rule from '../../../rules/federation/aws-identity-center-account-instance.ts'
import { identityCenterAccountInstances } from '../../../src/datasets/aws/identity-center.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const ID = 'arn:aws:sso:::instance/ssoins-2'
const instance = (status: string | undefined) => given(identityCenterAccountInstances, { id: ID, name: 'play', part: 'eu-west-1', status })

testRule(rule, {
  pass: {
    'one that is declared': [instance('ACTIVE'), given(declared, declaration('application', ID))],
    'one that is being deleted': [instance('DELETE_IN_PROGRESS')],
    'one that was never made': [instance('CREATE_FAILED')],
  },
  fail: {
    'an instance in use': { given: [instance('ACTIVE')], subjects: [ID], severity: 'medium', message: /play, in eu-west-1/ },
    'an instance whose status is not said': [instance(undefined)],
  },
  'not-applicable': { 'no instance': [given(identityCenterAccountInstances)] },
})
