import { accessAdministratorRoles, azureRoleAssignments, OWNER } from '../../src/datasets/azure/authorization.ts'
import { activations } from '../../src/estate/azure/activations.ts'
import { declaredInAzure } from '../../src/estate/azure/declared-in-azure.ts'
import { azureDirectory } from '../../src/estate/azure/directory.ts'
import { rolePowers } from '../../src/estate/azure/role-powers.ts'
import { standingHolders } from '../../src/estate/azure/standing-holders.ts'
import { namesOf, throughGroup } from '../../src/estate/azure/words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-standing-owner',
  title: 'Subscriptions and management groups have no standing owners',
  failureTitle: 'Standing owner in Azure',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Whoever steals the session of a standing Owner, User Access Administrator or Role Based Access Control Administrator has everything in the scope at once, with nothing to activate: no MFA, no reason, no approval, no end. PIM makes the assignment eligible. A custom role that lets its holders give away roles is the same. An assignment that ends by itself is of medium severity, and so is who may give away roles and is bound by a condition that lets them give away none that gives away roles; one whose accounts are all turned off is of low severity. Declared emergency access is honoured, and so is a declared group of another tenant (declared, kind: principal); whoever is in a group only for as long as they activated the membership through PIM for Groups is no standing owner, and a group that nobody is in stands for nobody. Programs cannot activate a role: azure-privileged-assignment-to-service-principal asks about them.',
  remediation: [
    { text: 'In PIM, Azure resources, make the assignment eligible, with MFA, justification and approval on activation, then remove the active one.' },
    { text: 'Remove the assignment.', command: 'az role assignment delete --ids ASSIGNMENT_ID' },
  ],
  verify: [
    {
      text: 'Under Azure resources in PIM nobody is listed as active and permanent for these roles.',
      command: 'az role assignment list --scope SCOPE --role Owner --output table',
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-2'], 'nist-800-53@r5': ['AC-2(7)', 'AC-6(2)', 'AC-6(5)'] },
  equivalents: {},
  references: [
    {
      title: 'Assign Azure resource roles in PIM',
      url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/pim-resource-roles-assign-roles',
    },
    { title: 'PIM for Groups', url: 'https://learn.microsoft.com/entra/id-governance/privileged-identity-management/concept-pim-for-groups' },
    { title: 'Best practices for Azure RBAC', url: 'https://learn.microsoft.com/azure/role-based-access-control/best-practices' },
  ],
  supersedes: ['azure-privileged-assignment-to-guest'],
  subjects: azureRoleAssignments,
  needs: { activations, azureDirectory, declaredInAzure, rolePowers, standingHolders },
  where: ({ roleId, level, principalType, isCustom }) =>
    (accessAdministratorRoles.has(roleId) || isCustom !== false) &&
    (level === 'management-group' || level === 'subscription') &&
    principalType !== 'ServicePrincipal',
  check(assignment, { activations, azureDirectory, declaredInAzure, rolePowers, standingHolders }) {
    const { id, name, roleId, roleName, principalId, bindsRoles } = assignment
    const power = rolePowers(assignment)
    if (power !== undefined && power.kind !== 'owner') return pass()
    const known = activations.get(id)
    if (known?.assignmentType === 'Activated') return pass()
    const { users, foreign, unknown: unread, activated } = standingHolders(assignment)
    const standing = [...users.filter(user => !declaredInAzure.isEmergencyAccess(user)), ...foreign.filter(one => !declaredInAzure.isKnown(one))]
    const emergency = users.filter(declaredInAzure.isEmergencyAccess)
    if (standing.length === 0) return unread.length === 0 ? pass() : unknown(`${name}: ${unread.join(', ')} could not be read.`)
    if (power === undefined) return unknown(`${name}: what the role ${roleName} allows could not be read.`)
    const ends = known?.endAt ?? null
    // An owner who is bound can still do everything else, and so can whoever holds a custom role.
    const isBound = roleId !== OWNER && accessAdministratorRoles.has(roleId) && bindsRoles !== false
    const isOff = foreign.length === 0 && standing.every(user => 'accountEnabled' in user && user.accountEnabled === false)
    const until = ends === null ? 'permanently' : `until ${ends}`
    return fail(
      `${namesOf(standing)} ${standing.length === 1 ? 'is' : 'are'} ${roleName} of ${assignment.at} ${until}${throughGroup(azureDirectory.get(principalId))}.`,
      [
        evidence('Assignment', known === undefined ? 'active, outside PIM' : 'active in PIM, not activated', id),
        evidence('Ends', ends ?? 'never', known?.id ?? id),
        evidence('Bound by a condition', bindsRoles ?? 'not clear', id),
        ...(power.actions.length === 0 ? [] : [evidence('The custom role allows', [...power.actions], id)]),
        ...(isOff ? [evidence('Accounts', 'turned off')] : []),
        ...(emergency.length === 0 ? [] : [evidence('Declared emergency access', namesOf(emergency))]),
        ...(activated.length === 0 ? [] : [evidence('In the group by activation', namesOf(activated))]),
      ],
      isOff ? 'low' : ends !== null || isBound ? 'medium' : undefined,
    )
  },
  // Of a role that could not be read it is not known whether it is asked about: nothing better is said of it than of those that are not.
  passStands: ({ roleId, isCustom }) => isCustom !== null || accessAdministratorRoles.has(roleId),
})
