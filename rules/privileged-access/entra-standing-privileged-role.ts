import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { emergencyAccess } from '../../src/estate/entra/emergency-access.ts'
import { type PrivilegedHolder, privilegedHolders, unreadRoleGroups } from '../../src/estate/entra/privileged-holders.ts'
import { GLOBAL_ADMINISTRATOR } from '../../src/estate/entra/privileged-roles.ts'
import type { RoleWay } from '../../src/estate/entra/role-holders.ts'
import { emergencyEvidence, standingWords, wayWords } from '../../src/estate/entra/role-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isPermanent = ({ state, endAt }: RoleWay): boolean => state === 'assigned' && endAt === null

const others = ({ roles }: PrivilegedHolder) => roles.filter(({ role }) => role.templateId !== GLOBAL_ADMINISTRATOR)
const permanent = (holder: PrivilegedHolder) => others(holder).filter(({ ways }) => ways.some(isPermanent))

export default defineRule({
  id: 'entra-standing-privileged-role',
  title: 'Nobody holds a privileged role all the time',
  failureTitle: 'Standing privileged role',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Roles that Microsoft marks privileged, and those that fill groups or decide who gets access, reset passwords, change policies or add credentials to applications: each is a way to the whole tenant. Held permanently, it is stolen with the session of its holder. Groups are followed to their members, roles within administrative units count. Global Administrators have a rule of their own, which takes these findings in where both are about one person; applications, which cannot activate anything, have theirs. Whoever activated the membership of a group, or could (PIM for Groups), does not stand.',
  remediation: [
    { text: 'In Privileged Identity Management make the assignment eligible, with MFA and justification on activation, then remove the active one.' },
    {
      text: 'Remove an assignment.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ASSIGNMENT_ID'",
    },
  ],
  verify: [
    {
      text: 'No instance of a privileged role has assignmentType Assigned and no endDateTime.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignmentScheduleInstances?$filter=assignmentType eq ''Assigned''&$expand=principal,roleDefinition' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'cis-m365@7.0': ['5.3.1'], 'scuba-aad@1.8': ['MS.AAD.7.4'], 'mcsb@2': ['PA-2'], 'nist-800-53@r5': ['AC-6(2)', 'AC-6(5)'] },
  equivalents: { scuba: ['MS.AAD.7.4v1'], maester: ['CISA.MS.AAD.7.4'], zta: ['21815'] },
  references: [
    {
      title: 'Privileged roles and permissions',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions',
    },
    {
      title: 'Assign Microsoft Entra roles in PIM',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-how-to-add-role-to-user',
    },
  ],
  supersedes: ['entra-privileged-role-assigned-outside-pim'],
  subjects: privilegedHolders,
  needs: { emergencyAccess, entraUsers, unreadRoleGroups },
  // A group is asked about only in place of members that are not known and that would stand.
  where: holder => holder.kind !== 'servicePrincipal' && others(holder).length > 0 && (holder.kind !== 'group' || permanent(holder).length > 0),
  check(holder, { emergencyAccess, entraUsers, unreadRoleGroups }) {
    if (emergencyAccess.has(holder.id)) return pass()
    const standing = permanent(holder)
    const names = standing.map(({ role }) => role.name).join(' and ')
    if (standing.length === 0) {
      const unread = [...unreadRoleGroups.values()]
        .flat()
        .find(({ role, ways }) => role.isPrivileged && role.templateId !== GLOBAL_ADMINISTRATOR && ways.some(isPermanent))
      if (unread === undefined) return pass()
      return unknown(`The members of group ${unread.name}, which is ${unread.role.name} permanently, are not known: ${holder.name} may be one of them.`)
    }
    if (holder.kind === 'group') return unknown(`Group ${holder.name} is ${names} permanently, and its members are not known.`)
    if (holder.kind === 'unknown') return unknown(`${holder.name} is ${names} permanently, and the directory does not tell what that is.`)
    const ways = standing.flatMap(each => each.ways.filter(isPermanent))
    return fail(`${holder.name} is ${names} ${standingWords(ways)}.`, [
      ...others(holder).flatMap(({ role, ways }) => ways.map(way => evidence(role.name, wayWords(way), way.assignment))),
      evidence('Account enabled', entraUsers.get(holder.id)?.accountEnabled === true, holder.id),
      ...emergencyEvidence(emergencyAccess),
    ])
  },
})
