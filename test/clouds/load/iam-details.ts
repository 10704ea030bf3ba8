import { createHash } from 'node:crypto'
import type { AccountSeed, PolicySeed, RoleSeed, UserSeed } from '../aws/seed.ts'
import { toXml, type Value, type WireRequest } from '../aws/wire.ts'

type GroupSeed = NonNullable<AccountSeed['groups']>[number]
type PolicyDocument = RoleSeed['trust']

/** The lists of GetAccountAuthorizationDetails in the order in which its pages go through them. */
const DETAIL_LISTS = ['UserDetailList', 'GroupDetailList', 'RoleDetailList', 'Policies'] as const

interface Detail {
  readonly list: (typeof DETAIL_LISTS)[number]
  readonly xml: string
}

const text = (document: PolicyDocument): string => (typeof document === 'string' ? document : JSON.stringify(document))
const encoded = (document: PolicyDocument): string => encodeURIComponent(text(document))
const inlines = (inline: Readonly<Record<string, PolicyDocument>> = {}) =>
  Object.entries(inline).map(([PolicyName, document]) => ({ PolicyName, PolicyDocument: encoded(document) }))
const attachments = (arns: readonly string[] = []) => arns.map(PolicyArn => ({ PolicyName: PolicyArn.slice(PolicyArn.lastIndexOf('/') + 1), PolicyArn }))

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_identifiers.html#identifiers-unique-ids */
export const uniqueId = (prefix: string, account: string, name: string): string =>
  `${prefix}${createHash('sha256')
    .update(`${account}/${prefix}/${name}`)
    .digest('hex')
    .toUpperCase()
    .replaceAll(/[0189]/g, 'Z')
    .slice(0, 17)}`

const userDetail = (account: string, user: UserSeed): Value => ({
  Path: '/',
  UserName: user.name,
  UserId: uniqueId('AIDA', account, user.name),
  Arn: `arn:aws:iam::${account}:user/${user.name}`,
  CreateDate: user.created,
  // The one list that AWS leaves out when it is empty: https://github.com/boto/boto3/issues/1303
  ...(user.inline === undefined ? {} : { UserPolicyList: inlines(user.inline) }),
  GroupList: user.groups ?? [],
  AttachedManagedPolicies: attachments(user.attached),
})

const groupDetail = (account: string, group: GroupSeed): Value => ({
  Path: '/',
  GroupName: group.name,
  GroupId: uniqueId('AGPA', account, group.name),
  Arn: `arn:aws:iam::${account}:group/${group.name}`,
  CreateDate: group.created,
  GroupPolicyList: inlines(group.inline),
  AttachedManagedPolicies: attachments(group.attached),
})

const roleDetail = (account: string, role: RoleSeed): Value => ({
  Path: '/',
  RoleName: role.name,
  RoleId: uniqueId('AROA', account, role.name),
  Arn: `arn:aws:iam::${account}:role/${role.name}`,
  CreateDate: role.created,
  AssumeRolePolicyDocument: encoded(role.trust),
  InstanceProfileList: [],
  RolePolicyList: inlines(role.inline),
  AttachedManagedPolicies: attachments(role.attached),
  Tags: [],
  RoleLastUsed: role.lastUsed === undefined ? {} : { LastUsedDate: role.lastUsed.date, Region: role.lastUsed.region },
})

/** A role as ListRoles tells it. */
export const roleSummary = (account: string, role: RoleSeed): Value => ({
  RoleName: role.name,
  RoleId: uniqueId('AROA', account, role.name),
  Arn: `arn:aws:iam::${account}:role/${role.name}`,
  Path: '/',
  CreateDate: role.created,
  AssumeRolePolicyDocument: encoded(role.trust ?? {}),
  MaxSessionDuration: 3600,
})

const policyDetail = (account: string, policy: PolicySeed, attached: number): Value => ({
  PolicyName: policy.name,
  PolicyId: uniqueId('ANPA', account, policy.name),
  Arn: `arn:aws:iam::${account}:policy/${policy.name}`,
  Path: '/',
  DefaultVersionId: 'v1',
  AttachmentCount: attached,
  PermissionsBoundaryUsageCount: 0,
  IsAttachable: true,
  CreateDate: policy.created,
  UpdateDate: policy.created,
  PolicyVersionList: [{ Document: encoded(policy.document ?? {}), VersionId: 'v1', IsDefaultVersion: true, CreateDate: policy.created }],
})

const detailsOf = (account: string, seed: AccountSeed): readonly Detail[] => {
  const { users = [], groups = [], roles = [], policies = [] } = seed
  const counts = new Map<string, number>()
  for (const arn of [...users, ...groups, ...roles].flatMap(({ attached = [] }) => attached)) counts.set(arn, (counts.get(arn) ?? 0) + 1)
  const detail = (list: Detail['list'], value: Value): Detail => ({ list, xml: `<member>${toXml(value)}</member>` })
  return [
    ...users.map(user => detail('UserDetailList', userDetail(account, user))),
    ...groups.map(group => detail('GroupDetailList', groupDetail(account, group))),
    ...roles.map(role => detail('RoleDetailList', roleDetail(account, role))),
    ...policies.map(policy => detail('Policies', policyDetail(account, policy, counts.get(`arn:aws:iam::${account}:policy/${policy.name}`) ?? 0))),
  ]
}

/** One page of the details as XML, from `from` and no longer than `size`, as https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetAccountAuthorizationDetails.html has it. */
const detailsPage = (details: readonly Detail[], from: number, size: number): string => {
  const page = details.slice(from, from + size)
  const lists = DETAIL_LISTS.map(
    list =>
      `<${list}>${page
        .filter(detail => detail.list === list)
        .map(({ xml }) => xml)
        .join('')}</${list}>`,
  )
  const isTruncated = from + size < details.length
  const body = `<IsTruncated>${isTruncated}</IsTruncated>${isTruncated ? `<Marker>${from + size}</Marker>` : ''}${lists.join('')}`
  return `<GetAccountAuthorizationDetailsResponse xmlns="https://iam.amazonaws.com/doc/2010-05-08/"><GetAccountAuthorizationDetailsResult>${body}</GetAccountAuthorizationDetailsResult><ResponseMetadata><RequestId>00000000-0000-4000-8000-000000000000</RequestId></ResponseMetadata></GetAccountAuthorizationDetailsResponse>`
}

/** The answers to GetAccountAuthorizationDetails. Pages are put together once for each place and size, so that answering costs nothing that grows. */
export const pagedDetails = (account: string, seed: AccountSeed, largestPage: number): ((request: WireRequest) => string) => {
  const details = detailsOf(account, seed)
  const pages = new Map<string, string>()
  const pageAt = (from: number, size: number): string => {
    const key = `${from} ${size}`
    const page = pages.get(key) ?? detailsPage(details, from, size)
    pages.set(key, page)
    return page
  }
  for (let from = 0; from === 0 || from < details.length; from += largestPage) pageAt(from, largestPage)
  return request => pageAt(Number(request.parameter('Marker') ?? 0), Math.min(Number(request.parameter('MaxItems') ?? 100), largestPage))
}
