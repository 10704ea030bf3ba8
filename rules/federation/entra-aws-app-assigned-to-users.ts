import { awsApplications } from '../../src/datasets/entra/applications.ts'
import { usersAssignedToAws } from '../../src/estate/entra/aws-provisioning.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

const shown = 20

export default defineRule({
  id: 'entra-aws-app-assigned-to-users',
  title: 'Access to AWS is given to groups',
  failureTitle: 'AWS application assigned to single users',
  cloud: 'entra',
  severity: 'low',
  recommendation: 'federation',
  rationale:
    'A group is reviewed, made eligible through PIM for Groups, and left by whoever changes jobs; an assignment to a person is seen by nobody until somebody looks for it. Microsoft recommends groups for both AWS applications. Which groups they should be is not judged here.',
  remediation: [
    { text: 'Put the users into the groups that are assigned already, or assign one for their job.' },
    {
      text: 'Remove the assignment of the user. Its id is in the evidence.',
      command:
        "Connect-MgGraph -Scopes AppRoleAssignment.ReadWrite.All,Application.Read.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/appRoleAssignedTo/ASSIGNMENT_ID'",
    },
  ],
  verify: [
    {
      text: 'principalType is Group in every assignment.',
      command:
        "Connect-MgGraph -Scopes Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/appRoleAssignedTo?$top=999' -OutputType PSObject).value | Where-Object principalType -eq User",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7'], 'nist-800-53@r5': ['AC-2', 'AC-3(7)'] },
  equivalents: {},
  references: [
    {
      title: 'Assign users and groups to an application',
      url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/assign-user-or-group-access-portal',
    },
    {
      title: 'Microsoft Entra identity management and access management for AWS',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
  ],
  subjects: awsApplications,
  needs: { usersAssignedToAws },
  where: application => application.accountEnabled,
  check(application, { usersAssignedToAws }) {
    const users = usersAssignedToAws.get(application.id) ?? []
    if (users.length === 0) return pass()
    return fail(`${application.name} is assigned to ${users.length === 1 ? 'a user' : `${users.length} users`} by name.`, [
      ...users.slice(0, shown).map(({ id, name }) => evidence(name, `assignment ${id}`, id)),
      ...(users.length > shown ? [evidence('And more', users.length - shown)] : []),
      evidence('Application id', application.appId, application.id),
    ])
  },
})
