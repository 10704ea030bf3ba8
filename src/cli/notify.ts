import { createHmac } from 'node:crypto'
import type { Assessment } from '../assessment.ts'
import type { Notify } from '../config-schedule.ts'
import { bodies, notificationOf } from '../notification.ts'

const TIMEOUT = 15_000
const TRIES = 3

/** One attempt; a receiver's answer is not shown, for it may repeat what was sent. */
const post = async (url: string, body: string, key: string | undefined): Promise<string | undefined> => {
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(TIMEOUT),
      headers: {
        'content-type': 'application/json',
        'user-agent': 'postern',
        ...(key === undefined ? {} : { 'x-postern-signature': `sha256=${createHmac('sha256', key).update(body).digest('hex')}` }),
      },
      body,
    })
    await response.body?.cancel()
    return response.ok ? undefined : `answered ${response.status}`
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? (error.cause as NodeJS.ErrnoException).code : undefined
    return cause ?? (error instanceof Error ? error.name : 'failed')
  }
}

/**
 * Tells each receiver of findings that are new or became worse, and says for each that could not be told why, by the name of its variable and never its address. Three attempts, one and
 * three seconds apart.
 */
export const notifyAll = async (
  assessment: Assessment,
  receivers: readonly Notify[],
  environment: Readonly<Record<string, string | undefined>>,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<readonly string[]> => {
  const failures: string[] = []
  for (const { urlEnv, as, keyEnv, from } of receivers) {
    const told = notificationOf(assessment, from)
    if (told === undefined) continue
    const url = environment[urlEnv]
    if (url === undefined || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) {
      failures.push(`${urlEnv} holds no address to notify`)
      continue
    }
    const body = JSON.stringify(bodies[as](told))
    let failure: string | undefined
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      failure = await post(url, body, keyEnv === undefined ? undefined : environment[keyEnv])
      if (failure === undefined) break
      if (attempt < TRIES) await wait(attempt === 1 ? 1000 : 3000)
    }
    if (failure !== undefined) failures.push(`the receiver of ${urlEnv} was not told: ${failure}`)
  }
  return failures
}
