import { type AnyDataset, nativeId, type Row } from './dataset.ts'
import { type Declaration, declared } from './datasets/declared.ts'
import { scopes } from './datasets/scopes.ts'
import { type Estate, type Joined, type OpenScope, openEstate } from './estate/estate.ts'
import type { AnyView, Facts, Need, Needs } from './estate/needs.ts'
import { chainOf, estateViewsIn, openDistillery } from './join.ts'
import type { Snapshot } from './snapshot.ts'

/** The estate of a snapshot, outside of any evaluation, with what these needs join from all scopes. */
const estateFor = (snapshot: Snapshot, needs: readonly Need[], declarations: readonly Declaration[]): { readonly estate: Estate; readonly joined: Joined } => {
  const all = snapshot.manifest.scopes
  const operator = new Map<AnyDataset, readonly Row[]>([
    [declared, declarations],
    [scopes, all.map(scope => ({ ...scope, scope: scope.id }))],
  ])
  const views = estateViewsIn(needs)
  const chain = chainOf(views)
  let estate = openEstate(snapshot, operator)
  let joined: Joined = new Map()
  for (const some of [[...views].filter(view => !chain.has(view)), [...chain.keys()]]) {
    const distillery = openDistillery(some)
    for (const scope of all) distillery.add(estate.open(scope))
    const more = distillery.join()
    joined = new Map([...joined, ...more])
    estate = estate.with(more)
  }
  return { estate, joined }
}

/**
 * Opens one scope of a snapshot for a view of it, outside of any evaluation: what the view joins from other scopes is gathered first. Undefined: the
 * snapshot has no such scope. `native` is its native id, e.g. an account number.
 */
export const openScopeFor = (snapshot: Snapshot, view: AnyView, native: string): OpenScope | undefined => {
  const at = snapshot.manifest.scopes.find(({ id, kind }) => kind === view.per && nativeId(id) === native)
  return at && estateFor(snapshot, [view], []).estate.open(at)
}

/** What estate views join to over a whole snapshot. Throws what a view threw. */
export const lookUpEverywhere = <N extends Needs>(snapshot: Snapshot, needs: N, declarations: readonly Declaration[]): Facts<N> => {
  const { joined } = estateFor(snapshot, Object.values(needs), declarations)
  return Object.fromEntries(
    Object.entries<Need>(needs).map(([name, need]) => {
      const found = joined.get(need)
      if (found !== undefined && 'threw' in found) throw found.threw
      return [name, found?.value]
    }),
  ) as Facts<N>
}
