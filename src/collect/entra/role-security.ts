import { z } from 'zod'
import { administrativeUnits, customRoles, pimAlerts, synchronizationFeatures } from '../../datasets/entra/role-security.ts'
import { entraOrganizations } from '../../datasets/entra/tenant.ts'
import { CollectError, type Collected, defineCollector, gap, row } from '../collector.ts'
import { listOfBatch } from './batched.ts'
import type { GraphRead } from './graph-client.ts'
import { isObjectId } from './guard.ts'
import { badRow, rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const alert = z.object({
  id: z.string(),
  isActive: z.boolean(),
  incidentCount: z.number().int().nullable(),
  lastScannedDateTime: z.string().nullable(),
  alertDefinition: z.object({ displayName: z.string().nullable(), severityLevel: z.string().nullable() }).nullable(),
  alertConfiguration: z.object({ isEnabled: z.boolean().nullable() }).nullable(),
})

/** Beta only. https://learn.microsoft.com/graph/api/rolemanagementalert-list-alerts */
export const alerts = defineCollector<EntraSession>({
  name: 'entra-pim-alerts',
  gives: [pimAlerts],
  collect: (session, at) =>
    rowsFrom(
      pimAlerts,
      at,
      session.list({
        path: '/identityGovernance/roleManagementAlerts/alerts',
        version: 'beta',
        filter: "scopeId eq '/' and scopeType eq 'DirectoryRole'",
        expand: 'alertDefinition,alertConfiguration',
      }),
      alert,
      ({ id, isActive, incidentCount, lastScannedDateTime, alertDefinition, alertConfiguration }, scope) => ({
        id,
        scope,
        name: alertDefinition?.displayName ?? id,
        isActive,
        isEnabled: alertConfiguration?.isEnabled ?? null,
        incidentCount: incidentCount ?? 0,
        severity: alertDefinition?.severityLevel ?? null,
        lastScannedAt: lastScannedDateTime,
      }),
    ),
})

const customRole = z.object({
  id: z.string(),
  displayName: z.string(),
  isEnabled: z.boolean(),
  rolePermissions: z.array(z.object({ allowedResourceActions: z.array(z.string()) })),
})

/** What custom roles allow; of built-in ones Microsoft tells what they are. https://learn.microsoft.com/graph/api/rbacapplication-list-roledefinitions */
export const ownRoles = defineCollector<EntraSession>({
  name: 'entra-custom-roles',
  gives: [customRoles],
  collect: (session, at) =>
    rowsFrom(
      customRoles,
      at,
      session.list({
        path: '/roleManagement/directory/roleDefinitions',
        version: 'beta',
        select: ['id', 'displayName', 'isEnabled', 'rolePermissions'],
        filter: 'isBuiltIn eq false',
      }),
      customRole,
      ({ id, displayName, isEnabled, rolePermissions }, scope) => ({
        id,
        scope,
        name: displayName,
        isEnabled,
        actions: [...new Set(rolePermissions.flatMap(({ allowedResourceActions }) => allowedResourceActions))].sort(),
      }),
    ),
})

const unit = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  isMemberManagementRestricted: z.boolean().nullable(),
  visibility: z.string().nullable(),
})
const member = z.object({ id: z.string() })
const unitsAtOnce = 20
/** Larger units are for regions and schools, not for administrators. */
const MOST_PAGES = 3

const membersOf = (id: string): GraphRead => ({ path: `/directory/administrativeUnits/${id}/members`, select: ['id'], top: 999, pages: MOST_PAGES })

/** https://learn.microsoft.com/graph/api/directory-list-administrativeunits, with members, twenty units a request. */
export const units = defineCollector<EntraSession>({
  name: 'entra-administrative-units',
  gives: [administrativeUnits],
  async *collect(session, at): AsyncGenerator<Collected, void, undefined> {
    const found: z.infer<typeof unit>[] = []
    const select = Object.keys(unit.shape)
    let index = 0
    for await (const item of session.list({ path: '/directory/administrativeUnits', select })) {
      const parsed = unit.safeParse(item)
      index++
      if (!parsed.success) yield badRow(administrativeUnits, `number ${index}`, parsed.error)
      else if (isObjectId(parsed.data.id)) found.push(parsed.data)
      else yield gap(administrativeUnits, 'invalid', 'not the id of an administrative unit', { part: parsed.data.id })
    }
    for (let start = 0; start < found.length; start += unitsAtOnce) {
      const some = found.slice(start, start + unitsAtOnce)
      const answers = await session.batch(some.map(({ id }) => membersOf(id)))
      for (const [which, { id, displayName, isMemberManagementRestricted, visibility }] of some.entries()) {
        const members: string[] = []
        let isCut = false
        try {
          for await (const each of listOfBatch(session, membersOf(id), answers[which])) {
            const parsed = member.safeParse(each)
            if (!parsed.success) throw new CollectError('invalid', 'a member has no id')
            members.push(parsed.data.id)
          }
        } catch (error) {
          if (!(error instanceof CollectError)) throw error
          if (error.reason !== 'not-collected') {
            yield gap(administrativeUnits, error.reason, error.message, {
              part: id,
              ...(error.permission === undefined ? {} : { permission: error.permission }),
            })
            continue
          }
          isCut = true
        }
        // Graph answers an empty list, not a refusal, to who may not see hidden members.
        if (visibility === 'HiddenMembership' && members.length === 0) isCut = true
        yield row(administrativeUnits, {
          id,
          scope: at.id,
          name: displayName ?? id,
          isMemberManagementRestricted: isMemberManagementRestricted === true,
          members,
          isCut,
        })
      }
    }
  },
})

const synchronization = z.object({
  id: z.string(),
  features: z.object({ blockSoftMatchEnabled: z.boolean(), blockCloudObjectTakeoverThroughHardMatchEnabled: z.boolean() }),
})

/** Asked only where a directory is synchronized, and only of a person: elsewhere there is nothing to tell. https://learn.microsoft.com/graph/api/onpremisesdirectorysynchronization-get */
export const synchronizationSettings = defineCollector<EntraSession>({
  name: 'entra-synchronization-features',
  gives: [synchronizationFeatures],
  after: [entraOrganizations],
  async *collect(session, at, sofar): AsyncGenerator<Collected, void, undefined> {
    if (sofar.isComplete(entraOrganizations) && sofar.rows(entraOrganizations).every(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled !== true)) return
    if (session.mode() === 'app') {
      yield gap(synchronizationFeatures, 'out-of-reach', 'only a signed-in Global Administrator can read it, and this scan signs in as an application')
      return
    }
    const list = session.list({ path: '/directory/onPremisesSynchronization' })
    yield* rowsFrom(synchronizationFeatures, at, list, synchronization, ({ id, features }, scope) => ({
      id,
      scope,
      name: at.name,
      blocksSoftMatch: features.blockSoftMatchEnabled,
      blocksHardMatchTakeover: features.blockCloudObjectTakeoverThroughHardMatchEnabled,
    }))
  },
})
