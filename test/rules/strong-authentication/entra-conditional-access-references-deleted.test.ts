import rule from '../../../rules/strong-authentication/entra-conditional-access-references-deleted.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import {
  application,
  GLOBAL_ADMINISTRATOR,
  group,
  location,
  type PolicyWords,
  policy,
  roles,
  strength,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { defaultScopes } from '../../memory-snapshot.ts'
import { given, testRule } from '../../rule-tester.ts'

const tenant = [
  given(entraUsers, user('ann')),
  given(referencedGroups, group('here', ['ann']), group('gone', [], { isDeleted: true })),
  given(roleDefinitions, ...roles),
  given(servicePrincipals, application('app-x', 'App X')),
  given(namedLocations, location('office')),
  given(authenticationStrengths, strength('strong', ['fido2'])),
]
const one = (words: PolicyWords) => [...tenant, given(conditionalAccessPolicies, policy('P', words))]
const from = (includeLocations: string[], excludeLocations: string[] = []) => ({ locations: { includeLocations, excludeLocations } })

testRule(rule, {
  pass: {
    'words and things that are there': one({
      users: { includeUsers: ['ANN', 'GuestsOrExternalUsers'], excludeGroups: ['here'], includeRoles: [GLOBAL_ADMINISTRATOR] },
      applications: { includeApplications: ['Office365', 'app-x'], excludeApplications: ['MicrosoftAdminPortals'] },
      conditions: from(['All'], ['AllTrusted', 'office', '00000000-0000-0000-0000-000000000000']),
      grant: { authenticationStrengthId: 'strong' },
    }),
    'an application of Microsoft’s that nobody used yet': one({ applications: { includeApplications: ['797f4846-ba00-4fd7-ba43-dac1f8f63013'] } }),
  },
  fail: {
    'a user': {
      given: one({ users: { includeUsers: ['eve'] } }),
      subjects: ['P'],
      severity: 'medium',
      message: 'Policy "P" names something that is gone: user eve (included).',
    },
    'a group': one({ users: { includeGroups: ['gone'] } }),
    'a role': one({ users: { includeRoles: ['nothing'] } }),
    'an application': one({ applications: { includeApplications: ['app-y'] } }),
    'a location': one({ conditions: from(['branch']) }),
    'a strength': one({ grant: { authenticationStrengthId: 'weak' } }),
    'a service principal': one({ conditions: { clientApplications: { includeServicePrincipals: ['sp-y'], excludeServicePrincipals: [] } } }),
    'an exclusion, which opens nothing': { given: one({ users: { excludeUsers: ['eve', 'fay'] } }), severity: 'low', message: /names 2 things that are gone/ },
    'a group that is gone beside one that could not be read': {
      given: one({ users: { includeGroups: ['gone', 'dark'] } }),
      gaps: [{ dataset: 'referenced-groups', scope: defaultScopes['entra-tenant'].id, part: 'dark', reason: 'denied', detail: 'hidden' }],
    },
  },
  unknown: {
    'a group that could not be read': {
      given: one({ users: { includeGroups: ['dark'] } }),
      gaps: [{ dataset: 'referenced-groups', scope: defaultScopes['entra-tenant'].id, part: 'dark', reason: 'denied', detail: 'hidden' }],
    },
  },
  'not-applicable': { disabled: one({ state: 'disabled', users: { includeUsers: ['eve'] } }) },
})
