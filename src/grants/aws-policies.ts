import type { Needed } from './needed.ts'

/** The name of the role when nobody chooses another: the one the guides write. */
export const ROLE_NAME = 'PosternReadOnly'

export interface PolicyStatement {
  readonly Sid: string
  readonly Effect: 'Allow'
  readonly Action: readonly string[]
  readonly Resource: unknown
}

/** An IAM policy document. */
export interface PolicyDocument {
  readonly Version: '2012-10-17'
  readonly Statement: readonly PolicyStatement[]
}

const read = (Sid: string, Action: readonly string[]): PolicyStatement => ({ Sid, Effect: 'Allow', Action, Resource: '*' })

/** What the role may do in an account that is read. Reading takes no narrower resource than all of them: what is not looked at cannot be vouched for. */
export const memberPolicy = ({ account }: Needed): PolicyDocument => ({ Version: '2012-10-17', Statement: [read('ReadAccount', account)] })

/** What it may do besides where the scan begins: read the organization, and enter the role of the same name in its accounts. `roles`: their ARN, in the words of the format. */
export const managementPolicy = ({ account, organization }: Needed, roles: unknown): PolicyDocument => ({
  Version: '2012-10-17',
  Statement: [
    read('ReadAccount', account),
    read('ReadOrganization', organization),
    { Sid: 'EnterAccounts', Effect: 'Allow', Action: ['sts:AssumeRole'], Resource: roles },
  ],
})
