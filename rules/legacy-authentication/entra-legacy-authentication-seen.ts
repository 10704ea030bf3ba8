import { z } from 'zod'
import { legacySignIns } from '../../src/datasets/entra/sign-ins.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { emergencyEvidence } from '../../src/estate/entra/role-words.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const DAY = 24 * 60 * 60 * 1000
/** Users shown; the label tells how many there are. */
const MOST_SHOWN = 100

export default defineRule({
  id: 'entra-legacy-authentication-seen',
  title: 'Nobody has signed in with a legacy client lately',
  failureTitle: 'Legacy authentication in use',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'legacy-authentication',
  rationale:
    'A successful sign-in with a legacy client was made with a password alone: nothing asked for a second factor, whatever the policies say. Exchange Online takes passwords over authenticated SMTP only, so that is what it usually is: a scanner or a program that sends mail. It is either somebody who must be moved before the block can be enforced, or an attacker who found a password. The log reaches back 30 days at most. Sign-ins of emergency access accounts count: they have no business here.',
  remediation: [
    { text: 'Move each person and program named here to a client that signs in with modern authentication.' },
    { text: 'Devices that send mail use a service made for it, or OAuth, instead of Authenticated SMTP.' },
    { text: 'Then block legacy authentication for all users with Conditional Access, or with security defaults.' },
  ],
  verify: [
    {
      text: 'No successful sign-in is listed.',
      command:
        "Connect-MgGraph -Scopes AuditLog.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/auditLogs/signIns?$filter=status/errorCode eq 0 and (clientAppUsed eq ''IMAP4'' or clientAppUsed eq ''POP3'' or clientAppUsed eq ''Authenticated SMTP'' or clientAppUsed eq ''Exchange ActiveSync'' or clientAppUsed eq ''Other clients'')&$top=10' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'] },
  equivalents: {},
  references: [
    {
      title: 'Block legacy authentication: identify its use',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
    },
    { title: 'List sign-ins', url: 'https://learn.microsoft.com/graph/api/signin-list' },
  ],
  parameters: z.object({
    /** How far back to look; the log keeps 30 days. */
    days: z.number().int().positive().max(30).default(30),
  }),
  withoutLicence: {
    plans: premiumPlans,
    verdict: 'not-applicable',
    message: 'The sign-in log can be read only in tenants with Microsoft Entra ID P1.',
  },
  subjects: entraTenants,
  needs: { legacySignIns, emergencyAccess },
  check(_tenant, { legacySignIns, emergencyAccess }, { now, parameters }) {
    const since = now.getTime() - parameters.days * DAY
    const seen = [...legacySignIns].filter(({ lastAt }) => Date.parse(lastAt) >= since).sort((a, b) => b.count - a.count)
    if (seen.length === 0) return pass()
    const users = new Set(seen.map(({ userId }) => userId))
    const clients = [...new Set(seen.map(({ clientAppUsed }) => clientAppUsed))].sort()
    const who = users.size === 1 ? (seen[0]?.userPrincipalName ?? '') : `${users.size} users`
    const words = seen.map(
      ({ userPrincipalName, clientAppUsed, count, lastAt, applications }) =>
        `${userPrincipalName}: ${clientAppUsed}, ${count === 1 ? 'once' : `${count} times`}, last ${lastAt}${applications.length === 0 ? '' : `, ${applications.join(', ')}`}`,
    )
    return fail(`${who} signed in with ${clients.join(', ')} in the last ${parameters.days} days.`, [
      evidence(words.length > MOST_SHOWN ? `Sign-ins (the first ${MOST_SHOWN} of ${words.length})` : 'Sign-ins', words.slice(0, MOST_SHOWN)),
      evidence('Users', users.size),
      ...emergencyEvidence(emergencyAccess),
    ])
  },
})
