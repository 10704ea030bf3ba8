import { z } from 'zod'
import { hoursOf } from '../../src/estate/entra/durations.ts'
import { GLOBAL_ADMINISTRATOR } from '../../src/estate/entra/privileged-roles.ts'
import { isHighest, privilegedRolePolicies } from '../../src/estate/entra/role-policies.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-pim-activation-too-long',
  title: 'An activated privileged role ends within hours',
  failureTitle: 'Privileged role stays activated too long',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'As long as a role is active, whoever takes over the session has it. PIM allows up to 24 hours; a working day is enough for any role, and what needs Global Administrator is done in less. Asked about are the privileged roles that somebody could activate, and the two highest ones.',
  remediation: [
    {
      text: 'In PIM, Microsoft Entra roles, Settings, edit the role: Activation maximum duration.',
      command:
        'Connect-MgGraph -Scopes RoleManagementPolicy.ReadWrite.Directory; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/roleManagementPolicies/POLICY_ID/rules/Expiration_EndUser_Assignment\' -Body \'{"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyExpirationRule","id":"Expiration_EndUser_Assignment","isExpirationRequired":true,"maximumDuration":"PT4H"}\'',
    },
    { text: 'Other thresholds: parameters, entra-pim-activation-too-long, globalAdministratorHours and hours.' },
  ],
  verify: [
    {
      text: 'Expiration_EndUser_Assignment has the maximumDuration you set.',
      command:
        "Connect-MgGraph -Scopes RoleManagementPolicy.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq ''/'' and scopeType eq ''DirectoryRole''&$expand=policy($expand=rules)' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-2'], 'nist-800-53@r5': ['AC-2(1)', 'AC-6(2)'] },
  equivalents: { entrafalcon: ['PIM-003'] },
  references: [
    {
      title: 'Role settings: activation maximum duration',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-change-default-settings#activation-maximum-duration',
    },
  ],
  parameters: z.object({
    globalAdministratorHours: z.number().positive().max(24).default(4),
    /** For every other privileged role. */
    hours: z.number().positive().max(24).default(8),
  }),
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message: 'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance: no privileged role ever ends by itself.',
  },
  subjects: privilegedRolePolicies,
  needs: {},
  where: policy => policy.hasEligible || isHighest(policy),
  check({ id, name, role, policy }, _facts, { parameters }) {
    const { maximumDuration } = policy.activation
    if (maximumDuration === null) return unknown(`How long ${name} stays activated is not set in its rule.`)
    const hours = hoursOf(maximumDuration)
    if (hours === undefined) return unknown(`How long ${name} stays activated is written in a form that is not known: ${maximumDuration}.`)
    const most = role.templateId === GLOBAL_ADMINISTRATOR ? parameters.globalAdministratorHours : parameters.hours
    if (hours <= most) return pass()
    return fail(`${name} stays activated for up to ${hours} hours; at most ${most} should do.`, [
      evidence('Activation maximum duration', maximumDuration, id),
      evidence('At most, in hours', most),
    ])
  },
})
