import { awsApplicationAssignments, awsApplications, servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { authenticationStrengths, conditionalAccessPolicies, namedLocations } from '../../src/datasets/entra/conditional-access.ts'
import { type EntraUser, entraUsers, type ReferencedGroup, referencedGroups } from '../../src/datasets/entra/directory.ts'
import { legacySignIns } from '../../src/datasets/entra/sign-ins.ts'
import { type ActivationChanges, activationPolicies } from './activation-policies.ts'
import { daysAgo } from './dates.ts'
import { type AwsPair, galleryApplication, microsoftApplications, ownApplication } from './entra-applications.ts'
import { builtInStrengths, type PolicySpec, policy } from './entra-policies.ts'
import { type Assigned, type Principal, roleTables } from './entra-roles.ts'
import { governanceTables } from './governance.ts'
import { graphAssignmentId, guid } from './ids.ts'
import { type TenantKey, tenantScope, tenants } from './organization-facts.ts'
import { outsideTrustTables } from './outside-trust.ts'
import { upkeepTables } from './policy-upkeep.ts'
import { type Administrator, privilegeTables } from './privilege.ts'
import { programTables } from './program-rights.ts'
import { registrationTables, secret } from './registrations.ts'
import { signInMethodTables } from './sign-in-methods.ts'
import { type Loose, type Table, table } from './tables.ts'
import { type SkuSpec, tenantTables } from './tenant-facts.ts'
import { settingTables, type TenantSettings } from './tenant-settings.ts'

/** A cloud-only user. `name` is the user principal name, which the id follows from. */
export const cloudUser = (name: string, displayName: string, age: number, more: Partial<EntraUser> = {}): Loose<EntraUser> => ({
  id: guid(`user ${name}`),
  name,
  displayName,
  accountEnabled: true,
  userType: 'Member',
  onPremisesSyncEnabled: null,
  creationType: null,
  externalUserState: null,
  createdAt: daysAgo(age, `user ${name}`),
  ...more,
})

export const personOf = ({ id, name }: { readonly id: string; readonly name: string }): Principal => ({ id, name, kind: 'user' })

/** A tenant that fits on a page, with one AWS application. */
export interface SmallTenant {
  readonly key: TenantKey
  readonly skus: readonly SkuSpec[]
  readonly users: readonly Loose<EntraUser>[]
  readonly team: Loose<ReferencedGroup>
  /** Groups that keep their members hidden. */
  readonly hiddenGroups?: readonly Loose<ReferencedGroup>[]
  readonly held: readonly Assigned[]
  readonly eligible: readonly Assigned[]
  readonly policies: readonly PolicySpec[]
  readonly activations?: ActivationChanges
  readonly bought: readonly string[]
  readonly settings?: TenantSettings
  /** Accounts that nobody uses, by id. */
  readonly idle?: readonly string[]
  /** Assigned to the team, by its first role. */
  readonly aws: AwsPair
}

export const team = (name: string, users: readonly Pick<EntraUser, 'id'>[]): Loose<ReferencedGroup> => ({
  id: guid(`group ${name}`),
  name,
  isDeleted: false,
  isAssignableToRole: null,
  membershipRule: null,
  users: users.map(({ id }) => id),
  servicePrincipals: [],
})

/** Whoever is in a role; each has a key, and no mailbox. */
const administratorsAmong = (users: readonly Loose<EntraUser>[], assigned: readonly Assigned[]): Administrator[] => {
  const ids = new Set(assigned.map(({ to }) => to.id))
  return users.filter(({ id }) => ids.has(id)).map(user => ({ user, methods: ['fido2'] }))
}

/** All tables of a small tenant, complete. */
export const smallTenantTables = ({
  key,
  skus,
  users,
  team,
  hiddenGroups = [],
  held,
  eligible,
  policies,
  activations = {},
  bought,
  settings = {},
  idle = [],
  aws,
}: SmallTenant): Table[] => {
  const at = tenantScope(key)
  const roleRows = roleTables(key, [], held, eligible)
  const programs = [
    ...microsoftApplications(key),
    ...bought.map(name => galleryApplication(key, name)),
    ownApplication(key, tenants[key].id, 'Postern'),
    aws.servicePrincipal,
  ]
  return [
    ...tenantTables(key, { isSynced: false, skus }),
    table(entraUsers, at, users),
    table(referencedGroups, at, [team]),
    ...roleRows,
    ...privilegeTables(key, {
      administrators: administratorsAmong(users, [...held, ...eligible]),
      groups: [
        {
          id: team.id,
          name: team.name,
          isAssignableToRole: null,
          isManagementRestricted: null,
          membershipRule: null,
          onPremisesSyncEnabled: null,
          owners: [],
          members: [],
        },
      ],
    }),
    activationPolicies(key, activations),
    ...signInMethodTables(key, users, roleRows, ['Fido2', 'MicrosoftAuthenticator', 'TemporaryAccessPass']),
    ...settingTables(key, settings),
    ...outsideTrustTables(key),
    ...governanceTables(key, users, { idle }),
    table(legacySignIns, at, []),
    table(
      conditionalAccessPolicies,
      at,
      policies.map(spec => policy(key, spec)),
    ),
    ...upkeepTables(key, policies, [team, ...hiddenGroups]),
    table(namedLocations, at, []),
    table(authenticationStrengths, at, builtInStrengths),
    table(servicePrincipals, at, programs),
    ...programTables(key, {
      users,
      applications: programs,
      granted: [['Postern', 'Directory.Read.All', 'Policy.Read.All', 'User.Read.All']],
      provisioning:
        aws.application.federatesTo === 'identity-center'
          ? [
              {
                application: aws.servicePrincipal,
                minutes: 31,
                matching: [
                  ['externalId', 'objectId'],
                  ['userName', 'userPrincipalName'],
                ],
              },
            ]
          : [],
      sponsored: users.length,
    }),
    ...registrationTables(key, {
      registrations: [
        { name: 'Postern', more: { passwordCredentials: [secret(`Postern ${key}`, 30, 150)] }, owners: users.slice(0, 1).map(({ id }) => id), used: 0 },
      ],
      aws: [aws.application],
    }),
    table(awsApplications, at, [aws.application]),
    table(awsApplicationAssignments, at, [
      {
        id: graphAssignmentId(`${key} ${team.id}`),
        name: team.name,
        resourceId: aws.application.id,
        principalId: team.id,
        principalType: 'Group',
        appRoleId: aws.application.appRoles[0]?.id ?? '',
      },
    ]),
  ]
}
