import rule from '../../../rules/application-identity/entra-application-inactive-privileged.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { applicationPermissions } from '../../../src/datasets/entra/application-permissions.ts'
import { applicationSignInActivities } from '../../../src/datasets/entra/application-use.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { application, scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { permission, privileged, registration, unreadAdministrators } from '../application-rows.ts'
import { p2 } from '../entra-rows.ts'

const used = (lastSignInAt: string | null) => given(applicationSignInActivities, { id: 'app-robot', scope, name: 'app-robot', lastSignInAt })
const registered = (createdAt: string) => given(entraApplications, registration('robot', { createdAt }))
const old = registered('2024-01-01T00:00:00Z')

testRule(rule, {
  pass: {
    'used last week': [...privileged('app-robot'), used('2026-11-17T00:00:00Z'), old, p2],
    'new, and not yet used': [...privileged('app-robot'), used(null), registered('2026-11-17T00:00:00Z'), p2],
    'long ago, where that is allowed': { given: [...privileged('app-robot'), used('2026-06-01T00:00:00Z'), old, p2], parameters: { days: 365 } },
  },
  fail: {
    'long ago': {
      given: [...privileged('app-robot'), used('2026-06-07T00:00:00Z'), old, p2],
      subjects: ['sp-app-robot'],
      severity: 'high',
      message: /has not been used for 170 days/,
    },
    never: { given: [...privileged('app-robot'), old, p2], message: /no use of it is known/ },
    'never, and it is so old that its age is not told': {
      given: [...privileged('app-robot'), given(entraApplications, registration('robot', { createdAt: null })), p2],
    },
  },
  unknown: {
    'never, and it was registered elsewhere, perhaps added today': [...privileged('app-robot'), p2],
    'a group that holds a role and was not read': {
      given: [given(servicePrincipals, application('app-robot', 'Robot')), old, p2, ...unreadAdministrators],
      subjects: ['dark'],
      message: 'The members of group dark, which holds Global Administrator, are not known: applications may be among them.',
    },
  },
  'not-applicable': {
    'leads nowhere': [given(servicePrincipals, application('app-robot', 'Robot')), old, p2],
    'Microsoft’s own': [
      given(servicePrincipals, application('app-robot', 'Robot', { appOwnerOrganizationId: 'f8cdef31-a31e-4b4a-93e4-5f571e91255a' })),
      given(applicationPermissions, permission('sp-app-robot', 'RoleManagement.ReadWrite.Directory')),
      p2,
    ],
  },
})
