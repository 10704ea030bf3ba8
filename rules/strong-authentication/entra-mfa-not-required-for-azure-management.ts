import { AZURE_MANAGEMENT } from '../../src/analysis/conditional-access/applications.ts'
import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-mfa-not-required-for-azure-management',
  title: 'Every user signs in to Azure management with MFA',
  failureTitle: 'MFA not required for Azure management',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'strong-authentication',
  rationale:
    'Microsoft itself asks for MFA in the portals, and since October 2025 for whatever creates, updates or deletes an Azure resource. Reading is left out: with a password alone the command line and the REST API still list every resource, role assignment and configuration value that its owner may see. Whoever may skip MFA for all applications may skip it here; then this finding is part of that one. Azure DevOps is no longer reached by policies for this application. MFA per user, and at a federated identity provider, is not read and may ask for more.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and Windows Azure Service Management API (or all resources) that requires multifactor authentication; exclude declared emergency access accounts only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"MFA for Azure management","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["797f4846-ba00-4fd7-ba43-dac1f8f63013"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}\'',
    },
    { text: 'Watch it in report-only mode, then set its state to enabled. Move automation that signs in as a user to a managed identity.' },
  ],
  verify: [{ text: 'Scan again: no user is listed as uncovered.' }],
  frameworks: { 'cis-azure@5.0': ['5.2.6'], 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'] },
  equivalents: { prowler: ['entra_conditional_access_policy_require_mfa_for_management_api'], maester: ['MT.1008'] },
  references: [
    {
      title: 'Mandatory multifactor authentication for Azure and admin portals',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-mandatory-multifactor-authentication',
    },
    { title: 'Require MFA for Azure management', url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-old-require-mfa-azure-mgmt' },
    {
      title: 'Windows Azure Service Management API as a target',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps',
    },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess },
  check(_tenant, { conditionalAccess }) {
    const coverage = conditionalAccess.cover({
      who: 'users',
      applications: [AZURE_MANAGEMENT],
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
    })
    if (coverage.asked === 0) return unknown('No enabled user was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether MFA is required for Azure management: ${whyUndecided(coverage)}`)
    return fail(
      `Conditional Access lets ${coverage.uncoveredUsers.length} of ${coverage.asked} enabled users read Azure over the command line and REST without MFA: ${whyUncovered(coverage.witnesses)}.`,
      coverageEvidence(coverage, 'Enabled users'),
    )
  },
})
