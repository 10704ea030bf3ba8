import { z } from 'zod'
import { conditionalAccessSettings } from '../../datasets/entra/conditional-access-settings.ts'
import { CollectError, type Collected, defineCollector, gap } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'
import { single } from './single.ts'

const wire = z.object({
  exclusions: z
    .object({
      allResourcesExclusions: z.object({ userActionExclusions: z.array(z.object({ userAction: z.string(), state: z.string() })) }).nullable(),
    })
    .nullable(),
})

/**
 * The gap is of a part: what is bound by policies for all resources stays decided everywhere else.
 * https://learn.microsoft.com/graph/api/conditionalaccesssettings-get?view=graph-rest-beta
 */
export const accessSettings = defineCollector<EntraSession>({
  name: 'entra-conditional-access-settings',
  gives: [conditionalAccessSettings],
  async *collect(session, at): AsyncGenerator<Collected, void, undefined> {
    const part = 'user actions'
    try {
      const read = single(session, { path: '/identity/conditionalAccess/settings', version: 'beta' })
      for await (const found of rowsFrom(conditionalAccessSettings, at, read, wire, ({ exclusions }, scope) => ({
        id: 'settings',
        scope,
        name: 'Conditional Access settings',
        excludedActions: (exclusions?.allResourcesExclusions?.userActionExclusions ?? [])
          .filter(({ state }) => state === 'enabled')
          .map(({ userAction }) => userAction.toLowerCase()),
      })))
        yield found.kind === 'gap' ? { ...found, gap: { ...found.gap, part } } : found
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      yield gap(conditionalAccessSettings, error.reason, error.message, { part, ...(error.permission === undefined ? {} : { permission: error.permission }) })
    }
  },
})
