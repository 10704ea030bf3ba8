import { isHighest, type PrivilegedRolePolicy, privilegedRolePolicies } from '../../src/estate/entra/role-policies.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

type Alert = PrivilegedRolePolicy['policy']['alerts']['activation']

const recipientsOf = ({ level, recipients }: Alert): readonly string[] => (level.toLowerCase() === 'none' ? [] : recipients)
const words = ({ level, goesToAdministrators, recipients }: Alert): string =>
  level.toLowerCase() === 'none' ? 'off' : [...(goesToAdministrators ? ['administrators'] : []), ...recipients].join(', ') || 'nobody'

export default defineRule({
  id: 'entra-pim-alerts-not-sent',
  title: 'PIM mails a monitored address when privileged roles are assigned and activated',
  failureTitle: 'Assignments and activations are not mailed to a monitored address',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'An assignment that nobody expected is the moment to stop a takeover. By default PIM mails administrators, who delete what they get ten times a day, and among whom may be whoever took the account over; an address of those who watch (the SOC’s mailbox, a ticket system) is what is looked for here, for new eligible and active assignments and, where the role can be activated, activations. Whether somebody reads that mailbox cannot be told.',
  remediation: [
    {
      text: 'In PIM, Microsoft Entra roles, Settings, edit the role, Notification: add the address as additional recipient of all three mails to administrators.',
      command:
        'Connect-MgGraph -Scopes RoleManagementPolicy.ReadWrite.Directory; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/roleManagementPolicies/POLICY_ID/rules/Notification_Admin_EndUser_Assignment\' -Body \'{"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyNotificationRule","id":"Notification_Admin_EndUser_Assignment","notificationType":"Email","recipientType":"Admin","notificationLevel":"All","isDefaultRecipientsEnabled":true,"notificationRecipients":["ADDRESS"]}\'',
    },
  ],
  verify: [
    {
      text: 'The three rules Notification_Admin_* name the address.',
      command:
        "Connect-MgGraph -Scopes RoleManagementPolicy.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/policies/roleManagementPolicyAssignments?$filter=scopeId eq ''/'' and scopeType eq ''DirectoryRole''&$expand=policy($expand=rules)' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'scuba-aad@1.8': ['MS.AAD.7.7', 'MS.AAD.7.8', 'MS.AAD.7.9'], 'mcsb@2': ['PA-2', 'LT-3'], 'nist-800-53@r5': ['AC-2(4)', 'SI-4(5)'] },
  equivalents: {
    scuba: ['MS.AAD.7.7v1', 'MS.AAD.7.8v1', 'MS.AAD.7.9v1'],
    maester: ['CISA.MS.AAD.7.7', 'CISA.MS.AAD.7.8', 'CISA.MS.AAD.7.9'],
    zta: ['21818', '21819', '21820'],
    entrafalcon: ['PIM-008'],
  },
  references: [
    {
      title: 'Email notifications in PIM',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-email-notifications',
    },
    { title: 'Rules in PIM: notifications', url: 'https://learn.microsoft.com/graph/identity-governance-pim-rules-overview#notification-rules' },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message: 'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance: nobody is told who gets a role.',
  },
  subjects: privilegedRolePolicies,
  needs: {},
  check(subject) {
    const { id, name, policy } = subject
    const { eligibleAssignment, activeAssignment, activation } = policy.alerts
    const asked: readonly (readonly [string, Alert])[] = [
      ['eligible assignments', eligibleAssignment],
      ['active assignments', activeAssignment],
      ...(subject.hasEligible || isHighest(subject) ? [['activations', activation] as const] : []),
    ]
    const silent = asked.filter(([, alert]) => recipientsOf(alert).length === 0)
    if (silent.length === 0) return pass()
    return fail(
      `No monitored address is told about ${silent.map(([what]) => what).join(' and ')} of ${name}.`,
      asked.map(([what, alert]) => evidence(`Told about ${what}`, words(alert), id)),
    )
  },
})
