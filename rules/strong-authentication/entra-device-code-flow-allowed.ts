import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-device-code-flow-allowed',
  title: 'Device code flow is blocked',
  failureTitle: 'Device code flow allowed',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'With device code flow one person starts a sign-in and another one ends it: an attacker sends the code in a message, the victim types it into the real Microsoft page, with MFA and a passkey, and the attacker holds the tokens. Few devices need it. A policy counts for those whom it reaches; one that asks for a managed device alone counts too, as none can be shown with a code. The code with which AWS IAM Identity Center signs in a command line is its own: Entra sees a browser, so that no such policy stops it, nor does phishing-resistant MFA. Emergency access is shown apart.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and all resources that blocks the authentication flow device code; leave out declared emergency access accounts, and devices without a browser such as meeting rooms by account and place.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Block device code flow","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"],"authenticationFlows":{"transferMethods":"deviceCodeFlow"}},"grantControls":{"operator":"OR","builtInControls":["block"]}}\'',
    },
    { text: 'Look through the sign-in logs for who uses it (filter Original transfer method), then set the policy to enabled.' },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered.' }],
  frameworks: { 'cis-m365@7.0': ['5.2.2.12'], 'scuba-aad@1.8': ['MS.AAD.3.9'], 'mcsb@2': ['IM-7'] },
  equivalents: { prowler: ['entra_conditional_access_policy_device_code_flow_blocked'], scuba: ['MS.AAD.3.9v1'] },
  references: [
    { title: 'Block authentication flows', url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-block-authentication-flows' },
    { title: 'Authentication flows as a condition', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-authentication-flows' },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess },
  check(_tenant, { conditionalAccess }) {
    const coverage = conditionalAccess.cover({
      who: 'users',
      applications: 'any',
      // The program that shows the code is what asks for the tokens.
      clients: ['mobileAppsAndDesktopClients'],
      suffices: assurance => assurance === 'blocked',
      only: { flow: ['deviceCodeFlow'] },
    })
    if (coverage.asked === 0) return unknown('No enabled user was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether device code flow is blocked: ${whyUndecided(coverage)}`)
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled users sign in by device code flow: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled users'),
    )
  },
})
