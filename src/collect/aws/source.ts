import { STSClient } from '@aws-sdk/client-sts'
import { CollectError, type Source } from '../collector.ts'
import { enterRole } from './assume-role.ts'
import type { MembersOptions } from './choose-accounts.ts'
import { type Clock, systemClock } from './clock.ts'
import { awsCollectors } from './collectors.ts'
import { chainKeys, type EnterRole } from './credentials.ts'
import { discoverAws } from './discover.ts'
import { type AwsKeys, keepKeys } from './keys.ts'
import { openPaces } from './pace.ts'
import { type AwsSession, type AwsWire, openWire, type SessionOptions } from './session.ts'
import { openTransport } from './transport.ts'

export interface AwsOptions {
  /** A profile of the AWS configuration files; absent: the ambient credential chain. */
  readonly profile?: string | undefined
  /** Regions to ask; absent: those that are enabled. */
  readonly regions?: readonly string[] | undefined
  /** Absent: only the account of the credentials. */
  readonly organization?: MembersOptions | undefined
  /** Absent: as `AWS_ENDPOINT_URL` says. The SDK reads `endpoint_url` only of the profile that `AWS_PROFILE` names. */
  readonly endpoint?: string | undefined
  /** As `AWS_ENDPOINT_URL` says, for services that have no client to look it up; absent: their own. */
  readonly restEndpoint?: string | undefined
  readonly credentials?: AwsKeys | undefined
  /** Epoch milliseconds after which nothing is sent. */
  readonly deadline?: number | undefined
  /** Stops the scan. */
  readonly signal?: AbortSignal | undefined
  /** The accounts that the scan entered: one set for all sources of a scan, so that none calls an account unscanned that another one reads. */
  readonly entered?: Set<string> | undefined
  readonly clock?: Clock | undefined
  readonly limits?: Partial<AwsLimits> | undefined
}

interface AwsLimits {
  readonly attempts: number
  readonly backoff: number
  readonly longestWait: number
  readonly requestTimeout: number
  readonly pages: number
}

/** Twenty attempts ride out an account that throttles every other request, as the dice fall; an answer of 12 MB takes AWS seconds. Times in milliseconds. */
const LIMITS: AwsLimits = { attempts: 20, backoff: 400, longestWait: 20_000, requestTimeout: 60_000, pages: 2_000 }

/** The Region the environment or the profile names, without sending anything; `us-east-1` if neither does, for services that have no Region. */
const homeRegion = async (profile: string | undefined): Promise<string> => {
  const client = new STSClient(profile === undefined ? {} : { profile })
  const region = await client.config.region().catch(() => 'us-east-1')
  client.destroy()
  return region
}

/** One AWS credential as a source of scopes. Nothing is sent before `discover` is iterated. */
export const awsSource = (options: AwsOptions): Source<AwsSession> => {
  const { profile, endpoint, deadline, signal, clock = systemClock } = options
  const limits = { ...LIMITS, ...options.limits }
  const transport = openTransport({ clock, requestTimeout: limits.requestTimeout, deadline, signal })
  const signInWires: AwsWire[] = []
  let region: string | undefined

  const open = (how: Pick<SessionOptions, 'keys' | 'explain' | 'paces'>): AwsWire =>
    openWire({ ...limits, ...how, clock, transport, endpoint, restEndpoint: options.restEndpoint, profile, region: region ?? 'us-east-1', deadline, signal })

  const paces = openPaces()
  const enter: EnterRole = async (request, source) => {
    const provide = async (): Promise<AwsKeys> => {
      if (source === undefined) throw new CollectError('failed', 'a web identity has no keys to sign with')
      return source
    }
    const wire = open({ keys: keepKeys(provide, clock), paces })
    signInWires.push(wire)
    return (await enterRole(wire, request, true)).keys
  }

  const given = options.credentials
  return {
    cloud: 'aws',
    label: profile === undefined ? 'the ambient AWS credentials' : `the AWS profile ${profile}`,
    collectors: awsCollectors,
    async *discover() {
      region = await homeRegion(profile)
      yield* discoverAws({
        open,
        keys: keepKeys(given ? async () => given : chainKeys(profile, transport, enter), clock),
        clock,
        regions: options.regions,
        members: options.organization,
        entered: options.entered ?? new Set(),
        signIns: () => signInWires.flatMap(wire => wire.requests()),
      })
    },
    async close() {
      transport.close()
    },
  }
}
