import { z } from 'zod'
import { CollectError } from '../collector.ts'
import { readAtScopes, subscriptionScopes, visibleGroups, withResources } from './at-scopes.ts'
import { bindsRoles } from './role-condition.ts'
import { lastSegment, scopePathOf } from './scope-path.ts'
import type { AzureSession } from './session.ts'

const wire = z.object({
  id: z.string().min(1),
  properties: z.object({
    scope: z.string().min(1),
    roleDefinitionId: z.string().min(1),
    principalId: z.string().min(1),
    principalType: z.string().nullish(),
    condition: z.string().nullish(),
    startDateTime: z.string().nullish(),
    endDateTime: z.string().nullish(),
    assignmentType: z.string().nullish(),
    originRoleAssignmentId: z.string().nullish(),
  }),
})

/** An assignment as Azure gives it, active, eligible or scheduled. Ids in small letters: Azure does not mind their case, and does not keep it. */
export interface WireAssignment extends NonNullable<ReturnType<typeof scopePathOf>> {
  readonly id: string
  readonly at: string
  readonly roleId: string
  readonly principalId: string
  readonly principalType: string
  readonly hasCondition: boolean
  readonly bindsRoles: boolean | null
  readonly startAt: string | null
  readonly endAt: string | null
  readonly assignmentType: string | undefined
  readonly origin: string | undefined
}

/** What is known of assignments, each once, and what could not be read: by scope, or of single rows. `partial`: there may be more. */
export interface Assignments {
  readonly rows: readonly WireAssignment[]
  readonly refused: ReadonlyMap<string, CollectError>
  readonly partial: CollectError | undefined
}

const read = (items: readonly unknown[]): { readonly rows: readonly WireAssignment[]; readonly bad: ReadonlyMap<string, CollectError> } => {
  const rows = new Map<string, WireAssignment>()
  const bad = new Map<string, CollectError>()
  for (const [index, item] of items.entries()) {
    const parsed = wire.safeParse(item)
    const path = parsed.success ? scopePathOf(parsed.data.properties.scope) : undefined
    if (!parsed.success || path === undefined) {
      bad.set(parsed.success ? parsed.data.id : `number ${index + 1}`, new CollectError('invalid', 'the assignment is not as documented'))
      continue
    }
    const { id, properties } = parsed.data
    rows.set(id.toLowerCase(), {
      ...path,
      id: id.toLowerCase(),
      at: properties.scope,
      roleId: lastSegment(properties.roleDefinitionId),
      principalId: properties.principalId.toLowerCase(),
      principalType: properties.principalType ?? 'Unknown',
      hasCondition: (properties.condition ?? '') !== '',
      bindsRoles: bindsRoles(properties.condition ?? ''),
      startAt: properties.startDateTime ?? null,
      endAt: properties.endDateTime ?? null,
      assignmentType: properties.assignmentType ?? undefined,
      origin: properties.originRoleAssignmentId?.toLowerCase(),
    })
  }
  return { rows: [...rows.values()], bad }
}

const path = (scope: string, list: string): string => `${scope}/providers/Microsoft.Authorization/${list}`

const assignmentsQuery = {
  query: "authorizationresources | where type =~ 'microsoft.authorization/roleassignments' | project id, subscriptionId, properties | order by id asc",
  actions: ['Microsoft.Authorization/roleAssignments/read'],
}

/**
 * Assignments in force. Resource Graph has those at subscriptions and below; management groups are asked one by one, and tell with `atScope()`
 * what stands above them, up to `/`. Where not all groups are shown each subscription is asked what it inherits.
 */
export const activeAssignments = (session: AzureSession): Promise<Assignments> =>
  session.once('role assignments', async () => {
    const { scopes, partial } = await visibleGroups(session)
    const asked = partial === undefined ? scopes : [...scopes, ...subscriptionScopes(session)]
    const above = await readAtScopes(session, asked, scope => ({ path: path(scope, 'roleAssignments'), filter: 'atScope()' }))
    const { items, refused } = await withResources(session, above, assignmentsQuery)
    const { rows, bad } = read(items)
    return { rows, refused: new Map([...refused, ...bad]), partial }
  })

const sku = z.object({ capabilityStatus: z.string(), servicePlans: z.array(z.object({ servicePlanName: z.string() })) })

/** Whether the tenant's licences hold PIM. Throws `CollectError` where they cannot be read. */
const mayHavePim = async (session: AzureSession): Promise<boolean> => {
  for await (const item of session.directory.list({ path: '/subscribedSkus', select: ['id', 'capabilityStatus', 'servicePlans'] })) {
    const parsed = sku.safeParse(item)
    if (!parsed.success) throw new CollectError('invalid', 'a licence is not as documented')
    const { capabilityStatus, servicePlans } = parsed.data
    if (
      capabilityStatus !== 'Deleted' &&
      servicePlans.some(({ servicePlanName }) => servicePlanName === 'AAD_PREMIUM_P2' || /^Entra_Identity_Governance$/i.test(servicePlanName))
    )
      return true
  }
  return false
}

/** Whether PIM was refused for want of a licence that the tenant does not have: then there is nothing in it. */
export const isWithoutPim = async (session: AzureSession, refusals: readonly unknown[]): Promise<boolean> => {
  if (!refusals.some(one => one instanceof CollectError && one.reason === 'not-licensed')) return false
  try {
    return !(await mayHavePim(session))
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    return false
  }
}

/** Of PIM: a tenant that Azure and its licences both say has none has nothing in it, which is an answer. A refusal for want of a licence that the tenant has is a gap. */
const ofPim = async (session: AzureSession, list: string, scopes: readonly string[], filter: (scope: string) => string | undefined): Promise<Assignments> => {
  const { items, refused } = await readAtScopes(session, scopes, scope => {
    const chosen = filter(scope)
    return { path: path(scope, list), ...(chosen === undefined ? {} : { filter: chosen }) }
  })
  if (items.length === 0 && (await isWithoutPim(session, [...refused.values()])))
    return { rows: [], refused: new Map([...refused].filter(([, error]) => error.reason !== 'not-licensed')), partial: undefined }
  const { rows, bad } = read(items)
  return { rows, refused: new Map([...refused, ...bad]), partial: undefined }
}

const isSubscription = (scope: string): boolean => scope.startsWith('/subscriptions/')

/** Who is eligible, at each management group and in each subscription. */
export const eligibleAssignments = (session: AzureSession): Promise<Assignments> =>
  session.once('eligible assignments', async () => {
    const { scopes, partial } = await visibleGroups(session)
    const found = await ofPim(session, 'roleEligibilityScheduleInstances', [...scopes, ...subscriptionScopes(session)], scope =>
      isSubscription(scope) ? undefined : 'atScope()',
    )
    return { ...found, partial }
  })

/** What PIM knows of the assignments at these scopes, and above them. */
export const scheduledAssignments = (session: AzureSession, scopes: readonly string[]): Promise<Assignments> =>
  ofPim(session, 'roleAssignmentScheduleInstances', scopes, () => 'atScope()')
