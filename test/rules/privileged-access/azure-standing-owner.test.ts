import rule from '../../../rules/privileged-access/azure-standing-owner.ts'
import {
  azureCustomRoles,
  azureRoleAssignments,
  azureScheduledAssignments,
  OWNER,
  RBAC_ADMINISTRATOR,
  USER_ACCESS_ADMINISTRATOR,
} from '../../../src/datasets/azure/authorization.ts'
import { azureGroupActivations } from '../../../src/datasets/azure/group-access.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { assignment, customRole, joined, person, program, scheduled, shop, team } from '../azure-rows.ts'

const people = given(azurePrincipals, person('ann'), person('bob'), team('team', ['ann', 'bob']), team('empty', []), team('hidden', null), program('pipeline'))
const ann = assignment('ann', shop)
const group = { principalType: 'Group' }

testRule(
  rule,
  {
    pass: {
      'a custom role as Contributor is': [
        people,
        given(azureCustomRoles, customRole('deployer', ['*'], { notActions: ['Microsoft.Authorization/*/Write'] })),
        given(azureRoleAssignments, assignment('ann', shop, 'deployer', { isCustom: true })),
      ],
      'activated for some hours': [
        people,
        given(azureRoleAssignments, ann),
        given(azureScheduledAssignments, scheduled(ann, 'Activated', '2026-11-24T04:00:00Z')),
      ],
      'declared emergency access': [
        people,
        given(azureRoleAssignments, ann),
        given(declared, declaration('principal', 'ANN@contoso.example', 'emergency-access')),
      ],
      'a group of another tenant that is declared': [
        people,
        given(azureRoleAssignments, assignment('abroad', shop, OWNER, { principalType: 'ForeignGroup' })),
        given(declared, declaration('principal', 'abroad')),
      ],
      'a group whose members have all activated the membership': [
        people,
        given(azureRoleAssignments, assignment('team', shop, OWNER, group)),
        given(azureGroupActivations, joined('team', 'ann'), joined('team', 'bob')),
      ],
      'a group that nobody is in': [people, given(azureRoleAssignments, assignment('empty', 'platform', OWNER, group))],
    },
    fail: {
      'who may assign roles under a condition that is not understood': {
        given: [people, given(azureRoleAssignments, assignment('ann', shop, USER_ACCESS_ADMINISTRATOR, { hasCondition: true, bindsRoles: null }))],
        severity: 'medium',
        evidence: [{ label: 'Bound by a condition', value: 'not clear' }],
      },
      'who may assign every role, whatever else a condition says': {
        given: [people, given(azureRoleAssignments, assignment('ann', shop, RBAC_ADMINISTRATOR, { hasCondition: true, bindsRoles: false }))],
        severity: 'high',
      },
      'an owner who is bound, and can do everything else': {
        given: [people, given(azureRoleAssignments, assignment('ann', shop, OWNER, { hasCondition: true, bindsRoles: true }))],
        severity: 'high',
      },
      'a custom role that amounts to it': {
        given: [people, given(azureCustomRoles, customRole('boss', ['*'])), given(azureRoleAssignments, assignment('ann', shop, 'boss', { isCustom: true }))],
        severity: 'high',
        evidence: [
          { label: 'The custom role allows', value: ['Microsoft.Authorization/roleAssignments/write', 'Microsoft.Authorization/roleDefinitions/write'] },
        ],
      },
      'somebody whose account is turned off': {
        given: [given(azurePrincipals, person('ann', { accountEnabled: false })), given(azureRoleAssignments, ann)],
        severity: 'low',
        evidence: [{ label: 'Accounts', value: 'turned off' }],
      },
      'an owner of a subscription': {
        given: [people, given(azureRoleAssignments, ann)],
        severity: 'high',
        message: /^ann@contoso\.example is Owner of \/subscriptions\/.* permanently\.$/,
        evidence: [{ label: 'Assignment', value: 'active, outside PIM' }],
      },
      'one that PIM knows as assigned': {
        given: [people, given(azureRoleAssignments, ann), given(azureScheduledAssignments, scheduled(ann, 'Assigned'))],
        evidence: [{ label: 'Assignment', value: 'active in PIM, not activated' }],
      },
      'a group of another tenant': {
        given: [people, given(azureRoleAssignments, assignment('abroad', shop, OWNER, { principalType: 'ForeignGroup' }))],
        severity: 'high',
        message: /^ForeignGroup abroad of another tenant is/,
      },
      'one that ends': {
        given: [people, given(azureRoleAssignments, ann), given(azureScheduledAssignments, scheduled(ann, 'Assigned', '2026-12-24T00:00:00Z'))],
        severity: 'medium',
        message: /until 2026-12-24/,
      },
      'who may assign roles under a condition': {
        given: [people, given(azureRoleAssignments, assignment('ann', shop, RBAC_ADMINISTRATOR, { hasCondition: true, bindsRoles: true }))],
        severity: 'medium',
      },
      'a group in which only one is by activation': {
        given: [
          people,
          given(azureRoleAssignments, assignment('team', shop, OWNER, group)),
          given(azureGroupActivations, joined('team', 'ann'), joined('team', 'bob', false)),
        ],
        message: /^bob@contoso\.example is Owner of .* permanently through group team\.$/,
        evidence: [{ label: 'In the group by activation', value: 'ann@contoso.example' }],
      },
      'an owner by themselves, whatever PIM does not tell of groups': {
        given: [people, given(azureRoleAssignments, ann)],
        gaps: [{ dataset: 'azure-group-activations', scope: defaultScopes['azure-hierarchy'].id, reason: 'denied', detail: 'no' }],
      },
      'an activation of another group': {
        given: [people, given(azureRoleAssignments, assignment('team', shop, OWNER, group)), given(azureGroupActivations, joined('empty', 'ann'))],
        message: /^ann@contoso\.example, bob@contoso\.example are/,
      },
      'a group at a management group, without those who are declared': {
        given: [
          people,
          given(azureRoleAssignments, assignment('team', 'platform', OWNER, group)),
          given(declared, declaration('principal', 'ann', 'emergency-access')),
        ],
        message: /^bob@contoso\.example is Owner of .*managementGroups\/platform permanently through group team\.$/,
        evidence: [{ label: 'Declared emergency access', value: 'ann@contoso.example' }],
      },
    },
    unknown: {
      'a custom role that was not read': [people, given(azureRoleAssignments, assignment('ann', shop, 'boss', { isCustom: true }))],
      'a group of which PIM could not be asked': {
        given: [people, given(azureRoleAssignments, assignment('team', shop, OWNER, group))],
        gaps: [{ dataset: 'azure-group-activations', scope: defaultScopes['azure-hierarchy'].id, part: 'team', reason: 'failed', detail: 'no' }],
        message: /whether ann@contoso\.example is in group team all the time, whether bob/,
      },
      'a group whose members were not read': {
        given: [people, given(azureRoleAssignments, assignment('hidden', shop, OWNER, group))],
        message: /members of group hidden/,
      },
    },
    'not-applicable': {
      'the root scope, a resource group, another role and a program': [
        people,
        given(
          azureRoleAssignments,
          assignment('ann', '/'),
          assignment('ann', `${shop}/data`),
          assignment('ann', shop, 'reader'),
          assignment('pipeline', shop, OWNER, { principalType: 'ServicePrincipal' }),
        ),
      ],
    },
  },
  { answersWithout: [azureCustomRoles, azureGroupActivations] },
)
