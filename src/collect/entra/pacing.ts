import type { Clock } from '../clock.ts'
import { type Allowance, type Pacer, pacer } from '../pacer.ts'
import type { Workload } from './operations.ts'

/**
 * What a service allows from the start. Conditional Access: one request a second per tenant, without Retry-After; reports: five in ten
 * seconds. https://learn.microsoft.com/graph/throttling-limits
 */
const allowances: Readonly<Record<Workload, Allowance>> = {
  'conditional-access': { calls: 1, milliseconds: 1_000 },
  reports: { calls: 5, milliseconds: 10_000 },
  directory: { calls: 1, milliseconds: 0 },
  roles: { calls: 1, milliseconds: 0 },
}

/** The pacers of one tenant, one a workload. */
export const pacers = (clock: Clock, signal?: AbortSignal, deadline?: number): Readonly<Record<Workload, Pacer>> => ({
  'conditional-access': pacer(clock, allowances['conditional-access'], signal, deadline),
  reports: pacer(clock, allowances.reports, signal, deadline),
  directory: pacer(clock, allowances.directory, signal, deadline),
  roles: pacer(clock, allowances.roles, signal, deadline),
})
