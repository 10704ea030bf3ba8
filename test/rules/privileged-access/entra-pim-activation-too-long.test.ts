import { describe, expect, it } from 'vitest'
import rule from '../../../rules/privileged-access/entra-pim-activation-too-long.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { hoursOf } from '../../../src/estate/entra/durations.ts'
import { eligible, GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2, rolePolicy } from '../entra-rows.ts'

const definitions = given(roleDefinitions, ...roles)
const users = given(entraUsers, user('ann'))
const could = given(eligibleRoleAssignments, eligible('ann', HELPDESK_ADMINISTRATOR))
const settings = (...rows: readonly ReturnType<typeof rolePolicy>[]) => given(roleManagementPolicies, ...rows)
const lasting = (role: string, maximumDuration: string | null) => rolePolicy(role, { maximumDuration })

testRule(rule, {
  pass: {
    'four hours, and eight': [p2, definitions, users, could, settings(lasting(GLOBAL_ADMINISTRATOR, 'PT4H'), lasting(HELPDESK_ADMINISTRATOR, 'PT8H'))],
    'as long as the operator says': {
      given: [p2, definitions, users, could, settings(lasting(GLOBAL_ADMINISTRATOR, 'PT8H'), lasting(HELPDESK_ADMINISTRATOR, 'PT10H'))],
      parameters: { globalAdministratorHours: 8, hours: 10 },
    },
  },
  fail: {
    'eight hours are too many for Global Administrator only': {
      given: [p2, definitions, users, could, settings(lasting(GLOBAL_ADMINISTRATOR, 'PT8H'), lasting(HELPDESK_ADMINISTRATOR, 'PT8H'))],
      subjects: [`policy-${GLOBAL_ADMINISTRATOR}`],
      severity: 'medium',
      message: /^Global Administrator stays activated for up to 8 hours; at most 4 should do\.$/,
      evidence: [{ label: 'Activation maximum duration', value: 'PT8H' }],
    },
    'a day, written as one': { given: [p2, definitions, users, could, settings(lasting(HELPDESK_ADMINISTRATOR, 'P1D'))], message: /up to 24 hours/ },
    'half an hour more': { given: [p2, definitions, users, could, settings(lasting(HELPDESK_ADMINISTRATOR, 'PT8H30M'))], message: /up to 8\.5 hours/ },
  },
  unknown: {
    'the rule names none': [p2, definitions, users, could, settings(lasting(GLOBAL_ADMINISTRATOR, null))],
    'another form': { given: [p2, definitions, users, could, settings(lasting(GLOBAL_ADMINISTRATOR, 'P1M'))], message: /in a form that is not known: P1M\.$/ },
  },
  'not-applicable': { 'a role that nobody could activate': [p2, definitions, users, settings(lasting(HELPDESK_ADMINISTRATOR, 'PT24H'))] },
})

describe('durations', () => {
  it('are hours, or nothing where they are not understood', () => {
    expect(['PT8H', 'PT30M', 'PT1H30M', 'P1D', 'P1DT2H'].map(hoursOf)).toEqual([8, 0.5, 1.5, 24, 26])
    expect(['', 'P', 'PT', '8H', 'P1Y', 'PT8H '].map(hoursOf)).toEqual([undefined, undefined, undefined, undefined, undefined, undefined])
  })
})
