import type { ApplicationBehavior, ApplicationOwner, EntraApplication } from '../../src/datasets/entra/app-registrations.ts'
import type { KeyCredential, PasswordCredential } from '../../src/datasets/entra/application-credentials.ts'
import { type ApplicationPermission, applicationPermissions } from '../../src/datasets/entra/application-permissions.ts'
import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { activeRoleAssignments, roleDefinitions } from '../../src/datasets/entra/roles.ts'
import { active, application, GLOBAL_ADMINISTRATOR, roles, scope } from '../analysis/conditional-access/tenant.ts'
import { given } from '../memory-snapshot.ts'

/** A registration of this tenant alone, with nothing set. */
export const registration = (id: string, says: Partial<EntraApplication> = {}): EntraApplication => ({
  id,
  scope,
  name: id,
  appId: `app-${id}`,
  signInAudience: 'AzureADMyOrg',
  createdAt: '2024-01-01T00:00:00Z',
  passwordCredentials: [],
  keyCredentials: [],
  webRedirectUris: [],
  spaRedirectUris: [],
  publicClientRedirectUris: [],
  implicitGrant: { accessTokens: false, idTokens: false },
  isFallbackPublicClient: false,
  propertyLock: null,
  acceptsMappedClaims: false,
  accessTokenVersion: 2,
  verifiedPublisherId: null,
  ...says,
})

/** A secret of half a year that still holds. */
export const secret = (keyId: string, says: Partial<PasswordCredential> = {}): PasswordCredential => ({
  keyId,
  name: keyId,
  startAt: '2026-10-01T00:00:00Z',
  endAt: '2027-03-30T00:00:00Z',
  thumbprint: null,
  ...says,
})

/** A certificate of a year that still holds. */
export const certificate = (keyId: string, says: Partial<KeyCredential> = {}): KeyCredential => ({
  ...secret(keyId),
  endAt: '2027-10-01T00:00:00Z',
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  ...says,
})

export const behavior = (id: string, says: Partial<ApplicationBehavior> = {}): ApplicationBehavior => ({
  id,
  scope,
  name: id,
  appId: `app-${id}`,
  signInAudience: 'AzureADMultipleOrgs',
  removesUnverifiedEmail: null,
  blocksAzureAdGraph: null,
  ...says,
})

export const owner = (ownedId: string, ownerId: string, says: Partial<ApplicationOwner> = {}): ApplicationOwner => ({
  id: `${ownedId}/${ownerId}`,
  scope,
  name: ownerId,
  ownedId,
  owned: 'application',
  ownerId,
  ownerType: 'user',
  ...says,
})

/** A permission of a service principal on Microsoft Graph. */
export const permission = (principalId: string, name: string, says: Partial<ApplicationPermission> = {}): ApplicationPermission => ({
  id: `${principalId} ${name}`,
  scope,
  name: principalId,
  principalId,
  principalType: 'ServicePrincipal',
  apiId: '00000003-0000-0000-c000-000000000000',
  permission: name,
  ...says,
})

/** What makes the application with this id lead to the whole tenant. */
export const privileged = (appId: string) => [
  given(servicePrincipals, application(appId, appId)),
  given(applicationPermissions, permission(`sp-${appId}`, 'RoleManagement.ReadWrite.Directory')),
]

/** A group whose members were not read holds a role that leads to the whole tenant. */
export const unreadAdministrators = [
  given(roleDefinitions, ...roles),
  given(activeRoleAssignments, active('dark', GLOBAL_ADMINISTRATOR, { principalType: 'group' })),
]
