import rule from '../../../rules/federation/aws-identity-center-account-instance.ts'
import { nativeId } from '../../../src/dataset.ts'
import { identityCenterAccountInstances } from '../../../src/datasets/aws/identity-center.ts'
import { organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'

const ID = 'arn:aws:sso:::instance/ssoins-2'
const memberOf = (managementAccountId: string) =>
  given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId, featureSet: 'ALL' })
const member = memberOf('999999999999')
const instance = (status: string | undefined) => given(identityCenterAccountInstances, { id: ID, name: 'play', part: 'eu-west-1', status })

testRule(rule, {
  pass: {
    'one that is declared': [instance('ACTIVE'), member, given(declared, declaration('application', ID))],
    'one that is being deleted': [instance('DELETE_IN_PROGRESS'), member],
    'one that was never made': [instance('CREATE_FAILED'), member],
  },
  fail: {
    'an instance in use': { given: [instance('ACTIVE'), member], subjects: [ID], severity: 'medium', message: /play, in eu-west-1/ },
    'an instance whose status is not said': [instance(undefined), member],
  },
  'not-applicable': {
    'no instance': [given(identityCenterAccountInstances), member],
    'the instance of the management account': [instance('ACTIVE'), memberOf(nativeId(defaultScopes['aws-account'].id))],
  },
})
