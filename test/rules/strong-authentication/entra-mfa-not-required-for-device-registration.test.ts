import rule from '../../../rules/strong-authentication/entra-mfa-not-required-for-device-registration.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { type DeviceRegistrationPolicy, deviceRegistrationPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { type PolicyWords, policy, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'

const users = given(entraUsers, user('ann'), user('bob'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const member: DeviceRegistrationPolicy['join'] = { scope: 'all', named: 0 }
const setting = (isMfaRequired: boolean) =>
  given(deviceRegistrationPolicies, {
    id: 'devices',
    name: 'Device registration',
    userDeviceQuota: 50,
    isMfaRequired,
    join: member,
    areGlobalAdministratorsLocal: false,
    registeringUsersBecomeLocal: member,
    isLocalPasswordManaged: true,
  })
const register = (words: PolicyWords = {}) =>
  policy('Devices', { applications: { includeApplications: [], includeUserActions: ['urn:user:registerdevice'] }, ...words })

testRule(rule, {
  pass: {
    'the setting alone': [users, setting(true)],
    'a policy alone': [users, setting(false), policies(register())],
  },
  fail: {
    neither: {
      given: [users, setting(false), policies(policy('MFA'))],
      severity: 'medium',
      message: /^2 of 2 enabled members can register devices without MFA: no enabled policy asks it of them\.$/,
    },
    'both: the policy is idle': {
      given: [users, setting(true), policies(register())],
      severity: 'low',
      evidence: [{ label: 'Policies that are not enforced', value: ['Devices'] }],
    },
    'somebody is left out': [users, setting(false), policies(register({ users: { excludeUsers: ['bob'] } }))],
  },
  unknown: {
    'the setting was not found': [users, policies(register())],
    'a condition that this version does not know': [users, setting(false), policies(register({ unknownConditions: ['new'] }))],
  },
})
