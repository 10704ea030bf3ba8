import { isAboutPeopleAndApplications } from '../../src/analysis/conditional-access/policies.ts'
import { type ConditionalAccessPolicy, conditionalAccessPolicies } from '../../src/datasets/entra/conditional-access.ts'
import { securityDefaultsPolicies } from '../../src/datasets/entra/tenant.ts'
import { entraTenants } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** Agents are no people. https://learn.microsoft.com/graph/api/resources/conditionalaccessusers */
const notPeople: readonly string[] = ['none', 'allagentidusers', 'allagentidresources']
const isNobody = (names: readonly string[]): boolean => names.every(name => notPeople.includes(name.toLowerCase()))

/** Whether the policy asks something of anybody who signs in to anything. */
const isAsking = (policy: ConditionalAccessPolicy): boolean => {
  const { grantControls: grant, unknownControls, conditions } = policy
  const { users, applications } = conditions
  if (grant === null || !isAboutPeopleAndApplications(policy)) return false
  const controls = [...grant.builtInControls, ...grant.customAuthenticationFactors, ...grant.termsOfUse, ...unknownControls]
  const isForPeople = !isNobody(users.includeUsers) || users.includeGroups.length + users.includeRoles.length > 0 || users.includeGuestsOrExternalUsers !== null
  const isForApplications = !isNobody(applications.includeApplications) || applications.applicationFilter !== null
  return isForPeople && isForApplications && (controls.length > 0 || grant.authenticationStrengthId !== null)
}

export default defineRule({
  id: 'entra-security-defaults-off-without-conditional-access',
  title: 'Security defaults are on, or Conditional Access takes their place',
  failureTitle: 'Neither security defaults nor Conditional Access',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'strong-authentication',
  rationale:
    'Security defaults cost nothing, ask administrators for MFA at every sign-in and block legacy authentication for everyone. A tenant that turned them off and enforces no policy in their place lets a password in everywhere. Policies that are off or report-only, that demand nothing for access, that are for no user or no application, or that are about workload identities or user actions take nobody’s place. Whether the policies there are suffice is asked by the rules about coverage; where MFA is missing for all users this finding is part of that one.',
  remediation: [
    {
      text: 'Without Microsoft Entra ID P1, turn on security defaults.',
      command:
        "Connect-MgGraph -Scopes Policy.ReadWrite.SecurityDefaults,Policy.Read.All; Invoke-MgGraphRequest -Method PATCH -Uri 'https://graph.microsoft.com/v1.0/policies/identitySecurityDefaultsEnforcementPolicy' -Body '{\"isEnabled\":true}'",
    },
    { text: 'With P1, enforce Conditional Access policies that require MFA for all users and block legacy authentication; start from the templates.' },
  ],
  verify: [
    {
      text: 'Either isEnabled is true,',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/identitySecurityDefaultsEnforcementPolicy' -OutputType PSObject).isEnabled",
    },
    {
      text: 'or policies with state enabled are listed.',
      command:
        "Connect-MgGraph -Scopes Policy.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/identity/conditionalAccess/policies?$select=displayName,state' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-azure@5.0': ['5.1.1'], 'mcsb@2': ['IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'IA-2(2)'] },
  equivalents: { prowler: ['entra_security_defaults_enabled'], maester: ['MT.1021'] },
  references: [
    { title: 'Security defaults', url: 'https://learn.microsoft.com/entra/fundamentals/security-defaults' },
    { title: 'Plan a Conditional Access deployment', url: 'https://learn.microsoft.com/entra/identity/conditional-access/plan-conditional-access' },
  ],
  subjects: entraTenants,
  needs: { securityDefaultsPolicies, conditionalAccessPolicies },
  check(_tenant, { securityDefaultsPolicies, conditionalAccessPolicies }) {
    if ([...securityDefaultsPolicies].some(({ isEnabled }) => isEnabled)) return pass()
    const policies = [...conditionalAccessPolicies]
    const asking = policies.filter(isAsking)
    if (asking.some(({ state }) => state === 'enabled')) return pass()
    const reportOnly = asking.filter(({ state }) => state === 'enabledForReportingButNotEnforced')
    return fail('Security defaults are off, and no enabled Conditional Access policy demands anything of people who sign in.', [
      evidence('Security defaults', false),
      evidence('Conditional Access policies', policies.length),
      ...(reportOnly.length === 0
        ? []
        : [
            evidence(
              'Report-only, which enforces nothing',
              reportOnly.map(({ name }) => name),
            ),
          ]),
    ])
  },
})
