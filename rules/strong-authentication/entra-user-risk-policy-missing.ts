import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-user-risk-policy-missing',
  title: 'Users at high risk are blocked or must secure their account',
  failureTitle: 'Users at high risk go on as before',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'High user risk mostly means that the password is known to others. MFA alone does not change that: the account must be blocked, or its owner must change the password after MFA or remediate the risk in another way, or the attacker keeps what they have. The risk of guests is judged in their own tenant.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and all resources with user risk high that requires risk remediation, or MFA and a password change, or blocks.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Secure accounts at high risk","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"],"userRiskLevels":["high"]},"grantControls":{"operator":"AND","builtInControls":["mfa","passwordChange"]},"sessionControls":{"signInFrequency":{"isEnabled":true,"frequencyInterval":"everyTime","authenticationType":"primaryAndSecondaryAuthentication"}}}\'',
    },
    { text: 'Turn on password writeback where passwords come from on-premises, or users at risk cannot change them.' },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered.' }],
  frameworks: { 'cis-m365@7.0': ['5.2.2.6'], 'scuba-aad@1.8': ['MS.AAD.2.1'], 'mcsb@2': ['IM-7'] },
  equivalents: { prowler: ['entra_identity_protection_user_risk_enabled'], scuba: ['MS.AAD.2.1v1'] },
  references: [
    { title: 'User risk-based password change', url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-risk-based-user' },
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
      suffices: assurance => assurance === 'blocked',
      orControls: ['passwordChange', 'riskRemediation'],
      only: { userRisk: ['high'] },
    })
    if (coverage.asked === 0) return unknown('No enabled member was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether users at high risk must secure their account: ${whyUndecided(coverage)}`)
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled members go on at high user risk without a password change or another remedy: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled members'),
    )
  },
})
