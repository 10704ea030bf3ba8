import { type Scope, type ScopeKind, UNIDENTIFIED } from '../dataset.ts'
import { AuthenticationError, CollectError, type Discovered, type Source } from './collector.ts'
import { untilCutOff } from './cut-off.ts'
import { kindsOf } from './order.ts'
import { type Failure, failureOf, safeDetail } from './safe-detail.ts'

/** A source whose credentials let nothing in. */
export interface Unauthenticated {
  readonly cloud: Source<unknown>['cloud']
  readonly label: string
  readonly scope: Scope
  readonly detail: string
}

/** A scope as one source found it. */
export interface Found {
  readonly source: Source<unknown>
  readonly discovered: Discovered<unknown>
}

/** What one source found. Nothing it would have read is left out: what it could not name or enter is there without a session. */
export interface Discovery {
  readonly found: readonly Found[]
  readonly unauthenticated?: Unauthenticated
}

const unidentified = (kind: ScopeKind, label: string): Scope => ({ id: `${kind}/${UNIDENTIFIED}`, kind, name: `${label} (${UNIDENTIFIED})` })

const dark = (source: Source<unknown>, scope: Scope, failure: Failure): Found => ({ source, discovered: { scope, gaps: [failure] } })

/** Why credentials let nothing in: as their sign-in failed, which a busy service or a broken network may do to good ones; else they were refused. */
const refusalOf = ({ message, cause }: AuthenticationError): Failure => {
  const detail = safeDetail(message)
  return cause instanceof CollectError ? { ...failureOf(cause, false), detail } : { reason: 'denied', detail }
}

/** Discovers the scopes of a source. Never rejects: a discovery that throws leaves the scopes it found, and unidentified ones for the rest. */
export const discover = async (source: Source<unknown>, signal: AbortSignal): Promise<Discovery> => {
  const found: Found[] = []
  const darkness = (failure: Failure, isDark: (kind: ScopeKind) => boolean): readonly Found[] =>
    [...kindsOf(source.collectors)].filter(isDark).map(kind => dark(source, unidentified(kind, source.label), failure))
  try {
    for await (const discovered of untilCutOff(source.discover(), signal)) found.push({ source, discovered })
  } catch (error) {
    if (!(error instanceof AuthenticationError)) return { found: [...found, ...darkness(failureOf(error, signal.aborted), () => true)] }
    const failure = refusalOf(error)
    const seen = new Set([error.scope.kind, ...found.map(({ discovered }) => discovered.scope.kind)])
    return {
      found: [...found, dark(source, error.scope, failure), ...darkness(failure, kind => !seen.has(kind))],
      ...(found.some(({ discovered }) => discovered.session !== undefined)
        ? {}
        : { unauthenticated: { cloud: source.cloud, label: source.label, scope: error.scope, detail: failure.detail } }),
    }
  }
  // A cloud that was asked and named nothing is not a cloud without faults.
  if (found.length === 0) return { found: darkness({ reason: 'failed', detail: 'nothing was found to read' }, () => true) }
  return { found }
}

/** One scope, with everyone who found it: those who can enter it first, in the order of the sources. */
export interface ScopeFound {
  readonly scope: Scope
  readonly found: readonly [Found, ...Found[]]
}

/** Each scope once, whoever found it. */
export const groupByScope = (found: readonly Found[]): readonly ScopeFound[] => {
  const entered = found.filter(({ discovered }) => discovered.session !== undefined)
  const shut = found.filter(({ discovered }) => discovered.session === undefined)
  const groups = new Map<string, [Found, ...Found[]]>()
  for (const one of [...entered, ...shut]) {
    const { id } = one.discovered.scope
    const group = groups.get(id)
    if (group === undefined) groups.set(id, [one])
    else group.push(one)
  }
  return [...groups.values()].map(group => ({ scope: group[0].discovered.scope, found: group }))
}
