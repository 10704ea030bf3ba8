import type { Invent, World } from '../answers.ts'
import type { PermissionSetSeed } from '../seed.ts'
import type { Answer, Value, WireRequest } from '../wire.ts'

type Center = World['settings']['identityCenters'][number]

const answer = (value: { readonly [member: string]: Value }): Answer => ({ kind: 'answer', value })
const notFound = (what: string): Answer => ({ kind: 'error', status: 400, code: 'ResourceNotFoundException', message: `${what} not found` })

/** A page of a listing; the token is the place where the next begins. Every listing of these two services has pages of at most a hundred. */
const page = (request: WireRequest, name: string, all: readonly Value[]): Answer => {
  const from = Number(request.parameter('NextToken') ?? 0)
  const size = Math.min(Number(request.parameter('MaxResults') ?? 100), 100)
  return answer({ [name]: all.slice(from, from + size), NextToken: from + size < all.length ? String(from + size) : undefined })
}

const instanceKey = (center: Center): string => center.instanceArn.slice(-16)
const hex = (n: number): string => n.toString(16).padStart(16, '0')
const setArn = (center: Center, n: number): string => `arn:aws:sso:::permissionSet/ssoins-${instanceKey(center)}/ps-${hex(n)}`

/** The id of a user or group of the store; the name itself is the id of one that is gone. */
export const idOf = (kind: 'user' | 'group', names: readonly { readonly name: string }[] = [], name = ''): string => {
  const at = names.findIndex(one => one.name === name)
  return at === -1 ? name : `${kind === 'user' ? '0' : '1'}0000000-0000-4000-8000-${String(at).padStart(12, '0')}`
}

const centerOf = ({ settings }: World, request: WireRequest): Center | undefined =>
  settings.identityCenters.find(
    ({ region, instanceArn, identityStoreId }) =>
      region === request.region && (request.parameter('InstanceArn') === instanceArn || request.parameter('IdentityStoreId') === identityStoreId),
  )

/** For operations about an instance: what it answers, or that there is none. */
const ofCenter =
  (read: (center: Center, request: WireRequest) => Answer): Invent =>
  (world, request) => {
    const center = centerOf(world, request)
    return center === undefined ? notFound('Instance') : read(center, request)
  }

/** For listings that know no such error: an instance that is not there has nothing. */
const listOfCenter =
  (read: (center: Center, request: WireRequest) => Answer, name: string): Invent =>
  (world, request) => {
    const center = centerOf(world, request)
    return center === undefined ? page(request, name, []) : read(center, request)
  }

const ofSet = (read: (set: PermissionSetSeed, request: WireRequest, arn: string, center: Center) => Answer): Invent =>
  ofCenter((center, request) => {
    const arn = request.parameter('PermissionSetArn') ?? ''
    const set = center.permissionSets?.find((_, n) => setArn(center, n) === arn)
    return set === undefined ? notFound('PermissionSet') : read(set, request, arn, center)
  })

const inAnyCenter = ({ settings }: World, request: WireRequest): readonly Center[] => settings.identityCenters.filter(({ region }) => region === request.region)

const applicationArn = (center: Center, n: number): string => `arn:aws:sso::${center.ownerAccountId}:application/ssoins-${instanceKey(center)}/apl-${hex(n)}`
const issuerArn = (center: Center, n: number): string =>
  `arn:aws:sso::${center.ownerAccountId}:trustedTokenIssuer/ssoins-${instanceKey(center)}/tti-00000000-0000-4000-8000-${String(n).padStart(12, '0')}`

const reference = ({ name, path }: { readonly name: string; readonly path?: string }): Value => ({ Name: name, Path: path ?? '/' })

const boundaryOf = ({ boundary }: PermissionSetSeed): Answer => {
  if (boundary === undefined) return notFound('PermissionsBoundary')
  return answer({
    PermissionsBoundary: typeof boundary === 'string' ? { ManagedPolicyArn: boundary } : { CustomerManagedPolicyReference: reference(boundary) },
  })
}

const accountsOf = (set: PermissionSetSeed, request: WireRequest): Answer => {
  const all = [...new Set([...Object.keys(set.assigned ?? {}), ...(set.outdated ?? [])])]
  const isOutdated = (account: string) => set.outdated?.includes(account) === true
  const status = request.parameter('ProvisioningStatus')
  return page(
    request,
    'AccountIds',
    all.filter(account => status === undefined || isOutdated(account) === (status === 'LATEST_PERMISSION_SET_NOT_PROVISIONED')),
  )
}

const assignmentsOf = (set: PermissionSetSeed, request: WireRequest, PermissionSetArn: string, { users, groups }: Center): Answer => {
  const AccountId = request.parameter('AccountId') ?? ''
  const held = set.assigned?.[AccountId]
  return page(request, 'AccountAssignments', [
    ...(held?.users ?? []).map(name => ({ AccountId, PermissionSetArn, PrincipalType: 'USER', PrincipalId: idOf('user', users, name) })),
    ...(held?.groups ?? []).map(name => ({ AccountId, PermissionSetArn, PrincipalType: 'GROUP', PrincipalId: idOf('group', groups, name) })),
  ])
}

const external = (id: string | undefined): Value => (id === undefined ? undefined : [{ Issuer: 'https://scim.aws.com/issuer', Id: id }])

const membershipsOf = ({ identityStoreId: IdentityStoreId, groups = [], users }: Center, request: WireRequest): Answer => {
  const GroupId = request.parameter('GroupId') ?? ''
  const group = groups.find(({ name }) => idOf('group', groups, name) === GroupId)
  if (group === undefined) return notFound('GROUP')
  return page(
    request,
    'GroupMemberships',
    (group.members ?? []).map(name => {
      const UserId = idOf('user', users, name)
      return { IdentityStoreId, MembershipId: `${GroupId.slice(0, 8)}-${GroupId.slice(-4)}-4000-8000-${UserId.slice(24)}`, GroupId, MemberId: { UserId } }
    }),
  )
}

const describeIssuer: Invent = (world, request) => {
  const arn = request.parameter('TrustedTokenIssuerArn')
  for (const center of inAnyCenter(world, request)) {
    const issuer = center.tokenIssuers?.find((_, n) => issuerArn(center, n) === arn)
    if (issuer === undefined) continue
    const OidcJwtConfiguration = {
      IssuerUrl: issuer.url,
      ClaimAttributePath: 'email',
      IdentityStoreAttributePath: 'emails.value',
      JwksRetrievalOption: 'OPEN_ID_DISCOVERY',
    }
    return answer({
      TrustedTokenIssuerArn: arn,
      Name: issuer.name,
      TrustedTokenIssuerType: 'OIDC_JWT',
      TrustedTokenIssuerConfiguration: { OidcJwtConfiguration },
    })
  }
  return notFound('TrustedTokenIssuer')
}

const assignmentConfiguration: Invent = (world, request) => {
  const arn = request.parameter('ApplicationArn')
  for (const center of inAnyCenter(world, request)) {
    const application = center.applications?.find((_, n) => applicationArn(center, n) === arn)
    if (application !== undefined) return answer({ AssignmentRequired: application.assignmentRequired ?? true })
  }
  return notFound('Application')
}

/**
 * What is in an instance of IAM Identity Center and its identity store, from the seed alone: moto gives every account an instance, and knows neither
 * applications nor boundaries, user statuses or external ids.
 */
export const identityCenterInvented: readonly (readonly [string, Invent])[] = [
  [
    'sso:ListPermissionSets',
    ofCenter((center, request) =>
      page(
        request,
        'PermissionSets',
        (center.permissionSets ?? []).map((_, n) => setArn(center, n)),
      ),
    ),
  ],
  [
    'sso:DescribePermissionSet',
    ofSet((set, _request, PermissionSetArn) => answer({ PermissionSet: { Name: set.name, PermissionSetArn, SessionDuration: set.sessionDuration ?? 'PT1H' } })),
  ],
  [
    'sso:GetInlinePolicyForPermissionSet',
    ofSet(({ inline }) => answer({ InlinePolicy: inline === undefined ? '' : typeof inline === 'string' ? inline : JSON.stringify(inline) })),
  ],
  [
    'sso:ListManagedPoliciesInPermissionSet',
    ofSet(({ managed = [] }, request) =>
      page(
        request,
        'AttachedManagedPolicies',
        managed.map(Arn => ({ Name: Arn.slice(Arn.lastIndexOf('/') + 1), Arn })),
      ),
    ),
  ],
  [
    'sso:ListCustomerManagedPolicyReferencesInPermissionSet',
    ofSet(({ customer = [] }, request) => page(request, 'CustomerManagedPolicyReferences', customer.map(reference))),
  ],
  ['sso:GetPermissionsBoundaryForPermissionSet', ofSet(boundaryOf)],
  ['sso:ListAccountsForProvisionedPermissionSet', ofSet(accountsOf)],
  ['sso:ListAccountAssignments', ofSet(assignmentsOf)],
  [
    'sso:ListApplications',
    listOfCenter(
      (center, request) =>
        page(
          request,
          'Applications',
          (center.applications ?? []).map(({ name, status = 'ENABLED' }, n) => ({
            ApplicationArn: applicationArn(center, n),
            ApplicationProviderArn: 'arn:aws:sso::aws:applicationProvider/custom-saml',
            Name: name,
            ApplicationAccount: center.ownerAccountId,
            InstanceArn: center.instanceArn,
            Status: status,
          })),
        ),
      'Applications',
    ),
  ],
  ['sso:GetApplicationAssignmentConfiguration', assignmentConfiguration],
  [
    'sso:ListTrustedTokenIssuers',
    listOfCenter(
      (center, request) =>
        page(
          request,
          'TrustedTokenIssuers',
          (center.tokenIssuers ?? []).map(({ name }, n) => ({
            TrustedTokenIssuerArn: issuerArn(center, n),
            Name: name,
            TrustedTokenIssuerType: 'OIDC_JWT',
          })),
        ),
      'TrustedTokenIssuers',
    ),
  ],
  ['sso:DescribeTrustedTokenIssuer', describeIssuer],
  [
    'identitystore:ListUsers',
    ofCenter(({ identityStoreId: IdentityStoreId, users = [] }, request) =>
      page(
        request,
        'Users',
        users.map(({ name, status = 'ENABLED', externalId }) => ({
          IdentityStoreId,
          UserId: idOf('user', users, name),
          UserName: name,
          DisplayName: name,
          UserStatus: status,
          Emails: [{ Value: name, Primary: true }],
          ExternalIds: external(externalId),
        })),
      ),
    ),
  ],
  [
    'identitystore:ListGroups',
    ofCenter(({ identityStoreId: IdentityStoreId, groups = [] }, request) =>
      page(
        request,
        'Groups',
        groups.map(({ name, externalId }) => ({
          IdentityStoreId,
          GroupId: idOf('group', groups, name),
          DisplayName: name,
          ExternalIds: external(externalId),
        })),
      ),
    ),
  ],
  ['identitystore:ListGroupMemberships', ofCenter(membershipsOf)],
]
