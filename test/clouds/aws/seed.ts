import type { ApplicationsSeed } from './services/applications-seed.ts'
import type { UpkeepSeed } from './services/upkeep-seed.ts'
import type { Answer, WireRequest } from './wire.ts'

/** A policy document: JSON, or the very text, which may be broken on purpose. */
type PolicyDocument = string | { readonly [member: string]: unknown }

interface PolicyHolderSeed {
  /** ARNs of managed policies; an AWS-managed one is made when something is attached to it. */
  readonly attached?: readonly string[]
  readonly inline?: Readonly<Record<string, PolicyDocument>>
}

export interface AccessKeySeed {
  readonly id?: string
  readonly active?: boolean
  readonly created?: string
  readonly lastUsed?: { readonly date: string; readonly service: string; readonly region: string }
}

/** An IAM user. Dates everywhere are ISO 8601; without one a thing is as old as the emulator. */
export interface UserSeed extends PolicyHolderSeed {
  readonly name: string
  readonly id?: string
  readonly path?: string
  readonly created?: string
  readonly password?: { readonly changed?: string; readonly lastUsed?: string }
  readonly accessKeys?: readonly AccessKeySeed[]
  /** A virtual MFA device in use. */
  readonly mfa?: { readonly name?: string; readonly enabled?: string }
  readonly groups?: readonly string[]
  readonly boundary?: string
  readonly tags?: Readonly<Record<string, string>>
  /** SSH public keys for CodeCommit. */
  readonly sshKeys?: readonly { readonly id: string; readonly active?: boolean; readonly uploaded: string }[]
}

interface GroupSeed extends PolicyHolderSeed {
  readonly name: string
  readonly path?: string
  readonly created?: string
}

export interface RoleSeed extends PolicyHolderSeed {
  readonly name: string
  readonly id?: string
  readonly path?: string
  readonly created?: string
  readonly description?: string
  readonly trust: PolicyDocument
  readonly boundary?: string
  readonly maxSessionSeconds?: number
  readonly lastUsed?: { readonly date: string; readonly region: string }
  readonly tags?: Readonly<Record<string, string>>
  /** Whether an instance profile of the same name carries it. */
  readonly instanceProfile?: boolean
}

/** A customer-managed policy: one document, or its versions, of which the last is the default. */
export interface PolicySeed {
  readonly name: string
  readonly path?: string
  readonly description?: string
  readonly created?: string
  readonly document?: PolicyDocument
  readonly versions?: readonly PolicyDocument[]
  readonly tags?: Readonly<Record<string, string>>
}

interface PasswordPolicySeed {
  readonly minimumLength?: number
  readonly lowercase?: boolean
  readonly uppercase?: boolean
  readonly numbers?: boolean
  readonly symbols?: boolean
  readonly allowUsersToChange?: boolean
  readonly maxAgeDays?: number
  readonly reusePrevention?: number
  readonly hardExpiry?: boolean
}

/** The root user, of which moto knows nothing: answered by the complement. */
export interface RootSeed {
  readonly mfa?: 'none' | 'virtual' | 'hardware'
  readonly accessKeys?: readonly AccessKeySeed[]
  /** False: the organization removed the root credentials of this account. */
  readonly password?: boolean
  readonly passwordChanged?: string
  readonly passwordLastUsed?: string
  readonly created?: string
}

interface ServiceSpecificCredentialSeed {
  readonly id: string
  readonly user: string
  readonly service: string
  readonly active?: boolean
  readonly created: string
  readonly expires?: string
}

export interface PermissionSetSeed {
  readonly name: string
  /** Default: an hour. */
  readonly sessionDuration?: string
  readonly inline?: PolicyDocument
  /** ARNs of AWS-managed policies. */
  readonly managed?: readonly string[]
  readonly customer?: readonly { readonly name: string; readonly path?: string }[]
  readonly boundary?: string | { readonly name: string; readonly path?: string }
  /** Accounts by number, each with the users and groups, by name, that hold the set there; one that the store does not have is an id of somebody who is gone. */
  readonly assigned?: Readonly<Record<string, { readonly users?: readonly string[]; readonly groups?: readonly string[] }>>
  /** Accounts whose role is older than the set. */
  readonly outdated?: readonly string[]
}

interface IdentityCenterSeed {
  /** The one Region it lives in; others list nothing. */
  readonly region: string
  readonly instanceArn: string
  readonly identityStoreId: string
  readonly ownerAccountId: string
  readonly name?: string
  readonly status?: 'CREATE_IN_PROGRESS' | 'DELETE_IN_PROGRESS' | 'ACTIVE' | 'CREATE_FAILED'
  readonly created?: string
  readonly permissionSets?: readonly PermissionSetSeed[]
  readonly applications?: readonly { readonly name: string; readonly assignmentRequired?: boolean; readonly status?: 'ENABLED' | 'DISABLED' }[]
  readonly tokenIssuers?: readonly { readonly name: string; readonly url: string }[]
  readonly users?: readonly { readonly name: string; readonly status?: 'ENABLED' | 'DISABLED'; readonly externalId?: string }[]
  readonly groups?: readonly { readonly name: string; readonly members?: readonly string[]; readonly externalId?: string }[]
}

export interface RegionSeed {
  readonly name: string
  readonly status: 'ENABLED' | 'ENABLED_BY_DEFAULT' | 'ENABLING' | 'DISABLING' | 'DISABLED'
}

/** What only the complement answers, per account. Can be changed while the emulator runs. */
export interface AccountSettings {
  root: RootSeed
  serviceSpecificCredentials: readonly ServiceSpecificCredentialSeed[]
  identityCenters: readonly IdentityCenterSeed[]
  /** Regions as the account may or may not use them. Default: two, and one that was not opted in to. */
  regions: readonly RegionSeed[]
  /** Cognito's pools, GraphQL APIs and Amplify apps. */
  applications: ApplicationsSeed
  /** What the account says of itself, its builds and directories. */
  upkeep: UpkeepSeed
  /** Organization features of root management, asked of the management account. */
  organizationFeatures: readonly ('RootCredentialsManagement' | 'RootSessions')[]
  /** Whether trusted access for IAM is on; off, the features cannot be asked. */
  iamTrustedAccess: boolean
  /** Whether this member may read the organization. */
  delegatedAdministrator: boolean
  /** Whose AssumeRole this account lets in: anyone's, nobody's, or that of who names this role and external id. */
  entry: 'anyone' | 'nobody' | { readonly role: string; readonly externalId?: string }
  /** Largest page of GetAccountAuthorizationDetails, whatever the caller asks for. */
  largestPage: number
  /** How often the credential report is `ReportInProgress` before it is there. */
  reportPendingCalls: number
  /** Answers by `service:Operation`, the service as requests are signed for it, before anything else answers. Undefined: somebody else is to answer. */
  answers: ReadonlyMap<string, (request: WireRequest) => Answer | undefined>
}

/** One account: what moto is filled with, and what the complement answers for it. */
export interface AccountSeed extends Partial<AccountSettings> {
  readonly users?: readonly UserSeed[]
  readonly groups?: readonly GroupSeed[]
  readonly roles?: readonly RoleSeed[]
  readonly policies?: readonly PolicySeed[]
  readonly samlProviders?: readonly { readonly name: string; readonly metadata: string; readonly created?: string; readonly validUntil?: string }[]
  readonly oidcProviders?: readonly {
    readonly url: string
    readonly clientIds?: readonly string[]
    readonly thumbprints?: readonly string[]
    readonly created?: string
    readonly tags?: Readonly<Record<string, string>>
  }[]
  readonly unassignedMfaDevices?: readonly string[]
  readonly passwordPolicy?: PasswordPolicySeed
  /** The role whose session the scanner's credentials are. It need not be among `roles` unless permissions are enforced. */
  readonly scannerRole?: string
}

export interface OrganizationSeed {
  readonly management: string
  readonly managementName?: string
  /** `o-` and ten lower-case letters or digits. */
  readonly id?: string
  readonly featureSet?: 'ALL' | 'CONSOLIDATED_BILLING'
  /** Policy types that are switched on at the root. Default: service control policies. */
  readonly policyTypes?: readonly ('SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'TAG_POLICY')[]
  /** Service principals with trusted access. */
  readonly trustedServices?: readonly string[]
  /** Organizational units by unique name, parents first. */
  readonly units?: readonly { readonly name: string; readonly parent?: string }[]
  readonly members?: readonly {
    readonly id: string
    readonly name: string
    readonly email?: string
    readonly unit?: string
    readonly status?: 'ACTIVE' | 'SUSPENDED' | 'PENDING_CLOSURE'
  }[]
  /** `targets` are unit names, account ids or `root`. */
  readonly policies?: readonly {
    readonly name: string
    readonly type?: 'SERVICE_CONTROL_POLICY' | 'RESOURCE_CONTROL_POLICY' | 'TAG_POLICY'
    readonly document: PolicyDocument
    readonly targets?: readonly string[]
  }[]
}

/** A whole AWS to scan. */
export interface AwsSeed {
  readonly accounts: Readonly<Record<string, AccountSeed>>
  readonly organization?: OrganizationSeed
  /** Seeds moto's random identifiers: the same seed gives the same ids. */
  readonly randomSeed?: number
}

/** Few, so that a scan asks few: https://docs.aws.amazon.com/global-infrastructure/latest/regions/aws-regions.html */
const REGIONS: readonly RegionSeed[] = [
  { name: 'af-south-1', status: 'DISABLED' },
  { name: 'eu-west-1', status: 'ENABLED_BY_DEFAULT' },
  { name: 'us-east-1', status: 'ENABLED_BY_DEFAULT' },
]

/** An account as new: root with a password and nothing else. */
export const settingsOf = (seed: AccountSeed): AccountSettings => ({
  root: { mfa: 'none', password: true, ...seed.root },
  serviceSpecificCredentials: seed.serviceSpecificCredentials ?? [],
  identityCenters: seed.identityCenters ?? [],
  regions: seed.regions ?? REGIONS,
  applications: seed.applications ?? {},
  upkeep: seed.upkeep ?? {},
  organizationFeatures: seed.organizationFeatures ?? [],
  iamTrustedAccess: seed.iamTrustedAccess ?? true,
  delegatedAdministrator: seed.delegatedAdministrator ?? false,
  entry: seed.entry ?? 'anyone',
  largestPage: seed.largestPage ?? 1000,
  reportPendingCalls: seed.reportPendingCalls ?? 0,
  answers: seed.answers ?? new Map(),
})
