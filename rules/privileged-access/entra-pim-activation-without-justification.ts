import { isHighest, privilegedRolePolicies } from '../../src/estate/entra/role-policies.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const reasons = ['Justification', 'Ticketing']

export default defineRule({
  id: 'entra-pim-activation-without-justification',
  title: 'Whoever activates a privileged role says why',
  failureTitle: 'Privileged role activated without a reason',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'A reason, or the number of a ticket, is what tells a planned activation from one by somebody else when the log is read, and what an approver decides by. Asked about are the privileged roles that somebody could activate, and the two highest ones.',
  remediation: [
    {
      text: 'In PIM, Microsoft Entra roles, Settings, edit the role: On activation, require justification, or ticket information.',
      command:
        'Connect-MgGraph -Scopes RoleManagementPolicy.ReadWrite.Directory; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/roleManagementPolicies/POLICY_ID/rules/Enablement_EndUser_Assignment\' -Body \'{"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyEnablementRule","id":"Enablement_EndUser_Assignment","enabledRules":["MultiFactorAuthentication","Justification"]}\'',
    },
  ],
  verify: [
    {
      text: 'enabledRules of Enablement_EndUser_Assignment has Justification or Ticketing.',
      command:
        "Connect-MgGraph -Scopes RoleManagementPolicy.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq ''/'' and scopeType eq ''DirectoryRole''&$expand=policy($expand=rules)' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-2'], 'nist-800-53@r5': ['AC-6(2)', 'AU-3'] },
  equivalents: { entrafalcon: ['PIM-004'] },
  references: [
    {
      title: 'Role settings in PIM',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings',
    },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message:
      'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance: no role is activated, with a reason or without.',
  },
  subjects: privilegedRolePolicies,
  needs: {},
  where: policy => policy.hasEligible || isHighest(policy),
  check({ id, name, policy }) {
    const { enabledRules } = policy.activation
    if (enabledRules.some(rule => reasons.includes(rule))) return pass()
    return fail(`${name} can be activated without a reason.`, [evidence('Asked on activation', enabledRules.length === 0 ? 'nothing' : enabledRules, id)])
  },
})
