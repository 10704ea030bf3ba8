import rule from '../../../rules/strong-authentication/entra-emergency-access-missing.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments, roleDefinitions } from '../../../src/datasets/entra/roles.ts'
import { active, eligible, GLOBAL_ADMINISTRATOR, group, guest, HELPDESK_ADMINISTRATOR, policy, roles, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const account = (id: string, more: Parameters<typeof user>[1] = {}) => user(id, { name: `${id}@contoso.onmicrosoft.com`, ...more })
const definitions = given(roleDefinitions, ...roles)
const accounts = (...more: readonly ReturnType<typeof user>[]) =>
  given(entraUsers, account('bg1'), ...(more.length === 0 ? [account('bg2')] : more), user('ann'))
const permanent = given(activeRoleAssignments, active('bg1', GLOBAL_ADMINISTRATOR), active('bg2', GLOBAL_ADMINISTRATOR))
const both = given(declared, declaration('principal', 'bg1', 'emergency-access'), declaration('principal', 'BG2@contoso.onmicrosoft.com', 'emergency-access'))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const block = (words: Parameters<typeof policy>[1]) => policy('Block', { ...words, grant: { builtInControls: ['block'] } })

testRule(rule, {
  pass: {
    'two in order': [definitions, accounts(), permanent, both],
    'asked for MFA, which is no block': [definitions, accounts(), permanent, both, policies(policy('MFA'))],
    'a device is one way, MFA another; terms of use are accepted': [
      definitions,
      accounts(),
      permanent,
      both,
      policies(
        policy('Either', { grant: { builtInControls: ['compliantDevice', 'mfa'] } }),
        policy('Strength', { grant: { builtInControls: ['compliantDevice'], authenticationStrengthId: 'phishing-resistant' } }),
        policy('Terms', { grant: { operator: 'AND', builtInControls: ['mfa'], termsOfUse: ['terms'] } }),
      ),
    ],
    'excluded from what asks for a device': [
      definitions,
      accounts(),
      permanent,
      both,
      policies(policy('Devices', { users: { excludeUsers: ['bg1', 'bg2'] }, grant: { builtInControls: ['compliantDevice'] } })),
    ],
    'excluded from what blocks': [
      definitions,
      accounts(),
      permanent,
      both,
      policies(block({ users: { excludeUsers: ['bg1', 'bg2'] }, conditions: { signInRiskLevels: ['high'] } })),
    ],
    'device code flow and legacy clients are blocked for all': [
      definitions,
      accounts(),
      permanent,
      both,
      policies(block({ conditions: { transferMethods: 'deviceCodeFlow' } }), block({ clients: ['exchangeActiveSync', 'other'] })),
    ],
    'permanent through a group, and one is asked for': {
      given: [
        definitions,
        accounts(),
        given(referencedGroups, group('glass', ['bg1'])),
        given(activeRoleAssignments, active('glass', GLOBAL_ADMINISTRATOR, { principalType: 'group' })),
        given(declared, declaration('principal', 'bg1', 'emergency-access')),
      ],
      parameters: { accounts: 1 },
    },
  },
  fail: {
    'none declared, though two would do': {
      given: [definitions, accounts(), permanent],
      severity: 'high',
      message: /^0 of 2 emergency access accounts are in order: no user of the tenant is declared one\.$/,
      evidence: [{ label: 'If these were declared emergency access, it would hold', value: ['bg1@contoso.onmicrosoft.com', 'bg2@contoso.onmicrosoft.com'] }],
    },
    'one declared': {
      given: [definitions, accounts(), permanent, given(declared, declaration('principal', 'bg1', 'emergency-access'))],
      message: /^1 of 2 emergency access accounts is in order: only 1 declared\.$/,
    },
    'eligible only, disabled, synchronized and on another domain': {
      given: [
        definitions,
        accounts(user('bg2', { accountEnabled: false, onPremisesSyncEnabled: true })),
        given(activeRoleAssignments, active('bg1', GLOBAL_ADMINISTRATOR)),
        given(eligibleRoleAssignments, eligible('bg2', GLOBAL_ADMINISTRATOR)),
        given(declared, declaration('principal', 'bg1', 'emergency-access'), declaration('principal', 'bg2', 'emergency-access')),
      ],
      evidence: [
        {
          label: 'Fault of bg2@contoso.example',
          value: ['is disabled', 'is synchronized from on-premises', 'is not on the onmicrosoft.com domain', 'is not permanently Global Administrator'],
        },
      ],
    },
    'two in order, and a third that is a guest and disabled': {
      given: [
        definitions,
        accounts(account('bg2'), guest('gus', { accountEnabled: false })),
        permanent,
        both,
        given(declared, declaration('principal', 'gus', 'emergency-access')),
      ],
      severity: 'medium',
      message: /^Declared emergency access, and none: gus\S+ is disabled and is a guest\.$/,
    },
    'more declared than a few': {
      given: [definitions, accounts(), permanent, both],
      parameters: { accounts: 1, maximum: 1 },
      severity: 'medium',
      message: /^2 accounts are declared emergency access; at most 1 should be\.$/,
    },
    'administrators of other roles declared besides': {
      given: [
        definitions,
        accounts(account('bg2'), account('desk1'), account('desk2'), account('desk3')),
        permanent,
        both,
        given(activeRoleAssignments, ...['desk1', 'desk2', 'desk3'].map(id => active(id, HELPDESK_ADMINISTRATOR))),
        given(declared, ...['desk1', 'desk2', 'desk3'].map(id => declaration('principal', id, 'emergency-access'))),
      ],
      severity: 'medium',
      message: /^5 accounts are declared emergency access; at most 4 should be\.$/,
    },
    'let in only with a managed device, an app or a custom control': {
      given: [
        definitions,
        accounts(),
        permanent,
        both,
        policies(
          policy('Devices', { users: { includeUsers: ['bg1'] }, grant: { builtInControls: ['compliantDevice', 'domainJoinedDevice'] } }),
          policy('Apps', { users: { includeUsers: ['bg2'] }, grant: { operator: 'AND', builtInControls: ['mfa', 'approvedApplication'] } }),
          policy('Partner', {
            users: { includeUsers: ['bg2'] },
            grant: { customAuthenticationFactors: ['partner'] },
            conditions: { signInRiskLevels: ['high'] },
          }),
        ),
      ],
      severity: 'high',
      message: /^0 of 2 emergency access accounts are in order: bg1\S+ depends on a compliant device or a hybrid joined device for policy "Devices"; bg2/,
      evidence: [
        {
          label: 'Fault of bg2@contoso.onmicrosoft.com',
          value: ['depends on an approved app for policy "Apps"', 'depends on a custom control for policy "Partner" (it is limited by sign-in risk)'],
        },
      ],
    },
    'with an end': {
      given: [
        definitions,
        accounts(),
        given(activeRoleAssignments, active('bg1', GLOBAL_ADMINISTRATOR), active('bg2', GLOBAL_ADMINISTRATOR, { endAt: '2027-01-01T00:00:00Z' })),
        both,
      ],
      message: /bg2@contoso\.onmicrosoft\.com is not permanently Global Administrator\.$/,
    },
    'blocked at risk': {
      given: [definitions, accounts(), permanent, both, policies(block({ conditions: { signInRiskLevels: ['high'] } }))],
      message: /is blocked by policy "Block" \(it is limited by sign-in risk\); /,
    },
    'one is blocked, the other may be': {
      given: [
        definitions,
        accounts(),
        permanent,
        both,
        policies(block({ users: { includeUsers: ['bg1'] } }), { ...block({ users: { includeUsers: ['bg2'] } }), unknownConditions: ['new'] }),
      ],
      evidence: [{ label: 'Doubt about bg2@contoso.onmicrosoft.com', value: ['may be blocked by policy "Block"'] }],
    },
  },
  unknown: {
    'excluded by a group that was not read': {
      given: [definitions, accounts(), permanent, both, policies(block({ users: { excludeGroups: ['unread'] } }))],
      message: /^bg1@contoso\.onmicrosoft\.com may be blocked by policy "Block"\./,
    },
    'a device is asked for, or a control that is not known': {
      given: [
        definitions,
        accounts(),
        permanent,
        both,
        policies(policy('Devices', { grant: { builtInControls: ['compliantDevice'] }, unknownControls: ['new'] })),
      ],
      message: /bg1\S+ may depend on a compliant device for policy "Devices"/,
    },
    'Global Administrator through a group that was not read': {
      given: [definitions, accounts(), given(activeRoleAssignments, active('unread', GLOBAL_ADMINISTRATOR, { principalType: 'group', name: 'Hidden' })), both],
      message: /may be Global Administrator through group "Hidden", whose members are not known/,
    },
  },
})
