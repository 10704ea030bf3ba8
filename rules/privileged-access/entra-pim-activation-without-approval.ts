import { isHighest, privilegedRolePolicies } from '../../src/estate/entra/role-policies.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** So that whoever asks is never the only one who could answer: PIM lets nobody approve their own request. */
const APPROVERS = 2

export default defineRule({
  id: 'entra-pim-activation-without-approval',
  title: 'Somebody else approves who becomes Global or Privileged Role Administrator',
  failureTitle: 'Highest roles activated without approval',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Global Administrator and Privileged Role Administrator give away every other role: whoever activates one alone needs nobody else to own the tenant. An approval makes it two people. At least two enabled approvers must be there, groups resolved, or the only one is whoever asks, or on holiday. Where none is named, whoever actively holds one of the two roles approves; where everybody is only eligible that is nobody, and emergency access accounts are no approvers.',
  remediation: [
    {
      text: 'In PIM, Microsoft Entra roles, Settings, edit both roles: Require approval to activate, and name a group of at least two people who hold no such role themselves.',
      command:
        'Connect-MgGraph -Scopes RoleManagementPolicy.ReadWrite.Directory; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/roleManagementPolicies/POLICY_ID/rules/Approval_EndUser_Assignment\' -Body \'{"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyApprovalRule","id":"Approval_EndUser_Assignment","setting":{"isApprovalRequired":true,"approvalMode":"SingleStage","approvalStages":[{"approvalStageTimeOutInDays":1,"isApproverJustificationRequired":true,"primaryApprovers":[{"@odata.type":"#microsoft.graph.groupMembers","groupId":"APPROVERS_GROUP"}]}]}}\'',
    },
    { text: 'Keep emergency access accounts permanently active, so that a missing approver locks nobody out.' },
  ],
  verify: [
    {
      text: 'Approval_EndUser_Assignment has isApprovalRequired true and primaryApprovers.',
      command:
        "Connect-MgGraph -Scopes RoleManagementPolicy.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq ''/'' and scopeType eq ''DirectoryRole'' and roleDefinitionId eq ''62e90394-69f5-4237-9190-012177145e10''&$expand=policy($expand=rules)' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.3.4', '5.3.5'], 'scuba-aad@1.8': ['MS.AAD.7.6'], 'mcsb@2': ['PA-2'], 'nist-800-53@r5': ['AC-5', 'AC-6(2)'] },
  equivalents: {
    prowler: ['entra_pim_global_administrator_approval_required', 'entra_pim_privileged_role_administrator_approval_required'],
    scuba: ['MS.AAD.7.6v1'],
    maester: ['CISA.MS.AAD.7.6'],
    zta: ['21817'],
  },
  references: [
    {
      title: 'Role settings: require approval to activate',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings#require-approval-to-activate',
    },
    {
      title: 'Approve or deny requests for Microsoft Entra roles',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-approval-workflow',
    },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message:
      'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance: nobody approves who uses the highest roles.',
  },
  subjects: privilegedRolePolicies,
  needs: {},
  where: isHighest,
  check(subject) {
    const { name, policy, approvers } = subject
    const isUsed = evidence('Assigned as eligible', subject.hasEligible)
    if (!policy.activation.isApprovalRequired)
      return fail(`${name} can be activated without approval.`, [evidence('Approval required', false, subject.id), isUsed])
    if (approvers.people.length >= APPROVERS) return pass()
    if (approvers.unread.length > 0) return unknown(`Whether two people can approve who becomes ${name}: who ${approvers.unread.join(', ')} is, is not known.`)
    const named = approvers.isDefault ? 'no approver is named, and' : 'of the approvers named'
    const who = approvers.people.length === 0 ? 'nobody' : `only ${approvers.people.join(', ')}`
    const why = approvers.isDefault ? `${named} ${who} holds one of the two roles actively` : `${named} ${who} is an enabled account`
    return fail(`${name} is activated with approval, but ${why}.`, [
      evidence('Approval required', true, subject.id),
      evidence('Approvers', approvers.people.length === 0 ? 'none' : approvers.people),
      evidence('Approvers named', !approvers.isDefault),
      isUsed,
    ])
  },
})
