import type { Value } from '../wire.ts'

/** Members of an answer, as the AWS service models name them. */
type Members = { readonly [member: string]: Value }

export interface UserPoolSeed {
  readonly region: string
  readonly id: string
  readonly name: string
  /** What DescribeUserPool says besides, instead of the defaults of a new pool. */
  readonly pool?: Members
  readonly mfa?: Members
  readonly risk?: Members
  readonly clients?: readonly { readonly id: string; readonly name: string; readonly client?: Members }[]
  readonly providers?: readonly { readonly name: string; readonly type: string; readonly details?: Members; readonly mapping?: Members }[]
  readonly servers?: readonly { readonly identifier: string; readonly name: string; readonly scopes?: readonly string[] }[]
}

/** What applications sign their users in with. */
export interface ApplicationsSeed {
  readonly userPools?: readonly UserPoolSeed[]
  /** Web ACLs by Region, each with the ids of the user pools it stands before. */
  readonly webAcls?: readonly { readonly region: string; readonly name: string; readonly pools?: readonly string[] }[]
  readonly identityPools?: readonly {
    readonly region: string
    readonly id: string
    readonly name: string
    readonly pool?: Members
    readonly roles?: Members
  }[]
  readonly graphqlApis?: readonly { readonly region: string; readonly api: Members }[]
  readonly amplifyApps?: readonly { readonly region: string; readonly app: Members; readonly branches?: readonly Members[] }[]
}
