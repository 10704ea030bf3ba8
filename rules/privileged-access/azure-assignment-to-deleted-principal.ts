import { azureRoleAssignments } from '../../src/datasets/azure/authorization.ts'
import { azureDirectory } from '../../src/estate/azure/directory.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-assignment-to-deleted-principal',
  title: 'Role assignments of Azure name principals that exist',
  failureTitle: 'Role assignment of a principal that is gone',
  cloud: 'azure',
  severity: 'low',
  recommendation: 'privileged-access',
  rationale:
    'An assignment outlives its user, group or application. It gives nobody anything as long as the id stays unused, but hides what is in force, uses up the limit of assignments, and comes back to life when the object is restored from the recycle bin.',
  remediation: [{ text: 'Remove the assignment.', command: 'az role assignment delete --ids ASSIGNMENT_ID' }],
  verify: [
    { text: 'No assignment without a principal name is listed.', command: 'az role assignment list --all --query "[?principalName==\'\']" --output table' },
  ],
  frameworks: { 'mcsb@2': ['PA-3', 'PA-4'], 'nist-800-53@r5': ['AC-2'] },
  equivalents: {},
  references: [
    {
      title: 'Role assignments with identity not found',
      url: 'https://learn.microsoft.com/azure/role-based-access-control/troubleshooting#symptom---role-assignments-with-identity-not-found',
    },
  ],
  subjects: azureRoleAssignments,
  needs: { azureDirectory },
  // Principals of other tenants are not in this directory.
  where: ({ principalType }) => !principalType.startsWith('Foreign'),
  check({ id, name, roleName, principalId, principalType, at }, { azureDirectory }) {
    const principal = azureDirectory.get(principalId)
    if (principal === undefined) return unknown(`${name}: whether ${principalType} ${principalId} exists could not be read.`)
    if (!principal.isDeleted) return pass()
    return fail(`${principalType} ${principalId}, which is gone, is still ${roleName} of ${at}.`, [evidence('Role', roleName, id), evidence('Scope', at, id)])
  },
})
