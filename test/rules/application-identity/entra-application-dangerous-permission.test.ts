import rule from '../../../rules/application-identity/entra-application-dangerous-permission.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { applicationPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { given, testRule } from '../../rule-tester.ts'
import { agent, MICROSOFT_TENANT, managedIdentity, permission, program, programs } from '../program-rows.ts'

const grants = given(
  applicationPermissions,
  permission('backup', 'RoleManagement.ReadWrite.Directory'),
  permission('backup', 'User.Read.All'),
  permission('reports', 'User.Read.All'),
)
const declaration = (value: string) => given(declared, { id: 'declared/1', name: value, kind: 'application', value, reason: 'Backup of the directory' })

testRule(rule, {
  pass: {
    'permissions that read': [programs(program('reports')), grants],
    'declared by its application id': [programs(program('backup')), grants, declaration('BACKUP')],
    'declared by its object id': [programs(program('backup')), grants, declaration('sp-backup')],
    'a permission that the API no longer defines': [programs(program('old')), given(applicationPermissions, permission('old', null))],
    'a permission of the same name on an API of somebody': [
      programs(program('shop')),
      given(applicationPermissions, permission('shop', 'RoleManagement.ReadWrite.Directory', { apiId: 'app-of-ours' })),
    ],
    'a user assigned to the API': [
      programs(program('backup')),
      given(applicationPermissions, permission('backup', 'RoleManagement.ReadWrite.Directory', { principalType: 'User' })),
    ],
  },
  fail: {
    'one that assigns roles, beside one that reads': {
      given: [programs(program('backup'), program('reports')), grants],
      subjects: ['sp-backup'],
      severity: 'critical',
      message: /^backup can make anybody Global Administrator, and is not declared\.$/,
      evidence: [{ label: 'RoleManagement.ReadWrite.Directory on Microsoft Graph', row: 'assigned-backup-RoleManagement.ReadWrite.Directory' }],
    },
    'one that changes what others rely on': {
      given: [programs(program('sync')), given(applicationPermissions, permission('sync', 'Group.ReadWrite.All'))],
      severity: 'high',
    },
    'every mailbox': {
      given: [
        programs(program('mail')),
        given(applicationPermissions, permission('mail', 'full_access_as_app', { apiId: '00000002-0000-0ff1-ce00-000000000000' })),
      ],
      severity: 'high',
      message: /read every mailbox/,
    },
    'one that is off': {
      given: [programs(program('backup', { accountEnabled: false })), grants],
      severity: 'medium',
      message: /once somebody turns it on again/,
    },
    'one that was registered elsewhere': {
      given: [programs(program('backup', { appOwnerOrganizationId: '99999999-0000-4000-8000-000000000009' })), grants],
      evidence: [{ label: 'Registered in tenant', value: '99999999-0000-4000-8000-000000000009' }],
    },
    'one that is declared by its name only, which anybody may choose': {
      given: [programs(program('backup', { id: 'sp-backup', name: 'Trusted backup' })), grants, declaration('Trusted backup')],
    },
  },
  'not-applicable': {
    'Microsoft’s own': [programs(program('backup', { appOwnerOrganizationId: MICROSOFT_TENANT })), grants],
    'a managed identity': [programs(managedIdentity('backup')), grants],
    'an agent': [programs(program('backup', { servicePrincipalType: 'ServiceIdentity', name: agent('backup').name })), grants],
  },
})
