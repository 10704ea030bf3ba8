import type { AzureRoleAssignment } from '../../datasets/azure/authorization.ts'

type ScopePath = Pick<AzureRoleAssignment, 'level' | 'managementGroup' | 'subscription'>

/** What a scope of Azure is, from its path; undefined for none that Azure documents. https://learn.microsoft.com/azure/role-based-access-control/scope-overview */
export const scopePathOf = (at: string): ScopePath | undefined => {
  if (at === '/') return { level: 'root', managementGroup: null, subscription: null }
  const group = /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)\/?$/i.exec(at)?.[1]
  if (group !== undefined) return { level: 'management-group', managementGroup: group.toLowerCase(), subscription: null }
  const [, subscription, resourceGroup, rest] = /^\/subscriptions\/([^/]+)(?:\/resourceGroups\/([^/]+))?(\/.+)?$/i.exec(at) ?? []
  if (subscription === undefined) return undefined
  const level = rest !== undefined ? 'resource' : resourceGroup === undefined ? 'subscription' : 'resource-group'
  return { level, managementGroup: null, subscription: subscription.toLowerCase() }
}

/** The last segment of an id: the GUID of a role definition, a group's name. */
export const lastSegment = (id: string): string => (id.split('/').at(-1) ?? id).toLowerCase()

export const groupPath = (group: string): string => `/providers/Microsoft.Management/managementGroups/${group}`
export const subscriptionPath = (subscription: string): string => `/subscriptions/${subscription}`
