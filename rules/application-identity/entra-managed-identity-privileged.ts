import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { declaredPrograms } from '../../src/estate/entra/declared-programs.ts'
import { programKind, tierZeroPermissions } from '../../src/estate/entra/privileged-service-principals.ts'
import { permissionLines, powerWords } from '../../src/estate/entra/program-words.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-managed-identity-privileged',
  title: 'No managed identity holds a permission that leads to the whole tenant',
  failureTitle: 'Managed identity with a permission that leads to the whole tenant',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'A managed identity has no secret to steal, but everybody who may run code on its machine, function or pipeline acts as it: contributors of one resource group become administrators of the tenant. Conditional Access is not asked about managed identities. This speaks of permissions in Microsoft Graph, Azure AD Graph and Exchange Online; directory roles, and Azure roles such as Owner, have rules of their own. One that needs it is declared (kind: application or principal) by its object or application id.',
  remediation: [
    { text: 'Let a managed identity do the narrow part alone, and give the rest to a declared application that nobody deploys to by the way.' },
    {
      text: 'Take the permission away. The id of the assignment is in the evidence.',
      command:
        "Connect-MgGraph -Scopes AppRoleAssignment.ReadWrite.All,Application.Read.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/appRoleAssignments/ASSIGNMENT_ID'",
    },
  ],
  verify: [
    {
      text: 'The identity holds no such permission.',
      command:
        "Connect-MgGraph -Scopes Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/appRoleAssignments' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7', 'IM-3'], 'nist-800-53@r5': ['AC-6', 'AC-6(5)', 'IA-9'] },
  equivalents: { maester: ['MT.1050', 'MT.1051'] },
  references: [
    { title: 'Microsoft Graph permissions reference', url: 'https://learn.microsoft.com/graph/permissions-reference' },
    {
      title: 'Best practices for managed identities',
      url: 'https://learn.microsoft.com/entra/identity/managed-identities-azure-resources/managed-identity-best-practice-recommendations',
    },
  ],
  subjects: servicePrincipals,
  needs: { tierZeroPermissions, declaredPrograms },
  where: program => programKind(program) === 'managed-identity',
  check(program, { tierZeroPermissions, declaredPrograms }) {
    const permissions = tierZeroPermissions.get(program.id) ?? []
    if (permissions.length === 0 || declaredPrograms(program.appId, program.id) !== undefined) return pass()
    return fail(
      `Managed identity ${program.name} ${powerWords(permissions)}; so can whoever runs code where it is used.`,
      [...permissionLines(permissions).map(({ label, value, row }) => evidence(label, value, row)), evidence('Object id', program.id, program.id)],
      program.accountEnabled ? 'high' : 'medium',
    )
  },
})
