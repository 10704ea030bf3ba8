import rule from '../../../rules/legacy-authentication/entra-legacy-authentication-seen.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { type LegacySignIn, legacySignIns } from '../../../src/datasets/entra/sign-ins.ts'
import { scope, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'

const seen = (userId: string, clientAppUsed: string, says: Partial<LegacySignIn> = {}): LegacySignIn => ({
  id: `${userId}/${clientAppUsed}`,
  scope,
  name: userId,
  userId,
  userPrincipalName: `${userId}@contoso.example`,
  clientAppUsed,
  count: 3,
  lastAt: '2026-11-20T08:00:00Z',
  applications: ['Office 365 Exchange Online'],
  ...says,
})
const users = given(entraUsers, user('ann'))

testRule(rule, {
  pass: {
    'nobody was seen': [p2, users],
    'longer ago than asked about': { given: [p2, users, given(legacySignIns, seen('ann', 'IMAP4'))], parameters: { days: 3 } },
  },
  fail: {
    'one user': {
      given: [p2, users, given(legacySignIns, seen('ann', 'IMAP4', { count: 1 }))],
      subjects: [scope],
      severity: 'high',
      message: /^ann@contoso\.example signed in with IMAP4 in the last 30 days\.$/,
      evidence: [{ label: 'Sign-ins', value: ['ann@contoso.example: IMAP4, once, last 2026-11-20T08:00:00Z, Office 365 Exchange Online'] }],
    },
    'several, the busiest first, emergency access shown': {
      given: [
        p2,
        users,
        given(legacySignIns, seen('bob', 'POP3'), seen('ann', 'Authenticated SMTP', { count: 9, applications: [] }), seen('ann', 'POP3')),
        given(declared, declaration('principal', 'ann', 'emergency-access')),
      ],
      message: /^2 users signed in with Authenticated SMTP, POP3 in the last 30 days\.$/,
      evidence: [
        { label: 'Users', value: 2 },
        { label: 'Declared emergency access', value: ['ann@contoso.example'] },
      ],
    },
  },
})
