import { z } from 'zod'
import { type Scope, UNIDENTIFIED } from '../../dataset.ts'
import { AuthenticationError, CollectError, type Discovered, type Source } from '../collector.ts'
import { basisOf } from '../entra/basis.ts'
import type { SessionOptions } from '../entra/session-settings.ts'
import { claimsOf } from '../entra/token-claims.ts'
import { isAsked } from './asked.ts'
import { caught } from './caught.ts'
import { azureCollectors } from './collectors.ts'
import { type AzureEntry, type AzureSession, connectAzure } from './session.ts'
import { hiddenSubscriptions, type Listed, listedSubscriptions } from './subscription-list.ts'
import { treeOf } from './tree.ts'

const guid = z.guid()

const hierarchyOf = (tenant: string, name: string): Scope => ({
  id: `azure-hierarchy/${tenant}`,
  kind: 'azure-hierarchy',
  name,
  parent: `entra-tenant/${tenant}`,
})
const subscriptionOf = (id: string, name: string, parent: Scope): Scope => ({
  id: `azure-subscription/${id}`,
  kind: 'azure-subscription',
  name,
  parent: parent.id,
})

/** A scope that nobody can enter, and why. */
const dark = (scope: Scope, error: CollectError): Discovered<AzureSession> => ({
  scope,
  gaps: [{ reason: error.reason, detail: error.message, ...(error.permission === undefined ? {} : { permission: error.permission }) }],
})

const invisible = new CollectError(
  'denied',
  'the subscription was asked for by its id, and the identity that scans may not see it',
  'Microsoft.Resources/subscriptions/read',
)

/**
 * The Azure of one tenant of the config as a source: the scope `azure-hierarchy/<tenant id>`, and below it one for each subscription that is asked
 * for. One that stands in the tree of management groups and is not listed is dark. Where all are asked for and not all can be known, a subscription `unidentified` stands for those that are not shown. Discovery throws
 * `AuthenticationError` when no token is to be had, or one of another tenant.
 */
export const azureSource = (entry: AzureEntry, options: SessionOptions): Source<AzureSession> => ({
  cloud: 'azure',
  label: entry.tenant,
  collectors: azureCollectors,
  async *discover() {
    const connection = connectAzure(entry, options)
    const configured = guid.safeParse(entry.tenant).data?.toLowerCase()
    const refused = hierarchyOf(configured ?? UNIDENTIFIED, entry.tenant)
    const token = await caught(connection.signIn())
    if (token instanceof CollectError) throw new AuthenticationError(refused, token.message, token)
    const claims = claimsOf(token)
    const tenant = claims.tenant?.toLowerCase() ?? configured
    if (tenant === undefined) throw new CollectError('invalid', 'the token does not say its tenant, and the configuration gives only a domain of it')
    if (configured !== undefined && tenant !== configured)
      throw new AuthenticationError(refused, `the credentials are those of the tenant ${tenant}, not of ${entry.tenant}`)

    const lookingAround = connection.session(tenant, [])
    const [listed, tree] = await Promise.all([caught(listedSubscriptions(lookingAround)), caught(treeOf(lookingAround))])
    const seen: readonly Listed[] = listed instanceof CollectError ? [] : listed
    const asked = seen.filter(({ id }) => isAsked(entry, id))
    const hierarchy = hierarchyOf(tenant, entry.tenant)
    const session = connection.session(
      tenant,
      asked.map(({ id }) => id),
    )
    const identity = claims.person === undefined ? `application ${claims.application ?? `of method ${entry.auth.method}`}` : `person ${claims.person}`
    const basis = () => basisOf(entry, claims, [...session.subscriptions].sort())
    yield { scope: hierarchy, session, identity, basis, requests: () => [...lookingAround.requests(), ...session.requests()] }

    for (const { id, name } of asked) {
      const own = connection.session(tenant, session.subscriptions)
      yield { scope: subscriptionOf(id, name, hierarchy), session: own, identity, basis, requests: own.requests }
    }
    const { subscriptions } = entry.azure
    if (subscriptions !== 'all' && 'include' in subscriptions) {
      const missing = subscriptions.include.map(id => id.toLowerCase()).filter(id => !asked.some(one => one.id === id))
      for (const id of missing) yield dark(subscriptionOf(id, id, hierarchy), listed instanceof CollectError ? listed : invisible)
      return
    }
    const hidden = listed instanceof CollectError || tree instanceof CollectError ? [] : await hiddenSubscriptions(lookingAround, tree)
    for (const { id, name, error } of hidden) if (isAsked(entry, id)) yield dark(subscriptionOf(id, name, hierarchy), error)
    const more = listed instanceof CollectError ? listed : tree instanceof CollectError ? tree : tree.partial
    if (more !== undefined) yield dark(subscriptionOf(UNIDENTIFIED, `subscriptions of ${entry.tenant} that are not shown`, hierarchy), more)
  },
})
