/** A policy as it reaches somebody. */
export interface NamedPolicy {
  readonly name: string
  /** Absent: an inline policy. */
  readonly arn?: string | undefined
  /** The group through which it is held; absent: held directly. */
  readonly group?: string | undefined
  /** JSON text. Absent: it was not read, so what it says is unknown. */
  readonly document?: string | undefined
}

/**
 * Policies of an organization along the path from the root to an account, one list a level, the account's own last. `none`: nothing of the kind binds it
 * (no organization, the management account, the type not enabled). `unread`: they may be there, and were not read.
 */
export type ControlPolicies = 'none' | 'unread' | readonly (readonly NamedPolicy[])[]

/** An IAM user or role (as a session of it), or the root user. */
export interface PrincipalIdentity {
  readonly kind: 'user' | 'role' | 'root'
  /** Of the user or role itself, e.g. `arn:aws:iam::123456789012:role/path/name`. */
  readonly arn: string
  /** The unique id, e.g. AROA...; absent: not known. */
  readonly id?: string | undefined
  readonly name: string
  readonly account: string
  /** The organization's id. Null: in none. Absent: not known. */
  readonly organization?: string | null | undefined
  /** When it asks. Absent: at any time. */
  readonly now?: Date | undefined
  /** Tags by lower-case key. Absent: not known. */
  readonly tags?: ReadonlyMap<string, string> | undefined
}

/** Everything that says what a principal may do, whatever the resource says. */
export interface PrincipalPolicies {
  readonly principal: PrincipalIdentity
  /** Attached and inline, of the principal and of its groups. */
  readonly identity: readonly NamedPolicy[]
  readonly boundary?: NamedPolicy | undefined
  /** Passed when the session was made. Absent: no session policy; several grant together. */
  readonly session?: readonly NamedPolicy[] | undefined
  readonly serviceControl: ControlPolicies
  /** Resource control policies over the principal's own account: they bind requests for that account's resources. */
  readonly resourceControl: ControlPolicies
}

/** `AWSServiceRoleFor...`: made by and for a service. https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create-service-linked-role.html */
export const isServiceLinked = (arn: string): boolean => /^arn:[^:]*:iam::\d*:role\/aws-service-role\//.test(arn)

/** Made by IAM Identity Center, which alone can change it. https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html */
const isReservedByIdentityCenter = (arn: string): boolean => /^arn:[^:]*:iam::\d*:role\/aws-reserved\//.test(arn)

/** Whether IAM refuses to change a role (`UnmodifiableEntity`) for whoever asks. https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
export const isUnmodifiable = (arn: string): boolean => isServiceLinked(arn) || isReservedByIdentityCenter(arn)
