import type { AwsApplication, ServicePrincipal } from '../../datasets/entra/applications.ts'
import { MAYBE, NO, type Truth, YES } from './truth.ts'

/** Names that stand for many applications in a policy. */
export type ApplicationGroup = 'office365' | 'microsoftadminportals' | 'azure-management'

/** The application that policies name to mean Azure management as a whole. https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps */
export const AZURE_MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013'
export const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000'
export const SHAREPOINT_ONLINE = '00000003-0000-0ff1-ce00-000000000000'
export const MICROSOFT_TEAMS = 'cc15fd57-2c6c-4117-a88c-83b1d56b4bbe'
export const AZURE_PORTAL = 'c44b4083-3bb0-49c1-b47d-974e53cbdf3c'
export const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000'
export const AZURE_AD_GRAPH = '00000002-0000-0000-c000-000000000000'

const SKYPE = '00000004-0000-0ff1-ce00-000000000000'

const MICROSOFT_SERVICES = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'
const MICROSOFT = '72f988bf-86f1-41af-91ab-2d7cd011db47'

/** The applications a named group stands for; none where the name is an ordinary application. */
export const groupNamed = (name: string): ApplicationGroup | undefined => {
  const lower = name.toLowerCase()
  if (lower === 'office365' || lower === 'microsoftadminportals') return lower
  return lower === AZURE_MANAGEMENT ? 'azure-management' : undefined
}

/** One target of sign-ins that the policies tell apart: an application, the rest of a group, everything else. */
export interface Application {
  readonly id: string
  readonly name: string
  /** Whether a policy that names the group reaches it. */
  in(group: ApplicationGroup): Truth
  /** `baseline`: tokens for nothing but basic scopes, which count as a resource of their own. */
  readonly kind: 'application' | 'rest-of-group' | 'overlap' | 'other' | 'baseline' | 'context'
  /** Services whose policies a person must meet before getting in. */
  readonly dependsOn?: readonly Application[]
  /** Only of what is no application: whether policies for all resources reach it; absent: no. */
  readonly inAllResources?: Truth
}

/**
 * Ids: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in. Members of Office365 by name:
 * https://learn.microsoft.com/entra/identity/conditional-access/reference-office-365-application-contents; of the others:
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps. Microsoft lists portals by name and adds
 * to them, so only what those pages settle is written here; any other application of Microsoft's may or may not belong.
 */
const wellKnown = new Map<string, readonly [name: string, groups: readonly ApplicationGroup[], perhaps?: readonly ApplicationGroup[]]>([
  [EXCHANGE_ONLINE, ['Office 365 Exchange Online', ['office365']]],
  [SHAREPOINT_ONLINE, ['Office 365 SharePoint Online', ['office365']]],
  [SKYPE, ['Skype for Business Online', ['office365']]],
  ['00000005-0000-0ff1-ce00-000000000000', ['Viva Engage', ['office365']]],
  ['00000006-0000-0ff1-ce00-000000000000', ['Microsoft Office 365 Portal', ['office365'], ['microsoftadminportals']]],
  [MICROSOFT_TEAMS, ['Microsoft Teams Services', ['office365']]],
  ['c9a559d2-7aab-4f13-a6ed-e7e9c52aec87', ['Microsoft Forms', ['office365']]],
  ['905fcf26-4eb7-48a0-9ff0-8dcc7194b5ba', ['Sway', ['office365']]],
  ['497effe9-df71-4043-a8bb-14cf78c4b63b', ['Exchange Admin Center', ['microsoftadminportals']]],
  [AZURE_PORTAL, ['Azure Portal', ['microsoftadminportals', 'azure-management']]],
  [AZURE_MANAGEMENT, ['Windows Azure Service Management API', ['azure-management']]],
  ['e9f49c6b-5ce5-44c8-925d-015017e9f7ad', ['Azure Data Lake', ['azure-management']]],
  [AZURE_AD_GRAPH, ['Windows Azure Active Directory', []]],
  [MICROSOFT_GRAPH, ['Microsoft Graph', []]],
  ['00000009-0000-0000-c000-000000000000', ['Power BI Service', []]],
  ['022907d3-0f1b-48f7-badc-1ba6abab6d66', ['Azure SQL Database', []]],
  ['fdf9885b-dd37-42bf-82e5-c3129ef5a302', ['Microsoft Support', []]],
  ['3090ab82-f1c1-4cdf-af2c-5d7a6f3e2cc7', ['Microsoft Defender for Cloud Apps', []]],
  ['499b84ac-1321-427f-aa17-267ca6975798', ['Azure DevOps', []]],
  ['0000000a-0000-0000-c000-000000000000', ['Microsoft Intune', []]],
  ['d4ebce55-015a-49b5-a083-c84d1797ae8c', ['Microsoft Intune Enrollment', []]],
])

/** Whether it is an application of Microsoft's that tenants know without ever having used it. */
export const isWellKnown = (id: string): boolean => wellKnown.has(id.toLowerCase())

/** Services that Microsoft enforces early, by application. https://learn.microsoft.com/entra/identity/conditional-access/service-dependencies */
const dependencies = new Map<string, readonly string[]>([
  [MICROSOFT_TEAMS, [EXCHANGE_ONLINE, SHAREPOINT_ONLINE, SKYPE]],
  ['c9a559d2-7aab-4f13-a6ed-e7e9c52aec87', [EXCHANGE_ONLINE, SHAREPOINT_ONLINE]],
  [SKYPE, [EXCHANGE_ONLINE]],
])

const groupNames: Readonly<Record<ApplicationGroup, string>> = {
  office365: 'Office 365',
  microsoftadminportals: 'Microsoft admin portals',
  'azure-management': 'Azure management',
}

/** Names and owners of the tenant's applications, by application id. */
export type ApplicationDirectory = ReadonlyMap<string, { readonly name: string; readonly isMicrosoft: boolean }>

export const applicationDirectory = (servicePrincipals: Iterable<ServicePrincipal>, awsApplications: Iterable<AwsApplication>): ApplicationDirectory => {
  const directory = new Map<string, { name: string; isMicrosoft: boolean }>()
  for (const { appId, name, appOwnerOrganizationId } of servicePrincipals) {
    const owner = appOwnerOrganizationId?.toLowerCase()
    directory.set(appId.toLowerCase(), { name, isMicrosoft: owner === undefined || owner === MICROSOFT_SERVICES || owner === MICROSOFT })
  }
  for (const { appId, name } of awsApplications) directory.set(appId.toLowerCase(), { name, isMicrosoft: false })
  return directory
}

/** An application by id. Someone else's belongs to none of Microsoft's groups; one of Microsoft's that is not well known may belong to any. */
export const applicationById = (id: string, directory: ApplicationDirectory): Application => {
  const lower = id.toLowerCase()
  const known = wellKnown.get(lower)
  const listed = directory.get(lower)
  const membership = (group: ApplicationGroup): Truth => {
    if (known === undefined) return listed?.isMicrosoft === false ? NO : MAYBE
    return known[1].includes(group) ? YES : known[2]?.includes(group) === true ? MAYBE : NO
  }
  const dependsOn = dependencies.get(lower)?.map(service => applicationById(service, directory))
  return { id: lower, name: listed?.name ?? known?.[0] ?? lower, in: membership, kind: 'application', ...(dependsOn && { dependsOn }) }
}

/** Everything that no policy names. */
const otherApplication: Application = { id: 'other', name: 'any other application', in: () => NO, kind: 'other' }

/**
 * Sign-ins that ask for nothing but basic scopes (`openid`, `profile`, `User.Read`). Where a policy for all resources excludes some, these count as
 * Azure AD Graph since June 2026, unless the tenant disabled or customized that. https://learn.microsoft.com/entra/identity/conditional-access/concept-enforcement-resource-exclusions
 */
export const baselineScopes: Application = { id: 'baseline-scopes', name: 'tokens for basic scopes only', in: () => NO, kind: 'baseline' }

/** An authentication context as a target: only policies that name it reach it. */
export const contextTarget = (context: string): Application => ({
  id: context.toLowerCase(),
  name: `authentication context ${context}`,
  in: () => NO,
  kind: 'context',
})

/** Getting back into an account of which every method is lost: https://learn.microsoft.com/entra/identity/authentication/concept-account-recovery-overview */
export const ACCOUNT_RECOVERY = 'accountrecovery'

const actionNames = new Map([
  [ACCOUNT_RECOVERY, 'account recovery'],
  ['urn:user:registersecurityinfo', 'registering security information'],
  ['urn:user:registerdevice', 'registering or joining a device'],
])

/**
 * Something that a user does, as a target. Only policies that name it reach it; account recovery is reached by those for all resources, unless a
 * setting of the tenant takes it out of them. `excluded`: the actions that it takes out; undefined: it was not read.
 * https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-cloud-apps#user-actions,
 * https://learn.microsoft.com/graph/api/resources/allresourcesexclusions?view=graph-rest-beta
 */
export const actionTarget = (action: string, excluded?: ReadonlySet<string>): Application => ({
  inAllResources: action.toLowerCase() !== ACCOUNT_RECOVERY ? NO : excluded === undefined ? MAYBE : excluded.has(ACCOUNT_RECOVERY) ? NO : YES,
  id: action.toLowerCase(),
  name: actionNames.get(action.toLowerCase()) ?? action,
  in: () => NO,
  kind: 'context',
})

/**
 * The applications that policies naming `mentioned` can tell apart. Each group that is named adds the rest of it and, in twos, an overlap
 * that may or may not have members.
 */
export const applicationsToldApart = (mentioned: Iterable<string>, directory: ApplicationDirectory): Application[] => {
  const names = new Set([...mentioned].map(name => name.toLowerCase()))
  const groups = [...new Set([...names].flatMap(name => groupNamed(name) ?? []))].sort()
  const special = new Set(['all', 'none', 'office365', 'microsoftadminportals', 'allagentidresources'])
  const singles = [...names]
    .filter(name => !special.has(name))
    .sort()
    .map(id => applicationById(id, directory))
  const rest = groups.map((group): Application => {
    const name = singles.some(single => single.in(group) === YES) ? `the rest of ${groupNames[group]}` : groupNames[group]
    return { id: group, name, in: asked => (asked === group ? YES : NO), kind: 'rest-of-group' }
  })
  const overlaps = groups.flatMap((a, index) =>
    groups.slice(index + 1).map(
      (b): Application => ({
        id: `${a}+${b}`,
        name: `an application of both ${groupNames[a]} and ${groupNames[b]}`,
        in: asked => (asked === a || asked === b ? YES : NO),
        kind: 'overlap',
      }),
    ),
  )
  const named = [...singles, ...rest, ...overlaps]
  return [...named, named.length === 0 ? { ...otherApplication, name: 'any application' } : otherApplication]
}
