import { accessAdministratorRoles, azureRoleAssignments, OWNER } from '../../src/datasets/azure/authorization.ts'
import { declaredInAzure } from '../../src/estate/azure/declared-in-azure.ts'
import { azureDirectory } from '../../src/estate/azure/directory.ts'
import { rolePowers } from '../../src/estate/azure/role-powers.ts'
import { namesOf, throughGroup } from '../../src/estate/azure/words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-privileged-assignment-to-service-principal',
  title: 'Applications that may give away roles in Azure are known',
  failureTitle: 'Application that may give away roles in Azure',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'Whoever has a credential of such an application, or runs code where its managed identity is, owns the scope: a pipeline, a virtual machine, a forgotten secret. It cannot activate a role, and no Conditional Access for people asks it for anything. Applications that are meant to hold Owner, User Access Administrator or Role Based Access Control Administrator are declared (declared, kind: application or principal, by name, application id or object id). MS-PIM, through which Microsoft activates roles, need not be. A custom role that lets its holders give away roles is the same. Who may give away roles, and is bound by a condition that lets them give away none that gives away roles, is of low severity.',
  remediation: [
    { text: 'Give the application Contributor or a narrower role; for assigning roles, Role Based Access Control Administrator with a condition.' },
    { text: 'Remove the assignment.', command: 'az role assignment delete --ids ASSIGNMENT_ID' },
    { text: 'Declare what must stay, with the reason.' },
  ],
  verify: [
    {
      text: 'Only known applications are listed.',
      command:
        "az role assignment list --all --query \"[?principalType=='ServicePrincipal' && (roleDefinitionName=='Owner' || roleDefinitionName=='User Access Administrator')]\" --output table",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7', 'IM-3'], 'nist-800-53@r5': ['AC-6', 'IA-9'] },
  equivalents: {},
  references: [
    { title: 'Understand Azure role assignments', url: 'https://learn.microsoft.com/azure/role-based-access-control/role-assignments' },
    {
      title: 'Delegate Azure role assignment management with conditions',
      url: 'https://learn.microsoft.com/azure/role-based-access-control/delegate-role-assignments-overview',
    },
  ],
  subjects: azureRoleAssignments,
  needs: { azureDirectory, declaredInAzure, rolePowers },
  where: ({ roleId, isCustom }) => accessAdministratorRoles.has(roleId) || isCustom !== false,
  check(assignment, { azureDirectory, declaredInAzure, rolePowers }) {
    const power = rolePowers(assignment)
    if (power !== undefined && power.kind !== 'owner') return pass()
    const { programs, foreign, unknown: unread } = azureDirectory.behind(assignment)
    const strangers = programs.filter(program => !declaredInAzure.isKnown(program))
    // Which applications another tenant lets in is for that tenant to say.
    const unseen = [...unread, ...foreign.filter(one => !declaredInAzure.isKnown(one)).map(({ name }) => name)]
    if (strangers.length === 0) return unseen.length === 0 ? pass() : unknown(`${assignment.name}: ${unseen.join(', ')} could not be read.`)
    if (power === undefined) return unknown(`${assignment.name}: what the role ${assignment.roleName} allows could not be read.`)
    const through = throughGroup(azureDirectory.get(assignment.principalId))
    return fail(
      `${namesOf(strangers)} ${strangers.length === 1 ? 'is' : 'are'} ${assignment.roleName} of ${assignment.at}${through}, and not declared.`,
      [
        ...strangers.map(({ id, name, servicePrincipalType }) => evidence(servicePrincipalType ?? 'Service principal', name, id)),
        evidence('Scope', assignment.at, assignment.id),
        evidence('Bound by a condition', assignment.bindsRoles ?? 'not clear', assignment.id),
        ...(power.actions.length === 0 ? [] : [evidence('The custom role allows', [...power.actions], assignment.id)]),
      ],
      accessAdministratorRoles.has(assignment.roleId) && assignment.roleId !== OWNER && assignment.bindsRoles !== false ? 'low' : undefined,
    )
  },
  // Of a role that could not be read it is not known whether it is asked about: nothing better is said of it than of those that are not.
  passStands: ({ roleId, isCustom }) => isCustom !== null || accessAdministratorRoles.has(roleId),
})
