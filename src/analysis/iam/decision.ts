import type { Expression } from './expression.ts'

/** In which capacity a policy spoke. */
export type PolicyRole = 'identity' | 'boundary' | 'session' | 'service control' | 'resource control' | 'resource'

/** A statement that had a say. */
export interface DecidingStatement {
  readonly as: PolicyRole
  readonly policy: string
  readonly arn?: string | undefined
  readonly group?: string | undefined
  /** The statement's Sid, or its place: `statement 2`. */
  readonly statement: string
  readonly effect: 'Allow' | 'Deny'
  /** When it applies. */
  readonly when: Expression
}

/**
 * What policies say of a request. `allowed`: whatever the rest of the request is; `denied`: likewise; `conditional`: it depends on `condition`.
 */
export interface Decision {
  readonly outcome: 'allowed' | 'denied' | 'conditional'
  /** When the request is allowed; `always` and `never` where nothing is open. */
  readonly condition: Expression
  /** The statements that decide: every Deny that applies, else the Allow of each kind of policy. */
  readonly because: readonly DecidingStatement[]
  /** Why nothing allows it, e.g. `no permissions boundary statement allows it`. Only where it is denied without a Deny. */
  readonly missing: readonly string[]
  /** Policies that could not be read and on which the outcome depends; with these, `conditional` means that it is not known. */
  readonly unread: readonly string[]
}
