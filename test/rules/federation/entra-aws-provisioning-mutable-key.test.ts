import rule from '../../../rules/federation/entra-aws-provisioning-mutable-key.ts'
import { provisioningMappings } from '../../../src/datasets/entra/provisioning.ts'
import { given, testRule } from '../../rule-tester.ts'
import { mapping } from '../program-rows.ts'

testRule(rule, {
  pass: {
    'the object id': [given(provisioningMappings, mapping(['objectId']))],
    'the object id first, the name after it': [
      given(
        provisioningMappings,
        mapping([], {
          matching: [
            { target: 'externalId', sources: ['objectId'] },
            { target: 'userName', sources: ['userPrincipalName'] },
          ],
        }),
      ),
    ],
  },
  fail: {
    'the mail nickname, beside the object id': {
      given: [given(provisioningMappings, mapping(['objectId']), mapping(['mailNickname'], { id: 'job-2/User', applicationName: 'AWS of Fabrikam' }))],
      subjects: ['job-2/User'],
      severity: 'medium',
      message: /^AWS of Fabrikam finds users again in AWS by mailNickname \(externalId there\), which can be changed and need not be unique\.$/,
    },
    'the user principal name': {
      given: [given(provisioningMappings, mapping([], { matching: [{ target: 'userName', sources: ['userPrincipalName'] }] }))],
      severity: 'low',
      message: /by userPrincipalName \(userName there\), which can be changed\.$/,
    },
  },
  unknown: { 'a constant': [given(provisioningMappings, mapping([]))] },
  'not-applicable': { groups: [given(provisioningMappings, mapping(['displayName'], { sourceObject: 'Group' }))] },
})
