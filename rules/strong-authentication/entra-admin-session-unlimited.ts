import { z } from 'zod'
import { coverAdministrators } from '../../src/estate/entra/administrator-coverage.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered } from '../../src/estate/entra/coverage-words.ts'
import { administrators } from '../../src/estate/entra/privileged-holders.ts'
import { hoursOfSession } from '../../src/estate/entra/sign-in-frequency.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-admin-session-unlimited',
  title: 'Sessions of administrators end within hours',
  failureTitle: 'Sessions of administrators are not limited',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Without a limit a session goes on for as long as it is used, up to 90 days at a time, and so does one that was stolen. A sign-in frequency makes administrators prove again who they are, and everywhere a stolen session of theirs ends. Asked about are all who hold a privileged role or could activate one, for every application; the shortest frequency of the policies that apply is what counts, and being blocked counts too. Whether the browser may keep a session after it is closed is not asked here.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all privileged roles and all resources with a sign-in frequency of 4 hours, and never persistent browser sessions; exclude declared emergency access accounts only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Short sessions for administrators","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeRoles":["62e90394-69f5-4237-9190-012177145e10"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"]},"sessionControls":{"signInFrequency":{"isEnabled":true,"frequencyInterval":"timeBased","type":"hours","value":4,"authenticationType":"primaryAndSecondaryAuthentication"},"persistentBrowser":{"isEnabled":true,"mode":"never"}}}\'',
    },
    { text: 'Other thresholds: parameters, entra-admin-session-unlimited, hours.' },
  ],
  verify: [{ text: 'Scan again: no administrator is listed as uncovered.' }],
  frameworks: { 'cis-m365@7.0': ['5.2.2.4'], 'mcsb@2': ['IM-7'], 'nist-800-53@r5': ['AC-12'] },
  equivalents: { prowler: ['entra_admin_users_sign_in_frequency_enabled'] },
  references: [
    {
      title: 'Sign-in frequency and persistent browser sessions',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-session-lifetime',
    },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess, administrators },
  parameters: z.object({
    /** Hours after which administrators must sign in again, at most. */
    hours: z.number().positive().default(4),
  }),
  check(_tenant, { conditionalAccess, administrators }, { parameters: { hours } }) {
    const isShort = (session: Parameters<typeof hoursOfSession>[0]) => (hoursOfSession(session) ?? Number.POSITIVE_INFINITY) <= hours
    const { coverage, open } = coverAdministrators(conditionalAccess, administrators, 'blocked', { orSession: isShort })
    if (open !== undefined) return unknown(`Whether sessions of administrators are limited: ${open}`)
    if (coverage.status === 'covered') return pass()
    return fail(
      `For ${coverage.uncoveredUsers.length} of ${coverage.asked} administrators some sessions go on for longer than ${hours} hours: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Administrators'),
    )
  },
})
