import { CollectError } from '../collector.ts'
import { isObject, type Json } from './answer.ts'
import type { BatchAnswer } from './batch.ts'
import type { GraphRead } from './graph-client.ts'
import type { EntraSession } from './session.ts'

/** The object that a read of a batch found; undefined: there is none. Throws `CollectError` where the read failed. */
export const objectOfBatch = (answer: BatchAnswer | undefined): Json | undefined => {
  if (answer === undefined) throw new CollectError('invalid', 'a batch was answered in part')
  if (answer.kind === 'failed') throw answer.error
  if (answer.kind === 'missing') return undefined
  if (!isObject(answer.body) || 'error' in answer.body) throw new CollectError('invalid', 'a read in a batch was answered 200 without an object')
  return answer.body
}

/** The rows of a list whose first page came out of a batch, all pages; none where what it belongs to is gone. */
export async function* listOfBatch(session: EntraSession, read: GraphRead, answer: BatchAnswer | undefined): AsyncGenerator<unknown, void, undefined> {
  const first = objectOfBatch(answer)
  if (first !== undefined) yield* session.listFrom(read, first)
}
