import { accessAdministratorRoles, azureRoleAssignments, OWNER } from '../../src/datasets/azure/authorization.ts'
import { azureDirectory } from '../../src/estate/azure/directory.ts'
import { namesOf } from '../../src/estate/azure/words.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-user-access-administrator-at-root',
  title: 'Nobody may give away roles at the root scope of Azure',
  failureTitle: 'Role at the root scope of Azure',
  cloud: 'azure',
  severity: 'critical',
  recommendation: 'privileged-access',
  rationale:
    'An assignment at the scope / reaches every management group and subscription of the tenant, now and later, and no policy of a management group can take it away. It comes from a Global Administrator who elevated access, and stays until that person takes it back: Microsoft asks to do so as soon as the work is done. Attackers elevate access too, to reach from the directory into Azure. An empty group, or an account that is turned off, is of medium severity. Who is bound by a condition that lets them give away no role that gives away roles is of high severity. Declared emergency access is no reason to keep it: whoever is Global Administrator can elevate again.',
  remediation: [
    { text: 'Whoever elevated access takes it back: in the Entra admin center under Properties set "Access management for Azure resources" to No.' },
    { text: 'Or remove the assignment.', command: 'az role assignment delete --assignee PRINCIPAL_ID --role "User Access Administrator" --scope "/"' },
  ],
  verify: [{ text: 'Nobody is listed.', command: 'az role assignment list --scope "/" --output table' }],
  frameworks: { 'cis-azure@5.0': ['5.3.3'], 'mcsb@2': ['PA-1', 'PA-2'], 'nist-800-53@r5': ['AC-6', 'AC-6(5)'] },
  equivalents: { prowler: ['iam_role_user_access_admin_restricted'] },
  references: [
    {
      title: 'Elevate access to manage all Azure subscriptions and management groups',
      url: 'https://learn.microsoft.com/azure/role-based-access-control/elevate-access-global-admin',
    },
    { title: 'Best practices for Azure RBAC', url: 'https://learn.microsoft.com/azure/role-based-access-control/best-practices' },
  ],
  supersedes: ['azure-standing-owner', 'azure-privileged-assignment-to-guest', 'azure-privileged-assignment-to-service-principal'],
  subjects: azureRoleAssignments,
  needs: { azureDirectory },
  where: ({ roleId }) => accessAdministratorRoles.has(roleId),
  check({ id, level, roleId, roleName, principalId, principalType, bindsRoles }, { azureDirectory }) {
    if (level !== 'root') return pass()
    const principal = azureDirectory.get(principalId)
    // Nobody holds it: azure-assignment-to-deleted-principal asks to tidy up.
    if (principal?.isDeleted === true) return pass()
    const { users, programs, foreign, unknown: unread } = azureDirectory.behind({ principalId, principalType })
    const who = [...users, ...programs]
    // Who fills the group, or turns the account on, has it all.
    const isHeldByNobody = unread.length === 0 && foreign.length === 0 && who.every(({ accountEnabled }) => accountEnabled === false)
    return fail(
      `${principal?.name ?? principalId} is ${roleName} at the root scope, above every management group and subscription.`,
      [
        evidence('Role', roleName, id),
        evidence('Principal', principal?.name ?? principalId, principal?.id),
        ...(isHeldByNobody ? [evidence('Held by', 'nobody whose account is on')] : []),
        ...(who.length === 0 || principal?.kind !== 'group' ? [] : [evidence('Members', namesOf(who))]),
      ],
      isHeldByNobody ? 'medium' : roleId !== OWNER && bindsRoles === true ? 'high' : undefined,
    )
  },
})
