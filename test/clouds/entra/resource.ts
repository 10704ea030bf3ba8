import type { PermissionSet } from './permissions.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

export type Version = 'v1.0' | 'beta'

/** What one path holds. Directory objects allow advanced queries and answer refusals in the directory's words. */
export type Found =
  | {
      readonly kind: 'list'
      readonly type: string
      readonly rows: readonly Json[]
      readonly expand?: Readonly<Record<string, (row: Json) => unknown>>
      readonly largestPage?: number
      /** Larger pages may be asked for, and are not given. */
      readonly fullestPage?: number
    }
  | { readonly kind: 'one'; readonly type: string; readonly row: Json; readonly expand?: Readonly<Record<string, (row: Json) => unknown>> }
  | { readonly kind: 'missing'; readonly id: string }
  | { readonly kind: 'unlicensed'; readonly plan: 'P1' | 'P2' }
  | { readonly kind: 'bad-request'; readonly message: string }
  | { readonly kind: 'refused'; readonly permission: string }

export interface Asked {
  readonly tenant: TenantFixture
  readonly version: Version
  readonly permissions: ReadonlySet<string>
  readonly body: unknown
  /** The value of a query option, e.g. `$filter`. */
  option(name: string): string | null
  id(name: string): string
}

/** One path of Graph. `{name}` in the path stands for one segment. `words` chooses the wording of a refusal. */
export interface Resource {
  readonly path: string
  readonly method?: 'GET' | 'POST'
  readonly versions?: readonly Version[]
  /** Only these questions at the path; others go to the next resource of the same path. */
  readonly when?: (option: (name: string) => string | null) => boolean
  readonly needs: PermissionSet
  readonly words: 'directory' | 'policy' | 'pim' | 'reports'
  find(asked: Asked): Found
}

/** A fixture as a plain row. */
export const row = (thing: object): Json => ({ ...thing })

/** The row with this id, or its absence. */
export const oneOf = (type: string, rows: readonly Json[], id: string): Found => {
  const found = rows.find(candidate => candidate.id === id)
  return found === undefined ? { kind: 'missing', id } : { kind: 'one', type, row: found }
}
