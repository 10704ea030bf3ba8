import { z } from 'zod'
import { type Scope, UNIDENTIFIED } from '../../dataset.ts'
import { AuthenticationError, CollectError, type Collector, type Source } from '../collector.ts'
import { reviews } from './access-reviews.ts'
import { agents, blueprints } from './agents.ts'
import { appRegistrations, authenticationBehaviors } from './app-registrations.ts'
import { owners } from './application-owners.ts'
import { permissionsOfApplications } from './application-permissions.ts'
import { appManagement, claimsMappings, tokenLifetimes } from './application-policies.ts'
import { applicationActivity, recommendations } from './application-use.ts'
import { applications } from './applications.ts'
import { methodConfigurations, registrations } from './authentication-methods.ts'
import { strengths } from './authentication-strengths.ts'
import { authorization, consentRequests } from './authorization-policy.ts'
import { awsClaims } from './aws-claims.ts'
import { basisOf } from './basis.ts'
import { authorities } from './certificate-authorities.ts'
import { policies } from './conditional-access-policies.ts'
import { accessSettings } from './conditional-access-settings.ts'
import type { EntraEntry } from './credential.ts'
import { crossTenantDefault, crossTenantPartnerList } from './cross-tenant-access.ts'
import { permissionsOfDelegates } from './delegated-permissions.ts'
import { deleted } from './deleted-principals.ts'
import { deviceRegistration } from './device-registration.ts'
import { settings } from './directory-settings.ts'
import { synchronization } from './directory-synchronization.ts'
import { domains } from './domains.ts'
import { packagePolicies, workflows } from './entitlements.ts'
import { credentialsFromElsewhere } from './federated-credentials.ts'
import { groupAccess } from './group-access.ts'
import { authenticationFlows, guests, userFlows } from './guests.ts'
import { principalsAtRisk, usersAtRisk } from './identity-risk.ts'
import { invitations } from './invitation-domains.ts'
import { legacy } from './legacy-sign-ins.ts'
import { licences } from './licences.ts'
import { methodsPolicy } from './methods-policy.ts'
import { locations } from './named-locations.ts'
import { organization } from './organization.ts'
import { passwordAgents } from './pass-through-agents.ts'
import { passwordFlows } from './password-flow-sign-ins.ts'
import { groupsOfPolicies } from './policy-groups.ts'
import { groupsOfPrivilege } from './privilege-groups.ts'
import { administratorAccounts, administratorMfa } from './privileged-users.ts'
import { protectedActions } from './protected-actions.ts'
import { provisioning } from './provisioning.ts'
import { withinReach } from './reach.ts'
import { groups } from './referenced-groups.ts'
import { rolePolicies } from './role-management-policies.ts'
import { alerts, ownRoles, synchronizationSettings, units } from './role-security.ts'
import { activeAssignments, definitions, eligibleAssignments } from './roles.ts'
import { securityDefaults } from './security-defaults.ts'
import { type EntraSession, openSession } from './session.ts'
import type { SessionOptions } from './session-settings.ts'
import { claimsOf, type TokenClaims } from './token-claims.ts'
import { users } from './users.ts'

/** The collectors of a tenant, in any order: their `after` says what must come first. */
const collectors: readonly Collector<EntraSession>[] = [
  organization,
  licences,
  securityDefaults,
  policies,
  accessSettings,
  locations,
  strengths,
  definitions,
  activeAssignments,
  eligibleAssignments,
  deleted,
  rolePolicies,
  ownRoles,
  alerts,
  units,
  groupsOfPrivilege,
  groupAccess,
  administratorAccounts,
  administratorMfa,
  methodConfigurations,
  methodsPolicy,
  authorities,
  authorization,
  invitations,
  consentRequests,
  settings,
  crossTenantDefault,
  crossTenantPartnerList,
  deviceRegistration,
  domains,
  synchronization,
  reviews,
  packagePolicies,
  workflows,
  usersAtRisk,
  principalsAtRisk,
  users,
  applications,
  appRegistrations,
  authenticationBehaviors,
  owners,
  appManagement,
  tokenLifetimes,
  claimsMappings,
  awsClaims,
  applicationActivity,
  recommendations,
  passwordFlows,
  permissionsOfApplications,
  permissionsOfDelegates,
  credentialsFromElsewhere,
  agents,
  blueprints,
  provisioning,
  guests,
  authenticationFlows,
  userFlows,
  groups,
  groupsOfPolicies,
  protectedActions,
  registrations,
  legacy,
]

/** The last two tell by themselves when they are within reach. */
export const entraCollectors: readonly Collector<EntraSession>[] = [...collectors.map(withinReach), synchronizationSettings, passwordAgents]

const guid = z.guid()
const tenants = z.array(z.object({ id: guid, displayName: z.string().nullable(), verifiedDomains: z.array(z.object({ name: z.string() })) })).length(1)
type Tenant = z.infer<typeof tenants>[number]

const scopeOf = (id: string, name: string): Scope => ({ id: `entra-tenant/${id.toLowerCase()}`, kind: 'entra-tenant', name })

const named = async (session: EntraSession): Promise<Tenant | undefined> => {
  const rows: unknown[] = []
  try {
    for await (const item of session.list({ path: '/organization', select: ['id', 'displayName', 'verifiedDomains'] })) rows.push(item)
  } catch (error) {
    if (!(error instanceof CollectError)) throw error
  }
  return tenants.safeParse(rows).data?.[0]
}

/** What the credentials let in, where it is not what the config names: credentials of a machine or a person bring their own tenant. */
const elsewhere = (configured: string, found: Tenant | undefined, claims: TokenClaims): string | undefined => {
  const id = found?.id ?? claims.tenant
  if (guid.safeParse(configured).success) return id === undefined || id.toLowerCase() === configured.toLowerCase() ? undefined : id
  return found === undefined || found.verifiedDomains.some(domain => domain.name.toLowerCase() === configured.toLowerCase()) ? undefined : found.id
}

/** Who reads, as far as the token or the config tells. */
const identityOf = (entry: EntraEntry, { mode, application, person }: TokenClaims): string => {
  if (mode === 'delegated') return `person ${person ?? 'unnamed'}`
  const configured = 'clientId' in entry.auth ? entry.auth.clientId : undefined
  return `application ${configured ?? application ?? `of method ${entry.auth.method}`}`
}

/**
 * One tenant of the config as a source. Its scope is `entra-tenant/<tenant id>`, whatever name the config has for it; where the tenant may
 * not say its id, the config or the token tell it. Discovery throws `AuthenticationError` when no token is to be had, or one of another tenant.
 */
export const entraSource = (entry: EntraEntry, options: SessionOptions): Source<EntraSession> => ({
  cloud: 'entra',
  label: entry.tenant,
  collectors: entraCollectors,
  async *discover() {
    const session = openSession(entry, options)
    const configured = guid.safeParse(entry.tenant).data
    let token: string
    try {
      token = await session.signIn()
    } catch (error) {
      if (!(error instanceof CollectError)) throw error
      throw new AuthenticationError(scopeOf(configured ?? UNIDENTIFIED, entry.tenant), error.message, error)
    }
    const claims = claimsOf(token)
    const found = await named(session)
    const other = elsewhere(entry.tenant, found, claims)
    if (other !== undefined)
      throw new AuthenticationError(
        scopeOf(configured ?? UNIDENTIFIED, entry.tenant),
        `the credentials are those of the tenant ${other}, not of ${entry.tenant}`,
      )
    const id = found?.id ?? configured ?? claims.tenant ?? UNIDENTIFIED
    const identity = identityOf(entry, claims)
    const basis = () => basisOf(entry, claims)
    yield { scope: scopeOf(id, found?.displayName ?? entry.tenant), session, identity, basis, requests: session.requests }
  },
})
