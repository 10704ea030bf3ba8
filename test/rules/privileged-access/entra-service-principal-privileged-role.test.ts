import rule from '../../../rules/privileged-access/entra-service-principal-privileged-role.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, group, role } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'
import { managedIdentity, program, programs } from '../program-rows.ts'

const GLOBAL_READER = 'f2ef992c-3afb-46b9-b7cf-a126ee74c451'
const EXCHANGE_ADMINISTRATOR = '29232cdf-9323-42fd-ade2-1d097af3e4de'
const definitions = given(
  roleDefinitions,
  role(GLOBAL_ADMINISTRATOR, 'Global Administrator'),
  role(GLOBAL_READER, 'Global Reader'),
  role(EXCHANGE_ADMINISTRATOR, 'Exchange Administrator', { isPrivileged: false }),
)
const holds = (principal: string, roleId: string, more: Parameters<typeof active>[2] = {}) =>
  given(activeRoleAssignments, active(principal, roleId, { principalType: 'servicePrincipal', ...more }))

testRule(rule, {
  pass: {
    'no role': [programs(program('shop')), definitions],
    'a role that reads': [programs(program('scanner')), definitions, holds('sp-scanner', GLOBAL_READER)],
    'declared by its application id': [
      programs(program('backup')),
      definitions,
      holds('sp-backup', GLOBAL_ADMINISTRATOR),
      given(declared, { id: 'declared/1', name: 'backup', kind: 'application', value: 'backup', reason: 'Backup of the directory' }),
    ],
  },
  fail: {
    'Global Administrator, beside one without a role': {
      given: [programs(program('backup'), program('shop')), definitions, holds('sp-backup', GLOBAL_ADMINISTRATOR)],
      subjects: ['sp-backup'],
      severity: 'high',
      message: /^Application backup holds Global Administrator, and is not declared\.$/,
      evidence: [{ label: 'Global Administrator', row: `active-sp-backup-${GLOBAL_ADMINISTRATOR}` }],
    },
    'through a group': {
      given: [
        programs(managedIdentity('runbook')),
        definitions,
        given(referencedGroups, group('admins', [], { servicePrincipals: ['sp-runbook'] })),
        given(activeRoleAssignments, active('admins', GLOBAL_ADMINISTRATOR, { principalType: 'group' })),
      ],
      message: /^Managed identity runbook holds Global Administrator/,
    },
    'a role without Microsoft’s label that leads there': {
      given: [programs(program('mailer')), definitions, holds('sp-mailer', EXCHANGE_ADMINISTRATOR)],
      severity: 'high',
    },
    'a role for one administrative unit': {
      given: [programs(program('hr')), definitions, holds('sp-hr', GLOBAL_ADMINISTRATOR, { directoryScopeId: '/administrativeUnits/au-1' })],
      severity: 'medium',
      message: /within \/administrativeUnits\/au-1/,
    },
  },
  unknown: {
    'a group that cannot be read holds the role': {
      given: [programs(program('shop')), definitions, given(activeRoleAssignments, active('admins', GLOBAL_ADMINISTRATOR, { principalType: 'group' }))],
      gaps: [{ dataset: 'referenced-groups', scope: defaultScopes['entra-tenant'].id, part: 'admins', reason: 'denied', detail: 'refused' }],
      message: /may be one of them/,
    },
  },
  'not-applicable': {
    'Microsoft’s own application': [
      given(servicePrincipals, program('intune', { appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' })),
      definitions,
      holds('sp-intune', GLOBAL_ADMINISTRATOR),
    ],
    'an agent': [given(servicePrincipals, program('agent', { servicePrincipalType: 'ServiceIdentity' })), definitions, holds('sp-agent', GLOBAL_ADMINISTRATOR)],
  },
})
