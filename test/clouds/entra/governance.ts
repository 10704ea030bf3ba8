import { hasPlan, plans } from './built-ins.ts'
import { type Resource, row } from './resource.ts'

const unlicensed = { kind: 'unlicensed', plan: 'P2' } as const

/** What decides who may have what, and what Microsoft holds to be at risk. */
export const governance: readonly Resource[] = [
  {
    path: '/identityGovernance/entitlementManagement/assignmentPolicies',
    needs: 'entitlements',
    words: 'pim',
    // https://learn.microsoft.com/entra/id-governance/licensing-fundamentals
    find: ({ tenant }) =>
      hasPlan(tenant, plans.p2, plans.governance)
        ? {
            kind: 'list',
            type: 'accessPackageAssignmentPolicy',
            rows: tenant.accessPackagePolicies.map(({ accessPackage: _package, ...rest }) => row(rest)),
            expand: { accessPackage: ({ id }) => tenant.accessPackagePolicies.find(policy => policy.id === id)?.accessPackage ?? null },
          }
        : unlicensed,
  },
  {
    path: '/identityGovernance/lifecycleWorkflows/workflows',
    needs: 'lifecycleWorkflows',
    words: 'pim',
    find: ({ tenant }) => (hasPlan(tenant, plans.governance) ? { kind: 'list', type: 'workflow', rows: tenant.lifecycleWorkflows.map(row) } : unlicensed),
  },
  {
    path: '/identityProtection/riskyUsers',
    needs: 'riskyUsers',
    words: 'directory',
    // https://learn.microsoft.com/graph/api/riskyuser-list: pages of at most 500.
    find: ({ tenant }) => (hasPlan(tenant, plans.p2) ? { kind: 'list', type: 'riskyUser', rows: tenant.riskyUsers.map(row), largestPage: 500 } : unlicensed),
  },
  {
    path: '/identityProtection/riskyServicePrincipals',
    needs: 'riskyServicePrincipals',
    words: 'directory',
    find: ({ tenant }) =>
      hasPlan(tenant, plans.workloadP2)
        ? { kind: 'list', type: 'riskyServicePrincipal', rows: tenant.riskyServicePrincipals.map(row), largestPage: 500 }
        : unlicensed,
  },
]
