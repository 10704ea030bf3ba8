import { conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { deletedReferences } from '../../src/estate/entra/policy-references.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-conditional-access-references-deleted',
  title: 'Conditional Access policies name only what is there',
  failureTitle: 'Conditional Access policy names what was deleted',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'A policy keeps the id of a user, group, role, application or location that was deleted. Whoever was to be covered by it is covered no more, and nobody sees it: the portal shows an empty line. Where an excluded thing is gone nothing is open, but nobody can tell any more whom the exclusion was for. A user or group in the recycle bin counts as gone.',
  remediation: [
    {
      text: 'Take the id out of the policy, and name what replaced it.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies/POLICY_ID\' -Body \'{"conditions":{"users":{"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]}}}\'',
    },
  ],
  verify: [
    {
      text: 'Look each id of a user or group up: none answers 404.',
      command:
        "Connect-MgGraph -Scopes Directory.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/directoryObjects/OBJECT_ID' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-7'] },
  equivalents: { prowler: ['entra_conditional_access_policy_no_deleted_object_references'], maester: ['MT.1038', 'MT.1066'] },
  references: [
    {
      title: 'Users and groups in Conditional Access',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
    },
  ],
  subjects: conditionalAccessPolicies,
  needs: { deletedReferences },
  where: ({ state }) => state !== 'disabled',
  check(policy, { deletedReferences }) {
    const { gone, unread } = deletedReferences(policy)
    if (gone.length > 0) {
      const isOnlyLeftOut = gone.every(({ side }) => side === 'exclude')
      return fail(
        `Policy "${policy.name}" names ${gone.length === 1 ? 'something' : `${gone.length} things`} that ${gone.length === 1 ? 'is' : 'are'} gone: ${gone
          .slice(0, 5)
          .map(({ kind, id, side }) => `${kind} ${id} (${side}d)`)
          .join(', ')}.`,
        [
          evidence(
            'Gone',
            gone.map(({ kind, id, side }) => `${kind} ${id}, ${side}d`),
            policy.id,
          ),
        ],
        isOnlyLeftOut ? 'low' : undefined,
      )
    }
    return unread.length > 0 ? unknown(`Whether policy "${policy.name}" names only what is there: ${unread.join(', ')} could not be looked up.`) : pass()
  },
})
