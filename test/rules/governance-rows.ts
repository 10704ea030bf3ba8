import type { AccessPackagePolicy, LifecycleWorkflow } from '../../src/datasets/entra/entitlements.ts'
import type { RiskyServicePrincipal, RiskyUser } from '../../src/datasets/entra/identity-risk.ts'

type Without<R> = Omit<R, 'scope'>

/** A policy as it should be: approved, reviewed, and over after a quarter. */
export const packagePolicy = (name: string, more: Partial<AccessPackagePolicy> = {}): Without<AccessPackagePolicy> => ({
  id: `policy-${name}`,
  name,
  packageName: `${name} package`,
  allowedTargetScope: 'allMemberUsers',
  isAutomatic: false,
  isApprovalRequired: true,
  expirationType: 'afterDuration',
  duration: 'P90D',
  isReviewed: true,
  ...more,
})

/** A workflow that is switched on and starts by itself. */
export const workflow = (category: string, more: Partial<LifecycleWorkflow> = {}): Without<LifecycleWorkflow> => ({
  id: `workflow-${category}`,
  name: category,
  category,
  isEnabled: true,
  isScheduled: true,
  ...more,
})

/** Somebody at high risk since this morning. */
export const riskyUser = (name: string, more: Partial<RiskyUser> = {}): Without<RiskyUser> => ({
  id: `u-${name}`,
  name,
  riskLevel: 'high',
  riskState: 'atRisk',
  since: '2026-11-24T00:00:00Z',
  isDeleted: false,
  ...more,
})

/** An application at high risk since this morning. */
export const riskyApplication = (name: string, more: Partial<RiskyServicePrincipal> = {}): Without<RiskyServicePrincipal> => ({
  id: `sp-${name}`,
  name,
  riskLevel: 'high',
  riskState: 'atRisk',
  since: '2026-11-24T00:00:00Z',
  appId: `app-${name}`,
  isEnabled: true,
  ...more,
})
