import { z } from 'zod'
import { passThroughAgents } from '../../datasets/entra/pass-through-agents.ts'
import { entraOrganizations } from '../../datasets/entra/tenant.ts'
import { type Collected, defineCollector, gap } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const agent = z.object({ id: z.string(), machineName: z.string().nullable(), status: z.string() })

/** Asked only where a directory is synchronized, and only of a person. https://learn.microsoft.com/graph/api/onpremisesagent-list */
export const passwordAgents = defineCollector<EntraSession>({
  name: 'entra-pass-through-agents',
  gives: [passThroughAgents],
  after: [entraOrganizations],
  async *collect(session, at, sofar): AsyncGenerator<Collected, void, undefined> {
    if (sofar.isComplete(entraOrganizations) && sofar.rows(entraOrganizations).every(({ onPremisesSyncEnabled }) => onPremisesSyncEnabled !== true)) return
    if (session.mode() === 'app') {
      yield gap(passThroughAgents, 'out-of-reach', 'only a signed-in person can read it, and this scan signs in as an application')
      return
    }
    const list = session.list({ path: '/onPremisesPublishingProfiles/authentication/agents', version: 'beta' })
    yield* rowsFrom(passThroughAgents, at, list, agent, ({ id, machineName, status }, scope) => ({
      id,
      scope,
      name: machineName ?? id,
      status: status.toLowerCase(),
    }))
  },
})
