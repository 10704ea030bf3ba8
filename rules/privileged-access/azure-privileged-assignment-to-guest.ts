import { azureRoleAssignments, broadRoles } from '../../src/datasets/azure/authorization.ts'
import { declaredInAzure } from '../../src/estate/azure/declared-in-azure.ts'
import { azureDirectory } from '../../src/estate/azure/directory.ts'
import { rolePowers } from '../../src/estate/azure/role-powers.ts'
import { namesOf, throughGroup } from '../../src/estate/azure/words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-privileged-assignment-to-guest',
  title: 'No guest holds a role in Azure that reaches everything',
  failureTitle: 'Guest with a privileged role in Azure',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'A guest signs in from another organization, whose administrators reset the password and see the session. As Owner, Contributor, User Access Administrator or Role Based Access Control Administrator that organization holds the subscription too. A custom role that allows as much is the same. Groups are followed to their members; a group of another tenant, such as that of the partner who sells the subscription, holds it likewise unless it is declared (declared, kind: principal, by object id). On a resource group or a single resource it is of medium severity; where the accounts are turned off, of low.',
  remediation: [
    { text: 'Give partners a narrow role, or an account of this tenant; or delegate through Azure Lighthouse, where it is seen.' },
    { text: 'Remove the assignment.', command: 'az role assignment delete --ids ASSIGNMENT_ID' },
  ],
  verify: [
    {
      text: 'No guest (#EXT#) is listed.',
      command: 'az role assignment list --all --include-groups --query "[?contains(principalName, \'#EXT#\')]" --output table',
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7'], 'nist-800-53@r5': ['AC-2', 'AC-6'] },
  equivalents: {},
  references: [
    { title: 'Understand Azure role assignments', url: 'https://learn.microsoft.com/azure/role-based-access-control/role-assignments' },
    { title: 'Best practices for Azure RBAC', url: 'https://learn.microsoft.com/azure/role-based-access-control/best-practices' },
  ],
  subjects: azureRoleAssignments,
  needs: { azureDirectory, declaredInAzure, rolePowers },
  where: ({ roleId, isCustom }) => broadRoles.has(roleId) || isCustom !== false,
  check(assignment, { azureDirectory, declaredInAzure, rolePowers }) {
    const power = rolePowers(assignment)
    if (power?.kind === 'narrow') return pass()
    const { users, foreign, unknown: unread } = azureDirectory.behind(assignment)
    const guests = [...users.filter(({ userType }) => userType === 'Guest'), ...foreign.filter(one => !declaredInAzure.isKnown(one))]
    if (guests.length === 0) return unread.length === 0 ? pass() : unknown(`${assignment.name}: ${unread.join(', ')} could not be read.`)
    if (power === undefined) return unknown(`${assignment.name}: what the role ${assignment.roleName} allows could not be read.`)
    const isNarrow = assignment.level === 'resource' || assignment.level === 'resource-group'
    const isOff = guests.every(guest => 'accountEnabled' in guest && guest.accountEnabled === false)
    const through = throughGroup(azureDirectory.get(assignment.principalId))
    return fail(
      `${foreign.length > 0 ? '' : guests.length === 1 ? 'Guest ' : 'Guests '}${namesOf(guests)} ${guests.length === 1 ? 'is' : 'are'} ${assignment.roleName} of ${assignment.at}${through}.`,
      [
        evidence('Guests', guests.map(({ name }) => name).sort()),
        evidence('Role', assignment.roleName, assignment.id),
        evidence('Scope', assignment.at, assignment.id),
        ...(isOff ? [evidence('Accounts', 'turned off')] : []),
        ...(power.actions.length === 0 ? [] : [evidence('The custom role allows', [...power.actions], assignment.id)]),
      ],
      isOff ? 'low' : isNarrow ? 'medium' : undefined,
    )
  },
  // Of a role that could not be read it is not known whether it is asked about: nothing better is said of it than of those that are not.
  passStands: ({ roleId, isCustom }) => isCustom !== null || broadRoles.has(roleId),
})
