import { nativeId } from '../../src/dataset.ts'
import { accessAdministratorRoles, azureRoleAssignments } from '../../src/datasets/azure/authorization.ts'
import { activations } from '../../src/estate/azure/activations.ts'
import { declaredInAzure } from '../../src/estate/azure/declared-in-azure.ts'
import { azureDirectory } from '../../src/estate/azure/directory.ts'
import { rolePowers } from '../../src/estate/azure/role-powers.ts'
import { standingHolders } from '../../src/estate/azure/standing-holders.ts'
import { namesOf, throughGroup } from '../../src/estate/azure/words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-root-group-assignment',
  title: 'Nobody holds a broad role at the root management group',
  failureTitle: 'Broad role at the root management group',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'organization-guardrails',
  rationale:
    'An assignment at the root management group reaches every subscription of the tenant, those of tomorrow included. Microsoft asks for as few as possible there, and for none that reaches everything: Owner, Contributor, who may give away roles, and custom roles that let their holders make themselves owner, or change whatever there is as Contributor does: what counts is what actions allow and notActions leave. Contributor at the root scope, above the root group, is meant too; who may give away roles there is asked for elsewhere. Known automation (declared, kind: application or principal), MS-PIM, through which Microsoft activates roles, and declared emergency access may hold it, and whoever activated it, or a membership of the group that holds it, for some hours. A narrower role there is not meant, nor is a group that nobody is in.',
  remediation: [
    { text: 'Assign the role at the group or subscription that it is needed for, then remove it here.' },
    { text: 'Remove the assignment.', command: 'az role assignment delete --ids ASSIGNMENT_ID' },
  ],
  verify: [
    {
      text: 'Neither Owner nor Contributor nor an access administrator is listed.',
      command: 'az role assignment list --scope /providers/Microsoft.Management/managementGroups/TENANT_ID --output table',
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7', 'GS-2'], 'nist-800-53@r5': ['AC-6', 'AC-6(5)'] },
  equivalents: {},
  references: [
    {
      title: 'Important facts about the root management group',
      url: 'https://learn.microsoft.com/azure/governance/management-groups/overview#important-facts-about-the-root-management-group',
    },
    { title: 'Best practices for Azure RBAC', url: 'https://learn.microsoft.com/azure/role-based-access-control/best-practices' },
  ],
  supersedes: ['azure-standing-owner', 'azure-privileged-assignment-to-guest', 'azure-privileged-assignment-to-service-principal'],
  subjects: azureRoleAssignments,
  needs: { activations, azureDirectory, declaredInAzure, rolePowers, standingHolders },
  where: ({ scope, level, managementGroup, roleId }) => managementGroup === nativeId(scope) || (level === 'root' && !accessAdministratorRoles.has(roleId)),
  check(assignment, { activations, azureDirectory, declaredInAzure, rolePowers, standingHolders }) {
    const { id, name, level, roleName, principalId } = assignment
    const power = rolePowers(assignment)
    if (power?.kind === 'narrow' || activations.get(id)?.assignmentType === 'Activated') return pass()
    const { users, programs, foreign, unknown: unread } = standingHolders(assignment)
    const held = [...users.filter(user => !declaredInAzure.isEmergencyAccess(user)), ...[...programs, ...foreign].filter(one => !declaredInAzure.isKnown(one))]
    if (held.length === 0) return unread.length === 0 ? pass() : unknown(`${name}: ${unread.join(', ')} could not be read.`)
    if (power === undefined) return unknown(`${name}: what the role ${roleName} allows could not be read.`)
    const where = level === 'root' ? 'the root scope, above the root management group' : 'the root management group'
    return fail(`${namesOf(held)} ${held.length === 1 ? 'is' : 'are'} ${roleName} of ${where}${throughGroup(azureDirectory.get(principalId))}.`, [
      evidence('Role', roleName, id),
      evidence('Holders', held.map(one => one.name).sort()),
      ...(power.actions.length === 0 ? [] : [evidence('The custom role allows', [...power.actions], id)]),
    ])
  },
})
