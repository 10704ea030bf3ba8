import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { awsApplicationAssignments, awsApplications, type ServicePrincipal, servicePrincipals } from '../../datasets/entra/applications.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { isObject } from './answer.ts'
import { type AwsFederation, awsFederationOf } from './aws-sign-in.ts'
import { credentials, credentialsOf } from './credential-rows.ts'
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
  preferredTokenSigningKeyThumbprint: z.string().nullable(),
  verifiedPublisher: z.object({ verifiedPublisherId: z.string().nullish() }).nullable(),
  ...credentials,
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
  // Roles are asked for here and not in the list: those of Microsoft's own applications are hundreds.
  const parsed = details.safeParse(await session.get({ path: `/servicePrincipals/${app.id}`, select: ['appRoles', 'keyCredentials'] }))
  if (!parsed.success) {
    yield badRow(awsApplications, app.id, parsed.error)
    return
  }
  const { id, appId, accountEnabled, appRoleAssignmentRequired, applicationTemplateId, preferredSingleSignOnMode, loginUrl, replyUrls, servicePrincipalNames } =
    app
  yield row(awsApplications, {
    id,
    appId,
    accountEnabled,
    appRoleAssignmentRequired,
    applicationTemplateId,
    preferredSingleSignOnMode,
    loginUrl,
    replyUrls,
    servicePrincipalNames,
    ...federation,
    scope: at.id,
    name: app.displayName ?? appId,
    appRoles: parsed.data.appRoles,
    certificates: parsed.data.keyCredentials.map(({ keyId, usage, startDateTime = null, endDateTime = null }) => ({
      keyId,
      usage,
      startAt: startDateTime,
      endAt: endDateTime,
    })),
  })
}

const servicePrincipal = (app: Listed, scope: string): ServicePrincipal => ({
  id: app.id,
  scope,
  name: app.displayName ?? app.appId,
  appId: app.appId,
  accountEnabled: app.accountEnabled,
  servicePrincipalType: app.servicePrincipalType,
  appOwnerOrganizationId: app.appOwnerOrganizationId,
  appRoleAssignmentRequired: app.appRoleAssignmentRequired,
  preferredSingleSignOnMode: app.preferredSingleSignOnMode,
  preferredTokenSigningKeyThumbprint: app.preferredTokenSigningKeyThumbprint,
  verifiedPublisherId: app.verifiedPublisher?.verifiedPublisherId ?? null,
  ...credentialsOf(app),
})

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
      yield row(servicePrincipals, servicePrincipal(parsed.data, at.id))
      const federation = awsFederationOf(parsed.data)
      if (federation !== undefined) found.push({ app: parsed.data, federation })
    }
    for (const { app, federation } of found) {
      yield* partly([awsApplications], app.id, () => application(session, at, app, federation))
      yield* partly([awsApplicationAssignments], app.id, () => assignments(session, at, app))
    }
  },
})
