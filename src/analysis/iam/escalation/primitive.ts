/**
 * What a primitive is done to. `own-...`: of the principal itself; `own-deny`: a policy of its own that denies; `own-boundary`: the boundary that holds it, `own-boundary-policy` the policy which that is;
 * `new-...`: one made for the purpose; `privileged-...`: somebody, a role or a group with more rights; `assumable-role`: a role the principal may assume, and
 * `policy-of-assumable-role` one attached to such; `any-role`: whatever role there is; `passed-role`: a privileged role that trusts the service;
 * `trusted-provider`: an identity provider that a privileged role trusts; `member-role`: the administrator role of a member account; `none`: nothing in IAM.
 */
export type TargetKind =
  | 'own-user'
  | 'own-role'
  | 'own-group'
  | 'own-policy'
  | 'own-deny'
  | 'own-boundary'
  | 'own-boundary-policy'
  | 'new-user'
  | 'new-role'
  | 'privileged-user'
  | 'privileged-role'
  | 'privileged-group'
  | 'assumable-role'
  | 'policy-of-assumable-role'
  | 'any-role'
  | 'passed-role'
  | 'trusted-provider'
  | 'member-role'
  | 'none'

/** A way to gain rights that one was not given. */
export interface EscalationPrimitive {
  /** For ever, e.g. `iam-create-policy-version`. */
  readonly id: string
  /** For people, after "it can", e.g. `write a new version of a policy that it holds`. */
  readonly does: string
  readonly target: TargetKind
  /** Every one of them must be allowed on the same target; of an inner list one suffices. */
  readonly onTarget: readonly (readonly string[])[]
  /** Every one must be allowed on some resource. */
  readonly elsewhere: readonly (readonly string[])[]
  /** The service that a passed role, or that of a resource, must trust. */
  readonly service?: string | undefined
  /** `administration` of the account, the `target`'s rights, reach over the `organization`, or `data` and credentials that are no administration. */
  readonly gives: 'administration' | 'target' | 'organization' | 'data'
  /** What must be so besides and is not read, so that it is only potential. */
  readonly provided?: string | undefined
  /** Where it is described. */
  readonly source: string
}
