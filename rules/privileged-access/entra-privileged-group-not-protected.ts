import { relationOf } from '../../src/analysis/conditional-access/people.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { groupActivationPolicies } from '../../src/datasets/entra/privilege-groups.ts'
import { conditionalAccess } from '../../src/estate/entra/conditional-access.ts'
import { contextCoverage } from '../../src/estate/entra/context-coverage.ts'
import { activationsByGroup } from '../../src/estate/entra/group-activations.ts'
import { type PrivilegedGroup, privilegedGroups } from '../../src/estate/entra/privileged-groups.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isOpen = ({ group }: PrivilegedGroup): boolean => group.isAssignableToRole !== true && group.isManagementRestricted !== true

export default defineRule({
  id: 'entra-privileged-group-not-protected',
  title: 'Groups that hold privileged roles are protected as the roles are',
  failureTitle: 'Group that holds a privileged role is not protected',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Whoever fills such a group makes administrators. A group that is neither role-assignable nor in a restricted management administrative unit is filled by every Groups, User or Exchange Administrator and many applications; one that is synchronized by whoever runs the domain on-premises; and one that a guest owns by another organization. Membership that is activated through PIM for Groups without MFA undoes the MFA that the role would ask; an authentication context asks for it only as far as enabled Conditional Access policies do, or where no policy at all names it, as Microsoft then falls back to MFA. Groups nested in such groups count; a group whose members could activate membership must be role-assignable too, or it is left open who fills it. Who is in it all the time is told where standing roles are.',
  remediation: [
    { text: 'Make a role-assignable group (a choice at creation only), assign the role to it, and let people activate their membership in PIM for Groups.' },
    { text: 'Remove guests and everyday accounts from its owners; nobody has to own it.' },
    {
      text: 'For membership, require MFA on activation: PIM, Groups, the group, Settings, Member.',
      command:
        'Connect-MgGraph -Scopes RoleManagementPolicy.ReadWrite.AzureADGroup; Invoke-MgGraphRequest -Method PATCH -Uri \'https://graph.microsoft.com/v1.0/policies/roleManagementPolicies/POLICY_ID/rules/Enablement_EndUser_Assignment\' -Body \'{"@odata.type":"#microsoft.graph.unifiedRoleManagementPolicyEnablementRule","id":"Enablement_EndUser_Assignment","enabledRules":["MultiFactorAuthentication","Justification"]}\'',
    },
  ],
  verify: [
    {
      text: 'isAssignableToRole or isManagementRestricted is true, and no owner is a guest.',
      command:
        "Connect-MgGraph -Scopes GroupMember.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groups/GROUP_ID?$select=displayName,isAssignableToRole,isManagementRestricted,onPremisesSyncEnabled&$expand=owners' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-2'], 'nist-800-53@r5': ['AC-6(1)', 'AC-6(5)'] },
  equivalents: { entrafalcon: ['GRP-001'] },
  references: [
    { title: 'Use groups to manage role assignments', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept' },
    {
      title: 'Restricted management administrative units',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management',
    },
    { title: 'PIM for Groups', url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups' },
  ],
  supersedes: ['entra-guest-in-privileged-group', 'cross-aws-administrator-group-not-role-assignable'],
  subjects: privilegedGroups,
  needs: { entraUsers, groupActivationPolicies, activationsByGroup, conditionalAccess },
  check(subject, { entraUsers, groupActivationPolicies, activationsByGroup, conditionalAccess }) {
    const { group, roles, name } = subject
    const guests = group.owners.flatMap(({ id }) => {
      const user = entraUsers.get(id)
      return user !== undefined && relationOf(user) !== 'member' ? [user.name] : []
    })
    const activated = activationsByGroup.get(group.id)
    const policy = activated === undefined ? undefined : [...activated.policies].map(id => groupActivationPolicies.get(id)).find(found => found !== undefined)
    const asksItself = policy === undefined || policy.enabledRules.includes('MultiFactorAuthentication')
    const context = asksItself ? null : policy.authenticationContext
    const coverage = context === null ? undefined : contextCoverage(conditionalAccess, context, activated?.activators ?? [], `membership of group ${name}`)
    const hole = coverage?.kind === 'hole' ? coverage : undefined
    const faults = [
      ...(isOpen(subject) ? ['is neither role-assignable nor restricted'] : []),
      ...(group.onPremisesSyncEnabled === true ? ['is synchronized from on-premises'] : []),
      ...(guests.length > 0 ? [`is owned by ${guests.length === 1 ? 'a guest' : 'guests'}`] : []),
      ...(!asksItself && context === null ? ['is joined without MFA through PIM'] : []),
      ...(hole === undefined ? [] : [`is joined without MFA through PIM: ${hole.why}`]),
    ]
    if (faults.length === 0 && activated !== undefined && policy === undefined)
      return unknown(`${activated.count} could join group ${name} through PIM, and what that asks for was not told.`)
    if (faults.length === 0 && coverage?.kind === 'open') return unknown(coverage.why)
    const [open] = activated?.openGroups ?? []
    if (faults.length === 0 && open !== undefined)
      return unknown(
        `The members of group ${open} could join group ${name} through PIM, and it is not role-assignable: whoever fills group ${open} may be let in.`,
      )
    if (faults.length === 0) return pass()
    return fail(`Group ${name}, which holds ${roles.join(' and ')}, ${faults.join(', ')}.`, [
      evidence('Role-assignable', group.isAssignableToRole === true, group.id),
      evidence('Restricted management', group.isManagementRestricted === true),
      evidence('Guests who own it', guests.length === 0 ? 'none' : guests),
      ...(policy === undefined ? [] : [evidence('Asked on activation', policy.enabledRules.length === 0 ? 'nothing' : policy.enabledRules, policy.id)]),
      ...(context === null ? [] : [evidence('Authentication context', context)]),
      ...(hole === undefined ? [] : [evidence('Policies for it, in whatever state', hole.policies), ...hole.holes.map(text => evidence('Hole', text))]),
    ])
  },
})
