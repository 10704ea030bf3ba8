import { azureDelegations } from '../../src/datasets/azure/governance.ts'
import { declaredTenants } from '../../src/estate/azure/declared-tenants.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** Reader, and Managed Services Registration assignment Delete Role, by which a provider can end its delegation. https://learn.microsoft.com/azure/role-based-access-control/built-in-roles */
const harmless = new Set(['acdd72a7-3385-48ef-bd42-f606fba81ae7', '91c1777a-f3dc-4fae-b103-61d183457e46'])

export default defineRule({
  id: 'azure-lighthouse-delegation-unknown',
  title: 'Every tenant that manages a subscription through Azure Lighthouse is known',
  failureTitle: 'Unknown tenant manages a subscription',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'external-access',
  rationale:
    'Through Azure Lighthouse the people and programs of another tenant hold roles here as if they were at home: no guest account shows them, no Conditional Access of this tenant asks them, and whoever owns that tenant owns the delegation. Roles that they can activate count. One that lets them read only is of medium severity. Known are tenants of this scan and those that are declared (declared, kind: tenant, by id).',
  remediation: [
    { text: 'Ask who agreed to it. Declare the tenant if it is meant to manage the subscription.' },
    { text: 'Otherwise remove the delegation.', command: 'az managedservices assignment delete --assignment ASSIGNMENT_ID --subscription SUBSCRIPTION_ID' },
  ],
  verify: [{ text: 'Every tenant listed is known.', command: 'az managedservices assignment list --subscription SUBSCRIPTION_ID --include-definition true' }],
  frameworks: { 'mcsb@2': ['PA-1', 'PA-7', 'GS-2'], 'nist-800-53@r5': ['AC-2', 'AC-20', 'SA-9'] },
  equivalents: {},
  references: [
    { title: 'View and manage service providers', url: 'https://learn.microsoft.com/azure/lighthouse/how-to/view-manage-service-providers' },
    { title: 'Tenants, users and roles in Azure Lighthouse', url: 'https://learn.microsoft.com/azure/lighthouse/concepts/tenants-users-roles' },
  ],
  subjects: azureDelegations,
  needs: { declaredTenants },
  check({ id, name, managedByTenantId, managedByTenantName, authorizations }, { declaredTenants }) {
    if (declaredTenants.has(managedByTenantId)) return pass()
    const who = managedByTenantName === null ? `Tenant ${managedByTenantId}` : `${managedByTenantName} (${managedByTenantId})`
    const group = /\/resourceGroups\/([^/]+)/i.exec(id)?.[1]
    const words = authorizations.map(
      ({ principalName, roleId, isEligible }) => `${principalName ?? 'unnamed'}: ${roleId}${isEligible ? ', after activation' : ''}`,
    )
    return fail(
      `${who} manages ${group === undefined ? 'the subscription' : `resource group ${group}`} by the delegation ${name}, and is not declared.`,
      [evidence('Managing tenant', managedByTenantId, id), evidence('Held by', [...new Set(words)], id)],
      authorizations.length > 0 && authorizations.every(({ roleId }) => harmless.has(roleId)) ? 'medium' : undefined,
    )
  },
})
