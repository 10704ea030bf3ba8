import { createHmac } from 'node:crypto'
import type { Assessment } from '../assessment.ts'
import type { Notify } from '../config-schedule.ts'
import { bodies, letterOf, type Notification, notificationOf } from '../notification.ts'

const TIMEOUT = 15_000
const TRIES = 3

type Environment = Readonly<Record<string, string | undefined>>
type Web = Exclude<Notify, { readonly as: 'mail' }>
type Mail = Extract<Notify, { readonly as: 'mail' }>

/** Why an attempt failed, and whether another one would. */
interface Failure {
  readonly why: string
  readonly isFinal?: boolean
}

/** One attempt; a receiver's answer is not shown, for it may repeat what was sent. */
const post = async (url: string, body: string, key: string | undefined): Promise<Failure | undefined> => {
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
    return response.ok ? undefined : { why: `answered ${response.status}` }
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? (error.cause as NodeJS.ErrnoException).code : undefined
    return { why: cause ?? (error instanceof Error ? error.name : 'failed') }
  }
}

/** Why a receiver cannot be told as things stand: a variable that holds nothing of use. */
const lackOf = (to: Notify, environment: Environment): string | undefined => {
  const has = (name: string | undefined): boolean => name === undefined || (environment[name] ?? '') !== ''
  if (to.as === 'mail') return has(to.passwordEnv) ? undefined : `${to.passwordEnv} holds no password for ${to.host}`
  const url = environment[to.urlEnv]
  if (url === undefined || !URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol)) return `${to.urlEnv} holds no address to notify`
  // Who asks for signed bodies takes no others.
  return has(to.keyEnv) ? undefined : `${to.keyEnv} holds no key to sign with`
}

/** What is lacking to tell all of them: known before there is anything to tell. */
export const lacksOf = (receivers: readonly Notify[], environment: Environment): readonly string[] => receivers.flatMap(to => lackOf(to, environment) ?? [])

/** How to make one attempt. */
interface Means {
  readonly attempt: () => Promise<Failure | undefined>
  readonly receiver: string
}

const overTheWeb = ({ urlEnv, as = 'generic', keyEnv }: Web, told: Notification, environment: Environment): Means => {
  const url = environment[urlEnv] ?? ''
  const body = JSON.stringify(bodies[as](told))
  return { receiver: `the receiver of ${urlEnv}`, attempt: () => post(url, body, keyEnv === undefined ? undefined : environment[keyEnv]) }
}

const byMail = (mail: Mail, told: Notification, environment: Environment): Means => {
  const password = mail.passwordEnv === undefined ? undefined : environment[mail.passwordEnv]
  return {
    receiver: `the receivers of mail through ${mail.host}`,
    // Only who is told by mail needs the code for it.
    attempt: async () => (await import('./mail.ts')).sendLetter(mail, password, letterOf(told)),
  }
}

/**
 * Tells each receiver of findings that are new or became worse, and says for each that could not be told why, by the name of its variable or mail server and
 * never its address. Three attempts, one and three seconds apart, unless the first says that there is no use in another.
 */
export const notifyAll = async (
  assessment: Assessment,
  receivers: readonly Notify[],
  environment: Environment,
  wait: (milliseconds: number) => Promise<unknown>,
): Promise<readonly string[]> => {
  const failures: string[] = []
  for (const to of receivers) {
    const told = notificationOf(assessment, to.from)
    if (told === undefined) continue
    const lack = lackOf(to, environment)
    if (lack !== undefined) {
      failures.push(lack)
      continue
    }
    const means = to.as === 'mail' ? byMail(to, told, environment) : overTheWeb(to, told, environment)
    let failure: Failure | undefined
    for (let attempt = 1; attempt <= TRIES; attempt++) {
      failure = await means.attempt()
      if (failure === undefined || failure.isFinal === true) break
      if (attempt < TRIES) await wait(attempt === 1 ? 1000 : 3000)
    }
    if (failure !== undefined) failures.push(`${means.receiver} ${means.receiver.includes(' mail ') ? 'were' : 'was'} not told: ${failure.why}`)
  }
  return failures
}
