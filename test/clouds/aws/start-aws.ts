import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { type LoggedRequest, startComplement } from './complement.ts'
import type { Fault, FaultRule } from './faults.ts'
import { ensurePython } from './python.ts'
import { type AccountSettings, type AwsSeed, settingsOf } from './seed.ts'

export interface AwsKeys {
  readonly accessKeyId: string
  readonly secretAccessKey: string
  readonly sessionToken?: string
}

export interface StartAwsOptions extends AwsSeed {
  /** Evaluate IAM policies and check signatures, as AWS does: the scanner's role must then exist and be allowed. */
  readonly enforcePermissions?: boolean
}

/** A running AWS: moto with its complement in front. */
export interface EmulatedAws {
  /** For `AWS_ENDPOINT_URL`. */
  readonly endpoint: string
  /** The keys of a session of the scanner's role in this account. */
  keys(account: string): AwsKeys
  /** The environment in which an AWS SDK or the command line scans this account, and nothing else of the machine's. */
  environment(account: string): Record<string, string>
  /** Static keys of the seeded IAM users, by access key id. */
  readonly userKeys: ReadonlyMap<string, { readonly account: string; readonly user: string; readonly secretAccessKey: string }>
  readonly organizationId: string | undefined
  /** What the complement answers for an account. Changes take effect at once. */
  settings(account: string): AccountSettings
  /** Every API request since the start or `forget`. */
  readonly requests: readonly LoggedRequest[]
  forget(): void
  /** Makes matching requests go wrong until the returned function is called, or `heal`. */
  fault(fault: Fault, on?: Omit<FaultRule, 'fault'>): () => void
  heal(): void
  stop(): Promise<void>
}

interface Ready {
  readonly port: number
  readonly sessions: Record<string, Required<AwsKeys>>
  readonly keys: Record<string, { account: string; user: string; secretAccessKey: string }>
  readonly organizationId: string | null
}

const untilReady = (moto: ChildProcess): Promise<Ready> =>
  new Promise((resolve, reject) => {
    let complaints = ''
    moto.stderr?.on('data', chunk => {
      complaints += chunk
    })
    moto.once('error', reject)
    moto.once('exit', code => reject(new Error(`moto ended with ${code} before it was ready:\n${complaints}`)))
    if (moto.stdout) createInterface({ input: moto.stdout }).once('line', line => resolve(JSON.parse(line)))
  })

/** Starts moto filled with the seed, and the complement in front of it, on free ports of the loopback interface: about a second. */
export const startAws = async (options: StartAwsOptions): Promise<EmulatedAws> => {
  const { enforcePermissions, ...seed } = options
  const environment: NodeJS.ProcessEnv = { ...process.env, AWS_DEFAULT_REGION: 'us-east-1', PYTHONDONTWRITEBYTECODE: '1' }
  if (enforcePermissions) environment.INITIAL_NO_AUTH_ACTION_COUNT = '0'
  const moto = spawn(ensurePython(), [join(import.meta.dirname, 'moto', 'seed.py')], { env: environment, stdio: ['pipe', 'pipe', 'pipe'] })
  moto.stdin.write(`${JSON.stringify(seed)}\n`)
  const ready = await untilReady(moto)

  const settings = new Map(Object.entries(seed.accounts).map(([account, accountSeed]) => [account, settingsOf(accountSeed)]))
  const settingsFor = (account: string): AccountSettings => {
    const known = settings.get(account) ?? settingsOf({})
    settings.set(account, known)
    return known
  }
  const userKeys = new Map(Object.entries(ready.keys))
  const accountOfKey = new Map([...userKeys].map(([key, { account }]) => [key, account]))
  for (const [account, session] of Object.entries(ready.sessions)) accountOfKey.set(session.accessKeyId, account)
  const organization = seed.organization && ready.organizationId ? { ...seed.organization, id: ready.organizationId } : undefined
  const complement = await startComplement({
    motoPort: ready.port,
    accountOfKey,
    settings: settingsFor,
    organization,
    portal: account => ready.sessions[account],
  })

  const endpoint = `http://127.0.0.1:${complement.port}`
  const keys = (account: string): AwsKeys => {
    const session = ready.sessions[account]
    if (!session) throw new Error(`the seed has no account ${account}`)
    return session
  }
  return {
    endpoint,
    keys,
    environment: account => {
      const { accessKeyId, secretAccessKey, sessionToken = '' } = keys(account)
      const credentials = { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken }
      return {
        ...credentials,
        AWS_ENDPOINT_URL: endpoint,
        AWS_REGION: 'us-east-1',
        AWS_EC2_METADATA_DISABLED: 'true',
        AWS_CONFIG_FILE: '/dev/null',
        AWS_SHARED_CREDENTIALS_FILE: '/dev/null',
      }
    },
    userKeys,
    organizationId: organization?.id,
    settings: settingsFor,
    requests: complement.requests,
    forget: () => void complement.requests.splice(0),
    fault: (fault, on = {}) => {
      const rule = { ...on, fault }
      complement.faults.push(rule)
      return () => {
        const at = complement.faults.indexOf(rule)
        if (at !== -1) complement.faults.splice(at, 1)
      }
    },
    heal: () => void complement.faults.splice(0),
    stop: async () => {
      await complement.stop()
      const ended = new Promise(resolve => moto.once('exit', resolve))
      moto.kill()
      await ended
    },
  }
}
