import { hash } from 'node:crypto'
import { z } from 'zod'
import type { AnyDataset } from './dataset.ts'

const known = new WeakMap<AnyDataset, string>()

/**
 * What a dataset's row schema is known by, 16 hex digits: two datasets with one digest accept the same rows. A table that was checked against this very
 * schema when it was written need not be checked again.
 */
export const schemaDigest = (dataset: AnyDataset): string => {
  const digest = known.get(dataset) ?? hash('sha256', JSON.stringify(z.toJSONSchema(dataset.row, { io: 'output' })), 'hex').slice(0, 16)
  known.set(dataset, digest)
  return digest
}
