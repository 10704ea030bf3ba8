import rule from '../../../rules/application-identity/entra-agent-identity-overprivileged.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { agentIdentities } from '../../../src/datasets/entra/agents.ts'
import { applicationPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, roles } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'
import { agent, permission, program, programs } from '../program-rows.ts'

const agents = [
  programs(program('travel', { servicePrincipalType: 'ServiceIdentity' }), program('tickets', { servicePrincipalType: 'ServiceIdentity' })),
  given(agentIdentities, agent('sp-travel', { name: 'Travel agent' }), agent('sp-tickets', { name: 'Ticket agent' })),
  given(roleDefinitions, ...roles),
]
const grants = given(applicationPermissions, permission('tickets', 'Group.ReadWrite.All'), permission('travel', 'Calendars.Read'))

testRule(rule, {
  pass: {
    'permissions that lead nowhere': [...agents, given(applicationPermissions, permission('travel', 'Calendars.Read'))],
    'declared by its object id': [
      ...agents,
      grants,
      given(declared, { id: 'declared/1', name: 'sp-tickets', kind: 'principal', value: 'sp-tickets', reason: 'Puts people into queues' }),
    ],
  },
  fail: {
    'a permission, beside one that leads nowhere': {
      given: [...agents, grants],
      subjects: ['sp-tickets'],
      severity: 'high',
      message: /^Agent Ticket agent can put anybody into groups that lead to roles in AWS and Azure\.$/,
    },
    'an agent that the list of service principals leaves out': {
      given: [programs(), given(agentIdentities, agent('sp-tickets')), given(roleDefinitions, ...roles), grants],
      subjects: ['sp-tickets'],
    },
    'a directory role': {
      given: [...agents, given(activeRoleAssignments, active('sp-travel', GLOBAL_ADMINISTRATOR, { principalType: 'servicePrincipal' }))],
      subjects: ['sp-travel'],
      message: /^Agent Travel agent holds Global Administrator\.$/,
    },
  },
  unknown: {
    'a group that cannot be read holds a role': {
      given: [...agents, given(activeRoleAssignments, active('admins', GLOBAL_ADMINISTRATOR, { principalType: 'group' }))],
      gaps: [{ dataset: 'referenced-groups', scope: defaultScopes['entra-tenant'].id, part: 'admins', reason: 'denied', detail: 'refused' }],
    },
  },
  'not-applicable': { 'no agents': [programs(program('shop'))] },
})
