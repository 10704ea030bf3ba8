import { coverAdministrators } from '../../src/estate/entra/administrator-coverage.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { coverageEvidence, whereUncovered, whyUncovered } from '../../src/estate/entra/coverage-words.ts'
import { administrators } from '../../src/estate/entra/privileged-holders.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-mfa-not-required-for-admins',
  title: 'Everyone with a privileged role signs in with MFA, to every application',
  failureTitle: 'MFA not required for administrators',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'strong-authentication',
  rationale:
    'An administrator’s password opens the tenant and every cloud that trusts it. Asked about are all who hold a role that Microsoft marks privileged, or could activate one, through groups too, guests included, for every application: a token for mail is enough to start from. A policy that names roles reaches only holders of built-in roles for the whole tenant; who holds a custom role, or one within an administrative unit, must be covered otherwise. Where MFA is missing for all users this finding is part of that one. MFA per user, and at a federated identity provider, is not read and may ask for more.',
  remediation: [
    {
      text: 'Create a Conditional Access policy for all privileged roles and all resources that grants access with the phishing-resistant strength, or MFA; exclude declared emergency access accounts only.',
      command:
        'Connect-MgGraph -Scopes Policy.ReadWrite.ConditionalAccess,Policy.Read.All,Application.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies\' -Body \'{"displayName":"MFA for administrators","state":"enabledForReportingButNotEnforced","conditions":{"users":{"includeRoles":["62e90394-69f5-4237-9190-012177145e10"],"excludeUsers":["EMERGENCY_1","EMERGENCY_2"]},"applications":{"includeApplications":["All"]},"clientAppTypes":["all"]},"grantControls":{"operator":"OR","builtInControls":["mfa"]}}\'',
    },
    { text: 'Put holders of custom roles and of roles within administrative units into a group, and include that group.' },
    { text: 'Watch it in report-only mode, then set its state to enabled.' },
  ],
  verify: [
    { text: 'Scan again: no administrator and no application is listed as uncovered.' },
    {
      text: 'Read which roles are privileged.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/roleManagement/directory/roleDefinitions?$filter=isPrivileged eq true&$select=displayName,templateId' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.2.2.1'], 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)'] },
  equivalents: { prowler: ['entra_admin_users_mfa_enabled'], maester: ['MT.1006'], entrafalcon: ['CAP-010', 'CAP-011'] },
  references: [
    {
      title: 'Require MFA for administrators with Conditional Access',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/policy-old-require-mfa-admin',
    },
    {
      title: 'Conditional Access: users and groups',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-users-groups',
    },
  ],
  supersedes: ['entra-admins-without-phishing-resistant-mfa'],
  subjects: entraTenants,
  needs: { conditionalAccess, administrators },
  check(_tenant, { conditionalAccess, administrators }) {
    const { coverage, open } = coverAdministrators(conditionalAccess, administrators, 'mfa')
    if (open !== undefined) return unknown(`Whether MFA is required of administrators: ${open}`)
    if (coverage.status === 'covered') return pass()
    const facts = [
      ...coverageEvidence(coverage, 'Administrators'),
      evidence('Security defaults', conditionalAccess.securityDefaultsEnabled),
      evidence('Users whose privileged role no policy can name', administrators.also.length),
    ]
    const few = `${coverage.uncoveredUsers.length} of ${coverage.asked} administrators`
    if (conditionalAccess.securityDefaultsEnabled)
      return fail(`Security defaults are on, and ask ${few} for MFA only when Microsoft judges it necessary: their roles are not on its list.`, facts, 'high')
    return fail(`Conditional Access lets ${few} sign in to ${whereUncovered(coverage)} without MFA: ${whyUncovered(coverage.witnesses)}.`, facts)
  },
})
