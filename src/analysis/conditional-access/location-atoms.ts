import type { NamedLocation } from '../../datasets/entra/conditional-access.ts'

type Cidr = readonly [from: bigint, to: bigint]

/** IPv6 addresses stand above all IPv4 ones. */
const IPV6 = 1n << 32n

const ipv4 = (text: string): bigint | undefined => {
  const parts = text.split('.')
  if (parts.length !== 4 || !parts.every(part => /^\d{1,3}$/.test(part) && Number(part) < 256)) return undefined
  return parts.reduce((sum, part) => (sum << 8n) + BigInt(part), 0n)
}

const ipv6 = (text: string): bigint | undefined => {
  const [head = '', tail, more] = text.split('::')
  if (more !== undefined) return undefined
  const groups = (part: string) => (part === '' ? [] : part.split(':'))
  const [before, after] = [groups(head), groups(tail ?? '')]
  const missing = 8 - before.length - after.length
  if (tail === undefined ? missing !== 0 : missing < 1) return undefined
  const all = [...before, ...Array.from({ length: missing }, () => '0'), ...after]
  if (!all.every(group => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  return all.reduce((sum, group) => (sum << 16n) + BigInt(`0x${group}`), 0n)
}

/** The addresses of `192.0.2.0/24` or `2001:db8::/32`; `undefined` where it is not understood. */
const readCidr = (text: string): Cidr | undefined => {
  const [address = '', length = ''] = text.split('/')
  const isSix = address.includes(':')
  const value = isSix ? ipv6(address) : ipv4(address)
  const width = isSix ? 128 : 32
  if (value === undefined || !/^\d{1,3}$/.test(length) || Number(length) > width) return undefined
  const size = 1n << BigInt(width - Number(length))
  const from = (value / size) * size + (isSix ? IPV6 : 0n)
  return [from, from + size]
}

/** Sets of address locations of which one address is a member, each once; the empty set is everywhere else. Ids of locations whose ranges are not understood are in `unread`. */
export const addressSets = (locations: readonly NamedLocation[]): { readonly sets: readonly ReadonlySet<string>[]; readonly unread: ReadonlySet<string> } => {
  const unread = new Set<string>()
  const edges: { readonly at: bigint; readonly id: string; readonly by: number }[] = []
  for (const { id, ipRanges } of locations) {
    for (const text of ipRanges) {
      const range = readCidr(text)
      if (range === undefined) unread.add(id)
      else edges.push({ at: range[0], id, by: 1 }, { at: range[1], id, by: -1 })
    }
  }
  edges.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
  const inside = new Map<string, number>()
  const sets = new Map<string, ReadonlySet<string>>([['', new Set()]])
  edges.forEach(({ at, id, by }, index) => {
    const count = (inside.get(id) ?? 0) + by
    if (count === 0) inside.delete(id)
    else inside.set(id, count)
    if (edges[index + 1]?.at === at) return
    const key = [...inside.keys()].sort().join()
    if (!sets.has(key)) sets.set(key, new Set(inside.keys()))
  })
  return { sets: [...sets.values()], unread }
}

/** ISO 3166 country codes, and Kosovo's as Microsoft writes it. https://learn.microsoft.com/graph/api/resources/countrynamedlocation */
const COUNTRIES =
  'AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS XK YE YT ZA ZM ZW'.split(
    ' ',
  )

/** Sets of country locations in which a sign-in may be, each once: of every country, and of addresses that belong to none. */
export const countrySets = (locations: readonly NamedLocation[]): readonly ReadonlySet<string>[] => {
  const sets = new Map<string, ReadonlySet<string>>()
  const note = (isIn: (location: NamedLocation) => boolean): void => {
    const there = locations.filter(isIn).map(({ id }) => id)
    const key = there.sort().join()
    if (!sets.has(key)) sets.set(key, new Set(there))
  }
  const named = locations.map(({ countries }) => new Set(countries.map(code => code.toUpperCase())))
  for (const code of new Set([...COUNTRIES, ...named.flatMap(codes => [...codes])])) note(location => named[locations.indexOf(location)]?.has(code) === true)
  note(({ includesUnknownCountries }) => includesUnknownCountries)
  return [...sets.values()]
}
