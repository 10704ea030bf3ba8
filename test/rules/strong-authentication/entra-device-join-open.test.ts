import rule from '../../../rules/strong-authentication/entra-device-join-open.ts'
import { deviceRegistrationPolicies } from '../../../src/datasets/entra/methods-policy.ts'
import { given, testRule } from '../../rule-tester.ts'
import { devicePolicy } from '../settings-rows.ts'

const devices = (says = {}) => [given(deviceRegistrationPolicies, devicePolicy(says))]
const all = { scope: 'all', named: 0 }

testRule(rule, {
  pass: {
    'chosen people, LAPS': devices(),
    'nobody joins devices': devices({
      join: { scope: 'none', named: 0 },
      areGlobalAdministratorsLocal: true,
      registeringUsersBecomeLocal: all,
      isLocalPasswordManaged: false,
    }),
    'more devices where that is wanted': { given: devices({ userDeviceQuota: 50 }), parameters: { devices: 50 } },
  },
  fail: {
    'as it is delivered': {
      given: devices({ userDeviceQuota: 50, join: all, areGlobalAdministratorsLocal: true, registeringUsersBecomeLocal: all, isLocalPasswordManaged: false }),
      severity: 'medium',
      message: /everybody may join devices; each may bring in 50; Global Administrators .*LAPS/,
    },
    'a kind of membership that is not documented': devices({ join: { scope: 'other', named: 0 } }),
    'only LAPS is missing': {
      given: devices({ isLocalPasswordManaged: false }),
      message: 'Devices: their local administrator passwords are not managed (LAPS).',
    },
  },
})
