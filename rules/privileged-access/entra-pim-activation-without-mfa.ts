import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { contextCoverage } from '../../src/estate/entra/context-coverage.ts'
import { isHighest, privilegedRolePolicies } from '../../src/estate/entra/role-policies.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-pim-activation-without-mfa',
  title: 'Whoever activates a privileged role proves themselves with MFA',
  failureTitle: 'Privileged role activated without MFA',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Activation is the one moment at which an eligible role can be defended: without MFA there, a stolen session activates what its owner may. MFA may be asked by the role’s setting, or by an authentication context that Conditional Access policies protect; the context alone asks for nothing once its policies are off, report-only, or leave the person out. A policy that names the role never applies at activation, when nobody holds it yet. A context that no policy at all names makes Microsoft fall back to MFA. Asked about are the privileged roles that somebody could activate, and the two highest ones.',
  remediation: [
    { text: 'In PIM, Microsoft Entra roles, Settings, edit the role: On activation, require Azure MFA.' },
    {
      text: 'Or require an authentication context, and protect it by an enabled policy for all users with a phishing-resistant strength and sign-in frequency every time.',
      command:
        'Connect-MgGraph -Scopes RoleManagementPolicy.ReadWrite.Directory; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/roleManagementPolicies/POLICY_ID/rules/Enablement_EndUser_Assignment\' -Body \'{"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyEnablementRule","id":"Enablement_EndUser_Assignment","enabledRules":["MultiFactorAuthentication","Justification"]}\'',
    },
  ],
  verify: [
    {
      text: 'enabledRules has MultiFactorAuthentication, or AuthenticationContext_EndUser_Assignment is enabled.',
      command:
        "Connect-MgGraph -Scopes RoleManagementPolicy.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq ''/'' and scopeType eq ''DirectoryRole''&$expand=policy($expand=rules)' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-2', 'IM-6'], 'nist-800-53@r5': ['IA-2(1)', 'AC-6(2)'] },
  equivalents: { entrafalcon: ['PIM-009'] },
  references: [
    {
      title: 'Role settings: on activation, require',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message: 'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance: no role is activated, with MFA or without.',
  },
  subjects: privilegedRolePolicies,
  needs: { conditionalAccess },
  where: policy => policy.hasEligible || isHighest(policy),
  check({ id, name, policy, holders }, { conditionalAccess }) {
    const { enabledRules, authenticationContext: context } = policy.activation
    if (enabledRules.includes('MultiFactorAuthentication')) return pass()
    const asked = evidence('Asked on activation', enabledRules.length === 0 ? 'nothing' : enabledRules, id)
    if (context === null) return fail(`${name} can be activated without MFA.`, [asked, evidence('Authentication context', 'none')])
    // Whoever activates the membership of a group that holds the role does not activate the role.
    const eligible = holders.filter(({ ways }) => ways.some(({ ofRole }) => ofRole !== 'assigned'))
    const coverage = contextCoverage(conditionalAccess, context, eligible, name)
    if (coverage.kind === 'open') return unknown(coverage.why)
    if (coverage.kind === 'proved') return pass()
    return fail(`${name} can be activated without MFA: ${coverage.why}.`, [
      asked,
      evidence('Authentication context', context),
      evidence('Policies for it, in whatever state', coverage.policies),
      ...coverage.holes.map(hole => evidence('Hole', hole)),
    ])
  },
})
