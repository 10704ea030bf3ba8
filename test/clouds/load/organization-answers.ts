import type { OrganizationSeed } from '../aws/seed.ts'
import type { Answer, Value, WireRequest } from '../aws/wire.ts'
import type { Respond } from './iam-answers.ts'

const ROOT = 'r-load'
const JOINED = new Date('2024-01-01T00:00:00Z')
const FULL_ACCESS = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }

/** The largest page of a listing of Organizations: https://docs.aws.amazon.com/organizations/latest/APIReference/API_ListAccounts.html */
const LARGEST_PAGE = 20

const answer = (value: { readonly [member: string]: Value }): Answer => ({ kind: 'answer', value })
const notFound = (code: string): Answer => ({ kind: 'error', status: 400, code, message: 'You specified something that does not exist.' })

/** A page of a listing: `NextToken` is the place where the next begins. */
const page = (request: WireRequest, name: string, all: readonly Value[]): Answer => {
  const from = Number(request.parameter('NextToken') ?? 0)
  const size = Math.min(Number(request.parameter('MaxResults') ?? LARGEST_PAGE), LARGEST_PAGE)
  return answer({ [name]: all.slice(from, from + size), NextToken: from + size < all.length ? String(from + size) : undefined })
}

/** What AWS Organizations answers its management account, by operation. Units are named by their place in the seed. */
export const organizationAnswers = (organization: OrganizationSeed & { readonly id: string }): ReadonlyMap<string, Respond> => {
  const { id, management, units = [], members = [], policies = [], policyTypes = ['SERVICE_CONTROL_POLICY'], trustedServices = [] } = organization
  const base = `arn:aws:organizations::${management}`
  const unitIds = new Map(units.map(({ name }, n) => [name, `ou-load-${String(n).padStart(8, '0')}`]))
  const parentOf = (unit: string | undefined): string => (unit === undefined ? ROOT : (unitIds.get(unit) ?? ROOT))
  const policyRows = [
    { id: 'p-FullAWSAccess', name: 'FullAWSAccess', awsManaged: true, content: JSON.stringify(FULL_ACCESS), targets: [ROOT] },
    ...policies.map(({ name, document, targets = [] }, n) => ({
      id: `p-load${String(n).padStart(6, '0')}`,
      name,
      awsManaged: false,
      content: typeof document === 'string' ? document : JSON.stringify(document),
      targets: targets.map(target => (target === 'root' ? ROOT : (unitIds.get(target) ?? target))),
    })),
  ]
  const accountValue = (account: string, name: string, status = 'ACTIVE') => ({
    Id: account,
    Arn: `${base}:account/${id}/${account}`,
    Email: `${account}@example.com`,
    Name: name,
    Status: status,
    State: status,
    JoinedMethod: 'CREATED',
    JoinedTimestamp: JOINED,
  })
  const accounts = [
    { parent: ROOT, value: accountValue(management, 'management') },
    ...members.map(member => ({ parent: parentOf(member.unit), value: accountValue(member.id, member.name, member.status) })),
  ]
  const unitValue = (name: string) => ({ Id: unitIds.get(name), Arn: `${base}:ou/${id}/${unitIds.get(name)}`, Name: name })
  const policySummary = (policy: (typeof policyRows)[number]) => ({
    Id: policy.id,
    Arn: policy.awsManaged
      ? `arn:aws:organizations::aws:policy/service_control_policy/${policy.id}`
      : `${base}:policy/${id}/service_control_policy/${policy.id}`,
    Name: policy.name,
    Description: '',
    Type: 'SERVICE_CONTROL_POLICY',
    AwsManaged: policy.awsManaged,
  })
  const targetType = (target: string) => (target === ROOT ? 'ROOT' : target.startsWith('ou-') ? 'ORGANIZATIONAL_UNIT' : 'ACCOUNT')
  const policyOf = (request: WireRequest) => policyRows.find(policy => policy.id === request.parameter('PolicyId'))
  return new Map<string, Respond>([
    [
      'DescribeOrganization',
      () =>
        answer({
          Organization: {
            Id: id,
            Arn: `${base}:organization/${id}`,
            FeatureSet: organization.featureSet ?? 'ALL',
            MasterAccountArn: `${base}:account/${id}/${management}`,
            MasterAccountId: management,
            MasterAccountEmail: 'management@example.com',
            AvailablePolicyTypes: [],
          },
        }),
    ],
    [
      'ListRoots',
      () =>
        answer({ Roots: [{ Id: ROOT, Arn: `${base}:root/${id}/${ROOT}`, Name: 'Root', PolicyTypes: policyTypes.map(Type => ({ Type, Status: 'ENABLED' })) }] }),
    ],
    [
      'ListOrganizationalUnitsForParent',
      request =>
        page(
          request,
          'OrganizationalUnits',
          units.filter(({ parent }) => parentOf(parent) === request.parameter('ParentId')).map(({ name }) => unitValue(name)),
        ),
    ],
    [
      'ListAccountsForParent',
      request =>
        page(
          request,
          'Accounts',
          accounts.filter(({ parent }) => parent === request.parameter('ParentId')).map(({ value }) => value),
        ),
    ],
    [
      'ListAccounts',
      request =>
        page(
          request,
          'Accounts',
          accounts.map(({ value }) => value),
        ),
    ],
    [
      'DescribeAccount',
      request => {
        const account = accounts.find(({ value }) => value.Id === request.parameter('AccountId'))
        return account === undefined ? notFound('AccountNotFoundException') : answer({ Account: account.value })
      },
    ],
    ['ListPolicies', request => page(request, 'Policies', request.parameter('Filter') === 'SERVICE_CONTROL_POLICY' ? policyRows.map(policySummary) : [])],
    [
      'DescribePolicy',
      request => {
        const policy = policyOf(request)
        return policy === undefined
          ? notFound('PolicyNotFoundException')
          : answer({ Policy: { PolicySummary: policySummary(policy), Content: policy.content } })
      },
    ],
    [
      'ListTargetsForPolicy',
      request =>
        page(
          request,
          'Targets',
          (policyOf(request)?.targets ?? []).map(target => ({ TargetId: target, Arn: `${base}:${target}`, Name: target, Type: targetType(target) })),
        ),
    ],
    ['ListDelegatedAdministrators', request => page(request, 'DelegatedAdministrators', [])],
    [
      'ListAWSServiceAccessForOrganization',
      request =>
        page(
          request,
          'EnabledServicePrincipals',
          trustedServices.map(ServicePrincipal => ({ ServicePrincipal, DateEnabled: JOINED })),
        ),
    ],
  ])
}
