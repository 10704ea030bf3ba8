import rule from '../../../rules/access-governance/entra-user-consent-open.ts'
import { authorizationPolicies } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy } from '../settings-rows.ts'

const policies = (...names: readonly string[]) => [given(authorizationPolicies, authorizationPolicy({}, { permissionGrantPoliciesAssigned: [...names] }))]

testRule(rule, {
  pass: {
    'nothing to consent to': policies(),
    'only what owners may consent to': policies('ManagePermissionGrantsForOwnedResource.microsoft-dynamically-managed-permissions-for-team'),
    'low impact of verified publishers': policies('ManagePermissionGrantsForSelf.microsoft-user-default-low'),
  },
  fail: {
    'any application': { given: policies('managePermissionGrantsForSelf.microsoft-user-default-legacy'), severity: 'high', message: /any permission/ },
    'the widest of several': {
      given: policies('ManagePermissionGrantsForSelf.microsoft-user-default-low', 'ManagePermissionGrantsForSelf.microsoft-user-default-legacy'),
      severity: 'high',
    },
    'left to Microsoft': {
      given: policies('ManagePermissionGrantsForSelf.microsoft-user-default-recommended'),
      severity: 'medium',
      message: /left to Microsoft/,
    },
    'left to Microsoft beside a policy of its own': {
      given: policies('ManagePermissionGrantsForSelf.contoso', 'ManagePermissionGrantsForSelf.microsoft-user-default-allow-consent-apps'),
      severity: 'medium',
    },
  },
  unknown: { 'a policy of its own': { given: policies('ManagePermissionGrantsForSelf.contoso'), message: /contoso/ } },
})
