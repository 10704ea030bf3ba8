import type { Assurance } from '../../../src/analysis/conditional-access/assurance.ts'
import type { AccountSeed, AwsSeed, PermissionSetSeed, RoleSeed } from '../../clouds/aws/seed.ts'
import { groupPolicy } from '../../clouds/entra/example-privilege.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { accounts, domain, type Place } from './places.ts'

type User = TenantFixture['users'][number]
type Group = TenantFixture['groups'][number]
type Rule = NonNullable<Parameters<typeof groupPolicy>[2]>[number]
type Center = NonNullable<AccountSeed['identityCenters']>[number]
type AppRole = NonNullable<TenantFixture['servicePrincipals'][number]['appRoles']>[number]
type Assigned = NonNullable<TenantFixture['servicePrincipals'][number]['appRoleAssignedTo']>[number]
export type Statement = Readonly<Record<string, unknown>>

/** The applications of the tenant that lead to AWS. */
export type ApplicationName = 'sso' | 'iam'

/** What is planted, in lists that are joined. */
export interface Seeds {
  readonly tenant?: Partial<TenantFixture>
  readonly accounts?: Readonly<Record<string, AccountSeed>>
  readonly store?: Required<Pick<Center, 'users'>> | Required<Pick<Center, 'groups'>> | Required<Pick<Center, 'permissionSets'>>
  /** Object ids by what Conditional Access demands of them. */
  readonly demands?: Partial<Record<Assurance, readonly string[]>>
  readonly applications?: Partial<
    Record<ApplicationName, { readonly assigned?: readonly Assigned[]; readonly owners?: readonly string[]; readonly roles?: readonly AppRole[] }>
  >
  readonly policies?: NonNullable<NonNullable<AwsSeed['organization']>['policies']>
}

/** Who comes, or nearly comes, to be administrator of these accounts, by what was seeded. */
export interface Planting {
  readonly who: string
  /** What leads there; of a near path: what is cut. */
  readonly what: string
  readonly to: readonly Place[]
  /** The most that the weakest way demands, and `activated` where it begins with an activation; absent: there is no way. */
  readonly way?: string
  /** Whether something on the way cannot be decided, so that no verdict fails by it. */
  readonly isOpen?: boolean
  /** Where access is not used as it was given: it is taken, or comes with the whole tenant. */
  readonly by?: 'taking' | 'ruling the tenant'
  readonly seeds: readonly Seeds[]
}

/** A path: who, what leads there, to which accounts, and the most that its weakest way demands. */
export const path = (who: string, what: string, to: Place | readonly Place[], way: string, ...seeds: readonly Seeds[]): Planting => ({
  who,
  what,
  to: typeof to === 'string' ? [to] : to,
  way,
  seeds,
})

/** A path with a step that cannot be decided. */
export const open = (...given: Parameters<typeof path>): Planting => ({ ...path(...given), isOpen: true })

/** A path on which somebody takes what others were given. */
export const taking = (...given: Parameters<typeof path>): Planting => ({ ...path(...given), by: 'taking' })

/** A path that begins with administration of the whole tenant. */
export const ruling = (...given: Parameters<typeof path>): Planting => ({ ...path(...given), by: 'ruling the tenant' })

/** A path with one edge cut: nothing is to be found. */
export const near = (who: string, what: string, to: Place, ...seeds: readonly Seeds[]): Planting => ({ who, what, to: [to], seeds })

/** A policy document; a statement that does not say otherwise allows. */
export const allow = (...statements: readonly Statement[]): { readonly Version: string; readonly Statement: readonly Statement[] } => ({
  Version: '2012-10-17',
  Statement: statements.map(statement => ({ Effect: 'Allow', ...statement })),
})

export const idOf = (name: string): string => `u-${name}`
export const groupIdOf = (name: string): string => `g-${name}`

/** Somebody of the tenant, and what Conditional Access demands of them, everywhere. */
export const person = (name: string, demand: Assurance = 'mfa', more: Partial<User> = {}): Seeds => ({
  tenant: {
    users: [
      {
        id: idOf(name),
        displayName: name,
        userPrincipalName: `${name}@${domain}`,
        accountEnabled: true,
        userType: 'Member',
        onPremisesSyncEnabled: null,
        createdDateTime: '2024-01-01T00:00:00Z',
        ...more,
      },
    ],
  },
  demands: { [demand]: [idOf(name)] },
})

/** Their user in Identity Center. */
export const storeUser = (name: string, more: Partial<NonNullable<Center['users']>[number]> = {}): Seeds => ({
  store: { users: [{ name: `${name}@${domain}`, externalId: idOf(name), ...more }] },
})

const EVERYBODY_ROLE = '18d26144-0000-4000-8000-000000000000'

/** An assignment to an application, with one of its roles or the one that everybody has. */
export const assigned = (application: ApplicationName, principalId: string, principalType: 'User' | 'Group', appRoleId = EVERYBODY_ROLE): Seeds => ({
  applications: {
    [application]: {
      assigned: [{ id: `${application}-${principalId}-${appRoleId}`, principalId, principalType, principalDisplayName: principalId, appRoleId }],
    },
  },
})

export interface GroupOptions extends Pick<Group, 'isAssignableToRole' | 'membershipRule' | 'onPremisesSyncEnabled'> {
  readonly members?: readonly string[]
  readonly owners?: readonly string[]
  /** Groups within it. */
  readonly nested?: readonly string[]
  /** Who may activate membership, and what PIM asks of them. */
  readonly eligible?: readonly string[]
  readonly asks?: readonly string[]
  /** How the group of Identity Center knows it: by the object id, or by another's; `absent`: there is none. */
  readonly provisioned?: 'by id' | 'absent' | { readonly externalId: string }
  readonly application?: ApplicationName | 'none'
}

/** A group of the tenant, assigned to the application of Identity Center and provisioned there. */
export const group = (name: string, options: GroupOptions = {}): Seeds => {
  const { members = [], owners = [], nested = [], eligible = [], asks, provisioned = 'by id', application = 'sso', ...facts } = options
  const id = groupIdOf(name)
  const rule = {
    '@odata.type': '#microsoft.graph.unifiedRoleManagementPolicyEnablementRule',
    id: 'Enablement_EndUser_Assignment',
    enabledRules: [...(asks ?? ['MultiFactorAuthentication'])],
  } as Rule
  return {
    tenant: {
      groups: [
        {
          id,
          displayName: name,
          securityEnabled: true,
          groupTypes: [],
          isAssignableToRole: true,
          ...facts,
          members: [...members.map(idOf), ...nested.map(groupIdOf)],
          owners: owners.map(idOf),
        },
      ],
      eligibleGroupAccess: eligible.map(who => ({
        id: `eligible-${who}-${name}`,
        groupId: id,
        principalId: idOf(who),
        accessId: 'member' as const,
        startDateTime: '2026-01-01T00:00:00Z',
        endDateTime: null,
      })),
      groupActivationPolicies: [groupPolicy(id, 'member', [rule])],
    },
    ...(application === 'none' ? {} : { applications: assigned(application, id, 'Group').applications ?? {} }),
    ...(provisioned === 'absent' || application === 'none'
      ? {}
      : {
          store: {
            groups: [{ name, externalId: provisioned === 'by id' ? id : provisioned.externalId, members: members.map(who => `${who}@${domain}`) }],
          },
        }),
  }
}

/** What a permission set, role or user is allowed. */
export interface Rights {
  readonly managed?: readonly string[]
  readonly inline?: ReturnType<typeof allow>
  /** The name of a policy of the account. */
  readonly boundary?: string
}

export const administrator: Rights = { managed: ['arn:aws:iam::aws:policy/AdministratorAccess'] }
export const reader: Rights = { managed: ['arn:aws:iam::aws:policy/ReadOnlyAccess'] }
export const may = (Action: string | readonly string[], Resource: string | readonly string[] = '*', more: Statement = {}): Rights => ({
  inline: allow({ Action, Resource, ...more }),
})

export const holding = (place: Place, { managed, inline, boundary }: Rights): Pick<RoleSeed, 'attached' | 'inline' | 'boundary'> => ({
  ...(managed === undefined ? {} : { attached: managed }),
  ...(inline === undefined ? {} : { inline: { own: inline } }),
  ...(boundary === undefined ? {} : { boundary: `arn:aws:iam::${accounts[place]}:policy/${boundary}` }),
})

/** A policy of an account's own. */
export const policy = (place: Place, name: string, ...statements: readonly Statement[]): Seeds => ({
  accounts: { [accounts[place]]: { policies: [{ name, document: allow(...statements) }] } },
})

/** A role of an account, and what it trusts. */
export const role = (place: Place, name: string, trust: Statement, rights: Rights, more: Partial<RoleSeed> = {}): Seeds => ({
  accounts: { [accounts[place]]: { roles: [{ name, trust: allow(trust), ...holding(place, rights), ...more }] } },
})

export const roleArn = (place: Place, name: string): string => `arn:aws:iam::${accounts[place]}:role/${name}`
export const trusting = (place: Place): Statement => ({ Principal: { AWS: `arn:aws:iam::${accounts[place]}:root` }, Action: 'sts:AssumeRole' })

const key = '1234567890abcdef'

/** The ARN of the role that Identity Center makes of a permission set: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
export const setRoleArn = (place: Place, name: string): string => roleArn(place, `aws-reserved/sso.amazonaws.com/AWSReservedSSO_${name}_${key}`)

/** A permission set in an account, who holds it, and its role there. */
export const set = (
  name: string,
  place: Place,
  rights: Rights,
  holders: { readonly users?: readonly string[]; readonly groups?: readonly string[] },
  made: 'made' | 'not yet made' = 'made',
): Seeds => {
  const held = { users: (holders.users ?? []).map(who => `${who}@${domain}`), groups: holders.groups ?? [] }
  const { managed, inline, boundary } = rights
  const seed: PermissionSetSeed = {
    name,
    ...(managed && { managed }),
    ...(inline && { inline }),
    ...(boundary && { boundary: { name: boundary } }),
    assigned: { [accounts[place]]: held },
  }
  const trust = {
    Principal: { Federated: `arn:aws:iam::${accounts[place]}:saml-provider/AWSSSO_${key}_DO_NOT_DELETE` },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  }
  return {
    store: { permissionSets: [seed] },
    ...(made === 'not yet made' ? {} : role(place, `AWSReservedSSO_${name}_${key}`, trust, rights, { path: '/aws-reserved/sso.amazonaws.com/' })),
  }
}
