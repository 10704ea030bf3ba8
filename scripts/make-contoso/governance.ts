import type { EntraUser } from '../../src/datasets/entra/directory.ts'
import { type AccessReview, accessReviews, type SignInActivity, signInActivities } from '../../src/datasets/entra/governance.ts'
import { daysAgo, NOW } from './dates.ts'
import { entitlementTables } from './entitlements.ts'
import { draw } from './ids.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

type User = Loose<EntraUser>

/** Most were here this week; one in twelve is long gone, as is whoever was disabled. Who never answered an invitation never came. */
const activityOf = (user: User, idle: readonly string[]): Loose<SignInActivity> => {
  const never = user.externalUserState === 'PendingAcceptance' || idle.includes(user.id)
  const isGone = !user.accountEnabled || draw(12, `gone ${user.id}`) === 0
  const born = user.createdAt === null ? 2_000 : Math.max(1, Math.floor((Date.parse(NOW) - Date.parse(user.createdAt)) / 86_400_000))
  const days = Math.min(born, isGone ? 120 + draw(200, `away ${user.id}`) : draw(6, `here ${user.id}`))
  const at = daysAgo(Math.max(0, days - 1), `signed in ${user.id}`)
  return { id: user.id, name: user.name, lastSuccessfulAt: never ? null : at, lastSignInAt: never ? null : at, lastNonInteractiveAt: never ? null : at }
}

/** When the users last came, and what is reviewed. `idle`: accounts that nobody uses, by id. */
export const governanceTables = (
  key: TenantKey,
  users: readonly User[],
  { idle = [], reviews = [] }: { readonly idle?: readonly string[]; readonly reviews?: readonly Loose<AccessReview>[] } = {},
): Table[] => [
  table(
    signInActivities,
    tenantScope(key),
    users.map(user => activityOf(user, idle)),
  ),
  table(accessReviews, tenantScope(key), reviews),
  ...entitlementTables(
    key,
    users.find(user => user.accountEnabled && user.externalUserState === null && draw(9, `risk ${user.id}`) === 0),
  ),
]
