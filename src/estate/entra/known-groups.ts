import type { Gap } from '../../dataset.ts'
import type { ReferencedGroup } from '../../datasets/entra/directory.ts'
import { type Table, tableOf } from '../needs.ts'

/** The groups that were read whole. One that was not is left out, which views take for a group that may hold anybody. */
export const knownGroups = (groups: Table<ReferencedGroup>, missing: readonly Gap[]): Table<ReferencedGroup> => {
  const parts = new Set(missing.flatMap(({ part }) => part ?? []))
  return parts.size === 0 ? groups : tableOf([...groups].filter(({ id }) => !parts.has(id)))
}
