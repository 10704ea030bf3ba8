import { z } from 'zod'
import { type AgentIdentity, agentBlueprints, agentIdentities } from '../../datasets/entra/agents.ts'
import { listIn } from '../answer.ts'
import { CollectError, defineCollector, gap, row } from '../collector.ts'
import type { BatchAnswer } from './batch.ts'
import { credentials, credentialsOf } from './credential-rows.ts'
import { batchLimit } from './guard.ts'
import { operations } from './operations.ts'
import { badRow, rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const agent = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  accountEnabled: z.boolean(),
  agentIdentityBlueprintId: z.string(),
  owners: z.array(z.object({ id: z.string() })),
})

/** The largest page that Graph gives of agents and of blueprints. */
const top = 100
const operation = operations.find(({ path }) => path === '/servicePrincipals/{id}/microsoft.graph.agentIdentity/sponsors')

const sponsorsIn = (answer: BatchAnswer | undefined): number => {
  if (answer?.kind === 'failed') throw answer.error
  if (answer?.kind !== 'found' || operation === undefined) throw new CollectError('invalid', 'the agent is there, but not who its sponsors are')
  const sponsors = z.array(z.object({ id: z.string() })).safeParse(listIn(answer.body, operation))
  if (!sponsors.success) throw new CollectError('invalid', 'a sponsor has no id')
  return sponsors.data.length
}

/** Agents with their owners; sponsors are asked for only where there is no owner, twenty agents a request. */
export const agents = defineCollector<EntraSession>({
  name: 'entra-agent-identities',
  gives: [agentIdentities],
  async *collect(session, at) {
    const ownerless: AgentIdentity[] = []
    for await (const item of session.list({ path: '/servicePrincipals/microsoft.graph.agentIdentity', expand: 'owners($select=id)', top })) {
      const parsed = agent.safeParse(item)
      if (!parsed.success) {
        const { data } = z.object({ id: z.string() }).safeParse(item)
        yield badRow(agentIdentities, data?.id ?? 'an agent', parsed.error)
        continue
      }
      const { id, displayName, accountEnabled, agentIdentityBlueprintId: blueprintId, owners } = parsed.data
      const found = { id, scope: at.id, name: displayName ?? id, accountEnabled, blueprintId, owners: owners.length, sponsors: null }
      if (owners.length === 0) ownerless.push(found)
      else yield row(agentIdentities, found)
    }
    for (let start = 0; start < ownerless.length; start += batchLimit) {
      const some = ownerless.slice(start, start + batchLimit)
      const answers = await session.batch(some.map(({ id }) => ({ path: `/servicePrincipals/${id}/microsoft.graph.agentIdentity/sponsors`, select: ['id'] })))
      for (const [index, each] of some.entries()) {
        try {
          yield row(agentIdentities, { ...each, sponsors: sponsorsIn(answers[index]) })
        } catch (error) {
          if (!(error instanceof CollectError)) throw error
          const { reason, message, permission } = error
          yield gap(agentIdentities, reason, message, { part: each.id, ...(permission === undefined ? {} : { permission }) })
        }
      }
    }
  },
})

const blueprint = z.object({ id: z.string(), appId: z.string(), displayName: z.string().nullable(), ...credentials })

export const blueprints = defineCollector<EntraSession>({
  name: 'entra-agent-blueprints',
  gives: [agentBlueprints],
  collect: (session, at) =>
    rowsFrom(
      agentBlueprints,
      at,
      session.list({ path: '/applications/microsoft.graph.agentIdentityBlueprint', select: Object.keys(blueprint.shape), top }),
      blueprint,
      (item, scope) => ({ id: item.id, scope, name: item.displayName ?? item.appId, appId: item.appId, ...credentialsOf(item) }),
    ),
})
