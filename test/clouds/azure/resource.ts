import type { Json } from '../entra/wire.ts'
import type { AzureFixture } from './azure-fixture.ts'

/** Who asks what. */
export interface ArmAsked {
  readonly azure: AzureFixture
  readonly clientId: string
  readonly body: unknown
  /** The value of a query option, e.g. `$filter`. */
  option(name: string): string | null
  /** What stands in the path for `{subscription}`, `{group}` or `{name}`. */
  id(name: string): string
  /** The scope before `/providers/` of the path: a management group, a subscription, or `/`. */
  readonly scope: string
}

/** What one path holds. */
export type ArmFound =
  | { readonly kind: 'list'; readonly rows: readonly Json[] }
  | { readonly kind: 'one'; readonly body: Json }
  | { readonly kind: 'missing'; readonly code: string }
  | { readonly kind: 'unlicensed' }

/** One path of Azure Resource Manager; `{name}` stands for one segment. Without `action` everybody may ask, and is answered what they may see. */
export interface ArmResource {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly apiVersion: string
  readonly action?: string
  /** The resource provider, where an answer depends on its registration in the subscription. */
  readonly provider?: string
  find(asked: ArmAsked): ArmFound
}

/** Rows of Resource Graph that a fixture makes, and what lets each be seen. */
export interface GraphTable {
  readonly table: string
  rows(azure: AzureFixture): readonly (Json & { readonly id: string; readonly type: string; readonly subscriptionId: string; readonly action: string })[]
}
