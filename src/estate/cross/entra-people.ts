import { relationOf } from '../../analysis/conditional-access/people.ts'
import type { Gap } from '../../dataset.ts'
import { type EntraUser, entraUsers } from '../../datasets/entra/directory.ts'
import { defineEstateView } from '../needs.ts'

/** What somebody of a tenant may be called in AWS, in lower case. */
export interface PersonNames {
  /** The user principal name; of a guest the address that it was made of, besides. */
  readonly whole: readonly string[]
  /** What stands before the @ of a member's name: others may have it too. */
  readonly short?: string | undefined
}

/** `alice_partner.example#EXT#@contoso.onmicrosoft.com` was made of alice@partner.example. https://learn.microsoft.com/entra/external-id/user-properties */
const homeAddress = (upn: string): string | undefined => {
  const [made] = upn.split('#ext#')
  const at = made === undefined || made === upn ? -1 : made.lastIndexOf('_')
  return made === undefined || at <= 0 ? undefined : `${made.slice(0, at)}@${made.slice(at + 1)}`
}

/** The names by which a person can be known. */
export const namesOf = (user: EntraUser): PersonNames => {
  const upn = user.name.toLowerCase()
  if (relationOf(user).endsWith('guest') || upn.includes('#ext#')) {
    const home = homeAddress(upn)
    return { whole: home === undefined ? [upn] : [upn, home] }
  }
  return { whole: [upn], short: upn.split('@')[0] }
}

interface Known {
  readonly id: string
  readonly isEnabled: boolean
}

interface Distilled {
  readonly ids: ReadonlySet<string>
  readonly whole: ReadonlyMap<string, Known>
  readonly short: readonly (readonly [string, Known])[]
}

/** The people of all scanned tenants. */
export interface EntraPeople {
  has(objectId: string): boolean
  /** Somebody whose whole name it is. Names in lower case. */
  byName(name: string): Known | undefined
  /** Everybody whose name begins with it, up to the @. */
  byShortName(name: string): readonly Known[]
  /** Whether a user of any tenant is known: without, nobody is a stranger. */
  readonly dark: readonly Gap[]
}

/** The people of all scanned tenants by object id and by name, and what could not be read of them. */
export const entraPeople = defineEstateView({
  name: 'entra-people',
  per: ['entra-tenant'],
  needs: { entraUsers },
  handlesDark: true,
  distil({ entraUsers }): Distilled {
    const ids = new Set<string>()
    const whole = new Map<string, Known>()
    const short: (readonly [string, Known])[] = []
    for (const user of entraUsers) {
      const known = { id: user.id, isEnabled: user.accountEnabled }
      const names = namesOf(user)
      ids.add(user.id.toLowerCase())
      for (const name of names.whole) whole.set(name, known)
      if (names.short !== undefined) short.push([names.short, known])
    }
    return { ids, whole, short }
  },
  join(parts, dark): EntraPeople {
    const all = [...parts.values()]
    const short = Map.groupBy(
      all.flatMap(part => part.short),
      ([name]) => name,
    )
    return {
      has: objectId => all.some(({ ids }) => ids.has(objectId.toLowerCase())),
      byName: name => all.map(({ whole }) => whole.get(name)).find(known => known !== undefined),
      byShortName: name => (short.get(name) ?? []).map(([, known]) => known),
      dark,
    }
  },
})
