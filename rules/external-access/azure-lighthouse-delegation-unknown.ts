import { azureDelegations } from '../../src/datasets/azure/governance.ts'
import { declaredTenants } from '../../src/estate/azure/declared-tenants.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-lighthouse-delegation-unknown',
  title: 'Every tenant that manages a subscription through Azure Lighthouse is known',
  failureTitle: 'Unknown tenant manages a subscription',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'external-access',
  rationale:
    'Through Azure Lighthouse the people and programs of another tenant hold roles here as if they were at home: no guest account shows them, no Conditional Access of this tenant asks them, and whoever owns that tenant owns the delegation. Known are tenants of this scan and those that are declared (declared, kind: tenant, by id).',
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
    return fail(`${who} manages ${group === undefined ? 'the subscription' : `resource group ${group}`} by the delegation ${name}, and is not declared.`, [
      evidence('Managing tenant', managedByTenantId, id),
      evidence('Held by', [...new Set(authorizations.map(({ principalName, roleId }) => `${principalName ?? 'unnamed'}: ${roleId}`))], id),
    ])
  },
})
