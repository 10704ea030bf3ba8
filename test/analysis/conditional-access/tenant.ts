import type { Assurance } from '../../../src/analysis/conditional-access/assurance.ts'
import { rankOf } from '../../../src/analysis/conditional-access/assurance.ts'
import { modernClients } from '../../../src/analysis/conditional-access/clients.ts'
import { readConditionalAccess, type TenantFacts } from '../../../src/analysis/conditional-access/conditional-access.ts'
import { noConditions } from '../../../src/analysis/conditional-access/conditions.ts'
import type { Coverage, Question } from '../../../src/analysis/conditional-access/question.ts'
import type { ServicePrincipal } from '../../../src/datasets/entra/applications.ts'
import type { AuthenticationStrength, ConditionalAccessPolicy, NamedLocation } from '../../../src/datasets/entra/conditional-access.ts'
import type { EntraUser, ReferencedGroup } from '../../../src/datasets/entra/directory.ts'
import type { ActiveRoleAssignment, EligibleRoleAssignment, RoleDefinition } from '../../../src/datasets/entra/roles.ts'

export const scope = 'entra-tenant/aaaaaaaa-0000-4000-8000-000000000001'
export const GLOBAL_ADMINISTRATOR = '62e90394-69f5-4237-9190-012177145e10'
export const HELPDESK_ADMINISTRATOR = '729827e3-9c14-49f7-bb1b-9608f156bbb8'

export const user = (id: string, more: Partial<EntraUser> = {}): EntraUser => ({
  id,
  scope,
  name: `${id}@contoso.example`,
  displayName: id,
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  creationType: null,
  externalUserState: null,
  createdAt: null,
  ...more,
})

export const guest = (id: string, more: Partial<EntraUser> = {}): EntraUser =>
  user(id, { name: `${id}_fabrikam.example#EXT#@contoso.example`, userType: 'Guest', creationType: 'Invitation', externalUserState: 'Accepted', ...more })

export const group = (id: string, users: readonly string[], more: Partial<ReferencedGroup> = {}): ReferencedGroup => ({
  id,
  scope,
  name: `Group ${id}`,
  isDeleted: false,
  isAssignableToRole: null,
  membershipRule: null,
  users: [...users],
  servicePrincipals: [],
  ...more,
})

export const role = (templateId: string, name: string, more: Partial<RoleDefinition> = {}): RoleDefinition => ({
  id: templateId,
  scope,
  name,
  templateId,
  isBuiltIn: true,
  isEnabled: true,
  isPrivileged: true,
  ...more,
})

export const roles = [role(GLOBAL_ADMINISTRATOR, 'Global Administrator'), role(HELPDESK_ADMINISTRATOR, 'Helpdesk Administrator')]

export const eligible = (principalId: string, roleDefinitionId: string, more: Partial<EligibleRoleAssignment> = {}): EligibleRoleAssignment => ({
  id: `eligible-${principalId}-${roleDefinitionId}`,
  scope,
  name: principalId,
  principalId,
  principalType: 'user',
  roleDefinitionId,
  directoryScopeId: '/',
  startAt: null,
  endAt: null,
  memberType: 'Direct',
  ...more,
})

export const active = (principalId: string, roleDefinitionId: string, more: Partial<ActiveRoleAssignment> = {}): ActiveRoleAssignment => ({
  ...eligible(principalId, roleDefinitionId),
  id: `active-${principalId}-${roleDefinitionId}`,
  assignmentType: 'Assigned',
  source: 'schedule',
  ...more,
})

export const strength = (id: string, allowedCombinations: readonly string[], more: Partial<AuthenticationStrength> = {}): AuthenticationStrength => ({
  id,
  scope,
  name: `Strength ${id}`,
  policyType: 'custom',
  requirementsSatisfied: 'mfa',
  allowedCombinations: [...allowedCombinations],
  modifiedAt: null,
  ...more,
})

/** An address location; `says` for another kind. */
export const location = (id: string, says: Partial<NamedLocation> = {}): NamedLocation => ({
  id,
  scope,
  name: `Location ${id}`,
  kind: 'ip',
  isTrusted: false,
  ipRanges: [],
  countries: [],
  includesUnknownCountries: false,
  ...says,
})

export const application = (appId: string, name: string, more: Partial<ServicePrincipal> = {}): ServicePrincipal => ({
  id: `sp-${appId}`,
  scope,
  name,
  appId,
  accountEnabled: true,
  servicePrincipalType: 'Application',
  appOwnerOrganizationId: 'aaaaaaaa-0000-4000-8000-000000000001',
  appRoleAssignmentRequired: false,
  preferredSingleSignOnMode: null,
  preferredTokenSigningKeyThumbprint: null,
  verifiedPublisherId: null,
  passwordCredentials: [],
  keyCredentials: [],
  ...more,
})

type Conditions = ConditionalAccessPolicy['conditions']
type Grant = NonNullable<ConditionalAccessPolicy['grantControls']>

/** What a test says of a policy; all users, all applications, all clients and MFA where it says nothing. */
export interface PolicyWords {
  readonly name?: string
  readonly state?: string
  readonly users?: Partial<Conditions['users']>
  readonly applications?: Partial<Conditions['applications']>
  readonly clients?: readonly string[]
  readonly conditions?: Partial<Omit<Conditions, 'users' | 'applications' | 'clientAppTypes'>>
  /** Null: session controls only. */
  readonly grant?: Partial<Grant> | null
  readonly unknownConditions?: readonly string[]
  readonly unknownControls?: readonly string[]
}

export const policy = (id: string, words: PolicyWords = {}): ConditionalAccessPolicy => ({
  id,
  scope,
  name: words.name ?? id,
  state: words.state ?? 'enabled',
  createdAt: null,
  modifiedAt: null,
  conditions: {
    ...noConditions,
    users: {
      ...noConditions.users,
      includeUsers: words.users === undefined || Object.keys(words.users).every(key => key.startsWith('exclude')) ? ['All'] : [],
      ...words.users,
    },
    applications: {
      ...noConditions.applications,
      includeApplications:
        words.applications === undefined || Object.keys(words.applications).every(key => key === 'excludeApplications' || key === 'applicationFilter')
          ? ['All']
          : [],
      ...words.applications,
    },
    clientAppTypes: [...(words.clients ?? ['all'])],
    ...words.conditions,
  },
  unknownConditions: [...(words.unknownConditions ?? [])],
  unknownControls: [...(words.unknownControls ?? [])],
  grantControls:
    words.grant === null
      ? null
      : {
          operator: 'OR',
          builtInControls: words.grant === undefined ? ['mfa'] : [],
          customAuthenticationFactors: [],
          termsOfUse: [],
          authenticationStrengthId: null,
          ...words.grant,
        },
  sessionControls: null,
})

export type TenantWords = Partial<Omit<TenantFacts, 'emergencyAccess'>> & { readonly emergencyAccess?: readonly string[] }

/** A tenant of three members without policies, where the test does not say otherwise. */
export const tenant = (words: TenantWords): TenantFacts => ({
  policies: [],
  strengths: [],
  locations: [],
  users: [user('ann'), user('bob'), user('cho')],
  groups: [],
  roleDefinitions: roles,
  activeAssignments: [],
  eligibleAssignments: [],
  servicePrincipals: [],
  awsApplications: [],
  securityDefaultsEnabled: false,
  ...words,
  emergencyAccess: new Set(words.emergencyAccess ?? []),
})

export const atLeast = (assurance: Assurance) => (demanded: Assurance) => rankOf(demanded) >= rankOf(assurance)

export const ask = (words: TenantWords, question: Partial<Question> = {}): Coverage =>
  readConditionalAccess(tenant(words)).cover({ who: 'members', applications: 'any', clients: modernClients, suffices: atLeast('mfa'), ...question })

/** Names without the domain, for short expectations. */
export const ids = (named: readonly { readonly id: string }[]): string[] => named.map(({ id }) => id)
