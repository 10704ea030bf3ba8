import { authenticationMethodConfigurations, type RegistrationDetail, registrationDetails } from '../../src/datasets/entra/authentication-methods.ts'
import type { EntraUser } from '../../src/datasets/entra/directory.ts'
import { activeRoleAssignments, eligibleRoleAssignments } from '../../src/datasets/entra/roles.ts'
import { daysAgo } from './dates.ts'
import { draw } from './ids.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

type User = Loose<EntraUser>
type Methods = Pick<RegistrationDetail, 'methodsRegistered' | 'isPasswordlessCapable'>

/** Everybody who may have registered something, and how. */
const habits: readonly Methods[] = [
  { methodsRegistered: ['microsoftAuthenticatorPush', 'softwareOneTimePasscode', 'mobilePhone'], isPasswordlessCapable: false },
  { methodsRegistered: ['microsoftAuthenticatorPush', 'softwareOneTimePasscode'], isPasswordlessCapable: false },
  { methodsRegistered: ['windowsHelloForBusiness', 'microsoftAuthenticatorPush', 'softwareOneTimePasscode'], isPasswordlessCapable: true },
  { methodsRegistered: ['mobilePhone'], isPasswordlessCapable: false },
  { methodsRegistered: ['passKeyDeviceBound', 'microsoftAuthenticatorPush'], isPasswordlessCapable: true },
  { methodsRegistered: [], isPasswordlessCapable: false },
]
const securityKey: Methods = { methodsRegistered: ['passKeyDeviceBound'], isPasswordlessCapable: true }
const nothing: Methods = { methodsRegistered: [], isPasswordlessCapable: false }

/** Whoever is in a role, now or by activation, themselves and not through a group. */
const administratorsIn = (roles: readonly Table[]): ReadonlySet<string> =>
  new Set(
    roles
      .filter(({ dataset }) => dataset === activeRoleAssignments || dataset === eligibleRoleAssignments)
      .flatMap(({ rows }) => rows.map(row => ('principalId' in row ? String(row.principalId) : ''))),
  )

const methodsOf = (user: User, isAdmin: boolean): Methods => {
  const isMachine = user.displayName !== null && /^(Scanner|ERP|Building|Supplier|Meeting|On-Premises)/.test(user.displayName)
  if (isMachine || !user.accountEnabled) return nothing
  if (isAdmin) return securityKey
  return habits[draw(habits.length, `methods ${user.id}`)] ?? nothing
}

const registration = (user: User, isAdmin: boolean): Loose<RegistrationDetail> => {
  const { methodsRegistered, isPasswordlessCapable } = methodsOf(user, isAdmin)
  const hasFactor = methodsRegistered.length > 0
  return {
    id: user.id,
    name: user.name,
    isAdmin,
    isMfaCapable: hasFactor,
    isMfaRegistered: hasFactor,
    isPasswordlessCapable,
    methodsRegistered: [...methodsRegistered],
    lastUpdatedAt: daysAgo(1 + draw(3, user.id), `registration ${user.id}`),
  }
}

const methodIds = [
  'Fido2',
  'MicrosoftAuthenticator',
  'Sms',
  'TemporaryAccessPass',
  'HardwareOath',
  'SoftwareOath',
  'Voice',
  'Email',
  'X509Certificate',
  'QRCodePin',
]
const everybody = { id: 'all_users', targetType: 'group' }

/** Which methods a tenant allows, and what its users registered. Administrators hold keys; programs and the disabled hold nothing. */
export const signInMethodTables = (key: TenantKey, users: readonly User[], roles: readonly Table[], allowed: readonly string[]): Table[] => {
  const at = tenantScope(key)
  const administrators = administratorsIn(roles)
  return [
    table(
      authenticationMethodConfigurations,
      at,
      methodIds.map(id => ({
        id,
        name: id,
        state: allowed.includes(id) ? 'enabled' : 'disabled',
        includeTargets: [everybody],
        excludeTargets: [],
        externalUsers: id !== 'Email' ? null : allowed.includes(id) ? 'default' : 'disabled',
        migrationState: 'migrationComplete',
      })),
    ),
    table(
      registrationDetails,
      at,
      users.map(user => registration(user, administrators.has(user.id))),
    ),
  ]
}
