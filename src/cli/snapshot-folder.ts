import type { Snapshot } from '../snapshot.ts'
import { SnapshotError } from '../snapshot-store/manifest.ts'
import { readSnapshot } from '../snapshot-store/read-snapshot.ts'
import { ExitError, exitCodes } from './exit-codes.ts'

/** Opens the snapshot in a folder; what is not one is a mistake in the command line. */
export const openSnapshot = (folder: string): Snapshot => {
  try {
    return readSnapshot(folder)
  } catch (error) {
    if (error instanceof SnapshotError) throw new ExitError(exitCodes.usage, error.message)
    throw error
  }
}
