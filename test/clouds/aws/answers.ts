import type { AccountSettings, OrganizationSeed } from './seed.ts'
import { SERVICES_INVENTED } from './services/index.ts'
import type { Answer, Value, WireRequest } from './wire.ts'

/** What an invented answer is made from. */
export interface World {
  readonly account: string
  readonly settings: AccountSettings
  readonly organization: (OrganizationSeed & { readonly id: string }) | undefined
}

/** Whether an account is in the organization, and as what. */
export const membership = ({ account, organization }: Pick<World, 'account' | 'organization'>): 'management' | 'member' | 'none' => {
  if (organization?.management === account) return 'management'
  return organization?.members?.some(member => member.id === account) ? 'member' : 'none'
}

const answer = (value: { readonly [member: string]: Value }): Answer => ({ kind: 'answer', value })
const error = (status: number, code: string, message: string): Answer => ({ kind: 'error', status, code, message })

const NOT_IN_USE = error(400, 'AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.')
const NOT_YOURS = error(400, 'AccessDeniedException', "You don't have permissions to access this resource.")

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListOrganizationsFeatures.html */
const listOrganizationsFeatures = (world: World): Answer => {
  const { organization, settings } = world
  if (!organization) return error(404, 'OrganizationNotFoundException', 'The request was rejected because no organization is associated with your account.')
  if (membership(world) !== 'management' && !settings.delegatedAdministrator) {
    return error(
      403,
      'AccountNotManagementOrDelegatedAdministratorException',
      'The request was rejected because the account making the request is not the management account or delegated administrator account for centralized root access.',
    )
  }
  if (!settings.iamTrustedAccess) {
    return error(403, 'ServiceAccessNotEnabledException', 'The request was rejected because trusted access is not enabled for IAM in Organizations.')
  }
  return answer({ OrganizationId: organization.id, EnabledFeatures: settings.organizationFeatures })
}

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServiceSpecificCredentials.html: one call for all users with `AllUsers`. */
const listServiceSpecificCredentials = ({ settings }: World, request: WireRequest): Answer => {
  const user = request.parameter('UserName')
  if (!user && request.parameter('AllUsers') !== 'true') return error(400, 'ValidationError', 'Either UserName or AllUsers must be given.')
  const all = settings.serviceSpecificCredentials.filter(credential => !user || credential.user === user)
  const from = Number(request.parameter('Marker') ?? 0)
  const size = Math.min(Number(request.parameter('MaxItems') ?? 100), 1000)
  const isTruncated = from + size < all.length
  return answer({
    ServiceSpecificCredentials: all.slice(from, from + size).map(credential => ({
      UserName: credential.user,
      Status: credential.active === false ? 'Inactive' : 'Active',
      ServiceUserName: `${credential.user}-at-example`,
      CreateDate: new Date(credential.created),
      ExpirationDate: credential.expires ? new Date(credential.expires) : undefined,
      ServiceSpecificCredentialId: credential.id,
      ServiceName: credential.service,
    })),
    Marker: isTruncated ? String(from + size) : undefined,
    IsTruncated: isTruncated,
  })
}

/** https://docs.aws.amazon.com/singlesignon/latest/APIReference/API_ListInstances.html: an instance lives in one Region, and is seen only there. */
const listInstances = ({ settings }: World, request: WireRequest): Answer =>
  answer({
    Instances: settings.identityCenters
      .filter(instance => instance.region === request.region)
      .map(instance => ({
        InstanceArn: instance.instanceArn,
        IdentityStoreId: instance.identityStoreId,
        OwnerAccountId: instance.ownerAccountId,
        Name: instance.name,
        CreatedDate: new Date(instance.created ?? '2024-01-01T00:00:00Z'),
        Status: instance.status ?? 'ACTIVE',
      })),
  })

/** https://docs.aws.amazon.com/accounts/latest/reference/API_ListRegions.html: by status, in pages. */
const listRegions = ({ settings }: World, request: WireRequest): Answer => {
  const wanted = request.parameter('RegionOptStatusContains')?.split(',')
  const all = settings.regions.filter(({ status }) => wanted === undefined || wanted.includes(status))
  const from = Number(request.parameter('NextToken') ?? 0)
  const end = from + Math.min(Number(request.parameter('MaxResults') ?? 20), 50)
  return answer({
    Regions: all.slice(from, end).map(({ name, status }) => ({ RegionName: name, RegionOptStatus: status })),
    NextToken: end < all.length ? String(end) : undefined,
  })
}

export type Invent = (world: World, request: WireRequest) => Answer

/** What moto lacks, or answers from data it does not have, by `service:Operation`. */
export const INVENTED: ReadonlyMap<string, Invent> = new Map<string, Invent>([
  ['account:ListRegions', listRegions],
  ['iam:ListOrganizationsFeatures', listOrganizationsFeatures],
  ['iam:ListServiceSpecificCredentials', listServiceSpecificCredentials],
  ['sso:ListInstances', listInstances],
  ...SERVICES_INVENTED,
])

/** An account that the caller's role may not enter: https://docs.aws.amazon.com/IAM/latest/UserGuide/troubleshoot_roles.html#troubleshoot_roles_cant-assume-role */
export const refuseEntry = (
  { account }: Pick<World, 'account'>,
  request: WireRequest,
  settingsOf: (account: string) => AccountSettings,
): Answer | undefined => {
  const arn = request.parameter('RoleArn') ?? ''
  const [, target = '', role] = /^arn:[^:]+:iam::(\d{12}):role\/(.+)$/.exec(arn) ?? []
  const { entry } = settingsOf(target)
  if (entry === 'anyone') return undefined
  if (entry !== 'nobody' && entry.role === role && entry.externalId === request.parameter('ExternalId')) return undefined
  const caller = `arn:aws:sts::${account}:assumed-role/PosternReadOnly/postern`
  return error(403, 'AccessDenied', `User: ${caller} is not authorized to perform: sts:AssumeRole on resource: ${arn}`)
}

/**
 * Who may read the organization: moto answers a member with an empty list, AWS with an error.
 * https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html. Undefined: moto may answer.
 */
export const refuseOrganization = (world: World, request: WireRequest): Answer | undefined => {
  if (request.service !== 'organizations') return undefined
  const place = membership(world)
  if (place === 'none') return NOT_IN_USE
  if (place === 'management' || request.operation === 'DescribeOrganization' || world.settings.delegatedAdministrator) return undefined
  return NOT_YOURS
}
