import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-authentication-transfer-allowed',
  title: 'Authentication transfer is blocked',
  failureTitle: 'Authentication transfer allowed',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Authentication transfer lets somebody who is signed in on a computer carry the session to a phone by a QR code. Who can be talked into scanning, or into showing, such a code gives the session away. A policy counts for those whom it reaches; emergency access is shown apart.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and all resources that blocks the authentication flow authentication transfer.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Block authentication transfer","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"],"authenticationFlows":{"transferMethods":"authenticationTransfer"}},"grantControls":{"operator":"OR","builtInControls":["block"]}}\'',
    },
    { text: 'Watch it in report-only mode, then set its state to enabled.' },
  ],
  verify: [{ text: 'Scan again: nobody is listed as uncovered.' }],
  frameworks: { 'mcsb@2': ['IM-7'] },
  equivalents: { prowler: ['entra_conditional_access_policy_authentication_transfer_blocked'] },
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
      clients: modernClients,
      suffices: assurance => assurance === 'blocked',
      only: { flow: ['authenticationTransfer'] },
    })
    if (coverage.asked === 0) return unknown('No enabled user was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether authentication transfer is blocked: ${whyUndecided(coverage)}`)
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled users carry a sign-in to another device by authentication transfer: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled users'),
    )
  },
})
