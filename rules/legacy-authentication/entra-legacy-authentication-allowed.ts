import { legacyClients } from '../../src/analysis/conditional-access/clients.ts'
import { awsApplications } from '../../src/datasets/entra/applications.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-legacy-authentication-allowed',
  title: 'Clients that cannot do MFA are stopped for every user',
  failureTitle: 'Legacy authentication allowed',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'legacy-authentication',
  rationale:
    'IMAP, POP, SMTP and old Office send the password itself and cannot be asked for a second factor, so password spraying goes there. Blocking them counts, and so does any grant they cannot meet, such as MFA; Exchange ActiveSync can prove that a device is compliant, which does not stop it. AWS applications are signed in to through a browser: no legacy client reaches them by itself, but a password found this way opens what does not ask for MFA.',
  remediation: [
    {
      text: 'Create a Conditional Access policy that blocks Exchange ActiveSync and other clients for all users and all resources; exclude declared emergency access accounts only.',
      command:
        'az rest --method post --url https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies --body \'{"displayName":"Block legacy authentication","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["exchangeActiveSync","other"]},"grantControls":{"operator":"OR","builtInControls":["block"]}}\'',
    },
    { text: 'Find who still uses them in the sign-in logs (filter Client app), move them to modern authentication, then set the policy to enabled.' },
    { text: 'Without Microsoft Entra ID P1, turn on security defaults, which block legacy authentication for everyone.' },
  ],
  verify: [
    { text: 'Scan again: no user is listed as uncovered.' },
    {
      text: 'No sign-in with a legacy client succeeds any more.',
      command:
        "az rest --url \"https://graph.microsoft.com/v1.0/auditLogs/signIns?\\$filter=status/errorCode eq 0 and (clientAppUsed eq 'IMAP4' or clientAppUsed eq 'POP3' or clientAppUsed eq 'Authenticated SMTP' or clientAppUsed eq 'Exchange ActiveSync')&\\$top=10\"",
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
      title: 'Block legacy authentication with Conditional Access',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-legacy-authentication',
    },
    {
      title: 'Conditions: client apps',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#client-apps',
    },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess, awsApplications },
  check(_tenant, { conditionalAccess, awsApplications }) {
    const coverage = conditionalAccess.cover({ who: 'users', applications: 'any', clients: legacyClients, suffices: assurance => assurance === 'blocked' })
    if (coverage.asked === 0) return unknown('No enabled user was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether legacy clients are stopped: ${whyUndecided(coverage)}`)
    const aws = [...awsApplications].map(({ name }) => name)
    const clients = new Set(coverage.witnesses.flatMap(witness => witness.clients))
    const means = clients.has('other') ? 'legacy clients such as IMAP and SMTP' : 'Exchange ActiveSync'
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled users sign in from ${means}: ${whyUncovered(coverage.witnesses)}.`,
      [
        ...coverageEvidence(coverage, 'Enabled users'),
        ...(aws.length === 0 ? [] : [evidence('AWS applications, which legacy clients do not reach by themselves (browser sign-in)', aws)]),
      ],
    )
  },
})
