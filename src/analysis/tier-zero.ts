/** How a permission leads to the whole tenant: `direct`: by itself; `indirect`: over a setting, a group or a device that somebody else trusts. */
export type Reach = 'direct' | 'indirect'

/** An application permission that leads to the whole tenant. */
export interface TierZeroPermission {
  readonly reach: Reach
  /** What whoever holds it can do, after "can". */
  readonly power: string
}

export const MICROSOFT_GRAPH = '00000003-0000-0000-c000-000000000000'
export const AZURE_AD_GRAPH = '00000002-0000-0000-c000-000000000000'
export const EXCHANGE_ONLINE = '00000002-0000-0ff1-ce00-000000000000'

/** The APIs above, as people call them. */
export const apiNames: ReadonlyMap<string, string> = new Map([
  [MICROSOFT_GRAPH, 'Microsoft Graph'],
  [AZURE_AD_GRAPH, 'Azure AD Graph'],
  [EXCHANGE_ONLINE, 'Exchange Online'],
])

const direct = (power: string): TierZeroPermission => ({ reach: 'direct', power })
const indirect = (power: string): TierZeroPermission => ({ reach: 'indirect', power })

const roles = direct('make anybody Global Administrator')
const privilegedGroups = direct('put itself into groups that hold privileged roles')
const applications = direct('add a credential to any application and act as it')
const methods = direct('give itself a way to sign in as any user')
const weakenActivation = indirect('take approval and MFA away from the activation of roles')
const groups = indirect('put anybody into groups that lead to roles in AWS and Azure')
const devices = indirect('run programs on the devices of administrators')
const authorities = indirect('add a certificate authority whose certificates sign users in')
const federation = indirect('federate a domain, and sign in as its users')
const blueprints = indirect('add a credential to any blueprint of agents and act as its agents')

/** Microsoft describes each: https://learn.microsoft.com/graph/permissions-reference */
const graph: readonly (readonly [string, TierZeroPermission])[] = [
  ['RoleManagement.ReadWrite.Directory', roles],
  ['RoleAssignmentSchedule.ReadWrite.Directory', roles],
  ['RoleEligibilitySchedule.ReadWrite.Directory', roles],
  ['AppRoleAssignment.ReadWrite.All', direct('grant itself any other permission, and assign anybody to any application')],
  ['PrivilegedAccess.ReadWrite.AzureADGroup', privilegedGroups],
  ['PrivilegedAssignmentSchedule.ReadWrite.AzureADGroup', privilegedGroups],
  ['PrivilegedEligibilitySchedule.ReadWrite.AzureADGroup', privilegedGroups],
  ['Application.ReadWrite.All', applications],
  ['Application.ReadUpdate.All', applications],
  ['UserAuthenticationMethod.ReadWrite.All', methods],
  ['UserAuthMethod-TAP.ReadWrite.All', methods],
  ['UserAuthMethod-Passkey.ReadWrite.All', methods],
  ['UserAuthMethod-Phone.ReadWrite.All', indirect('change the number that codes of any user are sent to')],
  ['UserAuthMethod-HardwareOATH.ReadWrite.All', indirect('give any user a second factor that it holds itself')],
  ['UserAuthMethod-QR.ReadWrite.All', indirect('give any user a QR code to sign in with')],
  ['User-PasswordProfile.ReadWrite.All', direct('set the password of any user')],
  ['Application.ReadWrite.OwnedBy', indirect('add credentials to the applications it owns, and so hold their permissions')],
  ['Directory.ReadWrite.All', indirect('change groups, users and settings of the directory')],
  ['Group.ReadWrite.All', groups],
  ['GroupMember.ReadWrite.All', groups],
  ['Group-OnPremisesSyncBehavior.ReadWrite.All', indirect('decide whether groups follow the directory on premises')],
  ['AdministrativeUnit.ReadWrite.All', indirect('change which administrators may manage whom')],
  ['User.ReadWrite.All', indirect('change the attributes that dynamic groups and sign-in to AWS follow')],
  ['SignInIdentifier.ReadWrite.All', indirect('change the names by which users sign in, here and in AWS')],
  ['Synchronization.ReadWrite.All', indirect('rewrite which user becomes whom in AWS and other applications')],
  ['RoleManagementPolicy.ReadWrite.Directory', weakenActivation],
  ['RoleManagementPolicy.ReadWrite.AzureADGroup', weakenActivation],
  ['Policy.ReadWrite.ConditionalAccess', indirect('turn off what Conditional Access demands')],
  ['Policy.ReadWrite.AuthenticationMethod', indirect('allow weak ways to sign in')],
  ['Policy.ReadWrite.PermissionGrant', indirect('allow users to consent to anything')],
  ['EntitlementManagement.ReadWrite.All', indirect('give anybody the groups and roles of access packages')],
  ['LifecycleWorkflows.ReadWrite.All', indirect('run workflows that put users into groups and make passes to sign in as them')],
  ['DelegatedPermissionGrant.ReadWrite.All', indirect('let any application act for whoever signs in to it, administrators too')],
  ['Domain.ReadWrite.All', federation],
  ['Domain-InternalFederation.ReadWrite.All', federation],
  ['Organization.ReadWrite.All', authorities],
  ['PublicKeyInfrastructure.ReadWrite.All', authorities],
  ['AgentIdentityBlueprint.ReadWrite.All', blueprints],
  ['AgentIdentityBlueprint.AddRemoveCreds.All', blueprints],
  ['DeviceManagementApps.ReadWrite.All', devices],
  ['DeviceManagementConfiguration.ReadWrite.All', devices],
  ['DeviceManagementScripts.ReadWrite.All', devices],
  ['DeviceManagementRBAC.ReadWrite.All', indirect('make anybody administrator of the devices')],
]

/** The API that Microsoft Graph replaced, where it still answers: https://learn.microsoft.com/graph/migrate-azure-ad-graph-overview */
const azureAdGraph: readonly (readonly [string, TierZeroPermission])[] = [
  ['Application.ReadWrite.All', applications],
  ['Application.ReadWrite.OwnedBy', indirect('add credentials to the applications it owns, and so hold their permissions')],
  ['Directory.ReadWrite.All', indirect('change groups, users and settings of the directory')],
  ['Domain.ReadWrite.All', federation],
]

/** https://learn.microsoft.com/exchange/client-developer/exchange-web-services/how-to-authenticate-an-ews-application-by-using-oauth */
const exchange: readonly (readonly [string, TierZeroPermission])[] = [
  ['full_access_as_app', indirect('read every mailbox, with the links and codes that are sent there')],
]

const permissions: ReadonlyMap<string, ReadonlyMap<string, TierZeroPermission>> = new Map([
  [MICROSOFT_GRAPH, new Map(graph)],
  [AZURE_AD_GRAPH, new Map(azureAdGraph)],
  [EXCHANGE_ONLINE, new Map(exchange)],
])

/** What an application permission of an API leads to; undefined where it does not lead to the whole tenant. */
export const tierZeroPermission = (apiId: string, permission: string): TierZeroPermission | undefined => permissions.get(apiId.toLowerCase())?.get(permission)

/** Privileged for what they read or begin, not for what they change: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
const readers: ReadonlySet<string> = new Set([
  'f2ef992c-3afb-46b9-b7cf-a126ee74c451', // Global Reader
  '5d6b6bb7-de71-4623-b4af-96380a352509', // Security Reader
  '422218e4-db15-4ef9-bbe0-8afb41546d79', // Attribute Provisioning Reader
  'cf1c38e5-3621-4004-a7cb-879624dced7c', // Application Developer
])

/** Whether a privileged directory role leads to the whole tenant. */
export const isTierZeroRole = ({ templateId, isPrivileged }: { readonly templateId: string; readonly isPrivileged: boolean }): boolean =>
  isPrivileged && !readers.has(templateId.toLowerCase())

/** The tenants in which Microsoft registers its own applications: https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in#application-ids-of-commonly-used-microsoft-applications */
const microsoft: ReadonlySet<string> = new Set(['f8cdef31-a31e-4b4a-93e4-5f571e91255a', '72f988bf-86f1-41af-91ab-2d7cd011db47'])

/** Whether an application is Microsoft's own, by the tenant it was registered in, which nobody else can write. */
export const isMicrosofts = (appOwnerOrganizationId: string | null): boolean =>
  appOwnerOrganizationId !== null && microsoft.has(appOwnerOrganizationId.toLowerCase())
