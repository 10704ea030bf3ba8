import rule from '../../../rules/privileged-access/entra-too-many-privileged.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { eligibleGroupAccess } from '../../../src/datasets/entra/privilege-groups.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, group, HELPDESK_ADMINISTRATOR, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { eligibleIn } from '../privilege-rows.ts'

const few = { users: 2 }
const people = ['ann', 'bob', 'cho', 'dan']
const base = [given(roleDefinitions, ...roles), given(entraUsers, ...people.map(name => user(name)))]
const tenantOf = (size: number, admins: number) => [
  given(roleDefinitions, ...roles),
  given(entraUsers, ...Array.from({ length: size }, (_, index) => user(`u${index}`))),
  given(activeRoleAssignments, ...Array.from({ length: admins }, (_, index) => active(`u${index}`, HELPDESK_ADMINISTRATOR))),
]
const held = (...names: readonly string[]) => given(activeRoleAssignments, ...names.map(name => active(name, HELPDESK_ADMINISTRATOR)))
const throughGroup = given(activeRoleAssignments, active('g', HELPDESK_ADMINISTRATOR, { principalType: 'group' }))

testRule(rule, {
  pass: {
    'as many as may be': { given: [...base, held('ann', 'bob')], parameters: few },
    'a large share that is allowed': { given: [...base, held('ann', 'bob', 'cho')], parameters: { users: 1, percent: 75 } },
    'two people who are all there are': tenantOf(2, 2),
    'half of ten': tenantOf(10, 5),
    'twenty of a hundred': tenantOf(100, 20),
    'a share of thousands': tenantOf(4_000, 200),
    'emergency access does not count': {
      given: [...base, held('ann', 'bob', 'cho'), given(declared, declaration('principal', 'cho', 'emergency-access'))],
      parameters: few,
    },
  },
  fail: {
    'too many': {
      given: [...base, held('ann', 'bob', 'cho')],
      parameters: few,
      severity: 'medium',
      message: /^3 users hold or could activate a privileged role; at most 2 should\.$/,
      evidence: [{ label: 'Enabled users in the tenant', value: 4 }],
    },
    'most of ten': { given: tenantOf(10, 6), message: /at most 5 should/ },
    'a share of very many': { given: tenantOf(10_000, 201), message: /at most 200 should/ },
    'who could join a group that holds one': {
      given: [...base, throughGroup, given(referencedGroups, group('g', ['ann'])), given(eligibleGroupAccess, eligibleIn('g', 'bob'), eligibleIn('g', 'cho'))],
      parameters: few,
    },
  },
  unknown: { 'a group that was not read': [...base, throughGroup] },
})
