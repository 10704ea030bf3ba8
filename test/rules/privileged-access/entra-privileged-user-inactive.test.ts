import rule from '../../../rules/privileged-access/entra-privileged-user-inactive.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { signInActivities } from '../../../src/datasets/entra/governance.ts'
import { eligibleGroupAccess } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, group, HELPDESK_ADMINISTRATOR, roles, scope, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'
import { eligibleIn } from '../privilege-rows.ts'

const seen = (id: string, at: string | null) =>
  given(signInActivities, { id, scope, name: id, lastSuccessfulAt: at, lastSignInAt: at, lastNonInteractiveAt: at })
const base = [p2, given(roleDefinitions, ...roles), given(entraUsers, user('ann', { createdAt: '2024-01-01T00:00:00Z' }))]
const held = given(activeRoleAssignments, active('ann', HELPDESK_ADMINISTRATOR))
const long = '2026-09-01T00:00:00Z'

testRule(rule, {
  pass: {
    'here last week': [...base, held, seen('ann', '2026-11-20T00:00:00Z')],
    'emergency access': [...base, held, seen('ann', long), given(declared, declaration('principal', 'ann', 'emergency-access'))],
    'a longer time is allowed': { given: [...base, held, seen('ann', long)], parameters: { days: 100 } },
  },
  fail: {
    'not for long': {
      given: [...base, held, seen('ann', long)],
      severity: 'medium',
      message: /^ann@contoso\.example is an administrator and has not signed in for 84 days\.$/,
    },
    never: { given: [...base, held, seen('ann', null)], message: /never signed in/ },
    'who could join a group that holds the role': {
      given: [
        ...base,
        seen('ann', long),
        given(referencedGroups, group('g', [])),
        given(eligibleGroupAccess, eligibleIn('g', 'ann')),
        given(activeRoleAssignments, active('g', HELPDESK_ADMINISTRATOR, { principalType: 'group' })),
      ],
      subjects: ['ann'],
    },
  },
  unknown: {
    'not told': [...base, held],
    'never, since when is not told': [p2, given(roleDefinitions, ...roles), given(entraUsers, user('ann')), held, seen('ann', null)],
    'a group that was not read': [...base, given(activeRoleAssignments, active('h', HELPDESK_ADMINISTRATOR, { principalType: 'group' }))],
  },
  'not-applicable': { disabled: [p2, given(roleDefinitions, ...roles), given(entraUsers, user('ann', { accountEnabled: false })), held, seen('ann', long)] },
})
