import type { ScopeReport } from './assessment.ts'
import type { Manifest } from './snapshot.ts'

/** How each scope was read, from the manifest: tables, requests per service, gaps, the identity that read it, and what of it was read before an interruption. */
export const scopeReports = (manifest: Manifest): ScopeReport[] => {
  const tables = Map.groupBy(manifest.tables, ({ scope }) => scope)
  const gaps = Map.groupBy(manifest.gaps, ({ scope }) => scope)
  const requests = Map.groupBy(manifest.requests, ({ scope }) => scope)
  const { resumed } = manifest
  const kept = new Map(resumed?.kept.map(({ scope, tables }) => [scope, tables]))
  const identities = new Map(manifest.identities.map(({ scope, identity }) => [scope, identity]))
  return manifest.scopes.map(scope => {
    const own = tables.get(scope.id) ?? []
    const services = [...Map.groupBy(requests.get(scope.id) ?? [], ({ service }) => service)].map(([service, of]) => ({
      service,
      requests: of.reduce((sum, { requests }) => sum + requests, 0),
      failed: of.reduce((sum, { failed }) => sum + failed, 0),
    }))
    const identity = identities.get(scope.id)
    const before = kept.get(scope.id)
    return {
      ...scope,
      ...(identity === undefined ? {} : { identity }),
      tables: {
        complete: own.filter(({ complete }) => complete).length,
        // A table of which nothing came has a gap and may have no entry.
        incomplete: new Set([...own.filter(({ complete }) => !complete), ...(gaps.get(scope.id) ?? [])].map(({ dataset }) => dataset)).size,
        rows: own.reduce((sum, { rows }) => sum + rows, 0),
      },
      requests: services.sort((a, b) => b.requests - a.requests || (a.service < b.service ? -1 : 1)),
      gaps: gaps.get(scope.id) ?? [],
      ...(resumed === undefined || before === undefined ? {} : { resumed: { at: resumed.at, tables: before } }),
    }
  })
}
