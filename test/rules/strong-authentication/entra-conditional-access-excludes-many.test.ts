import rule from '../../../rules/strong-authentication/entra-conditional-access-excludes-many.ts'
import { EXCHANGE_ONLINE } from '../../../src/analysis/conditional-access/applications.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { authenticationStrengths, type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, application, group, guest, policy, role, roles, strength, user } from '../../analysis/conditional-access/tenant.ts'
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
const partners = { guestOrExternalUserTypes: 'b2bCollaborationGuest', externalTenants: { membershipKind: 'enumerated', members: ['fabrikam'] } }
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
    'guests in the older words, with a policy of their own': policies(
      policy('MFA', { users: { excludeUsers: ['GuestsOrExternalUsers'] } }),
      policy('Guests', { users: { includeUsers: ['GuestsOrExternalUsers'] } }),
    ),
    'guests of some organizations, whom a policy for all guests covers': policies(
      policy('MFA', { users: { excludeGuestsOrExternalUsers: partners } }),
      policy('Guests', { users: { includeGuestsOrExternalUsers: guests } }),
    ),
    'whom a block of all the others lets in, who must prove MFA': policies(
      policy('MFA'),
      policy('Only some', { applications: { includeApplications: ['app-x'] }, users: { excludeGroups: ['left'] }, grant: { builtInControls: ['block'] } }),
    ),
    'an application of a group that the policy leaves out for everybody': policies(
      policy('MFA', { users: { excludeGroups: ['left'] }, applications: { excludeApplications: ['Office365'] } }),
      policy('Left', { users: { includeGroups: ['left'] }, applications: { excludeApplications: ['Office365'] } }),
      policy('Mail', { users: { includeUsers: ['sync'] }, applications: { includeApplications: [EXCHANGE_ONLINE] } }),
    ),
    'applications chosen by attributes, with a policy for all beside': policies(
      policy('Filtered', { users: { excludeGroups: ['left'] }, applications: { includeApplications: [], applicationFilter: { mode: 'include', rule: 'x' } } }),
      policy('MFA'),
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
    'guests in the older words, without a policy of their own': {
      given: policies(policy('MFA', { users: { excludeUsers: ['GuestsOrExternalUsers'] } })),
      message: /leaves out 1 user, of whom no policy demands as much of 1/,
    },
    'whom a block of all the others lets in with a password': {
      given: policies(
        policy('Only some', { applications: { includeApplications: ['app-x'] }, users: { excludeGroups: ['left'] }, grant: { builtInControls: ['block'] } }),
      ),
      message: /^Policy "Only some" lets in 2 users, of whom no policy demands MFA of 2:/,
    },
    'at risk, where a block lets some in': policies(
      policy('MFA'),
      policy('Risk', { conditions: { userRiskLevels: ['high'] }, users: { excludeUsers: ['ann'] }, grant: { builtInControls: ['block'] } }),
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
    'guests of some organizations, where nothing tells who is one': {
      given: policies(policy('MFA', { users: { excludeGuestsOrExternalUsers: partners } })),
      message: /it is not known which guests are of the kind that it names\.$/,
    },
    'applications chosen by attributes': {
      given: policies(
        policy('Filtered', {
          users: { excludeGroups: ['left'] },
          applications: { includeApplications: [], applicationFilter: { mode: 'include', rule: 'x' } },
        }),
      ),
    },
    'an application of Microsoft’s that may be in the group which the policy leaves out': [
      ...policies(
        policy('MFA', { users: { excludeGroups: ['left'] }, applications: { excludeApplications: ['Office365'] } }),
        policy('Left', { users: { includeGroups: ['left'] }, applications: { excludeApplications: ['Office365', 'app-m'] } }),
      ),
      given(servicePrincipals, application('app-m', 'Planner', { appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' })),
    ],
    'another whose condition is not known': policies(mfa, policy('New', { users: { includeGroups: ['left'] }, unknownConditions: ['new'] })),
  },
  'not-applicable': {
    'nobody left out': policies(policy('MFA')),
    'asks for a device only': policies(policy('Device', { users: { excludeGroups: ['left'] }, grant: { builtInControls: ['compliantDevice'] } })),
    'no application': policies(policy('None', { applications: { includeApplications: ['None'] }, users: { excludeGroups: ['left'] } })),
    'agents only': policies(policy('Agents', { applications: { includeApplications: ['AllAgentIdResources'] }, users: { excludeGroups: ['left'] } })),
    'limited to places': policies(
      policy('Places', { users: { excludeGroups: ['left'] }, conditions: { locations: { includeLocations: ['All'], excludeLocations: ['AllTrusted'] } } }),
    ),
  },
})
