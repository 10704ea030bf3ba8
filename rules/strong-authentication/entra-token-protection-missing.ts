import { EXCHANGE_ONLINE } from '../../src/analysis/conditional-access/applications.ts'
import { conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { administrators } from '../../src/estate/entra/privileged-holders.ts'
import { premiumPlans } from '../../src/estate/entra/service-plans.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

/** What token protection can be enforced on: https://learn.microsoft.com/entra/identity/conditional-access/concept-token-protection */
const protectable = [EXCHANGE_ONLINE, '00000003-0000-0ff1-ce00-000000000000', 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe']

export default defineRule({
  id: 'entra-token-protection-missing',
  title: 'Sign-in sessions of administrators are bound to their device',
  failureTitle: 'Sign-in sessions of administrators are not bound to their device',
  cloud: 'entra',
  severity: 'info',
  recommendation: 'strong-authentication',
  rationale:
    'Token protection refuses refresh tokens that were taken from another device, so that a stolen one is worth nothing. It is generally available on Windows, for native apps and for Exchange Online, SharePoint Online and Teams only; exactly that is asked about, for everyone who holds a privileged role or could activate one. Being blocked counts too.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for the privileged roles, Exchange Online, SharePoint Online and Teams, Windows, mobile and desktop apps, with the session control Require token protection; start in report-only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/beta/identity/conditionalAccess/policies\' -Body \'{"displayName":"Token protection for administrators","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeRoles":["62e90394-69f5-4237-9190-012177145e10"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["00000002-0000-0ff1-ce00-000000000000","00000003-0000-0ff1-ce00-000000000000","cc15fd57-2c6c-4117-a88c-83b1d56b4bbe"]},"clientAppTypes":["mobileAppsAndDesktopClients"],"platforms":{"includePlatforms":["windows"],"excludePlatforms":[]}},"sessionControls":{"secureSignInSession":{"isEnabled":true}}}\'',
    },
  ],
  verify: [{ text: 'Scan again: no administrator is listed as uncovered.' }],
  frameworks: { 'cis-m365@7.0': ['5.2.2.16'], 'mcsb@2': ['IM-7'] },
  equivalents: { prowler: ['entra_conditional_access_policy_token_protection_enforced'], zta: ['21786', '21941'] },
  references: [{ title: 'Token protection', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-token-protection' }],
  withoutLicence: {
    plans: premiumPlans,
    verdict: 'not-applicable',
    message: 'Token protection is a part of Conditional Access, which needs Microsoft Entra ID P1.',
  },
  subjects: entraTenants,
  needs: { conditionalAccess, conditionalAccessPolicies, administrators },
  check(_tenant, { conditionalAccess, conditionalAccessPolicies, administrators: { holdersOf, also, unclear } }) {
    if ([...conditionalAccessPolicies].some(({ sessionControls }) => sessionControls !== null && sessionControls.secureSignInSession === undefined))
      return unknown('Whether a policy asks for token protection: the snapshot does not tell.')
    const coverage = conditionalAccess.cover({
      who: { holdersOf, also },
      applications: protectable,
      clients: ['mobileAppsAndDesktopClients'],
      only: { platform: ['windows'] },
      suffices: assurance => assurance === 'blocked',
      orSession: ({ secureSignInSession }) => secureSignInSession === true,
    })
    if (coverage.status === 'hole')
      return fail(
        `Sign-in sessions of ${coverage.uncoveredUsers.length} of ${coverage.asked} administrators are not bound to their Windows device: ${whyUncovered(coverage.witnesses)}.`,
        coverageEvidence(coverage, 'Administrators'),
      )
    if (coverage.status === 'undecided') return unknown(`Whether sessions of administrators are bound: ${whyUndecided(coverage)}`)
    if (unclear.length > 0) return unknown(`Whether sessions of administrators are bound: who ${unclear.join(', ')} is, is not known.`)
    return coverage.asked === 0 && coverage.emergencyAccess.asked.length === 0 ? unknown('No enabled administrator was found to ask about.') : pass()
  },
})
