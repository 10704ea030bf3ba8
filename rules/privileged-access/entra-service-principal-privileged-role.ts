import { isMicrosofts } from '../../src/analysis/tier-zero.ts'
import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { declaredPrograms } from '../../src/estate/entra/declared-programs.ts'
import { type HeldRole, programKind, tierZeroRoles } from '../../src/estate/entra/privileged-service-principals.ts'
import { wayWords } from '../../src/estate/entra/role-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const isWide = ({ ways }: HeldRole): boolean => ways.some(({ within }) => within === undefined)

export default defineRule({
  id: 'entra-service-principal-privileged-role',
  title: 'Only declared applications hold a directory role that leads to the whole tenant',
  failureTitle: 'Application with a privileged directory role',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'An application cannot activate a role, do MFA or ask for approval: it holds the role all the time, and so does whoever holds its credential, its owner, or whoever deploys to where its managed identity is used. Asked about are roles with Microsoft’s privileged label, custom ones too, and those that lead there without it (Groups, Exchange, Identity Governance Administrator and the like). Medium where the role is limited to an administrative unit or one application, or the application is off. Roles that only read (Global Reader, Security Reader) are not asked about, those of Microsoft Entra Connect are a matter of hybrid identity. A program that needs the role is declared (kind: application or principal) by its application or object id. Microsoft’s own applications, which nobody signs in as unless somebody gives them a credential, and agents have rules of their own.',
  remediation: [
    {
      text: 'Give it the one Graph permission its work needs, or a custom role, in place of the built-in one, and scope the role to an administrative unit where it can be.',
    },
    {
      text: 'Remove the assignment. Its id is in the evidence.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.ReadWrite.Directory; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments/ASSIGNMENT_ID'",
    },
  ],
  verify: [
    {
      text: 'No principal of a privileged role is a service principal.',
      command:
        "Connect-MgGraph -Scopes RoleManagement.Read.Directory,Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/roleManagement/directory/roleAssignments?$expand=principal' -OutputType PSObject).value | Where-Object { $_.principal.'@odata.type' -eq '#microsoft.graph.servicePrincipal' }",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7'], 'nist-800-53@r5': ['AC-6', 'AC-6(5)', 'IA-9'] },
  equivalents: {
    prowler: ['entra_service_principal_no_secrets_for_permanent_tier0_roles'],
    maester: ['MT.1027'],
    zta: ['21836'],
  },
  references: [
    {
      title: 'Privileged roles and permissions',
      url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/privileged-roles-permissions',
    },
    { title: 'Microsoft Entra built-in roles', url: 'https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference' },
  ],
  subjects: servicePrincipals,
  needs: { tierZeroRoles, declaredPrograms },
  where: program => programKind(program) !== 'agent' && !(programKind(program) === 'application' && isMicrosofts(program.appOwnerOrganizationId)),
  check(program, { tierZeroRoles, declaredPrograms }) {
    const roles = tierZeroRoles.byHolder.get(program.id) ?? []
    if (declaredPrograms(program.appId, program.id) !== undefined) return pass()
    if (roles.length === 0) {
      const unread = tierZeroRoles.unreadGroups[0]
      if (unread === undefined) return pass()
      return unknown(`The members of group ${unread.name}, which holds ${unread.role.name}, are not known: ${program.name} may be one of them.`)
    }
    const names = roles.map(({ role }) => role.name).join(' and ')
    const limits = roles.flatMap(({ ways }) => ways.flatMap(({ within }) => within ?? []))
    const within = limits.length > 0 && roles.every(({ ways }) => ways.every(way => way.within !== undefined)) ? ` within ${limits.join(' and ')}` : ''
    return fail(
      `${programKind(program) === 'managed-identity' ? 'Managed identity' : 'Application'} ${program.name} holds ${names}${within}, and is not declared.`,
      [
        ...roles.flatMap(({ role, ways }) => ways.map(way => evidence(role.name, wayWords(way), way.assignment))),
        evidence('Application id', program.appId, program.id),
        evidence('Enabled', program.accountEnabled),
      ],
      program.accountEnabled && roles.some(isWide) ? 'high' : 'medium',
    )
  },
})
