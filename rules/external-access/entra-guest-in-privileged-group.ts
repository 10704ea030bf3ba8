import { relationOf } from '../../src/analysis/conditional-access/people.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { privilegedGroupTies } from '../../src/estate/entra/privileged-groups.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-guest-in-privileged-group',
  title: 'No guest is in a group that holds a privileged role, or owns one',
  failureTitle: 'Guest in a group that holds a privileged role',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'external-access',
  rationale:
    'Another organization resets a guest’s password and decides about their MFA, so that it decides who is administrator here. Whoever owns such a group puts themselves into it. Asked about are members and owners, nested groups followed, and who could become either through PIM for Groups. Members hold the role themselves: their finding is part of the one about the guest’s role. Groups that only an AWS application is assigned to are judged with the way into AWS.',
  remediation: [
    { text: 'Give outside administrators cloud-only accounts of the tenant, eligible for the group, with an end.' },
    {
      text: 'Remove the guest from the group.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory,GroupMember.ReadWrite.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/groups/GROUP_ID/members/USER_ID/$ref'",
    },
  ],
  verify: [
    {
      text: 'No member or owner has userType Guest.',
      command:
        "Connect-MgGraph -Scopes GroupMember.Read.All,User.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groups/GROUP_ID?$expand=owners' -OutputType PSObject).owners; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groups/GROUP_ID/transitiveMembers' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-3'], 'nist-800-53@r5': ['AC-6(5)', 'IA-8'] },
  equivalents: { zta: ['22128'] },
  references: [
    { title: 'Use groups to manage role assignments', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept' },
    { title: 'Properties of a B2B collaboration user', url: 'https://learn.microsoft.com/entra/external-id/user-properties' },
  ],
  subjects: privilegedGroupTies,
  needs: { entraUsers },
  check({ group, principalId, access, isEligible, isUnread }, { entraUsers }) {
    if (isUnread) return unknown(`Who is in group ${group.name}, which holds ${group.roles.join(' and ')}, is not all known.`)
    const user = entraUsers.get(principalId)
    if (user === undefined || relationOf(user) === 'member') return pass()
    return fail(
      `Guest ${user.name} ${isEligible ? `could become ${access}` : `is ${access}`} of group ${group.name}, which holds ${group.roles.join(' and ')}.`,
      [evidence('Group', group.name, group.id), evidence('User type', user.userType ?? 'not set', user.id), evidence('Account enabled', user.accountEnabled)],
    )
  },
})
