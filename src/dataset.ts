import type { z } from 'zod'

/** The clouds a scan can ask; a rule about several of them is `cross`. */
export type Cloud = 'aws' | 'entra' | 'azure'

export type ScopeKind = 'aws-organization' | 'aws-account' | 'entra-tenant' | 'azure-hierarchy' | 'azure-subscription' | 'operator'

/** Where a row lives. `id` is `<kind>/<native id>`, e.g. `aws-account/123456789012`. */
export interface Scope {
  readonly id: string
  readonly kind: ScopeKind
  readonly name: string
  readonly parent?: string
}

/** The least every row has. `id` is given by the provider and immutable, never a display name; `part` is e.g. a region. */
export interface Row {
  readonly id: string
  readonly scope: string
  readonly name: string
  readonly part?: string | undefined
  /** The row id of the larger thing this one belongs to, in the same scope: a key's user. Findings are folded along it. */
  readonly partOf?: string | undefined
}

/** A named table of validated rows, kept per scope: the contract between the collector that fills it and the rules that read it. */
export interface Dataset<R extends Row> {
  readonly kind: 'dataset'
  readonly name: string
  readonly per: ScopeKind
  /** What the identity that scans must be granted, in the cloud's own words, e.g. `iam:GetAccountSummary` or `Policy.Read.All`. */
  readonly permissions: readonly string[]
  /** Whether an application can read it, only a signed-in person, or either. */
  readonly readable: 'app' | 'delegated' | 'either'
  /** Allow-lists the fields that are kept: what is not named here is never stored. */
  readonly row: z.ZodType<R>
}

export type AnyDataset = Dataset<Row>

/** Why something could not be read. `out-of-reach`: the mode in use can never read it, which is not a failure to look. */
export type GapReason = 'denied' | 'not-licensed' | 'throttled' | 'invalid' | 'failed' | 'not-collected' | 'out-of-reach'

/** One hole in what a scan knows: `dataset@scope`, or only one `part` of it. */
export interface Gap {
  readonly dataset: string
  readonly scope: string
  readonly part?: string | undefined
  readonly reason: GapReason
  readonly detail: string
  /** What to grant so that the next scan can answer. */
  readonly permission?: string | undefined
}

/** Declares a dataset; the row type follows from the schema. */
export const defineDataset = <R extends Row>(dataset: Omit<Dataset<R>, 'kind'>): Dataset<R> => ({ kind: 'dataset', ...dataset })

/** The cloud a scope belongs to; the operator's own declarations belong to none. */
export const cloudOf = (kind: ScopeKind): Cloud | undefined => {
  if (kind === 'operator') return undefined
  return kind.slice(0, kind.indexOf('-')) as Cloud
}

/** The native id inside a scope id: the account number, the tenant id. */
export const nativeId = (scopeId: string): string => scopeId.slice(scopeId.indexOf('/') + 1)

/** The native id of a scope that the credentials did not let us name: everything in it is unknown, never absent. */
export const UNIDENTIFIED = 'unidentified'
