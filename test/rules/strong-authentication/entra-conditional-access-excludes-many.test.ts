import rule from '../../../rules/strong-authentication/entra-conditional-access-excludes-many.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { authenticationStrengths, type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, group, guest, policy, role, roles, strength, user } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes } from '../../memory-snapshot.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const SYNCHRONIZATION = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
const tenant = [
  given(entraUsers, user('ann'), user('bob'), user('sync'), user('glass'), user('old', { accountEnabled: false }), guest('eve')),
  given(referencedGroups, group('left', ['ann', 'bob']), group('glasses', ['glass', 'old'])),
  given(roleDefinitions, ...roles, role(SYNCHRONIZATION, 'Directory Synchronization Accounts')),
  given(activeRoleAssignments, active('sync', SYNCHRONIZATION)),
  given(authenticationStrengths, strength('strong', ['fido2'])),
]
const policies = (...rows: ConditionalAccessPolicy[]) => [...tenant, given(conditionalAccessPolicies, ...rows)]
const mfa = policy('MFA', { users: { excludeGroups: ['left'] } })
const guests = { guestOrExternalUserTypes: 'b2bCollaborationGuest', externalTenants: null }
const emergency = given(declared, declaration('principal', 'glass', 'emergency-access'))

testRule(rule, {
  pass: {
    'covered by another that demands more': policies(
      mfa,
      policy('Strong', { users: { includeGroups: ['left'] }, grant: { authenticationStrengthId: 'strong' } }),
    ),
    'covered by another that blocks': policies(mfa, policy('Block', { users: { includeUsers: ['ann', 'bob'] }, grant: { builtInControls: ['block'] } })),
    'declared emergency access, and an account that is disabled': [...policies(policy('MFA', { users: { excludeGroups: ['glasses'] } })), emergency],
    'the synchronization account': policies(policy('MFA', { users: { excludeRoles: [SYNCHRONIZATION] } })),
    'guests with a policy of their own': policies(
      policy('MFA', { users: { excludeGuestsOrExternalUsers: guests } }),
      policy('Guests', { users: { includeGuestsOrExternalUsers: guests } }),
    ),
    'an application that the policy leaves out for everybody': policies(
      policy('MFA', { users: { excludeGroups: ['left'] }, applications: { excludeApplications: ['app-x'] } }),
      policy('Left', { users: { includeGroups: ['left'] }, applications: { excludeApplications: ['app-x'] } }),
    ),
  },
  fail: {
    'nobody else asks': {
      given: policies(mfa),
      subjects: ['MFA'],
      severity: 'medium',
      message: /^Policy "MFA" leaves out 2 users, of whom no policy demands as much of 2: policy "MFA" excludes group "Group left"/,
      evidence: [{ label: 'Left out', value: 2, row: 'MFA' }],
    },
    'only one of them is covered': {
      given: policies(mfa, policy('Ann', { users: { includeUsers: ['ann'] } })),
      message: /leaves out 2 users, of whom no policy demands as much of 1/,
    },
    'another asks for less': policies(
      policy('Strong', { users: { excludeGroups: ['left'] }, grant: { authenticationStrengthId: 'strong' } }),
      policy('Left', { users: { includeGroups: ['left'] } }),
    ),
    'guests without a policy of their own': policies(policy('MFA', { users: { excludeGuestsOrExternalUsers: guests } })),
    'emergency access that is not declared': policies(policy('MFA', { users: { excludeUsers: ['glass'] } })),
    'legacy clients': {
      given: policies(policy('Legacy', { clients: ['other'], users: { excludeUsers: ['ann'] }, grant: { builtInControls: ['block'] } })),
      subjects: ['Legacy'],
    },
    'one application': policies(policy('App', { applications: { includeApplications: ['app-x'] }, users: { excludeUsers: ['ann'] } })),
    'at high risk': policies(policy('Risk', { conditions: { userRiskLevels: ['high'] }, users: { excludeUsers: ['ann'] } })),
  },
  unknown: {
    'a group that could not be read': {
      given: policies(policy('MFA', { users: { excludeGroups: ['dark'] } })),
      gaps: [{ dataset: 'referenced-groups', scope: defaultScopes['entra-tenant'].id, part: 'dark', reason: 'denied', detail: 'hidden' }],
    },
    'another whose condition is not known': policies(mfa, policy('New', { users: { includeGroups: ['left'] }, unknownConditions: ['new'] })),
  },
  'not-applicable': {
    'nobody left out': policies(policy('MFA')),
    'asks for a device only': policies(policy('Device', { users: { excludeGroups: ['left'] }, grant: { builtInControls: ['compliantDevice'] } })),
    'limited to places': policies(
      policy('Places', { users: { excludeGroups: ['left'] }, conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } }),
    ),
  },
})
