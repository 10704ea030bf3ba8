import type { AnyDataset, Gap, Row, Scope } from '../dataset.ts'
import { schemaDigest } from '../schema-digest.ts'
import { type Snapshot, tableEntries } from '../snapshot.ts'
import { type AnyView, type Facts, type Need, type Needs, type Table, tableOf } from './needs.ts'

/** A view's own code failed: its rules are unknown, and the run says so. */
export class ViewThrew extends Error {
  readonly view: string
  constructor(view: string, cause: unknown) {
    super(`the view ${view} failed: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.name = 'ViewThrew'
    this.view = view
  }
}

interface Loaded {
  readonly table: Table<Row>
  readonly gaps: readonly Gap[]
}

/** One scope of the snapshot, opened: tables and views are built when first asked for, and dropped with it. */
export interface OpenScope {
  readonly at: Scope
  /** Everything that is missing for this need, through any depth of views. Empty: it is complete. */
  gapsOf(need: Need): readonly Gap[]
  /** The table or built view, from the rows that were seen. Throws `ViewThrew`. */
  resolve(need: Need): unknown
  /** Facts for `needs`, each resolved when first read. */
  facts<N extends Needs>(needs: N): Facts<N>
}

type Built = { readonly value: unknown } | { readonly threw: ViewThrew }

/** What was read and built of the scope that is open: a second pass that begins with it need not read it again. One scope, so that memory holds one. */
interface Kept {
  scope: string | undefined
  tables: Map<AnyDataset, Loaded>
  views: Map<AnyView, Built>
  gapsOfViews: Map<AnyView, readonly Gap[]>
}

/** The whole snapshot: opens scopes one at a time. */
export interface Estate {
  readonly snapshot: Snapshot
  readonly scopes: readonly Scope[]
  open(at: Scope): OpenScope
  /** The same estate once more has been joined; what was read of the scope that is open stays. */
  with(more: Joined): Estate
}

/** What joins from all scopes once the first pass is over: the value of each estate view, and what it could not see. */
export type Joined = ReadonlyMap<Need, { readonly value: unknown; readonly gaps: readonly Gap[] } | { readonly threw: ViewThrew }>

const key = (dataset: string, scope: string): string => `${dataset}\n${scope}`

const nothingKept = (): Kept => ({ scope: undefined, tables: new Map(), views: new Map(), gapsOfViews: new Map() })

/**
 * Tables of the snapshot, with the operator's own tables (`declared`, `scopes`) beside them. A dataset is complete in a scope only if the
 * manifest says so, the file holds as many rows as it says, and every row fits the schema.
 */
export const openEstate = (
  snapshot: Snapshot,
  operator: ReadonlyMap<AnyDataset, readonly Row[]>,
  joined: Joined = new Map(),
  kept: Kept = nothingKept(),
): Estate => {
  const entryOf = tableEntries(snapshot.manifest)
  const gapsByTable = Map.groupBy(snapshot.manifest.gaps, gap => key(gap.dataset, gap.scope))
  const now = new Date(snapshot.manifest.now)
  const operatorTables = new Map([...operator].map(([dataset, rows]) => [dataset, { table: tableOf(rows), gaps: [] }]))

  const load = (dataset: AnyDataset, at: Scope): Loaded => {
    const gaps = [...(gapsByTable.get(key(dataset.name, at.id)) ?? [])]
    const entry = entryOf(dataset.name, at.id)
    const gapHere = (reason: Gap['reason'], detail: string, part?: string): Gap => ({
      dataset: dataset.name,
      scope: at.id,
      reason,
      detail,
      ...(part === undefined ? {} : { part }),
    })
    if (entry === undefined) {
      if (gaps.length === 0) gaps.push(gapHere('not-collected', 'this snapshot was taken without it'))
      return { table: tableOf([]), gaps }
    }
    const rows: Row[] = []
    const isChecked = entry.schema !== undefined && entry.schema === schemaDigest(dataset)
    try {
      for (const value of snapshot.rows(dataset.name, at.id)) {
        if (isChecked && (value as Row).scope === at.id) {
          rows.push(value as Row)
          continue
        }
        const parsed = dataset.row.safeParse(value)
        if (parsed.success && parsed.data.scope === at.id) rows.push(parsed.data)
        else
          gaps.push(
            gapHere(
              'invalid',
              parsed.success ? 'a row belongs to another scope' : `a row does not fit the schema: ${parsed.error.issues[0]?.path.join('.') ?? ''}`,
            ),
          )
      }
    } catch (error) {
      gaps.push(gapHere('invalid', `the stored table cannot be read: ${error instanceof Error ? error.message : String(error)}`))
    }
    if (gaps.length === 0 && !entry.complete) gaps.push(gapHere('invalid', 'the manifest calls it incomplete without saying why'))
    if (gaps.length === 0 && rows.length !== entry.rows) gaps.push(gapHere('invalid', `${rows.length} rows are stored where the manifest says ${entry.rows}`))
    return { table: tableOf(rows), gaps }
  }

  const open = (at: Scope): OpenScope => {
    if (kept.scope !== at.id) Object.assign(kept, nothingKept(), { scope: at.id })
    // Views over estate views are built in the second pass alone, so that none is kept from the first.
    const { tables, views, gapsOfViews } = kept

    const loaded = (dataset: AnyDataset): Loaded => {
      const known = operatorTables.get(dataset) ?? tables.get(dataset)
      if (known !== undefined) return known
      const fresh = load(dataset, at)
      tables.set(dataset, fresh)
      return fresh
    }

    const gapsOf = (need: Need): readonly Gap[] => {
      if (need.kind === 'dataset') return loaded(need).gaps
      if (need.kind === 'estate-view') {
        const join = joined.get(need)
        return join === undefined || 'threw' in join || need.handlesDark === true ? [] : join.gaps
      }
      if (need.handlesDark === true) return []
      const known = gapsOfViews.get(need)
      if (known !== undefined) return known
      const gaps = [
        ...new Set(
          Object.entries<Need>(need.needs).flatMap(([name, inner]) =>
            need.toleratesPartsOf?.includes(name) ? gapsOf(inner).filter(({ part }) => part === undefined) : gapsOf(inner),
          ),
        ),
      ]
      gapsOfViews.set(need, gaps)
      return gaps
    }

    const build = (view: AnyView): Built => {
      try {
        return { value: view.build(facts(view.needs), at, name => gapsOf((view.needs as Needs)[name] as Need), now) }
      } catch (error) {
        return { threw: error instanceof ViewThrew ? error : new ViewThrew(view.name, error) }
      }
    }

    const resolve = (need: Need): unknown => {
      if (need.kind === 'dataset') return loaded(need).table
      if (need.kind === 'estate-view') {
        const join = joined.get(need)
        if (join === undefined) throw new ViewThrew(need.name, new Error('it was asked for before the scopes were joined'))
        if ('threw' in join) throw join.threw
        return join.value
      }
      let outcome = views.get(need)
      if (outcome === undefined) {
        outcome = build(need)
        views.set(need, outcome)
      }
      if ('threw' in outcome) throw outcome.threw
      return outcome.value
    }

    const facts = <N extends Needs>(needs: N): Facts<N> => {
      const held = Object.create(null) as Record<string, unknown>
      for (const [name, need] of Object.entries(needs)) Object.defineProperty(held, name, { enumerable: true, get: () => resolve(need) })
      return held as Facts<N>
    }

    return { at, gapsOf, resolve, facts }
  }

  return {
    snapshot,
    scopes: snapshot.manifest.scopes,
    open,
    with: more => openEstate(snapshot, operator, new Map([...joined, ...more]), kept),
  }
}
