import { nativeId } from '../../dataset.ts'
import { azureSubscriptions, managementGroups, subscriptionStates } from '../../datasets/azure/hierarchy.ts'
import { CollectError, defineCollector, gap, row } from '../collector.ts'
import { gapOf } from './gaps.ts'
import type { AzureSession } from './session.ts'
import { hiddenSubscriptions, listedSubscriptions } from './subscription-list.ts'
import { treeOf } from './tree.ts'

/** Management groups and subscriptions. Without the root management group what can be seen is brought, and said to be a part. */
export const hierarchy = defineCollector<AzureSession>({
  name: 'azure-hierarchy',
  gives: [managementGroups, azureSubscriptions],
  async *collect(session, at) {
    const { placed, partial } = await treeOf(session)
    for (const { kind, id, name, parent } of placed)
      if (kind === 'group') yield row(managementGroups, { id, scope: at.id, name, parent, isRoot: id === session.tenant })
    const listed = new Map((await listedSubscriptions(session)).map(one => [one.id, one]))
    const parents = new Map(placed.flatMap(({ kind, id, parent }) => (kind === 'subscription' ? [[id, parent] as const] : [])))
    const asked = new Set(session.subscriptions)
    for (const { id, name, state } of listed.values())
      yield row(azureSubscriptions, { id, scope: at.id, name, state, managementGroup: parents.get(id) ?? null, isAsked: asked.has(id) })
    for (const { id, error } of await hiddenSubscriptions(session, { placed })) yield gapOf(azureSubscriptions, error, id)
    if (partial === undefined) return
    const more = partial.permission === undefined ? {} : { permission: partial.permission }
    yield gap(managementGroups, partial.reason, partial.message, more)
    yield gap(azureSubscriptions, partial.reason, partial.message, more)
  },
})

/** Of the list that discovery has asked for. */
export const states = defineCollector<AzureSession>({
  name: 'azure-subscription-states',
  gives: [subscriptionStates],
  async *collect(session, at) {
    const own = (await listedSubscriptions(session)).find(({ id }) => id === nativeId(at.id))
    if (own === undefined) throw new CollectError('invalid', 'the subscription is not among those that are listed')
    yield row(subscriptionStates, { id: own.id, scope: at.id, name: own.name, state: own.state })
  },
})
