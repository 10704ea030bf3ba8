import { type AnyDataset, nativeId, type Row } from './dataset.ts'
import { declared } from './datasets/declared.ts'
import { scopes } from './datasets/scopes.ts'
import { type OpenScope, openEstate } from './estate/estate.ts'
import type { AnyView } from './estate/needs.ts'
import { estateViewsIn, openDistillery } from './join.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Opens one scope of a snapshot for a view of it, outside of any evaluation: what the view joins from other scopes is gathered first. Undefined: the
 * snapshot has no such scope. `native` is its native id, e.g. an account number.
 */
export const openScopeFor = (snapshot: Snapshot, view: AnyView, native: string): OpenScope | undefined => {
  const all = snapshot.manifest.scopes
  const at = all.find(({ id, kind }) => kind === view.per && nativeId(id) === native)
  if (at === undefined) return undefined
  const operator = new Map<AnyDataset, readonly Row[]>([
    [declared, []],
    [scopes, all.map(scope => ({ ...scope, scope: scope.id }))],
  ])
  const estate = openEstate(snapshot, operator)
  const distillery = openDistillery(estateViewsIn([view]))
  for (const scope of all) distillery.add(estate.open(scope))
  return openEstate(snapshot, operator, distillery.join()).open(at)
}
