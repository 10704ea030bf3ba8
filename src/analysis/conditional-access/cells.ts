import { type Bits, contains, intersection, intersects } from './bits.ts'
import { type Box, type BoxSearch, type Budget, boxSearch } from './box-search.ts'
import { canProtectApps, dimensions, isPossible, isSure, type Means, meansOf, type Region, type Space } from './circumstances.ts'
import { type ClientApp, isModern } from './clients.ts'
import { type Hole, holesOf } from './holes.ts'
import type { Origin } from './people.ts'
import type { Policy } from './policies.ts'
import type { Question } from './question.ts'
import { YES } from './truth.ts'

export const COVERED = 0
export const UNDECIDED = 1
export const HOLE = 2
export type Outcome = typeof COVERED | typeof UNDECIDED | typeof HOLE

/** What a question asks of every policy, on one kind of client, for people of the tenant or those who sign in elsewhere. */
export interface Cell {
  /** Given the policies that apply to person and application, for certain and perhaps. */
  answer(certain: Bits, possible: Bits): Outcome
  /** The circumstances that are uncovered for certain: a few disjoint regions, the first found first; none unless the answer is `HOLE`. */
  holes(possible: Bits): readonly Hole[]
  /** The values asked about for which there are sure to be sign-ins. */
  readonly asked: readonly (readonly boolean[])[]
}

/** What a question asks of a sign-in, people and applications aside. */
export type Standard = Pick<Question, 'suffices' | 'orControls' | 'orSession' | 'only'>

const nothing: ReadonlySet<string> = new Set()

/** Whether a policy is enough by itself, wherever it applies. `side`: counting what is certain, or in full what is not. */
export const isEnough = (policy: Policy, { suffices, orControls, orSession }: Standard, side: 'low' | 'high') => {
  const byItself = orSession !== undefined && policy.session !== null && orSession(policy.session)
  const counted = orControls === undefined ? nothing : new Set(orControls)
  return (client: ClientApp, origin: Origin, means: Means): boolean =>
    byItself ||
    suffices(policy.grant(client, origin.mayEscapeStrengths, means, counted).demand[side]) ||
    (side === 'high' && origin.isDirectConnect && policy.asksMoreThanDirectConnectKnows === true && suffices('blocked'))
}

const same = (a: readonly boolean[], b: readonly boolean[]): boolean => a.every((value, index) => value === b[index])
const both = (a: readonly boolean[], b: readonly boolean[]): boolean[] => a.map((value, index) => value && b[index] === true)

/** The boxes in which a policy is enough: its region, cut by what platform, flow and device let people show. */
const boxesOf = (policy: Policy, number: number, space: Space, client: ClientApp, origin: Origin, standard: Standard, side: 'low' | 'high'): Box[] => {
  const enough = isEnough(policy, standard, side)
  const cut = side === 'low' ? isSure : isPossible
  const region = (dimension: keyof Region) => cut(policy.region[dimension])
  const isProtected = space.platform.map(platform => canProtectApps(platform, client))
  const isDeviceCode = space.flow.map(flow => flow === 'deviceCodeFlow')
  const devices = (withProtection: boolean, code: boolean) => {
    const known = new Map<number, boolean>()
    return space.device.map(device => {
      const kind = Number(device.isCompliant) * 2 + Number(device.isHybridJoined)
      const answer = known.get(kind) ?? enough(client, origin, meansOf(device, withProtection ? 'ios' : 'linux', code ? 'deviceCodeFlow' : 'none', client))
      known.set(kind, answer)
      return answer
    })
  }
  const platformSet = (withProtection: boolean) => isProtected.map(value => value === withProtection)
  const flowSet = (code: boolean) => isDeviceCode.map(value => value === code)
  const all = (set: readonly boolean[]) => set.map(() => true)
  const box = (flow: readonly boolean[], platform: readonly boolean[], device: readonly boolean[]): Box => ({
    policy: number,
    sets: dimensions.map(dimension => {
      if (dimension === 'flow') return both(region('flow'), flow)
      if (dimension === 'platform') return both(region('platform'), platform)
      return dimension === 'device' ? both(region('device'), device) : region(dimension)
    }),
  })
  const byPlatform = (platform: readonly boolean[], usual: readonly boolean[], code: readonly boolean[]): Box[] =>
    same(usual, code) ? [box(all(isDeviceCode), platform, usual)] : [box(flowSet(false), platform, usual), box(flowSet(true), platform, code)]
  const [plain, protectable] = [false, true].map(on => [devices(on, false), devices(on, true)] as const)
  if (plain === undefined || protectable === undefined) return []
  const boxes =
    same(plain[0], protectable[0]) && same(plain[1], protectable[1])
      ? byPlatform(all(isProtected), ...plain)
      : [...byPlatform(platformSet(false), ...plain), ...byPlatform(platformSet(true), ...protectable)]
  return boxes.filter(({ sets }) => sets.every(set => set.includes(true)))
}

/**
 * The values of each dimension that a question asks about on a client. Legacy clients know no other flow than the usual one, and "other clients"
 * tell nothing of the device. `isCertain`: without values of which it is not known whether any sign-in has them: the state of a device that another
 * tenant manages is only seen where that tenant is trusted.
 */
const askedValues = (space: Space, { only }: Standard, client: ClientApp, { devices }: Origin, isCertain: boolean): boolean[][] =>
  dimensions.map(dimension => {
    if (dimension === 'flow') return space.flow.map(flow => (only?.flow?.includes(flow) ?? true) && (flow === 'none' || isModern(client)))
    if (dimension === 'signInRisk') return space.signInRisk.map(level => only?.signInRisk?.includes(level) ?? true)
    if (dimension === 'userRisk') return space.userRisk.map(level => only?.userRisk?.includes(level) ?? true)
    if (dimension === 'platform') return space.platform.map(platform => only?.platform?.includes(platform) ?? true)
    if (dimension === 'location')
      return space.location.map(({ doubt, isTrusted }) => (!isCertain || doubt === undefined) && !(only?.place === 'untrusted' && isTrusted === YES))
    if (dimension === 'insiderRisk') return space.insiderRisk.map(level => only?.insiderRisk?.includes(level) ?? true)
    return space.device.map(
      device =>
        (only?.device?.(device) ?? true) && (!device.isRegistered || (client !== 'other' && (devices === 'seen' || (devices === 'unclear' && !isCertain)))),
    )
  })

/** Answers that were found by search and settle others without one: the last to have settled anything first. */
const certificates = () => {
  const known: Bits[] = []
  const MOST = 64
  return {
    settle(test: (certificate: Bits) => boolean): boolean {
      for (let index = 0; index < known.length; index++) {
        const found = known[index]
        if (found === undefined || !test(found)) continue
        if (index > 0) known.unshift(...known.splice(index, 1))
        return true
      }
      return false
    },
    add(certificate: Bits): void {
      known.unshift(certificate)
      if (known.length > MOST) known.pop()
    },
  }
}

/** Whether policies cover everything a search is about; `undefined` where the budget ran out. */
const coverage = (search: BoxSearch, budget: Budget) => {
  const holes = certificates()
  const covers = certificates()
  return (policies: Bits): boolean | undefined => {
    if (intersects(policies, search.total)) return true
    if (holes.settle(around => !intersects(policies, around))) return false
    if (covers.settle(by => contains(policies, by))) return true
    if (budget.work <= 0) return undefined
    const found = search.find(intersection(policies, search.useful))
    if (found.kind === 'unsearched') return undefined
    if (found.kind === 'hole') holes.add(search.covering(found.at))
    else covers.add(found.by)
    return found.kind === 'covered'
  }
}

/** Makes the cell of a client: every policy's boxes are cut once. */
export const cellOf = (policies: readonly Policy[], space: Space, client: ClientApp, origin: Origin, standard: Standard, budget: Budget): Cell => {
  const boxes = (side: 'low' | 'high') =>
    policies.flatMap((policy, number) => (policy.clients.has(client) ? boxesOf(policy, number, space, client, origin, standard, side) : []))
  const high = boxes('high')
  const asked = askedValues(space, standard, client, origin, true)
  const certain = boxSearch(boxes('low'), askedValues(space, standard, client, origin, false), policies.length, budget)
  const possible = boxSearch(high, asked, policies.length, budget)
  const isCovered = coverage(certain, budget)
  const mayBeCovered = coverage(possible, budget)
  const isNothingEnough = standard.suffices('none')
  const known = new Map<string, readonly Hole[]>()
  return {
    asked,
    answer(sure, perhaps) {
      if (isNothingEnough || intersects(sure, certain.total)) return COVERED
      if (mayBeCovered(perhaps) === false) return HOLE
      return isCovered(sure) === true ? COVERED : UNDECIDED
    },
    holes(perhaps) {
      const useful = intersection(perhaps, possible.useful)
      const key = useful.join()
      const holes = known.get(key) ?? holesOf(useful, high, asked, possible)
      known.set(key, holes)
      return holes
    },
  }
}
