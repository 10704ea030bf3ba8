import { policyGroups } from '../../src/datasets/entra/policy-groups.ts'
import { hasNestedGroups } from '../../src/estate/entra/nested-groups.ts'
import { policyGroupUse } from '../../src/estate/entra/policy-group-use.ts'
import { privilegedHolders } from '../../src/estate/entra/privileged-holders.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const quoted = (names: readonly string[]): string => {
  const shown = names.slice(0, 3).map(name => `"${name}"`)
  return `${names.length === 1 ? 'policy' : 'policies'} ${shown.join(', ')}${names.length > 3 ? ` and ${names.length - 3} more` : ''}`
}

export default defineRule({
  id: 'entra-conditional-access-exclusion-group-open',
  title: 'Only privileged administrators change the groups that Conditional Access policies name',
  failureTitle: 'Group of a Conditional Access policy can be changed by many',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'strong-authentication',
  rationale:
    'Whoever is put into a group that a policy excludes signs in without it. The owners of an ordinary group, and helpdesk, group and user administrators, put people in; for a group that is role-assignable or in a restricted management administrative unit only privileged administrators do, and its owners. An owner is counted as open who holds no privileged role. Where policies only include the group, taking somebody out of it opens the same hole, which is less likely to be tried: that is low, and so is a group that only policies in report-only leave out. Where a rule decides the membership, so does whoever sets the attributes in it. Members of groups nested in it count as its own, and who may change those is not read: such a group is left open.',
  remediation: [
    {
      text: 'Put the group into an administrative unit with restricted management, or make a role-assignable group in its place: an existing group cannot become one.',
      command:
        'Connect-MgGraph -Scopes AdministrativeUnit.ReadWrite.All,Group.Read.All; Invoke-MgGraphRequest -Method POST -Uri \'https://graph.microsoft.com/v1.0/directory/administrativeUnits/RESTRICTED_UNIT_ID/members/$ref\' -Body \'{"@odata.id":"https://graph.microsoft.com/v1.0/groups/GROUP_ID"}\'',
    },
    {
      text: 'Take away the owners who hold no privileged role.',
      command:
        "Connect-MgGraph -Scopes Group.ReadWrite.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/groups/GROUP_ID/owners/OWNER_ID/$ref'",
    },
  ],
  verify: [
    {
      text: 'Read how the group is protected.',
      command:
        "Connect-MgGraph -Scopes GroupMember.Read.All; Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/groups/GROUP_ID?$select=displayName,isAssignableToRole,isManagementRestricted,membershipRule' -OutputType PSObject",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'IM-7'], 'nist-800-53@r5': ['AC-6'] },
  equivalents: { prowler: ['entra_conditional_access_policy_groups_management_restricted'], maester: ['MT.1035'] },
  references: [
    {
      title: 'Restricted management administrative units',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/admin-units-restricted-management',
    },
    { title: 'Role-assignable groups', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/groups-concept' },
  ],
  subjects: policyGroups,
  needs: { policyGroupUse, privilegedHolders, hasNestedGroups },
  where: ({ id }, { policyGroupUse }) => policyGroupUse.has(id),
  check({ id, name, isAssignableToRole, isManagementRestricted, membershipRule, owners }, { policyGroupUse, privilegedHolders, hasNestedGroups }) {
    const { excludedBy, excludedInTrial, includedBy } = policyGroupUse.get(id) ?? { excludedBy: [], excludedInTrial: [], includedBy: [] }
    const isExcluded = excludedBy.length > 0
    const open = owners.flatMap(owner => (privilegedHolders.get(owner.id) === undefined ? [owner.id] : []))
    const facts = [
      ...(isExcluded ? [evidence('Excluded by', excludedBy, id)] : []),
      ...(excludedInTrial.length > 0 ? [evidence('Excluded by, in report-only', excludedInTrial, id)] : []),
      ...(includedBy.length > 0 ? [evidence('Included by', includedBy, id)] : []),
      evidence('Role-assignable', isAssignableToRole === true, id),
      evidence('Under restricted management', isManagementRestricted === true, id),
      ...(membershipRule === null ? [] : [evidence('Membership rule', membershipRule, id)]),
      ...(open.length === 0 ? [] : [evidence('Owners without a privileged role', open, id)]),
    ]
    const leavingOut = isExcluded ? excludedBy : excludedInTrial
    const use =
      leavingOut.length > 0
        ? `which ${quoted(leavingOut)} leave${leavingOut.length === 1 ? 's' : ''} out`
        : `which ${quoted(includedBy)} name${includedBy.length === 1 ? 's' : ''}`
    if (isAssignableToRole !== true && isManagementRestricted !== true)
      return fail(
        `Group ${name}, ${use}, is neither role-assignable nor under restricted management: administrators of groups and its owners change it.`,
        facts,
        isExcluded ? undefined : 'low',
      )
    if (open.length > 0)
      return fail(
        `Group ${name}, ${use}, can be changed by ${open.length} ${open.length === 1 ? 'owner' : 'owners'} without a privileged role.`,
        facts,
        isExcluded ? undefined : 'low',
      )
    const isNested = hasNestedGroups(id)
    if (isNested === true)
      return unknown(`Groups are nested in group ${name}, ${use}: who may change those is not read, and whoever is put into them is in it.`)
    // No group can be put into a role-assignable one.
    if (isNested === undefined && isAssignableToRole !== true)
      return unknown(`Whether groups are nested in group ${name}, ${use}, is not known: whoever may change those puts people into it.`)
    return pass()
  },
})
