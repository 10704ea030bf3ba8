import { type AccountPermissions, openPermissions } from '../../../src/analysis/iam/account-permissions.ts'
import type { AccountPolicies } from '../../../src/analysis/iam/account-principals.ts'
import type { IamGroup, IamPolicy, IamRole, IamUser } from '../../../src/datasets/aws/iam.ts'

export const ACCOUNT = '111111111111'
const scope = `aws-account/${ACCOUNT}`

export type WrittenStatement = Readonly<Record<string, unknown>>

export const document = (...statements: readonly WrittenStatement[]): string => JSON.stringify({ Version: '2012-10-17', Statement: statements })
export const allow = (action: string | readonly string[], more: WrittenStatement = {}): WrittenStatement => ({
  Effect: 'Allow',
  Action: action,
  Resource: '*',
  ...more,
})
export const deny = (action: string | readonly string[], more: WrittenStatement = {}): WrittenStatement => allow(action, { Effect: 'Deny', ...more })
export const EVERYTHING = document(allow('*'))

const base = (kind: string, name: string, path: string) => ({
  scope,
  name,
  arn: `arn:aws:iam::${ACCOUNT}:${kind}${path}${name}`,
  path,
  createdAt: '2024-01-01T00:00:00Z',
  inlinePolicies: [],
  attachedPolicies: [],
})

/** Inline policies by their documents: `inline1`, `inline2`, ... */
export const inline = (...documents: readonly string[]) => ({ inlinePolicies: documents.map((document, index) => ({ name: `inline${index + 1}`, document })) })

export const user = (name: string, more: Partial<IamUser> = {}): IamUser => ({ ...base('user', name, '/'), id: `AIDA${name}`, groups: [], ...more })
export const group = (name: string, more: Partial<IamGroup> = {}): IamGroup => ({ ...base('group', name, '/'), id: `AGPA${name}`, ...more })
export const role = (name: string, trust: WrittenStatement | string, more: Partial<IamRole> & { readonly path?: string } = {}): IamRole => ({
  ...base('role', name, more.path ?? '/'),
  id: `AROA${name}`,
  trustPolicy: typeof trust === 'string' ? trust : document({ Effect: 'Allow', Action: 'sts:AssumeRole', ...trust }),
  instanceProfileArns: [],
  ...more,
})
export const policy = (name: string, text: string, more: Partial<IamPolicy> = {}): IamPolicy => ({
  scope,
  id: `ANPA${name}`,
  name,
  arn: `arn:aws:iam::${ACCOUNT}:policy/${name}`,
  path: '/',
  isAwsManaged: false,
  attachmentCount: 1,
  boundaryUsageCount: 0,
  defaultVersionId: 'v1',
  document: text,
  ...more,
})
export const attach = (...policies: readonly IamPolicy[]) => ({ attachedPolicies: policies.map(({ name, arn }) => ({ name, arn })) })

/** The permissions of an account in no organization, unless more is said. */
export const permissionsOf = (given: Partial<AccountPolicies>): AccountPermissions =>
  openPermissions({
    account: ACCOUNT,
    organization: null,
    isManagement: false,
    users: [],
    groups: [],
    roles: [],
    policies: [],
    serviceControl: 'none',
    resourceControl: 'none',
    ...given,
  })

/** One level of service control policies beside FullAWSAccess. */
export const level = (...texts: readonly string[]) => [
  { name: 'FullAWSAccess', document: EVERYTHING },
  ...texts.map((document, index) => ({ name: `scp${index + 1}`, document })),
]
