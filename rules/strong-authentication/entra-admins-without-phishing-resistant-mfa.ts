import { coverAdministrators } from '../../src/estate/entra/administrator-coverage.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whereUncovered, whyUncovered } from '../../src/estate/entra/coverage-words.ts'
import { administrators } from '../../src/estate/entra/privileged-holders.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-admins-without-phishing-resistant-mfa',
  title: 'Everyone with a privileged role signs in with phishing-resistant MFA',
  failureTitle: 'Administrators may sign in with MFA that can be phished',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'Codes, calls and push notifications can be relayed: a page in the middle passes them on and keeps the session. Passkeys, Windows Hello for Business and certificates are bound to the real site. A strength is judged by the weakest combination it allows, whatever it is called; the grant “require multifactor authentication” allows any. Where administrators are not asked for MFA at all, this finding is part of that one.',
  remediation: [
    { text: 'Register passkeys or certificates for every administrator first, emergency access accounts included.' },
    {
      text: 'Create a Conditional Access policy for all privileged roles and all resources with the built-in strength Phishing-resistant MFA (its id ends in 4), exclude declared emergency access accounts only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"Phishing-resistant MFA for administrators","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeRoles":["62e90394-69f5-4237-9190-012177145e10"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","authenticationStrength":{"id":"00000000-0000-0000-0000-000000000004"}}}\'',
    },
    { text: 'A strength does not bind guests who sign in with e-mail codes, SAML or Google: give administrators accounts of the tenant.' },
  ],
  verify: [
    { text: 'Scan again: no administrator is listed as uncovered.' },
    {
      text: 'Read what each strength allows.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/authenticationStrengthPolicies?$select=displayName,allowedCombinations' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.2.2.5'], 'scuba-aad@1.8': ['MS.AAD.3.6'], 'mcsb@2': ['IM-6', 'PA-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(6)'] },
  equivalents: {
    prowler: ['entra_admin_users_phishing_resistant_mfa_enabled'],
    scuba: ['MS.AAD.3.6v1'],
    maester: ['CISA.MS.AAD.3.6'],
    zta: ['21783'],
    entrafalcon: ['CAP-005'],
  },
  references: [
    {
      title: 'Require phishing-resistant MFA for administrators',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-admin-phish-resistant-mfa',
    },
    { title: 'Authentication strengths', url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strengths' },
    {
      title: 'Authentication strengths for external users',
      url: 'https://learn.microsoft.com/entra/identity/authentication/concept-authentication-strength-external-users',
    },
  ],
  subjects: entraTenants,
  needs: { conditionalAccess, administrators },
  check(_tenant, { conditionalAccess, administrators }) {
    const { coverage, open } = coverAdministrators(conditionalAccess, administrators, 'phishing-resistant')
    if (open !== undefined) return unknown(`Whether phishing-resistant MFA is required of administrators: ${open}`)
    if (coverage.status === 'covered') return pass()
    const why = conditionalAccess.securityDefaultsEnabled ? 'security defaults do not ask for it' : whyUncovered(coverage.witnesses)
    return fail(
      `${coverage.uncoveredUsers.length} of ${coverage.asked} administrators may sign in to ${whereUncovered(coverage)} without phishing-resistant MFA: ${why}.`,
      coverageEvidence(coverage, 'Administrators'),
    )
  },
})
