/** A policy of AWS by name, or one of the account's own. */
export type PolicyName = string

/** An access key of a user. Days are before the scan. */
export interface KeySpec {
  readonly rotated: number
  /** Absent: never used. */
  readonly used?: number
  readonly service?: string
  readonly active?: boolean
}

interface HolderSpec {
  readonly name: string
  /** Days since it was made. */
  readonly age: number
  readonly attached?: readonly PolicyName[]
  /** Inline policies: name to document. */
  readonly inline?: Readonly<Record<string, string>>
}

export interface UserSpec extends HolderSpec {
  readonly path?: string
  readonly groups?: readonly string[]
  readonly boundary?: PolicyName
  readonly password?: { readonly changed: number; readonly used?: number }
  readonly mfa?: 'virtual' | 'hardware'
  readonly keys?: readonly KeySpec[]
}

export type GroupSpec = HolderSpec

export interface RoleSpec extends HolderSpec {
  readonly path?: string
  readonly trust: string
  readonly used?: number
  readonly boundary?: PolicyName
  readonly isOnInstances?: boolean
  /** How long a session may last; absent: one hour, as IAM makes roles. */
  readonly hours?: number
}

/** A managed policy of the account's own. */
interface OwnPolicySpec {
  readonly name: PolicyName
  readonly path?: string
  readonly document: string
  readonly version?: number
}

interface RootSpec {
  readonly age: number
  /** False: the organization removed the root credentials, or nobody ever made any. */
  readonly password: boolean
  readonly mfa?: 'virtual' | 'hardware'
  readonly used?: number
  readonly keys?: readonly KeySpec[]
}

export interface OidcSpec {
  /** Without scheme, a trailing slash included where the issuer has one. */
  readonly url: string
  readonly audiences: readonly string[]
  readonly age: number
}

export interface SamlSpec {
  readonly name: string
  readonly entityId: string
  readonly age: number
  readonly validFor: number
}

/** An account as its owners would describe it; tables follow. */
export interface AccountSpec {
  readonly root: RootSpec
  readonly users: readonly UserSpec[]
  readonly groups: readonly GroupSpec[]
  readonly roles: readonly RoleSpec[]
  readonly policies: readonly OwnPolicySpec[]
  readonly saml: readonly SamlSpec[]
  readonly oidc: readonly OidcSpec[]
  /** Absent: AWS's default. */
  readonly passwordPolicy?: { readonly length: number; readonly age: number; readonly reuse: number }
  /** Days since each key was uploaded. */
  readonly sshKeys?: readonly { readonly user: string; readonly age: number }[]
  readonly serviceCredentials?: readonly { readonly user: string; readonly service: string; readonly age: number; readonly expires?: number }[]
}
