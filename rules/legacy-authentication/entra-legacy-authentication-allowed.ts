import { EXCHANGE_ONLINE } from '../../src/analysis/conditional-access/applications.ts'
import { type ClientApp, legacyClients } from '../../src/analysis/conditional-access/clients.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-legacy-authentication-allowed',
  title: 'Clients that cannot do MFA are stopped for every user',
  failureTitle: 'Legacy authentication allowed',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'legacy-authentication',
  rationale:
    'Legacy clients send the password itself and cannot be asked for a second factor. Microsoft turned basic authentication off for Exchange Online in every tenant at the end of 2022, Exchange ActiveSync, IMAP and POP included, but for authenticated SMTP: it takes a password wherever tenant and mailbox allow it, is turned off by default at the end of December 2026, and can be turned on again; its removal has no date yet. So a member whom no policy stops can have passwords tried, and can be signed in by password alone, wherever SMTP is on; which mailboxes have it on is not read here. It counts for less where only Exchange ActiveSync is open, which takes no password any more, where Exchange Online is closed to the others, or where only guests are let in, who have no mailbox in the tenant. Blocking counts, and so does any grant that such clients cannot meet, such as MFA. AWS applications are signed in to through a browser: no legacy client reaches them by itself.',
  remediation: [
    {
      text: 'Create a Conditional Access policy that blocks Exchange ActiveSync and other clients for all users and all resources; exclude declared emergency access accounts only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Block legacy authentication","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["exchangeActiveSync","other"]},"grantControls":{"operator":"OR","builtInControls":["block"]}}\'',
    },
    {
      text: 'Turn authenticated SMTP off for the tenant, and on again only for mailboxes that need it.',
      command: 'Connect-ExchangeOnline; Set-TransportConfig -SmtpClientAuthenticationDisabled $true',
    },
    { text: 'Give scanners and programs that cannot do without a policy of their own, limited to their addresses, until they are moved.' },
    { text: 'Find who still uses them in the sign-in logs (filter Client app), move them to modern authentication, then set the policy to enabled.' },
    { text: 'Without Microsoft Entra ID P1, turn on security defaults, which block legacy authentication for everyone.' },
  ],
  verify: [
    { text: 'Scan again: no user is listed as uncovered.' },
    {
      text: 'No sign-in with a legacy client succeeds any more.',
      command:
        "Connect-MgGraph -Scopes AuditLog.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/auditLogs/signIns?$filter=status/errorCode eq 0 and (clientAppUsed eq ''IMAP4'' or clientAppUsed eq ''POP3'' or clientAppUsed eq ''Authenticated SMTP'' or clientAppUsed eq ''Exchange ActiveSync'')&$top=10' -OutputType PSObject).value",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.2.2.3'],
    'scuba-aad@1.8': ['MS.AAD.1.1'],
    'mcsb@2': ['IM-6'],
    'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'],
  },
  equivalents: {
    prowler: ['entra_legacy_authentication_blocked'],
    scuba: ['MS.AAD.1.1v1'],
    maester: ['MT.1009', 'MT.1010', 'CISA.MS.AAD.1.1'],
    zta: ['21796'],
  },
  references: [
    {
      title: 'Deprecation of basic authentication in Exchange Online',
      url: 'https://learn.microsoft.com/exchange/clients-and-mobile-in-exchange-online/deprecation-of-basic-authentication-exchange-online',
    },
    {
      title: 'SMTP AUTH basic authentication: timeline',
      url: 'https://techcommunity.microsoft.com/blog/exchange/updated-exchange-online-smtp-auth-basic-authentication-deprecation-timeline/4489835',
    },
    {
      title: 'Block legacy authentication with Conditional Access',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
    },
    {
      title: 'Conditions: client apps',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#client-apps',
    },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess },
  check(_tenant, { conditionalAccess }) {
    const ask = (who: 'users' | 'members', clients: readonly ClientApp[], applications: 'any' | readonly string[] = 'any') =>
      conditionalAccess.cover({ who, applications, clients, suffices: assurance => assurance === 'blocked' })
    const mail = (who: 'users' | 'members') => ask(who, ['other'], [EXCHANGE_ONLINE]).status
    const coverage = ask('users', legacyClients)
    if (coverage.asked === 0) return unknown('No enabled user was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether legacy clients are stopped: ${whyUndecided(coverage)}`)
    const who = ask('members', legacyClients).status === 'hole' ? '' : ', guests for certain'
    const toMail = { hole: ' such as authenticated SMTP', covered: ', though not to Exchange Online', undecided: ', perhaps not to Exchange Online' }
    const clients = ask('users', ['other']).status === 'hole' ? `legacy clients${toMail[mail('users')]}` : 'Exchange ActiveSync'
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled users sign in from ${clients}${who}: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled users', 'had a policy of their own that blocks legacy clients'),
      mail('members') === 'hole' ? undefined : 'medium',
    )
  },
})
