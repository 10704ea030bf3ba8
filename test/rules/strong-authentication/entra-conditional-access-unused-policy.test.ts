import rule from '../../../rules/strong-authentication/entra-conditional-access-unused-policy.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, GLOBAL_ADMINISTRATOR, group, HELPDESK_ADMINISTRATOR, type PolicyWords, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes } from '../../memory-snapshot.ts'
import { given, testRule } from '../../rule-tester.ts'

const tenant = [
  given(entraUsers, user('ann'), user('bob')),
  given(referencedGroups, group('some', ['ann']), group('empty', []), group('others', ['bob', 'ann'])),
  given(roleDefinitions, ...roles),
  given(activeRoleAssignments, active('ann', GLOBAL_ADMINISTRATOR)),
]
const one = (words: PolicyWords, more: Partial<ConditionalAccessPolicy> = {}) => [
  ...tenant,
  given(conditionalAccessPolicies, { ...policy('P', words), ...more }),
]

const sessions = (says: Partial<NonNullable<ConditionalAccessPolicy['sessionControls']>> = {}): ConditionalAccessPolicy['sessionControls'] => ({
  applicationEnforcedRestrictions: false,
  cloudAppSecurity: null,
  disableResilienceDefaults: false,
  persistentBrowser: null,
  signInFrequency: null,
  ...says,
})

testRule(rule, {
  pass: {
    everybody: one({}),
    'a group with somebody in it': one({ users: { includeGroups: ['some'] } }),
    'a role that somebody holds': one({ users: { includeRoles: [GLOBAL_ADMINISTRATOR] } }),
    'guests, who may come': one({ users: { includeGuestsOrExternalUsers: { guestOrExternalUserTypes: 'internalGuest', externalTenants: null } } }),
    'session controls only': one({ grant: null }, { sessionControls: sessions({ persistentBrowser: 'never' }) }),
    'a session control that this version does not know': one(
      { grant: null },
      { sessionControls: sessions(), unknownSessionControls: ['globalSecureAccessFilteringProfile'] },
    ),
    'a user action': one({ applications: { includeUserActions: ['urn:user:registerdevice'] } }),
    'an application filter': one({ applications: { includeApplications: [], applicationFilter: { mode: 'include', rule: 'x' } } }),
    'an excluded group beside an included one': one({ users: { includeGroups: ['others'], excludeGroups: ['some'] } }),
    'workload identities': one({
      users: { includeUsers: ['None'] },
      conditions: { clientApplications: { includeServicePrincipals: ['ServicePrincipalsInMyTenant'], excludeServicePrincipals: [] } },
    }),
  },
  fail: {
    'an empty group': {
      given: one({ users: { includeGroups: ['empty'] } }),
      subjects: ['P'],
      severity: 'low',
      message: 'Policy "P" has no effect: it names nobody who is there.',
    },
    'a role that nobody holds': one({ users: { includeRoles: [HELPDESK_ADMINISTRATOR] } }),
    None: one({ users: { includeUsers: ['None'] } }),
    'a user who is gone': one({ users: { includeUsers: ['eve'] } }),
    'everybody excluded': { given: one({ users: { includeGroups: ['some'], excludeUsers: ['ann'] } }), message: /: it excludes everybody whom it includes\.$/ },
    'no application': { given: one({ applications: { includeApplications: ['None'] } }), message: /: it is about no application, action or context\.$/ },
    'nothing asked': { given: one({ grant: null }, { sessionControls: sessions(), unknownSessionControls: [] }), message: /: it asks for nothing\.$/ },
  },
  unknown: {
    'no control in a snapshot that does not tell of all': { given: one({ grant: null }, { sessionControls: sessions() }), message: /asks for anything/ },
    'a group that could not be read': {
      given: one({ users: { includeGroups: ['dark'] } }),
      gaps: [{ dataset: 'referenced-groups', scope: defaultScopes['entra-tenant'].id, part: 'dark', reason: 'denied', detail: 'hidden' }],
    },
  },
  'not-applicable': {
    disabled: one({ state: 'disabled', users: { includeGroups: ['empty'] } }),
    'a condition that this version does not know': one({ grant: null, unknownConditions: ['new'] }),
  },
})
