import { type AccessPackagePolicy, accessPackagePolicies, lifecycleWorkflows } from '../../src/datasets/entra/entitlements.ts'
import { riskyServicePrincipals, riskyUsers } from '../../src/datasets/entra/identity-risk.ts'
import { daysAgo } from './dates.ts'
import { guid } from './ids.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

const policy = (key: TenantKey, packageName: string, name: string, more: Partial<Loose<AccessPackagePolicy>> = {}): Loose<AccessPackagePolicy> => ({
  id: guid(`access package policy ${key} ${packageName} ${name}`),
  name,
  packageName,
  allowedTargetScope: 'allMemberUsers',
  isAutomatic: false,
  isApprovalRequired: true,
  expirationType: 'afterDuration',
  duration: 'P180D',
  isReviewed: true,
  ...more,
})

/** Contoso hands out access by packages, one of them to partners without an end; the other tenants use none. Nobody is at high risk but one, who is new to it. */
export const entitlementTables = (key: TenantKey, riskyUser?: { readonly id: string; readonly name: string }): Table[] => {
  const at = tenantScope(key)
  const packages =
    key === 'contoso'
      ? [
          policy(key, 'Shop operations', 'Employees'),
          policy(key, 'Finance reports', 'Finance', { allowedTargetScope: 'specificDirectoryUsers', duration: 'P90D' }),
          policy(key, 'Design reviews', 'Agencies', {
            allowedTargetScope: 'allConfiguredConnectedOrganizationUsers',
            expirationType: 'noExpiration',
            duration: null,
            isReviewed: false,
          }),
        ]
      : []
  return [
    table(accessPackagePolicies, at, packages),
    table(lifecycleWorkflows, at, []),
    table(
      riskyUsers,
      at,
      riskyUser === undefined
        ? []
        : [{ id: riskyUser.id, name: riskyUser.name, riskLevel: 'high', riskState: 'atRisk', since: daysAgo(2, `risk of ${riskyUser.id}`), isDeleted: false }],
    ),
    table(riskyServicePrincipals, at, []),
  ]
}
