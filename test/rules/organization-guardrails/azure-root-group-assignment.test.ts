import rule from '../../../rules/organization-guardrails/azure-root-group-assignment.ts'
import {
  azureCustomRoles,
  azureRoleAssignments,
  azureScheduledAssignments,
  CONTRIBUTOR,
  OWNER,
  USER_ACCESS_ADMINISTRATOR,
} from '../../../src/datasets/azure/authorization.ts'
import { azureGroupActivations } from '../../../src/datasets/azure/group-access.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { assignment, customRole, joined, person, program, root, scheduled, shop, team } from '../azure-rows.ts'

const people = given(azurePrincipals, person('ann'), program('pipeline'), team('team', ['ann'], ['pipeline']), team('empty', []), team('hidden', null))
const group = { principalType: 'Group' }

testRule(
  rule,
  {
    pass: {
      'a reader': [people, given(azureRoleAssignments, assignment('ann', root, 'reader'))],
      'a custom role that is narrow': [
        people,
        given(azureCustomRoles, customRole('watcher', ['*/read'])),
        given(azureRoleAssignments, assignment('ann', root, 'watcher', { isCustom: true })),
      ],
      'a custom role of which notActions leave reading only': [
        people,
        given(azureCustomRoles, customRole('watcher', ['*'], { notActions: ['*/write', '*/delete', '*/action'] })),
        given(azureRoleAssignments, assignment('ann', root, 'watcher', { isCustom: true })),
      ],
      'a role that was not read, of somebody who is declared': [
        people,
        given(azureRoleAssignments, assignment('pipeline', root, 'unread', { principalType: 'ServicePrincipal', isCustom: null })),
        given(declared, declaration('application', 'pipeline')),
      ],
      'a reader at the root scope': [people, given(azureRoleAssignments, assignment('ann', '/', 'reader', { isCustom: null }))],
      'who is declared': [
        people,
        given(azureRoleAssignments, assignment('team', root, CONTRIBUTOR, group)),
        given(declared, declaration('principal', 'ann', 'emergency-access'), declaration('application', 'pipeline')),
      ],
      'PIM itself': [
        given(azurePrincipals, program('ms-pim', { appId: '01fc33a7-78ba-4d2f-a4b7-768e336e890e' })),
        given(azureRoleAssignments, assignment('ms-pim', root, USER_ACCESS_ADMINISTRATOR, { principalType: 'ServicePrincipal' })),
      ],
      'who activated it for some hours': [
        people,
        given(azureRoleAssignments, assignment('ann', root)),
        given(azureScheduledAssignments, scheduled(assignment('ann', root), 'Activated', '2026-11-24T04:00:00Z')),
      ],
      'who activated the membership of a group that holds it': [
        people,
        given(azureRoleAssignments, assignment('team', root, OWNER, group)),
        given(azureGroupActivations, joined('team', 'ann')),
        given(declared, declaration('application', 'pipeline')),
      ],
      'a group that nobody is in': [people, given(azureRoleAssignments, assignment('empty', root, OWNER, group))],
    },
    fail: {
      'a contributor': {
        given: [people, given(azureRoleAssignments, assignment('ann', root, CONTRIBUTOR))],
        severity: 'high',
        message: /of the root management group\.$/,
      },
      'a contributor at the root scope': {
        given: [people, given(azureRoleAssignments, assignment('ann', '/', CONTRIBUTOR))],
        message: /of the root scope, above the root management group\.$/,
      },
      'a custom role that makes its holders owners': {
        given: [people, given(azureCustomRoles, customRole('boss', ['*'])), given(azureRoleAssignments, assignment('ann', root, 'boss', { isCustom: true }))],
        evidence: [
          { label: 'The custom role allows', value: ['Microsoft.Authorization/roleAssignments/write', 'Microsoft.Authorization/roleDefinitions/write'] },
        ],
      },
      'a custom role that changes whatever there is, as Contributor does': {
        given: [
          people,
          given(azureCustomRoles, customRole('operator', ['*'], { notActions: ['Microsoft.Authorization/*/Write', 'Microsoft.Authorization/*/Delete'] })),
          given(azureRoleAssignments, assignment('ann', root, 'operator', { isCustom: true })),
        ],
        severity: 'high',
        evidence: [{ label: 'The custom role allows', value: ['*/write', '*/delete', '*/action'] }],
      },
      'a custom role that does everything but write and delete': {
        given: [
          people,
          given(azureCustomRoles, customRole('runner', ['*'], { notActions: ['*/write', '*/delete'] })),
          given(azureRoleAssignments, assignment('ann', root, 'runner', { isCustom: true })),
        ],
        evidence: [{ label: 'The custom role allows', value: ['*/action'] }],
      },
      'a group of another tenant': {
        given: [people, given(azureRoleAssignments, assignment('abroad', root, OWNER, { principalType: 'ForeignGroup' }))],
        message: /^ForeignGroup abroad of another tenant is Owner/,
      },
      'a group with a program in it': {
        given: [
          people,
          given(azureRoleAssignments, assignment('team', root, OWNER, group)),
          given(declared, declaration('principal', 'ann', 'emergency-access')),
        ],
        message: /^pipeline is Owner of the root management group through group team\.$/,
      },
    },
    unknown: {
      'a custom role that was not read': [people, given(azureRoleAssignments, assignment('ann', root, 'unread', { isCustom: true }))],
      'a group whose members were not read': { given: [people, given(azureRoleAssignments, assignment('hidden', root, OWNER, group))], message: /hidden/ },
      "a role that is none of Azure's own that are known, and was not read": {
        given: [people, given(azureRoleAssignments, assignment('ann', root, 'unread', { isCustom: null }))],
        message: /what the role unread .* could not be read\.$/,
      },
    },
    'not-applicable': { elsewhere: [people, given(azureRoleAssignments, assignment('ann', '/'), assignment('ann', 'platform'), assignment('ann', shop))] },
  },
  { answersWithout: [azureCustomRoles, azureGroupActivations] },
)
