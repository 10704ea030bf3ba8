import type { AnyDataset } from '../../dataset.ts'
import { type CollectError, type Collected, gap } from '../collector.ts'

/** An error as the gap of one dataset, or of one part of it. */
export const gapOf = (dataset: AnyDataset, error: CollectError, part?: string): Collected =>
  gap(dataset, error.reason, error.message, {
    ...(part === undefined ? {} : { part }),
    ...(error.permission === undefined ? {} : { permission: error.permission }),
  })

/** A gap for each part that was refused. */
export const gapsOf = (dataset: AnyDataset, refused: ReadonlyMap<string, CollectError>): readonly Collected[] =>
  [...refused].map(([part, error]) => gapOf(dataset, error, part))

/** The same, and one for all that was not even asked for. */
export const gapsIn = (
  dataset: AnyDataset,
  { refused, partial }: { readonly refused: ReadonlyMap<string, CollectError>; readonly partial: CollectError | undefined },
): readonly Collected[] => [...gapsOf(dataset, refused), ...(partial === undefined ? [] : [gapOf(dataset, partial)])]
