import rule from '../../../rules/privileged-access/entra-pim-activation-without-mfa.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { eligible, GLOBAL_ADMINISTRATOR, HELPDESK_ADMINISTRATOR, policy, role, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2, rolePolicy } from '../entra-rows.ts'

const definitions = given(roleDefinitions, ...roles, role('reader', 'Reader', { isPrivileged: false }))
const users = given(entraUsers, user('ann'), user('bob'))
const could = given(eligibleRoleAssignments, eligible('ann', HELPDESK_ADMINISTRATOR), eligible('bob', HELPDESK_ADMINISTRATOR))
const settings = (...rows: readonly ReturnType<typeof rolePolicy>[]) => given(roleManagementPolicies, ...rows)
const inContext = rolePolicy(HELPDESK_ADMINISTRATOR, { enabledRules: ['Justification'], authenticationContext: 'c1' })
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const forContext = (words: Parameters<typeof policy>[1] = {}) =>
  policy('Step up', { ...words, applications: { includeApplications: [], includeAuthenticationContextClassReferences: ['c1'] } })

testRule(rule, {
  pass: {
    'MFA is asked': [p2, definitions, users, could, settings(rolePolicy(HELPDESK_ADMINISTRATOR))],
    'a context whose policy asks everybody for MFA': [p2, definitions, users, could, settings(inContext), policies(forContext())],
    'a context that no policy names: Microsoft falls back to MFA': [p2, definitions, users, could, settings(inContext), policies(policy('All'))],
  },
  fail: {
    'nothing is asked': {
      given: [p2, definitions, users, could, settings(rolePolicy(HELPDESK_ADMINISTRATOR, { enabledRules: ['Justification'] }))],
      subjects: [`policy-${HELPDESK_ADMINISTRATOR}`],
      severity: 'high',
      message: /^Helpdesk Administrator can be activated without MFA\.$/,
      evidence: [{ label: 'Asked on activation', value: ['Justification'] }],
    },
    'the highest roles, though nobody is eligible': {
      given: [p2, definitions, users, settings(rolePolicy(GLOBAL_ADMINISTRATOR, { enabledRules: [] }))],
      evidence: [{ label: 'Asked on activation', value: 'nothing' }],
    },
    'a context whose policy is report-only, beside MFA for all': {
      given: [p2, definitions, users, could, settings(inContext), policies(forContext({ state: 'enabledForReportingButNotEnforced' }), policy('All'))],
      message: /2 of 2 eligible users need not prove it for authentication context c1: no enabled policy asks it of them\.$/,
      evidence: [{ label: 'Policies for it, in whatever state', value: ['Step up'] }],
    },
    'a context whose policy is disabled': [p2, definitions, users, could, settings(inContext), policies(forContext({ state: 'disabled' }))],
    'a context whose policy leaves somebody out': {
      given: [p2, definitions, users, could, settings(inContext), policies(forContext({ users: { excludeUsers: ['bob'] } }))],
      message: /1 of 2 eligible users .*: policy "Step up" excludes them by name\.$/,
    },
    'a context whose policy names the role, which nobody holds yet': [
      p2,
      definitions,
      users,
      could,
      settings(inContext),
      policies(forContext({ users: { includeRoles: [HELPDESK_ADMINISTRATOR] } })),
    ],
    'a context whose policy asks for a device only': [
      p2,
      definitions,
      users,
      could,
      settings(inContext),
      policies(forContext({ grant: { builtInControls: ['compliantDevice'] } })),
    ],
  },
  unknown: {
    'a context whose policy is limited by location': [
      p2,
      definitions,
      users,
      could,
      settings(inContext),
      policies(forContext({ conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } })),
    ],
    'a group that was not read could activate it': [
      p2,
      definitions,
      users,
      given(eligibleRoleAssignments, eligible('unread', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
      settings(inContext),
      policies(forContext()),
    ],
    'nobody is eligible, and a context is asked for': [
      p2,
      definitions,
      users,
      settings(rolePolicy(GLOBAL_ADMINISTRATOR, { enabledRules: [], authenticationContext: 'c1' })),
      policies(forContext()),
    ],
  },
  'not-applicable': {
    'a role that nobody holds, and one that is not privileged': [
      p2,
      definitions,
      users,
      given(eligibleRoleAssignments, eligible('ann', 'reader')),
      settings(rolePolicy(HELPDESK_ADMINISTRATOR, { enabledRules: [] }), rolePolicy('reader', { enabledRules: [] })),
    ],
  },
})
