import type { SessionRequests } from './collector.ts'

/** How often a session asked what, and how often in vain. */
export interface RequestCounts {
  /** Counts one request that leaves; what it returns is told how it ended. */
  sent(service: string, operation: string): (answered: boolean) => void
  all(): readonly SessionRequests[]
}

export const requestCounts = (): RequestCounts => {
  const counts = new Map<string, { readonly service: string; readonly operation: string; requests: number; failed: number }>()
  return {
    sent(service, operation) {
      const key = `${service} ${operation}`
      const count = counts.get(key) ?? { service, operation, requests: 0, failed: 0 }
      counts.set(key, count)
      count.requests++
      return answered => {
        if (!answered) count.failed++
      }
    },
    all: () => [...counts.values()].map(count => ({ ...count })),
  }
}
