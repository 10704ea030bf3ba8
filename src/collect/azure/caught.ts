import { CollectError } from '../collector.ts'

/** What the work gives, or why it could not be read; whatever else goes wrong is still thrown. */
export const caught = async <T>(work: Promise<T>): Promise<T | CollectError> => {
  try {
    return await work
  } catch (error) {
    if (error instanceof CollectError) return error
    throw error
  }
}
