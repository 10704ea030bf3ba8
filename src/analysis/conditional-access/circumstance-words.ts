import { type Dimension, dimensions, type Region, type Space } from './circumstances.ts'
import type { Hole } from './holes.ts'
import { MAYBE, NO, type Truth, truth, YES } from './truth.ts'

type Set = readonly boolean[]

/** `a, b or c`. */
const joined = (items: readonly string[], word: 'and' | 'or'): string =>
  items.length < 2 ? items.join('') : `${items.slice(0, -1).join(', ')} ${word} ${items.at(-1) ?? ''}`

/** Something that people know by name, and the values it stands for. */
interface Feature {
  readonly words: string
  readonly values: readonly Truth[]
}

/** Features that make up the set together, the widest first; `undefined` where no choice of them does. */
const madeOf = (set: Set, asked: Set, features: readonly Feature[]): string[] | undefined => {
  const size = ({ values }: Feature) => values.filter(value => value === YES).length
  const fitting = features.filter(({ values }) =>
    values.every((value, index) => asked[index] !== true || (value !== MAYBE && (value === NO || set[index] === true))),
  )
  const left = new Set(set.flatMap((isIn, index) => (isIn ? [index] : [])))
  const chosen: string[] = []
  for (const feature of fitting.toSorted((a, b) => size(b) - size(a))) {
    const mine = [...left].filter(index => feature.values[index] === YES)
    if (mine.length === 0) continue
    for (const index of mine) left.delete(index)
    chosen.push(feature.words)
  }
  return left.size === 0 ? chosen : undefined
}

const complement = (set: Set, asked: Set): Set => asked.map((isAsked, index) => isAsked && set[index] !== true)

const platformNames = ['Windows', 'macOS', 'iOS', 'Android', 'Linux', 'Windows Phone', 'a platform that Microsoft does not recognize']
const flowNames = ['', 'device code flow', 'authentication transfer']

const chosen = (names: readonly string[], set: Set): string[] => names.filter((_, index) => set[index] === true)

const flowWords = (set: Set, asked: Set): string =>
  set[0] === true ? `except by ${joined(chosen(flowNames, complement(set, asked)), 'and')}` : `by ${joined(chosen(flowNames, set), 'or')}`

const riskWords = (kind: string, levels: readonly string[], set: Set): string => {
  const there = chosen(levels, set)
  return there.length === 1 && there[0] === 'none' ? `without ${kind} risk` : `at ${kind} risk ${joined(there, 'or')}`
}

/** The platform is what the client claims: https://learn.microsoft.com/entra/identity/conditional-access/concept-conditional-access-conditions#device-platforms */
const platformWords = (set: Set, asked: Set): string => {
  const there = chosen(platformNames, set)
  const not = chosen(platformNames, complement(set, asked))
  return there.length > not.length && set.at(-1) === true
    ? `on any platform but ${joined(not, 'and')} (as the client claims)`
    : `on ${joined(there, 'or')} (as the client claims)`
}

const locationWords = (space: Space, set: Set, asked: Set): string => {
  const features = space.namedPlaces.map(({ words }, number): Feature => ({ words, values: space.location.map(({ inside }) => inside[number] ?? MAYBE) }))
  const from = madeOf(set, asked, features)
  if (from !== undefined) return `from ${joined(from, 'or')}`
  const outside = madeOf(complement(set, asked), asked, features)
  return outside === undefined ? 'from some places' : `outside ${joined(outside, 'and')}`
}

const deviceWords = (space: Space, set: Set, asked: Set): string => {
  const feature = (words: string, isIn: (device: Space['device'][number]) => boolean): Feature => ({
    words,
    values: space.device.map(device => truth(isIn(device))),
  })
  const features = [
    feature('a managed device', ({ isCompliant, isHybridJoined }) => isCompliant || isHybridJoined),
    feature('a device that is not managed', ({ isCompliant, isHybridJoined }) => !isCompliant && !isHybridJoined),
    feature('a compliant device', ({ isCompliant }) => isCompliant),
    feature('a device that is not compliant', ({ isCompliant }) => !isCompliant),
    feature('a hybrid joined device', ({ isHybridJoined }) => isHybridJoined),
    feature('a registered device', ({ isRegistered }) => isRegistered),
    feature('an unregistered device', ({ isRegistered }) => !isRegistered),
    ...space.deviceRules.flatMap((rule, number): Feature[] => {
      const values = space.device.map(({ matches }) => matches[number] ?? MAYBE)
      return [
        { words: `a device that matches ${rule}`, values },
        { words: `a device that does not match ${rule}`, values: values.map(value => (value === MAYBE ? MAYBE : value === YES ? NO : YES)) },
      ]
    }),
  ]
  // One name for all of it reads better than a sum of parts.
  const whole = features.find(({ words, values }) => madeOf(set, asked, [{ words, values }]) !== undefined)
  const on = whole === undefined ? madeOf(set, asked, features) : [whole.words]
  return on === undefined ? 'on some devices' : `on ${joined(on, 'or')}`
}

const wordsOf = (space: Space, dimension: Dimension, set: Set, asked: Set): string => {
  if (dimension === 'flow') return flowWords(set, asked)
  if (dimension === 'signInRisk') return riskWords('sign-in', space.signInRisk, set)
  if (dimension === 'userRisk') return riskWords('user', space.userRisk, set)
  if (dimension === 'insiderRisk') return riskWords('insider', space.insiderRisk, set)
  if (dimension === 'platform') return platformWords(set, asked)
  return dimension === 'location' ? locationWords(space, set, asked) : deviceWords(space, set, asked)
}

/** The order in which people read circumstances. */
const spoken = ['location', 'platform', 'device', 'flow', 'signInRisk', 'userRisk', 'insiderRisk'] as const

/** Under which circumstances a hole is open, in words; empty: under all that were asked about. `told`: what is shown beside a password, which is named anyway. */
export const circumstancesOf = (space: Space, { sets }: Hole, asked: readonly Set[], told: readonly string[] = []): string =>
  spoken
    .flatMap(dimension => {
      const number = dimensions.indexOf(dimension)
      const [set, all] = [sets[number] ?? [], asked[number] ?? []]
      const isWhole = all.every((isAsked, value) => !isAsked || set[value] === true)
      if (isWhole) return []
      const words = wordsOf(space, dimension, set, all)
      // With device code no device can be shown, so who shows one came otherwise.
      const isTold = told.some(proof => words === `on ${proof}` || (dimension === 'flow' && set[1] !== true && proof.endsWith('device')))
      return isTold ? [] : [words]
    })
    .join(', ')

/** The dimensions in which a policy's region does not touch the hole. */
export const missedDimensions = (region: Region, { sets }: Hole): Dimension[] =>
  dimensions.filter((dimension, number) => !region[dimension].some((value, index) => value !== NO && sets[number]?.[index] === true))

/** The dimensions in which a policy's region does not hold all of the hole for certain; none: it holds it. */
export const shortDimensions = (region: Region, { sets }: Hole): Dimension[] =>
  dimensions.filter((dimension, number) => sets[number]?.every((isIn, value) => !isIn || region[dimension][value] === YES) !== true)

const limitsByRegion = new WeakMap<Region, Map<Dimension, string>>()

const limitOf = (space: Space, region: Region, dimension: Dimension): string => {
  const known = limitsByRegion.get(region) ?? new Map<Dimension, string>()
  limitsByRegion.set(region, known)
  const set = region[dimension].map(value => value !== NO)
  const words =
    known.get(dimension) ??
    wordsOf(
      space,
      dimension,
      set,
      set.map(() => true),
    )
  known.set(dimension, words)
  return words
}

/** What a policy is limited to in these dimensions: `applies only at sign-in risk high`. */
export const limitWords = (space: Space, region: Region, missed: readonly Dimension[]): string => {
  const limits = spoken.filter(dimension => missed.includes(dimension)).map(dimension => limitOf(space, region, dimension))
  return `applies only ${joined(limits, 'and')}`
}

/** The conditions that limit it, for people who edit a policy. */
export const conditionNames: Readonly<Record<Dimension, string>> = {
  flow: 'authentication flows',
  signInRisk: 'sign-in risk',
  userRisk: 'user risk',
  insiderRisk: 'insider risk',
  platform: 'device platforms',
  location: 'locations',
  device: 'filter for devices',
}
