import type { Row } from '../../dataset.ts'
import { identityStoreUsers } from '../../datasets/aws/identity-store.ts'
import { identityCenterInstances } from '../../datasets/aws/organization.ts'
import { defineView, type Table, tableOf } from '../needs.ts'
import { applicationsByTenant } from './aws-federation.ts'
import { darkInWords } from './dark-words.ts'
import { entraPeople } from './entra-people.ts'

/** The identity store of an organization, and what ties it to Entra; `id` is the organization's scope. */
export interface IdentityStoreTie extends Row {
  readonly stores: readonly string[]
  /** What proves that people come from Entra, in words; absent: nothing does. */
  readonly by?: string | undefined
  /** What could hide a proof. */
  readonly open: readonly string[]
  readonly users: number
  /** Those that some other directory knows under an id of its own: they were provisioned. */
  readonly provisioned: number
}

/**
 * Whether the users of an organization's Identity Center come from a scanned tenant: an enabled application of it names the identity store, or a user of the
 * store has the object id of a user of the tenant. AWS does not tell which identity provider an Identity Center has. No row: it has no Identity Center.
 */
export const identityStoreTies = defineView({
  name: 'identity-store-ties',
  per: 'aws-organization',
  needs: { identityCenterInstances, identityStoreUsers, applicationsByTenant, entraPeople },
  handlesDark: true,
  build({ identityCenterInstances, identityStoreUsers, applicationsByTenant, entraPeople }, at, missing): Table<IdentityStoreTie> {
    const stores = [...identityCenterInstances].map(({ identityStoreId }) => identityStoreId.toLowerCase())
    const unread = missing('identityCenterInstances')
    if (stores.length === 0 && unread.length === 0) return tableOf([])
    const applications = [...applicationsByTenant.parts.values()].flat().filter(({ federatesTo }) => federatesTo === 'identity-center')
    const toStore = applications.find(({ stores: named }) => named.some(store => stores.includes(store)))
    const provisioned = [...identityStoreUsers].filter(({ externalIds }) => (externalIds ?? []).length > 0)
    const known = provisioned.find(({ externalIds }) => externalIds?.some(({ id }) => entraPeople.has(id)))
    const vague = applications.filter(({ isSetUp, stores: named }) => isSetUp && named.length === 0)
    return tableOf([
      {
        id: at.id,
        scope: at.id,
        name: at.name,
        stores,
        ...(toStore !== undefined
          ? { by: `application ${toStore.name} names its identity store ${toStore.stores.join(', ')}` }
          : known !== undefined
            ? { by: `user ${known.name} of it has the object id of a user of Entra` }
            : {}),
        open: [
          ...darkInWords([...unread, ...missing('identityStoreUsers'), ...applicationsByTenant.dark, ...entraPeople.dark]),
          ...vague.map(({ name }) => `application ${name} federates to an Identity Center and does not tell to which`),
        ],
        users: identityStoreUsers.size,
        provisioned: provisioned.length,
      },
    ])
  },
})
