import rule from '../../../rules/privileged-access/entra-standing-global-administrator.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { servicePrincipals } from '../../../src/datasets/entra/applications.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { deletedPrincipals } from '../../../src/datasets/entra/deleted-principals.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import {
  active,
  application,
  eligible,
  GLOBAL_ADMINISTRATOR,
  group,
  guest,
  HELPDESK_ADMINISTRATOR,
  policy,
  role,
  roles,
  scope,
  user,
} from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const definitions = given(roleDefinitions, ...roles)
const mfa = given(conditionalAccessPolicies, policy('Require MFA'))
const people = given(entraUsers, user('ann'), user('bob'), guest('gus'), user('sam', { onPremisesSyncEnabled: true }))
/** A quarter of an hour after the snapshot. */
const soon = '2026-11-24T12:15:00Z'
const held = (...rows: readonly ReturnType<typeof active>[]) => given(activeRoleAssignments, ...rows)

testRule(rule, {
  pass: {
    'eligible only': [definitions, people, mfa, given(eligibleRoleAssignments, eligible('ann', GLOBAL_ADMINISTRATOR))],
    'activated right now': [
      definitions,
      people,
      mfa,
      given(eligibleRoleAssignments, eligible('ann', GLOBAL_ADMINISTRATOR)),
      held(active('ann', GLOBAL_ADMINISTRATOR, { assignmentType: 'Activated', endAt: '2026-11-24T04:00:00Z' })),
    ],
    'assigned for hours, which ends before an activation might': [definitions, people, mfa, held(active('ann', GLOBAL_ADMINISTRATOR, { endAt: soon }))],
    'declared emergency access': [
      definitions,
      people,
      mfa,
      held(active('ann', GLOBAL_ADMINISTRATOR)),
      given(declared, declaration('principal', 'Ann@Contoso.example', 'emergency-access')),
    ],
  },
  fail: {
    'a member with MFA': {
      given: [
        definitions,
        people,
        mfa,
        held(active('ann', GLOBAL_ADMINISTRATOR), active('bob', GLOBAL_ADMINISTRATOR)),
        given(declared, declaration('principal', 'bob', 'emergency-access')),
      ],
      subjects: ['ann'],
      severity: 'high',
      message: /^ann@contoso\.example is Global Administrator permanently\.$/,
      evidence: [
        { label: 'Global Administrator', value: 'assigned, without end', row: `active-ann-${GLOBAL_ADMINISTRATOR}` },
        { label: 'Declared emergency access', value: ['bob@contoso.example'] },
        { label: 'MFA asked by Conditional Access', value: 'for every application' },
      ],
    },
    'let in without MFA by Conditional Access, which per-user MFA may still ask for: no reason to call it critical': {
      given: [definitions, people, held(active('ann', GLOBAL_ADMINISTRATOR))],
      severity: 'high',
      evidence: [{ label: 'Not read', value: 'Per-user MFA, and MFA that a federated identity provider does' }],
      message: /^ann@contoso\.example is Global Administrator permanently, and is let in without MFA by Conditional Access\.$/,
    },
    'MFA that cannot be decided is no reason to call it critical': {
      given: [definitions, people, given(conditionalAccessPolicies, policy('New', { unknownConditions: ['new'] })), held(active('ann', GLOBAL_ADMINISTRATOR))],
      severity: 'high',
      evidence: [{ label: 'MFA asked by Conditional Access', value: 'cannot be decided' }],
    },
    'a guest, synchronized accounts': {
      given: [definitions, people, mfa, held(active('gus', GLOBAL_ADMINISTRATOR), active('sam', GLOBAL_ADMINISTRATOR))],
      subjects: ['gus', 'sam'],
      severity: 'critical',
      message: /gus.* permanently, and signs in from another organization\.\nsam@contoso\.example .*, and is synchronized from on-premises\.$/,
    },
    'guests and synchronized accounts, whether declared emergency access or not': {
      given: [
        definitions,
        people,
        mfa,
        held(active('gus', GLOBAL_ADMINISTRATOR), active('sam', GLOBAL_ADMINISTRATOR)),
        given(declared, declaration('principal', 'gus', 'emergency-access'), declaration('principal', 'sam', 'emergency-access')),
      ],
      subjects: ['gus', 'sam'],
      severity: 'critical',
      message: /, and is synchronized from on-premises; emergency access must be a cloud-only member\.$/,
    },
    'an account that needs only to be declared emergency access, which says so': {
      given: [definitions, given(entraUsers, user('bg', { name: 'bg@contoso.onmicrosoft.com' })), mfa, held(active('bg', GLOBAL_ADMINISTRATOR))],
      evidence: [{ label: 'If this account were declared emergency access, it would hold', value: true }],
    },
    'through a group, for a time': {
      given: [
        given(roleDefinitions, role('definition-id', 'Global Administrator', { templateId: GLOBAL_ADMINISTRATOR })),
        people,
        mfa,
        given(referencedGroups, group('admins', ['ann', 'bob'], { name: 'Tenant admins' })),
        held(active('admins', 'definition-id', { principalType: 'group', endAt: '2026-12-24T00:00:00Z' })),
      ],
      subjects: ['ann', 'bob'],
      severity: 'medium',
      message:
        /^ann@contoso\.example is Global Administrator until 2026-12-24T00:00:00Z through group "Tenant admins", assigned for a time, without activating it\.$/m,
    },
    'for an hour more, where the operator counts hours': {
      parameters: { hours: 0 },
      given: [definitions, people, mfa, held(active('ann', GLOBAL_ADMINISTRATOR, { endAt: soon }))],
      severity: 'medium',
      message: new RegExp(`^ann@contoso\\.example is Global Administrator until ${soon}, assigned for a time, without activating it\\.$`),
    },
    'for most of a year, which is as good as permanent': {
      given: [definitions, people, mfa, held(active('ann', GLOBAL_ADMINISTRATOR, { endAt: '2027-10-01T00:00:00Z' }))],
      severity: 'high',
      message: /^ann@contoso\.example is Global Administrator until 2027-10-01T00:00:00Z, assigned for a time, without activating it\.$/,
    },
    'for most of a year, where the operator allows it': {
      parameters: { days: 365 },
      given: [definitions, people, mfa, held(active('ann', GLOBAL_ADMINISTRATOR, { endAt: '2027-10-01T00:00:00Z' }))],
      severity: 'medium',
    },
    'a synchronized account, for most of a year': {
      given: [definitions, people, mfa, held(active('sam', GLOBAL_ADMINISTRATOR, { endAt: '2027-10-01T00:00:00Z' }))],
      severity: 'critical',
    },
    'a synchronized account, for a time': {
      given: [definitions, people, mfa, held(active('sam', GLOBAL_ADMINISTRATOR, { endAt: '2026-12-24T00:00:00Z' }))],
      severity: 'high',
      message: /for a time, without activating it, and is synchronized from on-premises\.$/,
    },
    'for a time, and without end by another way': {
      given: [
        definitions,
        people,
        mfa,
        held(active('ann', GLOBAL_ADMINISTRATOR, { id: 'a-1', endAt: '2026-12-24T00:00:00Z' }), active('ann', GLOBAL_ADMINISTRATOR, { id: 'a-2' })),
      ],
      severity: 'high',
      message: /is Global Administrator permanently\.$/,
    },
    'a tenant without PIM': {
      given: [definitions, people, mfa, held(active('ann', GLOBAL_ADMINISTRATOR, { source: 'assignment' }))],
      message: /permanently \(the tenant has no PIM, which needs Microsoft Entra ID P2\)\.$/,
    },
    'a service principal': {
      given: [
        definitions,
        people,
        given(servicePrincipals, application('app-x', 'Automation')),
        held(active('sp-app-x', GLOBAL_ADMINISTRATOR, { principalType: 'servicePrincipal' })),
      ],
      severity: 'high',
      message: /^Service principal Automation is Global Administrator permanently\.$/,
    },
    'a disabled account, which signs in nowhere': {
      given: [definitions, given(entraUsers, user('off', { accountEnabled: false })), held(active('off', GLOBAL_ADMINISTRATOR))],
      severity: 'high',
      evidence: [{ label: 'Account enabled', value: false }],
    },
  },
  unknown: {
    'a group whose members were not read': {
      given: [definitions, people, mfa, held(active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' }))],
      message: /^Group Hidden is Global Administrator, and its members are not known\.$/,
    },
    'an eligible administrator who may be in a standing group that was not read': {
      given: [
        definitions,
        people,
        mfa,
        held(active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' })),
        given(eligibleRoleAssignments, eligible('ann', GLOBAL_ADMINISTRATOR)),
      ],
      message: /^The members of group Hidden, which is Global Administrator, are not known: ann@contoso\.example may be one of them\.$/m,
    },
    'a principal that the directory does not resolve': {
      given: [definitions, people, mfa, held(active('gone', GLOBAL_ADMINISTRATOR, { principalType: 'unknown', name: 'gone' }))],
      message: /the directory does not tell what that is/,
    },
  },
  'not-applicable': {
    'somebody who was deleted': [
      definitions,
      people,
      mfa,
      held(active('gone', GLOBAL_ADMINISTRATOR, { principalType: 'unknown', name: 'gone' })),
      given(deletedPrincipals, { id: 'gone', scope, name: 'Gone', type: 'user', deletedAt: '2026-11-20T00:00:00Z' }),
    ],
    'an assignment that has ended': [definitions, people, mfa, held(active('ann', GLOBAL_ADMINISTRATOR, { endAt: '2020-01-01T00:00:00Z' }))],
    'another role, or only a part of the tenant': [
      definitions,
      people,
      held(active('ann', HELPDESK_ADMINISTRATOR), active('bob', GLOBAL_ADMINISTRATOR, { directoryScopeId: '/administrativeUnits/1' })),
    ],
  },
})
