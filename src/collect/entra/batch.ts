import type { Clock } from '../clock.ts'
import { CollectError } from '../collector.ts'
import { type RetryPolicy, TransientError, withRetries } from '../retry.ts'
import { failureOf, isObject, type Json } from './answer.ts'
import { batchLimit } from './guard.ts'
import type { Operation } from './operations.ts'

/** How one read of a batch ended. `missing`: the directory has no such object. */
export type BatchAnswer =
  | { readonly kind: 'found'; readonly body: unknown }
  | { readonly kind: 'missing' }
  | { readonly kind: 'failed'; readonly error: CollectError }

export interface BatchMeans {
  readonly retry: RetryPolicy
  readonly clock: Clock
  readonly isGlobal: boolean
  operationOf(url: string): Operation
  /** Sends one `$batch` and gives its body. */
  post(body: Json): Promise<Json>
  /** Told when one read was throttled, with the milliseconds it asks to wait. */
  throttled(operation: Operation, retryAfter: number | undefined): void
  /** Gets another token: one that let the batch in may end before all of it is answered. */
  renew(): Promise<void>
}

const headerOf = (headers: unknown, name: string): string | null => {
  if (!isObject(headers)) return null
  const found = Object.entries(headers).find(([key]) => key.toLowerCase() === name)
  return found === undefined ? null : String(found[1])
}

const chunk = async (urls: readonly string[], means: BatchMeans): Promise<readonly BatchAnswer[]> => {
  const done = new Map<string, BatchAnswer>()
  const pending = new Map(urls.map((url, index) => [String(index), url]))
  const settle = (id: string, answer: BatchAnswer): void => {
    pending.delete(id)
    done.set(id, answer)
  }
  let isRenewed = false
  const round = async (): Promise<void> => {
    const { responses } = await means.post({ requests: [...pending].map(([id, url]) => ({ id, method: 'GET', url })) })
    if (!Array.isArray(responses)) throw new CollectError('invalid', "POST /$batch answered 200 without a list in 'responses'")
    const again: TransientError[] = []
    let isRefused = false
    for (const response of responses) {
      const id = isObject(response) ? String(response.id) : ''
      const url = pending.get(id)
      if (!isObject(response) || url === undefined) continue
      const status = Number(response.status)
      if (status === 200) settle(id, { kind: 'found', body: response.body })
      else if (status === 404) settle(id, { kind: 'missing' })
      else if (status === 401 && !isRenewed) isRefused = true
      else {
        const operation = means.operationOf(url)
        const answer = { status, retryAfter: headerOf(response.headers, 'retry-after'), body: response.body }
        const failure = failureOf(answer, operation, { now: means.clock.now(), isGlobal: means.isGlobal })
        if (failure instanceof TransientError) {
          again.push(failure)
          if (failure.reason === 'throttled') means.throttled(operation, failure.retryAfter)
        } else settle(id, { kind: 'failed', error: failure })
      }
    }
    // As with a single read, a new token is tried once; what was answered is not asked again.
    if (isRefused) {
      isRenewed = true
      await means.renew()
      return round()
    }
    const slowest = again.toSorted((a, b) => (b.retryAfter ?? -1) - (a.retryAfter ?? -1))[0]
    if (slowest !== undefined) throw slowest
  }
  try {
    await withRetries(means.retry, round)
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
    for (const id of [...pending.keys()]) settle(id, { kind: 'failed', error })
  }
  return urls.map(
    (url, index) =>
      done.get(String(index)) ?? { kind: 'failed', error: new CollectError('invalid', `POST /$batch left ${means.operationOf(url).path} without an answer`) },
  )
}

/** Answers to the reads at `urls` (relative to the version), twenty a request. Reads that were throttled are asked again, the others are not. */
export const batchOf = async (urls: readonly string[], means: BatchMeans): Promise<readonly BatchAnswer[]> => {
  const answers: BatchAnswer[] = []
  for (let start = 0; start < urls.length; start += batchLimit) answers.push(...(await chunk(urls.slice(start, start + batchLimit), means)))
  return answers
}
