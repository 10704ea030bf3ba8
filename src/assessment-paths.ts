/** What a sign-in must prove, from nothing to not being let in. */
export type SignInDemand = 'none' | 'single-factor' | 'mfa-when-necessary' | 'mfa' | 'phishing-resistant' | 'blocked'

/** Somebody or something on a path. `kind` as in the identity graph, e.g. `entra-user`, `permission-set`, `goal`. */
export interface PathNode {
  readonly name: string
  readonly kind: string
  readonly scope: string
  /** The collected row that it stands for. */
  readonly row?: string | undefined
}

/** One step of a path, with what shows that it is there. */
export interface PathStep {
  readonly to: PathNode
  /** As in the identity graph, e.g. `member-of`. */
  readonly kind: string
  /** What is true of whoever takes the step, after their name: `is a member of the group Ops`. */
  readonly words: string
  readonly demand: SignInDemand
  readonly activated: boolean
  readonly certain: boolean
  /** What is left open, or a condition under which alone the step is there. */
  readonly open?: string | undefined
  /** Ids of collected rows that say so. */
  readonly rows: readonly string[]
}

/** The weakest way in which somebody comes to administer an account. */
export interface IdentityPath {
  readonly from: PathNode
  readonly steps: readonly PathStep[]
  /** The most that one of its steps demands: that is enough for it. */
  readonly demand: SignInDemand
  /** Something must be activated first. */
  readonly activated: boolean
  /** Every step could be decided. */
  readonly certain: boolean
  /** Access is taken on the way, rather than used as it was given. */
  readonly taken: boolean
  /** Place in `cuts` of the change that closes most and closes this. */
  readonly cut?: number | undefined
}

/** One change, and how many of those with a path have none left without it. */
export interface PathCut {
  readonly from: string
  readonly words: string
  readonly closes: number
  readonly of: number
}

/** The strongest access that a person has to an account, with the weakest sign-in that leads to it. */
export interface AccessCell {
  /** Place among the accounts. */
  readonly account: number
  readonly access: 'administrator' | 'some'
  /** `standing`; only `activated`; `taken` from others who hold it; or `possible`: not decided. */
  readonly how: 'standing' | 'activated' | 'taken' | 'possible'
  readonly demand: SignInDemand
}

/** The data of the exhibit `identity-paths`: how people and programs come to administer AWS accounts, over all clouds. */
export interface IdentityPaths {
  /** Weakest first. */
  readonly paths: readonly IdentityPath[]
  readonly pathsNotShown: number
  /** Those that close most first. */
  readonly cuts: readonly PathCut[]
  /** What could not be read and may hide a path, in words. */
  readonly unread: readonly string[]
  readonly unreadNotShown: number
  /** People and the accounts that they reach. */
  readonly access: {
    readonly accounts: readonly { readonly id: string; readonly name: string }[]
    readonly accountsNotShown: number
    readonly people: readonly { readonly person: PathNode; readonly cells: readonly AccessCell[] }[]
    readonly peopleNotShown: number
  }
}
