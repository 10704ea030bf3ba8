import type { AnyDataset } from '../../dataset.ts'
import { type Collector, gap } from '../collector.ts'
import type { EntraSession } from './session.ts'

const who = { app: 'an application', delegated: 'a signed-in person' } as const

/**
 * The same collector, which does not try what the mode in use can never read: those datasets are gaps `out-of-reach`, and nothing is asked
 * where nothing else is left. Where the token does not say its mode, everything is tried.
 */
export const withinReach = (collector: Collector<EntraSession>): Collector<EntraSession> => ({
  ...collector,
  async *collect(session, at, sofar) {
    const mode = session.mode()
    const isBeyond = ({ readable }: AnyDataset): boolean => mode !== undefined && readable !== 'either' && readable !== mode
    const beyond = collector.gives.filter(isBeyond)
    for (const dataset of beyond)
      if (mode !== undefined && dataset.readable !== 'either')
        yield gap(dataset, 'out-of-reach', `only ${who[dataset.readable]} can read it, and this scan signs in as ${who[mode]}`)
    if (beyond.length === collector.gives.length) return
    const names = new Set(beyond.map(({ name }) => name))
    for await (const item of collector.collect(session, at, sofar)) if (!names.has(item.kind === 'row' ? item.dataset : item.gap.dataset)) yield item
  },
})
