import type { Gap } from '../../dataset.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { awsSignIns } from '../entra/aws-sign-ins.ts'
import { defineEstateView } from '../needs.ts'
import { namesOf } from './entra-people.ts'

interface Signers {
  readonly whole: readonly (readonly [string, string])[]
  readonly short: readonly (readonly [string, string])[]
  readonly open: readonly string[]
}

/** Who can sign in to AWS from a scanned tenant, by name in lower case. */
export interface AwsSigners {
  /** By the user principal name, or a guest's address: in words, where they get in. */
  readonly whole: ReadonlyMap<string, string>
  /** By what stands before the @: all who have it. */
  readonly short: ReadonlyMap<string, readonly string[]>
  /** What may let more people in. */
  readonly open: readonly string[]
  readonly dark: readonly Gap[]
}

/** Enabled users of the tenants who can sign in to an application that federates to AWS. */
export const awsSigners = defineEstateView({
  name: 'aws-signers',
  per: ['entra-tenant'],
  needs: { awsSignIns, entraUsers },
  handlesDark: true,
  whereAsked: true,
  distil({ awsSignIns, entraUsers }): Signers {
    const whole = new Map<string, string>()
    const short = new Map<string, string>()
    for (const { application, who } of awsSignIns) {
      if (!application.accountEnabled) continue
      const people = who === 'everyone' ? [...entraUsers].filter(({ accountEnabled }) => accountEnabled) : who.flatMap(id => entraUsers.get(id) ?? [])
      for (const user of people) {
        const words = `${user.name}, through ${application.name}`
        const names = namesOf(user)
        for (const name of names.whole) whole.set(name, words)
        if (names.short !== undefined) short.set(`${names.short}\n${user.id}`, words)
      }
    }
    return {
      whole: [...whole],
      short: [...short].map(([key, words]) => [key.split('\n')[0] ?? key, words] as const),
      open: [...awsSignIns].flatMap(({ name, unread }) => unread.map(why => `of ${name} ${why}`)),
    }
  },
  join(parts, dark): AwsSigners {
    const all = [...parts.values()]
    const short = Map.groupBy(
      all.flatMap(part => part.short),
      ([name]) => name,
    )
    return {
      whole: new Map(all.flatMap(({ whole }) => whole)),
      short: new Map([...short].map(([name, each]) => [name, each.map(([, words]) => words)])),
      open: all.flatMap(({ open }) => open),
      dark,
    }
  },
})
