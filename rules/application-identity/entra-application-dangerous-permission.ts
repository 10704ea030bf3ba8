import { isMicrosofts } from '../../src/analysis/tier-zero.ts'
import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { declaredPrograms } from '../../src/estate/entra/declared-programs.ts'
import { programKind, tierZeroPermissions } from '../../src/estate/entra/privileged-service-principals.ts'
import { permissionLines, permissionSeverity, powerWords } from '../../src/estate/entra/program-words.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-dangerous-permission',
  title: 'Only declared applications hold permissions that lead to the whole tenant',
  failureTitle: 'Application with a permission that leads to the whole tenant',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'application-identity',
  rationale:
    'An application permission works without a user, without MFA and at any hour; whoever gets at the application’s secret, its owners or the pipeline that deploys it has what it has. Critical where the permission gives the tenant by itself: assigning roles, granting permissions, adding credentials to applications, resetting how people sign in. High where it changes what others rely on: groups, policies, devices, domains, provisioning. Medium where the application is turned off. An application that needs it is declared (kind: application or principal) by its application or object id; names do not count, as anybody chooses them. Microsoft’s own applications are left out, managed identities and agents have rules of their own.',
  remediation: [
    {
      text: 'Ask what the application does with it; Microsoft documents for each call the least permission that opens it. Grant that one, then take this one away.',
    },
    {
      text: 'Take the permission away. The id of the assignment is in the evidence.',
      command:
        "Connect-MgGraph -Scopes AppRoleAssignment.ReadWrite.All,Application.Read.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals/OBJECT_ID/appRoleAssignments/ASSIGNMENT_ID'",
    },
    { text: 'Where it must stay: no secrets, two owners who are administrators, Conditional Access for workload identities, and a declaration in the config.' },
  ],
  verify: [
    {
      text: 'Who holds application permissions of Microsoft Graph.',
      command:
        "Connect-MgGraph -Scopes Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/servicePrincipals(appId=''00000003-0000-0000-c000-000000000000'')/appRoleAssignedTo?$top=999' -OutputType PSObject).value | Select-Object principalDisplayName, principalId, appRoleId, id",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7', 'IM-3'], 'nist-800-53@r5': ['AC-6', 'AC-6(5)', 'IA-9'] },
  equivalents: { maester: ['MT.1050', 'MT.1051'] },
  references: [
    { title: 'Microsoft Graph permissions reference', url: 'https://learn.microsoft.com/graph/permissions-reference' },
    {
      title: 'Review permissions granted to enterprise applications',
      url: 'https://learn.microsoft.com/entra/identity/enterprise-apps/manage-application-permissions',
    },
  ],
  subjects: servicePrincipals,
  needs: { tierZeroPermissions, declaredPrograms },
  where: program => programKind(program) === 'application' && !isMicrosofts(program.appOwnerOrganizationId),
  check(program, { tierZeroPermissions, declaredPrograms }) {
    const permissions = tierZeroPermissions.get(program.id) ?? []
    if (permissions.length === 0 || declaredPrograms(program.appId, program.id) !== undefined) return pass()
    const off = program.accountEnabled ? '' : ', once somebody turns it on again'
    return fail(
      `${program.name} ${powerWords(permissions)}${off}, and is not declared.`,
      [
        ...permissionLines(permissions).map(({ label, value, row }) => evidence(label, value, row)),
        evidence('Application id', program.appId, program.id),
        evidence('Registered in tenant', program.appOwnerOrganizationId ?? 'not told'),
        evidence('Enabled', program.accountEnabled),
      ],
      permissionSeverity(permissions, program.accountEnabled),
    )
  },
})
