import type { AnyDataset, Dataset, Gap, GapReason, Row, Scope } from '../dataset.ts'

/** One thing a collector brings: a row of a dataset, or a gap in one. A dataset of `gives` without any gap is complete when the collector ends. */
export type Collected = { readonly kind: 'row'; readonly dataset: string; readonly row: Row } | { readonly kind: 'gap'; readonly gap: Omit<Gap, 'scope'> }

/** What was collected so far in this scope: the rows of the datasets named in `after`, and whether they are complete. */
export interface SoFar {
  rows<R extends Row>(dataset: Dataset<R>): readonly R[]
  isComplete(dataset: AnyDataset): boolean
}

/**
 * Yields rows of one or more datasets from one cloud API. Never judges. What it throws becomes a gap of every dataset it gives;
 * a row that fails its schema becomes a gap `invalid` naming the row, while the others stay.
 */
export interface Collector<Session> {
  readonly name: string
  readonly gives: readonly AnyDataset[]
  /** Datasets that must have been collected first, e.g. policies before the groups they refer to. */
  readonly after?: readonly AnyDataset[]
  collect(session: Session, at: Scope, sofar: SoFar): AsyncIterable<Collected>
}

export const defineCollector = <Session>(collector: Collector<Session>): Collector<Session> => collector

/** A row as a collector brings it. The schema's input is what the wire gave; unknown fields are dropped by the orchestrator's validation. */
export const row = <R extends Row>(dataset: Dataset<R>, value: R): Collected => ({ kind: 'row', dataset: dataset.name, row: value })

/** A gap of one dataset, or one part of it, when the rest of the collector can go on. */
export const gap = (dataset: AnyDataset, reason: GapReason, detail: string, more: { part?: string; permission?: string } = {}): Collected => ({
  kind: 'gap',
  gap: { dataset: dataset.name, reason, detail, ...more },
})

/** A failure to read, classified where the error's shape is known: thrown by sessions, turned into gaps by the orchestrator. */
export class CollectError extends Error {
  readonly reason: GapReason
  readonly permission: string | undefined
  constructor(reason: GapReason, detail: string, permission?: string, cause?: unknown) {
    super(detail, { cause })
    this.name = 'CollectError'
    this.reason = reason
    this.permission = permission
  }
}

/** What a session tells of its wire traffic when a scan ends. */
export interface SessionRequests {
  readonly service: string
  readonly operation: string
  readonly requests: number
  readonly failed: number
}

/** What one configured entry (an AWS credential, a tenant) gives the orchestrator. */
export interface Source<Session> {
  readonly cloud: 'aws' | 'entra' | 'azure'
  /** How the config names it, for messages: a profile, a tenant id. */
  readonly label: string
  /**
   * The scopes this source can read, each with its session, parents before children. A scope that is known to exist but cannot be
   * named is given with the native id `unidentified`, so that every table in it is a gap and no rule calls it absent.
   * Throws `AuthenticationError` when the credentials let nothing in.
   */
  discover(): AsyncIterable<Discovered<Session>>
  readonly collectors: readonly Collector<Session>[]
  /** Called once, after the last collector. */
  close?(): Promise<void>
}

export interface Discovered<Session> {
  readonly scope: Scope
  /** Absent: the scope is known but cannot be entered; `gaps` say why. */
  readonly session?: Session
  /** The identity that reads it, as the cloud names it. */
  readonly identity?: string
  readonly gaps?: readonly Omit<Gap, 'scope' | 'dataset'>[]
  /**
   * What a reading of this scope hangs on beside the wire: who reads, and what the session goes by, such as its Regions. An interrupted collection goes on
   * with what was read on the same basis; absent or rejected: with nothing of this scope.
   */
  basis?(): Promise<string>
  /** Wire traffic in this scope so far; asked after each collector. */
  requests?(): readonly SessionRequests[]
  /** Called once, when the scope has been read or will not be: lets go of what only its session needs, so that memory is that of the scopes in work. */
  release?(): void
}

/** The credentials of one source let nothing in. `scope` is what the source would have read, as far as it can be named. */
export class AuthenticationError extends Error {
  readonly scope: Scope
  constructor(scope: Scope, detail: string, cause?: unknown) {
    super(detail, { cause })
    this.name = 'AuthenticationError'
    this.scope = scope
  }
}
