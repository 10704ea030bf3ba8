import { z } from 'zod'
import { azureCustomRoles } from '../../datasets/azure/authorization.ts'
import { ownerActions } from '../../datasets/azure/custom-role-powers.ts'
import { CollectError, defineCollector, row } from '../collector.ts'
import { readAtScopes, subscriptionScopes, visibleGroups, withResources } from './at-scopes.ts'
import { gapsIn } from './gaps.ts'
import { lastSegment } from './scope-path.ts'
import type { AzureSession } from './session.ts'

const wire = z.object({
  id: z.string().min(1),
  properties: z.object({
    roleName: z.string(),
    type: z.string(),
    assignableScopes: z.array(z.string()),
    permissions: z.array(z.object({ actions: z.array(z.string()), notActions: z.array(z.string()).nullish() })),
  }),
})
type Definition = z.infer<typeof wire>

const permissionsOf = ({ permissions }: Definition['properties']) => permissions.map(({ actions, notActions }) => ({ actions, notActions: notActions ?? [] }))

interface Definitions {
  readonly byId: ReadonlyMap<string, Definition>
  readonly refused: ReadonlyMap<string, CollectError>
  readonly partial: CollectError | undefined
}

const customQuery = {
  query:
    "authorizationresources | where type =~ 'microsoft.authorization/roledefinitions' and properties.type =~ 'CustomRole' | project id, subscriptionId, properties | order by id asc",
  actions: ['Microsoft.Authorization/roleDefinitions/read'],
}

/** Every role that can be assigned: built-in ones and those of the management groups from Azure Resource Manager, those of subscriptions from Resource Graph. */
const definitionsOf = (session: AzureSession): Promise<Definitions> =>
  session.once('role definitions', async () => {
    const { scopes, partial } = await visibleGroups(session)
    const asked = partial === undefined ? scopes : [...scopes, ...subscriptionScopes(session)]
    const above = await readAtScopes(session, asked, scope => ({ path: `${scope}/providers/Microsoft.Authorization/roleDefinitions` }))
    const { items, refused: unread } = await withResources(session, above, customQuery)
    const refused = new Map(unread)
    const byId = new Map<string, Definition>()
    for (const [index, item] of items.entries()) {
      const parsed = wire.safeParse(item)
      if (parsed.success) byId.set(lastSegment(parsed.data.id), parsed.data)
      else refused.set(`number ${index + 1}`, new CollectError('invalid', 'the role definition is not as documented'))
    }
    return { byId, refused, partial }
  })

/** What is known of a role beside its GUID, as far as it can be read. */
export interface NamedRole {
  readonly name: string
  readonly isCustom: boolean
  /** Of a custom role: whether its holders can make themselves owner. */
  readonly isOwnerLike: boolean
}

/** Roles by GUID. What could not be read is not in it: a name is told to people, and decides nothing. */
export const namedRoles = async (session: AzureSession): Promise<ReadonlyMap<string, NamedRole>> => {
  try {
    const { byId } = await definitionsOf(session)
    return new Map(
      [...byId].map(([id, { properties }]) => {
        const isCustom = properties.type === 'CustomRole'
        return [id, { name: properties.roleName, isCustom, isOwnerLike: isCustom && ownerActions({ permissions: permissionsOf(properties) }).length > 0 }]
      }),
    )
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    return new Map()
  }
}

export const customRoles = defineCollector<AzureSession>({
  name: 'azure-custom-roles',
  gives: [azureCustomRoles],
  async *collect(session, at) {
    const { byId, refused, partial } = await definitionsOf(session)
    for (const [id, { properties }] of byId) {
      if (properties.type !== 'CustomRole') continue
      yield row(azureCustomRoles, {
        id,
        scope: at.id,
        name: properties.roleName,
        permissions: permissionsOf(properties),
        assignableScopes: properties.assignableScopes,
      })
    }
    yield* gapsIn(azureCustomRoles, { refused, partial })
  },
})
