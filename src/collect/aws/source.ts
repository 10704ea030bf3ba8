import { fromNodeProviderChain } from '@aws-sdk/credential-providers'
import type { Collector, Source } from '../collector.ts'
import { accountSummaries } from './account-summary.ts'
import { authorizationDetails } from './authorization-details.ts'
import { type Clock, systemClock } from './clock.ts'
import { credentialReports } from './credential-report.ts'
import { discoverAws, type OpenWire } from './discover.ts'
import { identityCenter } from './identity-center.ts'
import { oidcIdentityProviders, samlIdentityProviders } from './identity-providers.ts'
import { rootFeatures } from './organization-features.ts'
import { organizationHierarchy } from './organization-hierarchy.ts'
import { memberships } from './organization-membership.ts'
import { controlPolicies } from './organization-policies.ts'
import { passwordPolicies } from './password-policy.ts'
import { serviceCredentials } from './service-specific-credentials.ts'
import { type AwsKeys, type AwsSession, type AwsWire, homeRegion, openWire } from './session.ts'
import { servicesWithTrust } from './trusted-services.ts'
import { mfaDevices } from './virtual-mfa-devices.ts'

export interface AwsOptions {
  /** A profile of the AWS configuration files; absent: the ambient credential chain. */
  readonly profile?: string | undefined
  /** Regions to ask; absent: those enabled without opting in. */
  readonly regions?: readonly string[] | undefined
  /** Absent: as `AWS_ENDPOINT_URL` says. The SDK reads `endpoint_url` only of the profile that `AWS_PROFILE` names. */
  readonly endpoint?: string | undefined
  readonly credentials?: AwsKeys | undefined
  /** Epoch milliseconds after which nothing is sent. */
  readonly deadline?: number | undefined
  /** Stops the scan. */
  readonly signal?: AbortSignal | undefined
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

/** Eight attempts ride out a throttled account; an answer of 12 MB takes AWS seconds. Times in milliseconds. */
const LIMITS: AwsLimits = { attempts: 8, backoff: 400, longestWait: 20_000, requestTimeout: 60_000, pages: 2_000 }

/** Temporary keys are renewed this long before they end. */
const RENEW_BEFORE = 300_000

/** Keys from the chain, kept until they are about to end: one login for all clients. */
const cached = (provide: () => Promise<AwsKeys>, clock: Clock): (() => Promise<AwsKeys>) => {
  let keys: Promise<AwsKeys> | undefined
  let until = Number.POSITIVE_INFINITY
  return () => {
    if (keys === undefined || clock.now() >= until) {
      until = Number.POSITIVE_INFINITY
      keys = provide().then(got => {
        until = got.expiration ? got.expiration.getTime() - RENEW_BEFORE : Number.POSITIVE_INFINITY
        return got
      })
      keys.catch(() => {
        keys = undefined
      })
    }
    return keys
  }
}

/** Every collector of AWS. */
export const awsCollectors: readonly Collector<AwsSession>[] = [
  accountSummaries,
  authorizationDetails,
  controlPolicies,
  credentialReports,
  identityCenter,
  memberships,
  mfaDevices,
  oidcIdentityProviders,
  organizationHierarchy,
  passwordPolicies,
  rootFeatures,
  samlIdentityProviders,
  serviceCredentials,
  servicesWithTrust,
]

/** One AWS credential as a source of scopes. Nothing is sent before `discover` is iterated. */
export const awsSource = (options: AwsOptions): Source<AwsSession> => {
  const { profile, clock = systemClock } = options
  const wires: AwsWire[] = []
  const given = options.credentials
  const credentials = cached(given ? async () => given : fromNodeProviderChain(profile === undefined ? {} : { profile }), clock)
  return {
    cloud: 'aws',
    label: profile === undefined ? 'the ambient AWS credentials' : `the AWS profile ${profile}`,
    collectors: awsCollectors,
    async *discover() {
      const region = await homeRegion(profile)
      const { endpoint, deadline, signal } = options
      const open: OpenWire = explain => {
        const wire = openWire({
          ...LIMITS,
          ...options.limits,
          clock,
          credentials,
          endpoint,
          profile,
          region,
          deadline,
          signal,
          ...(explain ? { explain } : {}),
        })
        wires.push(wire)
        return wire
      }
      yield* discoverAws(open, options.regions)
    },
    async close() {
      for (const wire of wires) wire.close()
    },
  }
}
