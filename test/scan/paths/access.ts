import type { Assurance } from '../../../src/analysis/conditional-access/assurance.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import type { Place } from './places.ts'
import { assigned, type GroupOptions, group, idOf, person, type Rights, type Seeds, set, storeUser } from './planting.ts'

type User = TenantFixture['users'][number]

interface Access {
  readonly demand?: Assurance
  readonly user?: Partial<User>
  readonly storeUser?: Parameters<typeof storeUser>[1]
  readonly group?: GroupOptions
}

/** Somebody in a group of their own that holds a permission set of the same name in the account. */
export const byGroup = (who: string, place: Place, rights: Rights, { demand, user, storeUser: stored, group: options }: Access = {}): Seeds[] => [
  person(who, demand, user),
  storeUser(who, stored),
  group(`${who}-group`, { ...(options?.eligible === undefined ? { members: [who] } : {}), ...options }),
  set(who, place, rights, { groups: [`${who}-group`] }),
]

/** Somebody who holds a permission set of the same name themselves. */
export const byThemselves = (who: string, place: Place, rights: Rights, { demand, user, storeUser: stored }: Omit<Access, 'group'> = {}): Seeds[] => [
  person(who, demand, user),
  storeUser(who, stored),
  assigned('sso', idOf(who), 'User'),
  set(who, place, rights, { users: [who] }),
]
