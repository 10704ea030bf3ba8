import {
  type ApplicationBehavior,
  applicationBehaviors,
  applicationOwners,
  type EntraApplication,
  entraApplications,
} from '../../src/datasets/entra/app-registrations.ts'
import type { KeyCredential, PasswordCredential } from '../../src/datasets/entra/application-credentials.ts'
import {
  appManagementPolicies,
  awsApplicationClaims,
  claimsMappingPolicies,
  type TokenLifetimePolicy,
  tokenLifetimePolicies,
} from '../../src/datasets/entra/application-policies.ts'
import {
  type AdalRecommendation,
  adalRecommendations,
  applicationSignInActivities,
  type PasswordFlowSignIn,
  passwordFlowSignIns,
} from '../../src/datasets/entra/application-use.ts'
import { daysAgo, daysAhead } from './dates.ts'
import { guid, hexId } from './ids.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

/** What a registration is, where it is not as the admin center makes it. */
export interface RegistrationSpec {
  readonly name: string
  readonly more?: Partial<Omit<EntraApplication, 'id' | 'scope' | 'name' | 'appId'>>
  readonly behavior?: Partial<ApplicationBehavior>
  /** Object ids. */
  readonly owners?: readonly string[]
  /** Days since it was last used; absent: never. */
  readonly used?: number
}

/** A secret with its age and the days it has left, negative where it has ended. */
export const secret = (name: string, age: number, left: number): PasswordCredential => ({
  keyId: guid(`secret ${name}`),
  name,
  startAt: daysAgo(age, `secret ${name}`),
  endAt: daysAhead(left),
  thumbprint: null,
})

export const certificate = (name: string, age: number, left: number, more: Partial<KeyCredential> = {}): KeyCredential => ({
  ...secret(name, age, left),
  keyId: guid(`key ${name}`),
  thumbprint: hexId(40, `thumbprint ${name}`).toUpperCase(),
  type: 'AsymmetricX509Cert',
  usage: 'Verify',
  ...more,
})

/** What SAML is signed with: the key, its public half, and the password that opens it. */
export const signing = (
  name: string,
  age: number,
  left: number,
): { readonly keyCredentials: KeyCredential[]; readonly passwordCredentials: PasswordCredential[] } => {
  const key = certificate(name, age, left, { usage: 'Sign', type: 'X509CertAndPassword' })
  return {
    keyCredentials: [key, { ...key, keyId: guid(`public key ${name}`), usage: 'Verify', type: 'AsymmetricX509Cert' }],
    passwordCredentials: [{ ...secret(name, age, left), keyId: key.keyId, thumbprint: key.thumbprint }],
  }
}

const appIdOf = (tenant: TenantKey, name: string): string => guid(`application ${tenant} ${name}`)
const idOf = (tenant: TenantKey, name: string): string => guid(`registration ${tenant} ${name}`)

const registration = (tenant: TenantKey, { name, more }: RegistrationSpec): Loose<EntraApplication> => ({
  id: idOf(tenant, name),
  name,
  appId: appIdOf(tenant, name),
  signInAudience: 'AzureADMyOrg',
  createdAt: daysAgo(900, `registration ${name}`),
  passwordCredentials: [],
  keyCredentials: [],
  webRedirectUris: [],
  spaRedirectUris: [],
  publicClientRedirectUris: [],
  implicitGrant: { accessTokens: false, idTokens: false },
  isFallbackPublicClient: false,
  propertyLock: { isEnabled: true, allProperties: true, credentialsThatVerify: true, credentialsThatSign: true, tokenEncryptionKey: true },
  acceptsMappedClaims: false,
  accessTokenVersion: 2,
  verifiedPublisherId: null,
  ...more,
})

/** Who owns a service principal. */
interface Ownership {
  readonly servicePrincipal: string
  readonly application: string
  readonly owner: string
}

export interface RegistrationFacts {
  readonly registrations: readonly RegistrationSpec[]
  readonly ownerships?: readonly Ownership[]
  /** Object ids and names of applications of AWS; the claims of those left out were not read. */
  readonly aws: readonly { readonly id: string; readonly name: string }[]
  readonly lifetimes?: readonly Loose<TokenLifetimePolicy>[]
  readonly passwordFlows?: readonly Loose<PasswordFlowSignIn>[]
  readonly recommendations?: readonly Loose<AdalRecommendation>[]
}

/** What is known of the applications registered in a tenant, and of what binds them. */
export const registrationTables = (
  key: TenantKey,
  { registrations, ownerships = [], aws, lifetimes = [], passwordFlows = [], recommendations = [] }: RegistrationFacts,
): Table[] => {
  const at = tenantScope(key)
  return [
    table(
      entraApplications,
      at,
      registrations.map(spec => registration(key, spec)),
    ),
    table(
      applicationBehaviors,
      at,
      registrations.map(({ name, more, behavior }) => ({
        id: idOf(key, name),
        name,
        appId: appIdOf(key, name),
        signInAudience: more?.signInAudience ?? 'AzureADMyOrg',
        removesUnverifiedEmail: null,
        blocksAzureAdGraph: null,
        ...behavior,
      })),
    ),
    table(applicationOwners, at, [
      ...registrations.flatMap(({ name, owners = [] }) =>
        owners.map(owner => ({
          id: `${idOf(key, name)}/${owner}`,
          name,
          ownedId: idOf(key, name),
          owned: 'application' as const,
          ownerId: owner,
          ownerType: 'user',
        })),
      ),
      ...ownerships.map(({ servicePrincipal, application, owner }) => ({
        id: `${servicePrincipal}/${owner}`,
        name: application,
        ownedId: servicePrincipal,
        owned: 'servicePrincipal' as const,
        ownerId: owner,
        ownerType: 'user',
      })),
    ]),
    table(appManagementPolicies, at, [
      { id: 'defaultAppManagementPolicy', name: 'Default app management policy', isEnabled: false, applications: [], servicePrincipals: [] },
    ]),
    table(tokenLifetimePolicies, at, lifetimes),
    table(claimsMappingPolicies, at, []),
    table(
      awsApplicationClaims,
      at,
      aws.map(({ id, name }) => ({ id, name, constants: [] })),
    ),
    table(
      applicationSignInActivities,
      at,
      registrations.flatMap(({ name, used }) =>
        used === undefined ? [] : [{ id: appIdOf(key, name), name: appIdOf(key, name), lastSignInAt: daysAgo(used, `use ${name}`) }],
      ),
    ),
    table(passwordFlowSignIns, at, passwordFlows),
    table(adalRecommendations, at, recommendations),
  ]
}
