import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { awsApplicationAssignments, awsApplications, servicePrincipals } from '../../datasets/entra/applications.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { isObject } from './answer.ts'
import { type AwsFederation, awsFederationOf } from './aws-sign-in.ts'
import { badRow, rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const strings = z.array(z.string())

const listed = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullable(),
  // Both may be null in Graph's model; an application that is not known to be disabled is on.
  accountEnabled: z
    .boolean()
    .nullable()
    .transform(enabled => enabled ?? true),
  servicePrincipalType: z
    .string()
    .nullable()
    .transform(type => type ?? 'Unknown'),
  appOwnerOrganizationId: z.string().nullable(),
  appRoleAssignmentRequired: z.boolean(),
  applicationTemplateId: z.string().nullable(),
  preferredSingleSignOnMode: z.string().nullable(),
  loginUrl: z.string().nullable(),
  replyUrls: strings,
  servicePrincipalNames: strings,
})
type Listed = z.infer<typeof listed>

const details = z.object({
  appRoles: z.array(z.object({ id: z.string(), displayName: z.string().nullable(), value: z.string().nullable() })),
  keyCredentials: z.array(z.object({ keyId: z.string(), usage: z.string(), startDateTime: z.string().nullish(), endDateTime: z.string().nullish() })),
})

const assignment = z.object({
  id: z.string(),
  principalId: z.string(),
  principalType: z.string(),
  principalDisplayName: z.string().nullish(),
  resourceId: z.string(),
  appRoleId: z.string(),
})

/** Turns a failure about one application into gaps of that part only. */
async function* partly(
  datasets: readonly (typeof awsApplications | typeof awsApplicationAssignments)[],
  part: string,
  read: () => AsyncIterable<Collected>,
): AsyncGenerator<Collected, void, undefined> {
  try {
    yield* read()
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    const { reason, message, permission } = error
    for (const dataset of datasets) yield gap(dataset, reason, message, { part, ...(permission === undefined ? {} : { permission }) })
  }
}

async function* application(session: EntraSession, at: Scope, app: Listed, federation: AwsFederation): AsyncGenerator<Collected, void, undefined> {
  // Roles and keys are asked for here and not in the list, where Graph throttles them: https://learn.microsoft.com/graph/api/resources/serviceprincipal
  const parsed = details.safeParse(await session.get({ path: `/servicePrincipals/${app.id}`, select: ['appRoles', 'keyCredentials'] }))
  if (!parsed.success) {
    yield badRow(awsApplications, app.id, parsed.error)
    return
  }
  const { appOwnerOrganizationId: _owner, servicePrincipalType: _type, displayName, ...kept } = app
  yield row(awsApplications, {
    ...kept,
    ...federation,
    scope: at.id,
    name: displayName ?? app.appId,
    appRoles: parsed.data.appRoles,
    certificates: parsed.data.keyCredentials.map(({ keyId, usage, startDateTime = null, endDateTime = null }) => ({
      keyId,
      usage,
      startAt: startDateTime,
      endAt: endDateTime,
    })),
  })
}

const assignments = (session: EntraSession, at: Scope, app: Listed): AsyncIterable<Collected> =>
  rowsFrom(
    awsApplicationAssignments,
    at,
    session.list({ path: `/servicePrincipals/${app.id}/appRoleAssignedTo`, top: 999 }),
    assignment,
    ({ principalDisplayName, ...kept }, scope) => ({ ...kept, scope, name: principalDisplayName ?? kept.principalId }),
  )

/** Every enterprise application once, and of those that federate to AWS the roles, certificates and assignments. */
export const applications = defineCollector<EntraSession>({
  name: 'entra-applications',
  gives: [servicePrincipals, awsApplications, awsApplicationAssignments],
  async *collect(session, at) {
    const select = [...Object.keys(listed.shape)]
    const found: { readonly app: Listed; readonly federation: AwsFederation }[] = []
    for await (const item of session.list({ path: '/servicePrincipals', select, top: 999 })) {
      const parsed = listed.safeParse(item)
      if (!parsed.success) {
        const which = isObject(item) && typeof item.id === 'string' ? item.id : 'without an id'
        // It may have been an application of AWS, so those tables are not complete either.
        for (const dataset of [servicePrincipals, awsApplications, awsApplicationAssignments]) yield badRow(dataset, which, parsed.error)
        continue
      }
      const { id, appId, displayName, accountEnabled, servicePrincipalType, appOwnerOrganizationId } = parsed.data
      yield row(servicePrincipals, { id, scope: at.id, name: displayName ?? appId, appId, accountEnabled, servicePrincipalType, appOwnerOrganizationId })
      const federation = awsFederationOf(parsed.data)
      if (federation !== undefined) found.push({ app: parsed.data, federation })
    }
    for (const { app, federation } of found) {
      yield* partly([awsApplications], app.id, () => application(session, at, app, federation))
      yield* partly([awsApplicationAssignments], app.id, () => assignments(session, at, app))
    }
  },
})
