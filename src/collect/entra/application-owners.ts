import { z } from 'zod'
import type { Scope } from '../../dataset.ts'
import { applicationOwners, entraApplications } from '../../datasets/entra/app-registrations.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { CollectError, type Collected, defineCollector, gap, row, type SoFar } from '../collector.ts'
import { isObject } from './answer.ts'
import { isObjectId } from './guard.ts'
import { badRow } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const owner = z.object({ '@odata.type': z.string(), id: z.string() })
const owned = z.object({ id: z.string(), owners: z.array(owner) })

/** Of what is expanded Graph gives no more, and does not say that there is more: https://learn.microsoft.com/graph/query-parameters#expand-parameter */
const mostExpanded = 20

const kinds = [
  { path: '/applications', kind: 'application' as const, known: (sofar: SoFar) => sofar.rows(entraApplications) },
  { path: '/servicePrincipals', kind: 'servicePrincipal' as const, known: (sofar: SoFar) => sofar.rows(servicePrincipals) },
]
type Kind = (typeof kinds)[number]

const owning = (at: Scope, { kind }: Kind, id: string, name: string, by: z.infer<typeof owner>): Collected =>
  row(applicationOwners, {
    id: `${id}/${by.id}`,
    scope: at.id,
    name,
    ownedId: id,
    owned: kind,
    ownerId: by.id,
    ownerType: by['@odata.type'].replace('#microsoft.graph.', ''),
  })

async function* oneByOne(session: EntraSession, at: Scope, kind: Kind, id: string, name: string): AsyncGenerator<Collected, void, undefined> {
  try {
    if (!isObjectId(id)) throw new CollectError('invalid', 'not the id of an application')
    for await (const item of session.list({ path: `${kind.path}/${id}/owners`, select: ['id'], top: 999 })) {
      const parsed = owner.safeParse(item)
      if (!parsed.success) throw new CollectError('invalid', 'an owner has no id or no type')
      yield owning(at, kind, id, name, parsed.data)
    }
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    const { reason, message, permission } = error
    yield gap(applicationOwners, reason, message, { part: id, ...(permission === undefined ? {} : { permission }) })
  }
}

/** Owners come with the lists; those of what has many, or was left out of the list, are asked for one by one. */
export const owners = defineCollector<EntraSession>({
  name: 'entra-application-owners',
  gives: [applicationOwners],
  after: [entraApplications, servicePrincipals],
  async *collect(session, at, sofar) {
    for (const kind of kinds) {
      const names = new Map(kind.known(sofar).map(({ id, name }) => [id, name]))
      const left = new Set(names.keys())
      const crowded: string[] = []
      for await (const item of session.list({ path: kind.path, select: ['id'], expand: 'owners($select=id)', top: 999 })) {
        const parsed = owned.safeParse(item)
        if (!parsed.success) {
          yield badRow(applicationOwners, isObject(item) && typeof item.id === 'string' ? item.id : 'without an id', parsed.error)
          continue
        }
        const { id, owners: by } = parsed.data
        left.delete(id)
        if (by.length >= mostExpanded) crowded.push(id)
        else for (const one of by) yield owning(at, kind, id, names.get(id) ?? id, one)
      }
      for (const id of [...crowded, ...left]) yield* oneByOne(session, at, kind, id, names.get(id) ?? id)
    }
  },
})
