import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { type ApplicationPermission, applicationPermissions } from '../../datasets/entra/application-permissions.ts'
import { CollectError, type Collected, defineCollector, gap } from '../collector.ts'
import { objectOf } from './answer.ts'
import type { BatchAnswer } from './batch.ts'
import type { GraphRead } from './graph-client.ts'
import { operations } from './operations.ts'
import { badRow, rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

/** Microsoft Graph, Azure AD Graph, Exchange Online: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const apis = ['00000003-0000-0000-c000-000000000000', '00000002-0000-0000-c000-000000000000', '00000002-0000-0ff1-ce00-000000000000']

const api = z.object({ id: z.string(), appId: z.string(), appRoles: z.array(z.object({ id: z.string(), value: z.string().nullable() })) })
type Api = z.infer<typeof api>

const assignment = z.object({
  id: z.string(),
  principalId: z.string(),
  principalType: z.string(),
  principalDisplayName: z.string().nullish(),
  appRoleId: z.string(),
})

const assignedRead = (id: string): GraphRead => ({ path: `/servicePrincipals/${id}/appRoleAssignedTo`, top: 999 })
const assignedOperation = operations.find(({ path }) => path === '/servicePrincipals/{id}/appRoleAssignedTo')

async function* assignmentsOf(session: EntraSession, { id }: Api, answer: BatchAnswer | undefined): AsyncGenerator<unknown, void, undefined> {
  if (answer?.kind === 'failed') throw answer.error
  if (answer?.kind !== 'found' || assignedOperation === undefined) throw new CollectError('invalid', 'the API is there, but not who may use it')
  yield* session.listFrom(assignedRead(id), objectOf(answer.body, assignedOperation))
}

async function* granted(session: EntraSession, at: Scope, found: Api, answer: BatchAnswer | undefined): AsyncGenerator<Collected, void, undefined> {
  const values = new Map(found.appRoles.map(({ id, value }) => [id, value]))
  try {
    yield* rowsFrom(applicationPermissions, at, assignmentsOf(session, found, answer), assignment, (item, scope): ApplicationPermission => {
      const { appRoleId, principalDisplayName, ...kept } = item
      return { ...kept, scope, name: principalDisplayName ?? item.principalId, apiId: found.appId, permission: values.get(appRoleId) ?? null }
    })
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    const { reason, message, permission } = error
    yield gap(applicationPermissions, reason, message, { part: found.appId, ...(permission === undefined ? {} : { permission }) })
  }
}

/** Asked of the APIs, which know all who may use them, and not of each application. */
export const permissionsOfApplications = defineCollector<EntraSession>({
  name: 'entra-application-permissions',
  gives: [applicationPermissions],
  async *collect(session, at) {
    const found: Api[] = []
    const filter = `appId in (${apis.map(id => `'${id}'`).join(',')})`
    for await (const item of session.list({ path: '/servicePrincipals', select: ['id', 'appId', 'appRoles'], filter })) {
      const parsed = api.safeParse(item)
      if (parsed.success) found.push(parsed.data)
      else yield badRow(applicationPermissions, 'an API', parsed.error)
    }
    if (found.length === 0) return
    const answers = await session.batch(found.map(({ id }) => assignedRead(id)))
    for (const [index, each] of found.entries()) yield* granted(session, at, each, answers[index])
  },
})
