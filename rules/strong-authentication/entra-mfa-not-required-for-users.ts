import { rankOf } from '../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../src/analysis/conditional-access/clients.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whereUncovered, whyUncovered, whyUndecided } from '../../src/estate/entra/coverage-words.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-mfa-not-required-for-users',
  title: 'Every enabled member signs in with MFA, to every application',
  failureTitle: 'MFA not required for every user on every application',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'strong-authentication',
  rationale:
    'A password alone falls to spraying, phishing and reuse, and who signs in to Entra reaches what federates with it, AWS included. A policy counts here only for those it really reaches: exclusions, single applications, client types and ways around MFA (a compliant device instead) are subtracted, and report-only policies are not counted. One with another condition (risk, platform, place, device, way of signing in) counts for the sign-ins that meet it and for no other; the question stays undecided only where nothing tells whom or what a condition means. MFA per user, and at a federated identity provider, is not read: it may ask for more than what is certain here, which is what Conditional Access and security defaults let through. Accounts by which customers sign themselves up in tenants for customers are a question of their own.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all users and all resources without exclusions of resources, that grants access with an authentication strength or multifactor authentication; exclude two declared emergency access accounts only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"MFA for all users","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeUsers":["All"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}\'',
    },
    {
      text: 'Watch it in report-only mode, then enable it. Take each account named here out of the exclusion that opens the hole, or give it a policy of its own.',
    },
    { text: 'Declare emergency access accounts in the configuration (declared, as: emergency-access): they are then shown apart and not counted.' },
    {
      text: 'Without Microsoft Entra ID P1, turn on security defaults: they ask for MFA when Microsoft judges it necessary, which is better than nothing and less than this rule asks.',
    },
  ],
  verify: [
    { text: 'Scan again: no user and no application is listed as uncovered.' },
    {
      text: 'Read the policies as they are enforced.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies?$select=displayName,state,conditions,grantControls' -OutputType PSObject).value",
    },
  ],
  frameworks: {
    'cis-m365@7.0': ['5.2.2.2'],
    'cis-azure@5.0': ['5.2.4'],
    'scuba-aad@1.8': ['MS.AAD.3.2'],
    'mcsb@2': ['IM-6'],
    'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'],
  },
  equivalents: {
    prowler: ['entra_users_mfa_enabled', 'entra_conditional_access_policy_all_apps_all_users', 'entra_all_apps_conditional_access_coverage'],
    scuba: ['MS.AAD.3.2v2'],
    maester: ['MT.1003', 'MT.1004', 'MT.1007', 'CISA.MS.AAD.3.2'],
  },
  references: [
    {
      title: 'Require MFA for all users with Conditional Access',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength',
    },
    { title: 'Security defaults', url: 'https://learn.microsoft.com/entra/fundamentals/security-defaults' },
    { title: 'Enforcement for baseline scopes', url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-enforcement-resource-exclusions' },
  ],
  supersedes: [
    'entra-security-defaults-off-without-conditional-access',
    'entra-mfa-not-required-for-admins',
    'entra-mfa-not-required-for-azure-management',
    'entra-mfa-not-required-for-aws',
  ],
  subjects: entraTenants,
  needs: { conditionalAccess },
  check(_tenant, { conditionalAccess }) {
    const coverage = conditionalAccess.cover({
      who: 'members',
      applications: 'any',
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
    })
    if (coverage.asked === 0) return unknown('No enabled member was found to ask about.')
    if (coverage.status === 'covered') return pass()
    if (coverage.status === 'undecided') return unknown(`Whether MFA is required: ${whyUndecided(coverage)}`)
    const facts = [
      ...coverageEvidence(coverage, 'Enabled members'),
      evidence('Security defaults', conditionalAccess.securityDefaultsEnabled),
      evidence('Enabled policies about people and applications', conditionalAccess.enabledPolicies.length),
    ]
    const few = `${coverage.uncoveredUsers.length} of ${coverage.asked} enabled members`
    if (conditionalAccess.securityDefaultsEnabled)
      return fail(`Security defaults are on and no more: ${few} are asked for MFA only when Microsoft judges it necessary.`, facts, 'medium')
    return fail(`Conditional Access lets ${few} sign in to ${whereUncovered(coverage)} without MFA: ${whyUncovered(coverage.witnesses)}.`, facts)
  },
})
