import type { Value } from '../wire.ts'

/** Members of an answer, as the AWS service models name them. */
type Members = { readonly [member: string]: Value }

export interface DirectorySeed {
  readonly region: string
  readonly id: string
  readonly name: string
  readonly type: 'MicrosoftAD' | 'ADConnector' | 'SimpleAD' | 'SharedMicrosoftAD'
  /** What DescribeDirectories says besides. */
  readonly directory?: Members
  readonly ldaps?: readonly Members[]
  readonly certificates?: readonly Members[]
  readonly trusts?: readonly Members[]
  readonly settings?: readonly Members[]
  readonly shared?: readonly Members[]
  readonly clientAuthentication?: readonly Members[]
  readonly logGroups?: readonly string[]
  readonly eventTopics?: readonly Members[]
}

/** What an account says of itself, and what runs and signs in there besides IAM. */
export interface UpkeepSeed {
  readonly hasSecurityContact?: boolean
  /** Defaults for the instance metadata service by Region. */
  readonly instanceMetadata?: Readonly<Record<string, Members>>
  readonly buildProjects?: readonly { readonly region: string; readonly name: string; readonly project?: Members }[]
  /** Instances with a profile, by the profile's path and name. */
  readonly instances?: readonly { readonly region: string; readonly id: string; readonly profile: string; readonly state?: string }[]
  /** Functions with the path and name of their role. */
  readonly functions?: readonly { readonly region: string; readonly name: string; readonly role: string }[]
  /** Services of ECS, each with a task definition of its own, which may name a role. */
  readonly ecsServices?: readonly {
    readonly region: string
    readonly cluster: string
    readonly name: string
    readonly taskRole?: string
    /** What DescribeServices says besides. */
    readonly service?: Members
  }[]
  readonly serverCertificates?: readonly { readonly name: string; readonly expires: string }[]
  /** The issuer of outbound web identity federation; absent: it is off. */
  readonly outboundIssuer?: string
  readonly delegationRequests?: readonly Members[]
  /** Passkeys, security keys and hardware tokens; virtual devices are the users' own. */
  readonly mfaDevices?: readonly { readonly user: string; readonly serial: string }[]
  readonly directories?: readonly DirectorySeed[]
}
