import type { AccountSeed } from '../../clouds/aws/seed.ts'

const isPlain = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Map) && !(value instanceof Date)

/** Lists are joined, maps and objects taken together member by member; of anything else the later one counts. */
const together = (first: unknown, second: unknown): unknown => {
  if (Array.isArray(first) && Array.isArray(second)) return [...first, ...second]
  if (first instanceof Map && second instanceof Map) return new Map([...first, ...second])
  if (!isPlain(first) || !isPlain(second)) return second
  const of = Object.entries(second).map(([member, value]) => [member, member in first ? together(first[member], value) : value])
  return { ...first, ...Object.fromEntries(of) }
}

/** Seeds of any kind in one. */
export const allTogether = <T extends object>(seeds: readonly (T | undefined)[]): T => seeds.reduce<T>((all, seed) => together(all, seed ?? {}) as T, {} as T)

/** What several themes plant in one account. */
export const seedsTogether = (seeds: readonly (AccountSeed | undefined)[]): AccountSeed => allTogether<AccountSeed>(seeds)
