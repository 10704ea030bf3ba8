import { awsGroups } from '../../src/estate/identity-graph/administrator-groups.ts'
import { identityGraphAtTenant } from '../../src/estate/identity-graph/identity-graph.ts'
import { hiddenBy, openAlong, stepsInWords } from '../../src/estate/identity-graph/way-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-aws-administrator-group-not-role-assignable',
  title: 'Groups that lead to administration of AWS are role-assignable',
  failureTitle: 'Group that leads to administration of AWS is not protected',
  cloud: 'cross',
  severity: 'high',
  recommendation: 'cross-cloud',
  rationale:
    'Entra does not know that a group makes administrators of AWS. As long as it is an ordinary group, every Groups, User, Exchange or Intune Administrator and many applications put anybody into it, and a helpdesk resets the passwords of those who are in it. A role-assignable group is changed by its owners and by Privileged Role Administrators alone, and its members are reset by Privileged Authentication Administrators alone; a restricted management administrative unit keeps others from changing it too. Asked about is every group that is assigned to an AWS application and whose members come to administration of an account, whoever is in it now. Where the group holds a privileged role of Entra as well, this finding is part of that one.',
  remediation: [
    {
      text: 'Make a role-assignable group (a choice at creation only), assign it to the AWS application, give it the permission set or role, and take these from the old group.',
      command:
        'Connect-MgGraph -Scopes Group.ReadWrite.All,RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/groups\' -Body \'{"displayName":"AWS administrators","mailNickname":"aws-administrators","mailEnabled":false,"securityEnabled":true,"isAssignableToRole":true}\'',
    },
    { text: 'Let people activate their membership in PIM for Groups.' },
  ],
  verify: [
    {
      text: 'isAssignableToRole or isManagementRestricted is true.',
      command:
        "Connect-MgGraph -Scopes GroupMember.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groups/GROUP_ID?$select=displayName,isAssignableToRole,isManagementRestricted' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7'], 'nist-800-53@r5': ['AC-6(1)', 'AC-6(5)'] },
  equivalents: {},
  references: [
    { title: 'Role-assignable groups', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept' },
    {
      title: 'Restricted management administrative units',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management',
    },
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
  ],
  subjects: awsGroups,
  needs: { identityGraph: identityGraphAtTenant },
  check({ kind, id, name, sure, possible, isProtected, filledBy, blind }, { identityGraph }) {
    if (kind === 'others') return blind.length === 0 ? pass() : unknown(`Whether other groups of ${name} lead to administration of AWS: ${hiddenBy(blind)}.`)
    if (isProtected === true) return pass()
    const way = sure ?? possible
    if (way !== undefined && isProtected === null) return unknown(`Group ${name} leads to ${way.goal.name}, and whether it is role-assignable was not read.`)
    if (sure !== undefined)
      return fail(
        `Group ${name} leads to ${sure.goal.name}, and is neither role-assignable nor restricted${filledBy === undefined ? '' : `: it ${filledBy}`}.`,
        [evidence('The way', stepsInWords(identityGraph, sure)), evidence('Role-assignable', false, id)],
      )
    if (possible !== undefined) return unknown(`Whether group ${name} leads to ${possible.goal.name}: ${openAlong(possible)}.`)
    return pass()
  },
  passStands: ({ blind }) => blind.length === 0,
})
