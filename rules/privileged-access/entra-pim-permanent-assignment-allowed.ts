import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { privilegedRolePolicies } from '../../src/estate/entra/role-policies.ts'
import { emergencyEvidence } from '../../src/estate/entra/role-words.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const words = ({ isExpirationRequired, maximumDuration }: { readonly isExpirationRequired: boolean; readonly maximumDuration: string | null }): string =>
  isExpirationRequired ? `expires after ${maximumDuration ?? 'a time that is not named'}` : 'may be permanent'

export default defineRule({
  id: 'entra-pim-permanent-assignment-allowed',
  title: 'Assignments of privileged roles must end',
  failureTitle: 'Permanent assignment of a privileged role allowed',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'What PIM lets be permanent becomes permanent: an assignment without end outlives the task, the project and the job of its holder, and an intruder who makes one keeps it. Both kinds must end, active and eligible; who still needs the role renews it. Emergency access accounts are meant to be permanent: where declared ones hold a role for good, that its active assignments may be permanent is accepted. Asked about are the privileged roles that are assigned, and the two highest ones.',
  remediation: [
    {
      text: 'In PIM, Microsoft Entra roles, Settings, edit the role: clear Allow permanent eligible assignment and Allow permanent active assignment.',
      command:
        'Connect-MgGraph -Scopes RoleManagementPolicy.ReadWrite.Directory; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/roleManagementPolicies/POLICY_ID/rules/Expiration_Admin_Assignment\' -Body \'{"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyExpirationRule","id":"Expiration_Admin_Assignment","isExpirationRequired":true,"maximumDuration":"P15D"}\'',
    },
    { text: 'The same for eligible assignments: rule Expiration_Admin_Eligibility, for example P365D. Review and renew them once a year.' },
  ],
  verify: [
    {
      text: 'Expiration_Admin_Assignment and Expiration_Admin_Eligibility have isExpirationRequired true.',
      command:
        "Connect-MgGraph -Scopes RoleManagementPolicy.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq ''/'' and scopeType eq ''DirectoryRole''&$expand=policy($expand=rules)' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-2', 'PA-3'], 'nist-800-53@r5': ['AC-2(1)', 'AC-6(2)'] },
  equivalents: { entrafalcon: ['PIM-005'] },
  references: [
    {
      title: 'Role settings: assignment duration',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings#assignment-duration',
    },
    {
      title: 'Emergency access accounts',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/security-emergency-access#configuration-requirements',
    },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message: 'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance: every assignment is permanent.',
  },
  subjects: privilegedRolePolicies,
  needs: { emergencyAccess },
  check({ id, name, policy, holders }, { emergencyAccess }) {
    const { activeAssignment: active, eligibleAssignment: eligible } = policy
    const permanently = holders.filter(({ ways }) => ways.some(({ state, endAt }) => state === 'assigned' && endAt === null))
    const isForEmergency = permanently.some(holder => emergencyAccess.has(holder.id))
    const permanent = [...(active.isExpirationRequired || isForEmergency ? [] : ['active']), ...(eligible.isExpirationRequired ? [] : ['eligible'])]
    if (permanent.length === 0) return pass()
    const unread = permanently.find(({ kind }) => kind === 'group')
    if (eligible.isExpirationRequired && emergencyAccess.size > 0 && unread !== undefined)
      return unknown(
        `Active assignments of ${name} may be permanent, and whether emergency access accounts need it is not known: the members of group ${unread.name} were not read.`,
      )
    return fail(`Assignments of ${name} may be permanent: ${permanent.join(' and ')} ones.`, [
      evidence('An active assignment', words(active), id),
      evidence('An eligible assignment', words(eligible), id),
      evidence('Emergency access accounts hold it permanently', isForEmergency),
      ...emergencyEvidence(emergencyAccess),
    ])
  },
})
