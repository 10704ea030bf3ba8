import { expect } from 'vitest'
import rule from '../../../rules/legacy-authentication/entra-legacy-authentication-allowed.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { conditionalAccessPolicies } from '../../../src/datasets/entra/conditional-access.ts'
import { entraUsers, referencedGroups } from '../../../src/datasets/entra/directory.ts'
import { securityDefaultsPolicies } from '../../../src/datasets/entra/tenant.ts'
import { group, guest, policy, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const users = given(entraUsers, user('ann'), user('bob'), guest('gus'), user('off', { accountEnabled: false }))
const policies = (...rows: readonly ReturnType<typeof policy>[]) => given(conditionalAccessPolicies, ...rows)
const block = (name: string, clients: readonly string[], more = {}) => policy(name, { clients, grant: { builtInControls: ['block'] }, ...more })

testRule(rule, {
  pass: {
    'blocked for all': [users, policies(block('Block legacy', ['exchangeActiveSync', 'other']))],
    'blocked by two policies, each for one kind of client': [users, policies(block('IMAP', ['other']), block('ActiveSync', ['exchangeActiveSync']))],
    'MFA for every client, which legacy clients cannot do': [users, policies(policy('Require MFA'))],
    'security defaults': [users, given(securityDefaultsPolicies, { id: 'sd', name: 'Security Defaults', isEnabled: true })],
    'of customers it is not asked, for whom nothing of the tenant answers such clients': [
      given(entraUsers, user('ann'), user('mia', { creationType: 'LocalAccount' })),
      policies(policy('Require MFA', { users: { includeUsers: ['ann'] } })),
    ],
    'only declared emergency access is excluded': [
      users,
      given(declared, declaration('principal', 'bob', 'emergency-access')),
      policies(block('Block legacy', ['exchangeActiveSync', 'other'], { users: { excludeUsers: ['bob'] } })),
    ],
  },
  fail: {
    'nothing stops them': {
      given: [users],
      severity: 'critical',
      message: /^Conditional Access lets 3 of 3 enabled users sign in from legacy clients such as authenticated SMTP: no enabled policy asks it of them\.$/,
    },
    'half the staff excluded, with advice that suits machines': {
      given: [
        users,
        given(referencedGroups, group('old', ['ann'], { name: 'Old printers' })),
        policies(block('Block legacy', ['exchangeActiveSync', 'other'], { users: { excludeGroups: ['old'] } })),
      ],
      message:
        /^Conditional Access lets 1 of 3 enabled users sign in from legacy clients such as authenticated SMTP: policy "Block legacy" excludes group "Old printers"\.$/,
      evidence: [{ label: 'If these excluded accounts had a policy of their own that blocks legacy clients, it would hold', value: ['ann@contoso.example'] }],
    },
    'Exchange ActiveSync on a compliant device': {
      given: [users, policies(policy('Managed devices', { grant: { builtInControls: ['compliantDevice'] } }))],
      severity: 'medium',
      message: /^Conditional Access lets 2 of 3 enabled users sign in from Exchange ActiveSync: policy "Managed devices" asks for a compliant device only\.$/,
      evidence: [{ label: 'Hole', value: expect.stringContaining('a password with a compliant device is enough') }],
    },
    'the block is limited to platforms': {
      given: [
        users,
        policies(
          block('Block legacy', ['exchangeActiveSync', 'other'], { conditions: { platforms: { includePlatforms: ['android'], excludePlatforms: [] } } }),
        ),
      ],
      severity: 'critical',
      message: /: policy "Block legacy" applies only on Android \(as the client claims\)\.$/,
    },
    'the block is for Office 365, and so for mail': {
      given: [users, policies(block('Block legacy', ['exchangeActiveSync', 'other'], { applications: { includeApplications: ['Office365'] } }))],
      severity: 'medium',
      message: /^Conditional Access lets 3 of 3 enabled users sign in from legacy clients, though not to Exchange Online: no enabled policy asks it of them\.$/,
      evidence: [{ label: 'Hole', value: expect.stringContaining('any application but Office 365') }],
    },
    'a block for all but Exchange Online': {
      given: [
        users,
        policies(block('Block legacy', ['exchangeActiveSync', 'other'], { applications: { excludeApplications: ['00000002-0000-0ff1-ce00-000000000000'] } })),
      ],
      severity: 'critical',
      message: /from legacy clients such as authenticated SMTP: policy "Block legacy" excludes/,
    },
    'guests alone, who have no mailbox here': {
      given: [users, policies(block('Block legacy', ['exchangeActiveSync', 'other'], { users: { excludeUsers: ['gus'] } }))],
      severity: 'medium',
      message: /^Conditional Access lets 1 of 3 enabled users sign in from legacy clients such as authenticated SMTP, guests for certain: /,
    },
  },
  unknown: {
    'nobody to ask about': [policies(block('Block legacy', ['exchangeActiveSync', 'other']))],
    'the block has a condition that this version does not know': {
      given: [users, policies(block('Block legacy', ['exchangeActiveSync', 'other'], { unknownConditions: ['weather'] }))],
      message: /policy "Block legacy": it has a condition "weather"/,
    },
  },
})
