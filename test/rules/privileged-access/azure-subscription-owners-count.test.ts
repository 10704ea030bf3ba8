import rule from '../../../rules/privileged-access/azure-subscription-owners-count.ts'
import { azureEligibleAssignments, azureRoleAssignments, azureScheduledAssignments, OWNER } from '../../../src/datasets/azure/authorization.ts'
import { azureGroupActivations } from '../../../src/datasets/azure/group-access.ts'
import { azureSubscriptions, managementGroups } from '../../../src/datasets/azure/hierarchy.ts'
import { azurePrincipals } from '../../../src/datasets/azure/principals.ts'
import { given, testRule } from '../../rule-tester.ts'
import { assignment, eligibility, joined, managementGroup, person, program, root, rootGroup, scheduled, shop, subscription, team } from '../azure-rows.ts'

const people = given(
  azurePrincipals,
  person('ann'),
  person('bob'),
  person('cem'),
  person('dan'),
  program('pipeline'),
  team('team', ['ann', 'bob'], ['pipeline']),
  team('hidden', null),
)
const tree = [given(managementGroups, rootGroup, managementGroup('platform')), given(azureSubscriptions, subscription())]
const group = { principalType: 'Group' }

testRule(
  rule,
  {
    pass: {
      'three, of whom one twice, and others elsewhere or with other roles': [
        people,
        ...tree,
        given(
          azureRoleAssignments,
          assignment('team', 'platform', OWNER, group),
          assignment('ann', shop),
          assignment('dan', 'elsewhere'),
          assignment('dan', shop, 'reader'),
          assignment('cem', `${shop}/data`),
        ),
        given(azureEligibleAssignments, eligibility('dan', shop)),
      ],
      'one by activating the role, one by activating the membership of a group': [
        people,
        ...tree,
        given(azureRoleAssignments, assignment('cem', shop), assignment('dan', shop), assignment('team', shop, OWNER, group)),
        given(azureScheduledAssignments, scheduled(assignment('dan', shop), 'Activated', '2026-11-24T04:00:00Z')),
        given(azureGroupActivations, joined('team', 'ann')),
      ],
      'as many as are allowed': {
        given: [people, ...tree, given(azureRoleAssignments, ...['ann', 'bob', 'cem', 'dan'].map(id => assignment(id, shop)))],
        parameters: { owners: 4 },
      },
    },
    fail: {
      'three of this tenant and a group of another': {
        given: [
          people,
          ...tree,
          given(
            azureRoleAssignments,
            ...['ann', 'bob', 'cem'].map(id => assignment(id, shop)),
            assignment('abroad', shop, OWNER, { principalType: 'ForeignGroup' }),
          ),
        ],
        message: /^4 /,
      },
      'a group at the group above, one at the root group and one at the root scope': {
        given: [
          people,
          ...tree,
          given(azureRoleAssignments, assignment('team', 'platform', OWNER, group), assignment('cem', root), assignment('dan', '/')),
          given(azureEligibleAssignments, eligibility('ann', shop)),
        ],
        subjects: [shop],
        message: /^5 people and programs own Shop/,
        evidence: [{ label: 'Eligible besides', value: 0 }],
      },
    },
    unknown: {
      'a group whose members were not read': {
        given: [people, ...tree, given(azureRoleAssignments, assignment('hidden', shop, OWNER, group))],
        message: /members of group hidden/,
      },
      'a subscription whose place is not known': {
        given: [people, given(managementGroups, rootGroup), given(azureSubscriptions, subscription({ managementGroup: null }))],
        message: /Shop is in/,
      },
    },
    'not-applicable': {
      'a subscription that is not asked for': [people, given(managementGroups, rootGroup), given(azureSubscriptions, subscription({ isAsked: false }))],
    },
  },
  { answersWithout: [azureGroupActivations] },
)
