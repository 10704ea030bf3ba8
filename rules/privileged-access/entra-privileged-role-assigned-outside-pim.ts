import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { privilegedAssignments } from '../../src/estate/entra/privileged-assignments.ts'
import { emergencyEvidence } from '../../src/estate/entra/role-words.ts'
import { pimPlans } from '../../src/estate/entra/service-plans.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-privileged-role-assigned-outside-pim',
  title: 'Every active assignment of a privileged role was made through PIM',
  failureTitle: 'Privileged role assigned outside PIM',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'An assignment made beside Privileged Identity Management, in the portal’s role page, by script or by a program, asks for no justification, never ends, and is the first thing an intruder does to stay. It shows by having no start: PIM gives each of its own one. Emergency access accounts are left aside. Where the holder is standing Global Administrator or holds a privileged role permanently, this finding is part of that one.',
  remediation: [
    { text: 'Find out who made the assignment (audit log, Add member to role outside of PIM), and whether it should be there.' },
    { text: 'Make it anew through Privileged Identity Management, as eligible or with an end, and remove this one.' },
    {
      text: 'Remove an assignment.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ASSIGNMENT_ID'",
    },
  ],
  verify: [
    {
      text: 'No instance without startDateTime is listed.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignmentScheduleInstances?$expand=principal' -OutputType PSObject).value | Where-Object startDateTime -eq $null",
    },
  ],
  frameworks: { 'scuba-aad@1.8': ['MS.AAD.7.5'], 'mcsb@2': ['PA-2'], 'nist-800-53@r5': ['AC-2(1)', 'AC-6(2)'] },
  equivalents: { scuba: ['MS.AAD.7.5v1'], maester: ['CISA.MS.AAD.7.5', 'MT.1031'], entrafalcon: ['PIM-002'] },
  references: [
    {
      title: 'Security alerts for Microsoft Entra roles in PIM: roles are assigned outside of PIM',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-configure-security-alerts',
    },
    {
      title: 'unifiedRoleAssignmentScheduleInstance',
      url: 'https://learn.microsoft.com/graph/api/resources/unifiedroleassignmentscheduleinstance',
    },
  ],
  withoutLicence: {
    plans: pimPlans,
    verdict: 'fail',
    message:
      'The tenant has no Privileged Identity Management, which needs Microsoft Entra ID P2 or ID Governance: every privileged role is assigned without it.',
  },
  subjects: privilegedAssignments,
  needs: { emergencyAccess },
  where: ({ assignment }) => assignment.assignmentType !== 'Activated',
  check({ assignment, role }, { emergencyAccess }) {
    if (emergencyAccess.has(assignment.principalId)) return pass()
    if (assignment.source === 'assignment') return unknown(`PIM’s schedules could not be read, so how ${assignment.name} became ${role.name} is not known.`)
    if (assignment.startAt !== null) return pass()
    return fail(`${assignment.name} was made ${role.name} outside Privileged Identity Management.`, [
      evidence('Role', role.name),
      evidence('Principal', `${assignment.principalType} ${assignment.name}`, assignment.id),
      evidence('Scope', assignment.directoryScopeId),
      ...emergencyEvidence(emergencyAccess),
    ])
  },
})
