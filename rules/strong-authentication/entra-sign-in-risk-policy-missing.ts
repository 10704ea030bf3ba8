import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-sign-in-risk-policy-missing',
  title: 'Risky sign-ins need MFA or are blocked',
  failureTitle: 'Risky sign-ins allowed without MFA',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'Microsoft rates each sign-in by what it sees across tenants: anonymous addresses, impossible travel, stolen tokens. Where a sign-in at medium or high risk goes through with a password, the warning was for nothing. Whatever asks for MFA there counts, a policy for all sign-ins as well as one for risky ones; the risk of guests is judged in their own tenant.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and all resources with sign-in risk medium and high that requires multifactor authentication and sign-in every time.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"MFA for risky sign-ins","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"],"signInRiskLevels":["medium","high"]},"grantControls":{"operator":"OR","builtInControls":["mfa"]},"sessionControls":{"signInFrequency":{"isEnabled":true,"frequencyInterval":"everyTime","authenticationType":"primaryAndSecondaryAuthentication"}}}\'',
    },
    { text: 'Have everybody register for MFA first: who cannot answer is locked out at a risky sign-in.' },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered.' }],
  frameworks: { 'cis-m365@7.0': ['5.2.2.7'], 'scuba-aad@1.8': ['MS.AAD.2.3'], 'mcsb@2': ['IM-7'] },
  equivalents: { prowler: ['entra_identity_protection_sign_in_risk_enabled'], scuba: ['MS.AAD.2.3v1'] },
  references: [
    { title: 'Sign-in risk-based MFA', url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-risk-based-sign-in' },
    { title: 'Risk-based access policies', url: 'https://learn.microsoft.com/entra/id-protection/concept-identity-protection-policies' },
  ],
  withoutLicence: {
    plans: ['AAD_PREMIUM_P2'],
    verdict: 'not-applicable',
    message: 'Risk is only told to tenants with Microsoft Entra ID P2.',
  },
  subjects: entraTenants,
  needs: { conditionalAccess },
  check(_tenant, { conditionalAccess }) {
    const coverage = conditionalAccess.cover({
      who: 'members',
      applications: 'any',
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
      only: { signInRisk: ['medium', 'high'] },
    })
    if (coverage.asked === 0) return unknown('No enabled member was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether risky sign-ins need MFA: ${whyUndecided(coverage)}`)
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled members through at medium or high sign-in risk without MFA: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled members'),
    )
  },
})
