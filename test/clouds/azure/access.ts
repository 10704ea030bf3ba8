import { groupScope, subscriptionScope } from './azure.ts'
import type { AzureFixture } from './azure-fixture.ts'

const lower = (text: string): string => text.toLowerCase()

const aboveGroup = (azure: AzureFixture, id: string): readonly string[] => {
  if (lower(id) === lower(azure.tenant)) return ['/']
  const parent = azure.groups.find(group => lower(group.id) === lower(id))?.parent ?? azure.tenant
  return [groupScope(parent), ...aboveGroup(azure, parent)]
}

/** A scope and every scope above it, up to `/`. */
export const withAncestors = (azure: AzureFixture, scope: string): readonly string[] => {
  if (scope === '/') return ['/']
  const group = /^\/providers\/Microsoft\.Management\/managementGroups\/([^/]+)$/i.exec(scope)?.[1]
  if (group !== undefined) return [scope, ...aboveGroup(azure, group)]
  const subscription = /^\/subscriptions\/([^/]+)/i.exec(scope)?.[1] ?? ''
  const own = subscriptionScope(subscription)
  const parent = azure.subscriptions.find(({ id }) => lower(id) === lower(subscription))?.parent ?? azure.tenant
  return [...(lower(scope) === lower(own) ? [] : [scope]), own, groupScope(parent), ...aboveGroup(azure, parent)]
}

/** Whether one scope is another, or lies in it. */
export const isIn = (azure: AzureFixture, scope: string, outer: string): boolean => withAncestors(azure, scope).some(one => lower(one) === lower(outer))

const matches = (pattern: string, action: string): boolean => new RegExp(`^${pattern.replace(/[.()]/g, '\\$&').replaceAll('*', '.*')}$`, 'i').test(action)

/** What a client holds at a scope, from there and from above. */
export const heldAt = (azure: AzureFixture, clientId: string, scope: string) =>
  azure.callers
    .filter(caller => caller.clientId === clientId && isIn(azure, scope, caller.scope))
    .map(({ actions, notActions = [] }) => ({ actions, notActions, dataActions: [], notDataActions: [] }))

/** Whether a client may do this at a scope. */
export const isAllowed = (azure: AzureFixture, clientId: string, action: string, scope: string): boolean =>
  heldAt(azure, clientId, scope).some(({ actions, notActions }) => actions.some(one => matches(one, action)) && !notActions.some(one => matches(one, action)))

/** Whether a client has any role there or below, which is what lists go by. */
export const isVisible = (azure: AzureFixture, clientId: string, scope: string): boolean =>
  azure.callers.some(caller => caller.clientId === clientId && (isIn(azure, scope, caller.scope) || isIn(azure, caller.scope, scope)))
