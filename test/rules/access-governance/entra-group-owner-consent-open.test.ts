import rule from '../../../rules/access-governance/entra-group-owner-consent-open.ts'
import { authorizationPolicies, directorySettings } from '../../../src/datasets/entra/authorization-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { authorizationPolicy, setting } from '../settings-rows.ts'

const policies = (...names: readonly string[]) =>
  given(
    authorizationPolicies,
    authorizationPolicy({}, { permissionGrantPoliciesAssigned: names.map(name => `ManagePermissionGrantsForOwnedResource.${name}`) }),
  )
const consent = (values: Readonly<Record<string, string>>) => given(directorySettings, setting('consent', values))
const off = consent({ EnableGroupSpecificConsent: 'False', ConstrainGroupSpecificConsentToMembersOfGroupId: '' })

testRule(rule, {
  pass: {
    'the setting is off, and no policy assigned': [policies(), off],
    'what was approved before': [policies('microsoft-pre-approval-apps-for-team'), off],
  },
  fail: {
    'the setting is on': { given: [policies(), consent({ EnableGroupSpecificConsent: 'true' })], severity: 'medium', message: /Every owner/ },
    'on for a group': {
      given: [policies(), consent({ EnableGroupSpecificConsent: 'true', ConstrainGroupSpecificConsentToMembersOfGroupId: 'g-1' })],
      severity: 'low',
    },
    'everything, by policy': { given: [policies('microsoft-all-application-permissions-for-group'), off], severity: 'medium' },
    'left to Microsoft': { given: [policies('microsoft-dynamically-managed-permissions-for-team')], severity: 'low', message: /left to Microsoft/ },
  },
  unknown: {
    'a policy of its own': { given: [policies('contoso'), off], message: /contoso/ },
    'nothing says so': [policies()],
  },
})
