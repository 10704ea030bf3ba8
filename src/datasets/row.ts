import { z } from 'zod'

/** Fields every row has; spread into the schema of a dataset. */
export const rowFields = {
  id: z.string().min(1),
  scope: z.string().min(1),
  name: z.string(),
  part: z.string().optional(),
}

/** An instant in ISO 8601, as both clouds' SDKs give it once serialized. */
export const instant = z.iso.datetime({ offset: true })
