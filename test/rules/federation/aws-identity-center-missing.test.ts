import rule from '../../../rules/federation/aws-identity-center-missing.ts'
import { type IdentityCenterInstance, identityCenterInstances } from '../../../src/datasets/aws/organization.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'

const instance = (more: Partial<IdentityCenterInstance> = {}) =>
  given(identityCenterInstances, {
    id: 'arn:aws:sso:::instance/ssoins-1',
    name: 'ssoins-1',
    part: 'eu-west-1',
    identityStoreId: 'd-1234567890',
    ownerAccountId: '111111111111',
    ...more,
  })

testRule(rule, {
  pass: {
    'an active instance': [instance({ status: 'ACTIVE' })],
    'one that goes beside one that is active': [
      instance({ status: 'DELETE_IN_PROGRESS' }),
      instance({ id: 'arn:aws:sso:::instance/ssoins-2', status: 'ACTIVE' }),
    ],
  },
  fail: {
    none: {
      given: [given(identityCenterInstances)],
      subjects: [defaultScopes['aws-organization'].id],
      severity: 'high',
      message: 'Organization o-exampleorg1 has no organization instance of IAM Identity Center.',
    },
    'one that is being deleted': {
      given: [instance({ status: 'DELETE_IN_PROGRESS' })],
      message: /not in use: DELETE_IN_PROGRESS/,
      evidence: [{ label: 'Region', value: 'eu-west-1' }],
    },
  },
  unknown: {
    'an instance of which no status was said': { given: [instance()], message: /active was not said/ },
    'one in the making': { given: [instance({ status: 'CREATE_IN_PROGRESS' })], message: /not active yet/ },
    'no instance seen, where a Region was not readable': {
      given: [given(identityCenterInstances)],
      gaps: [
        { dataset: 'identity-center-instances', scope: defaultScopes['aws-organization'].id, part: 'eu-west-1', reason: 'denied', detail: 'access denied' },
      ],
    },
  },
})
