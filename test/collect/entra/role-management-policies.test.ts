import { afterAll, beforeAll, expect, test } from 'vitest'
import { referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { roleManagementPolicies } from '../../../src/datasets/entra/role-management-policies.ts'
import { builtInRoles } from '../../clouds/entra/built-ins.ts'
import { rolePolicy } from '../../clouds/entra/defaults.ts'
import { example } from '../../clouds/entra/example-tenant.ts'
import { type Entra, startEntra } from '../../clouds/entra/start-entra.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import { quick, scanTenant } from './scan-tenant.ts'

const untouched = tenant({ id: '99999999-2222-4333-8444-555555555551' })
const [olderApprovers = '', withoutApprover = '', emptyContext = '', missingRule = ''] = builtInRoles.map(({ id }) => id)
const odd = tenant({
  ...example,
  id: '99999999-2222-4333-8444-555555555552',
  roleManagementPolicies: [
    rolePolicy('odd', olderApprovers, [
      {
        id: 'Approval_EndUser_Assignment',
        setting: {
          isApprovalRequired: true,
          approvalStages: [{ primaryApprovers: [{ '@odata.type': '#microsoft.graph.groupMembers', id: 'g-outer' } as object] }],
        },
      },
    ]),
    rolePolicy('odd', withoutApprover, [
      {
        id: 'Approval_EndUser_Assignment',
        setting: { isApprovalRequired: true, approvalStages: [{ primaryApprovers: [{ '@odata.type': '#microsoft.graph.singleUser' } as object] }] },
      },
    ]),
    rolePolicy('odd', emptyContext, [{ id: 'AuthenticationContext_EndUser_Assignment', isEnabled: true, claimValue: '' }]),
    { ...rolePolicy('odd', missingRule), rules: rolePolicy('odd', missingRule).rules.filter(({ id }) => id !== 'Enablement_EndUser_Assignment') },
  ],
})

const board = tenant({
  id: '99999999-2222-4333-8444-555555555553',
  groups: [
    { id: 'g-board', displayName: 'Board', members: [] },
    { id: 'g-idle', displayName: 'Idle', members: [] },
  ],
  roleManagementPolicies: [
    rolePolicy('board', olderApprovers, [
      {
        id: 'Approval_EndUser_Assignment',
        setting: {
          isApprovalRequired: true,
          approvalStages: [{ primaryApprovers: [{ '@odata.type': '#microsoft.graph.groupMembers', groupId: 'g-board' } as object] }],
        },
      },
    ]),
    rolePolicy('board', withoutApprover, [
      {
        id: 'Approval_EndUser_Assignment',
        setting: {
          isApprovalRequired: false,
          approvalStages: [{ primaryApprovers: [{ '@odata.type': '#microsoft.graph.groupMembers', groupId: 'g-idle' } as object] }],
        },
      },
    ]),
  ],
})

let entra: Entra
beforeAll(async () => {
  entra = await startEntra({ tenants: [untouched, odd, board] })
})
afterAll(() => entra.close())

test('a tenant that nobody changed has the settings that PIM starts with, for every role', async () => {
  const found = await scanTenant(entra.url, untouched.id, quick())
  expect(found.rows(roleManagementPolicies).map(({ name }) => name)).toEqual(builtInRoles.map(({ displayName }) => displayName))
  expect(found.rows(roleManagementPolicies)[0]?.activation).toEqual({
    enabledRules: ['MultiFactorAuthentication', 'Justification'],
    authenticationContext: null,
    isApprovalRequired: false,
    approvers: [],
    maximumDuration: 'PT8H',
  })
})

test('approvers are known by either name of their id; what is not as documented is a gap that names the policy and the field', async () => {
  const found = await scanTenant(entra.url, odd.id, quick())
  expect(
    found.rows(roleManagementPolicies).map(({ roleDefinitionId, activation }) => [roleDefinitionId, activation.approvers, activation.authenticationContext]),
  ).toEqual([
    [olderApprovers, [{ id: 'g-outer', type: 'group' }], null],
    [emptyContext, [], null],
  ])
  const details = new Map(found.gaps(roleManagementPolicies).map(({ part, detail }) => [part?.slice(-36), detail]))
  expect(Object.fromEntries(details)).toEqual({
    [withoutApprover]: 'the row is not as documented: policy.rules.Approval_EndUser_Assignment.setting.approvalStages.0.primaryApprovers.0 (custom)',
    [missingRule]: 'the row is not as documented: policy.rules.Enablement_EndUser_Assignment (custom)',
  })
})

test('the groups that approve are read with their members, as long as an approval is required', async () => {
  const found = await scanTenant(entra.url, board.id, quick())
  expect(found.rows(referencedGroups).map(({ id, name, isDeleted }) => [id, name, isDeleted])).toEqual([['g-board', 'Board', false]])
  expect(found.table(referencedGroups)?.complete).toBe(true)
})

test('a policy that could not be read may name more groups', async () => {
  const found = await scanTenant(entra.url, odd.id, quick())
  expect(found.gaps(referencedGroups).map(({ part }) => part)).toEqual(['role-management-policies'])
})
