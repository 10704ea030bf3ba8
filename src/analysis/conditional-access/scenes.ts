import type { Application } from './applications.ts'
import { rankOf } from './assurance.ts'
import { has } from './bits.ts'
import { isEnough } from './cells.ts'
import { circumstancesOf, missedDimensions, shortDimensions } from './circumstance-words.ts'
import { canProtectApps, type Dimension, dimensions, type Means, meansOf, type Space } from './circumstances.ts'
import type { ClientApp } from './clients.ts'
import type { Grant } from './grants.ts'
import type { Hole } from './holes.ts'
import type { Column } from './matrix.ts'
import type { Model } from './model.ts'
import type { Origin } from './people.ts'
import type { Policy } from './policies.ts'
import type { Question } from './question.ts'
import { MAYBE, NO } from './truth.ts'

/** Every kind of means that people have somewhere in the hole. */
const meansIn = (space: Space, { sets }: Hole, client: ClientApp): Means[] => {
  const there = <T>(dimension: Dimension, values: readonly T[]): T[] => values.filter((_, value) => sets[dimensions.indexOf(dimension)]?.[value] === true)
  const unique = <T>(items: readonly T[], keyOf: (item: T) => unknown): T[] => [...new Map(items.map(item => [keyOf(item), item])).values()]
  const devices = unique(there('device', space.device), ({ isCompliant, isHybridJoined }) => `${isCompliant}${isHybridJoined}`)
  const platforms = unique(there('platform', space.platform), platform => canProtectApps(platform, client))
  const flows = unique(there('flow', space.flow), flow => flow === 'deviceCodeFlow')
  return devices.flatMap(device => platforms.flatMap(platform => flows.map(flow => meansOf(device, platform, flow, client))))
}

/** A policy as it stands to one hole, whoever the people are. */
interface Stand {
  readonly policy: Policy
  readonly index: number
  /** Whether it reaches the application, rather than leaving it out. */
  readonly isReached: boolean
  /** The dimensions in which it does not touch the hole. */
  readonly missed: readonly Dimension[]
  /** Whether it lets nobody in, whatever they show. */
  readonly isBlock: boolean
  /** Enough wherever it applies in the hole, or somewhere. */
  readonly wouldDo: boolean
  readonly couldDo: boolean
  /** For each of the means that people have in the hole: what it demands, and whether that is enough. */
  readonly grants: readonly Grant[]
  readonly does: readonly boolean[]
}

/** What everybody's holes at one place have in common: applications of a column that the policies include and exclude alike, and a hole there. */
export interface Scene {
  readonly application: Application
  readonly hole: Hole
  readonly circumstancesWith: (told: readonly string[]) => string
  readonly stands: readonly Stand[]
  /** The policies that may apply in all of the hole, and how much each demands with each of the means. */
  readonly possible: readonly { readonly index: number; readonly levels: readonly number[] }[]
  /** Whether nothing but a block is enough, and whether a session control may be. */
  readonly isBlockAsked: boolean
  /** Whether it is about all sign-ins, rather than risky ones, one flow or one platform. */
  readonly isGeneral: boolean
  readonly isAboutSessions: boolean
  /** What closes any such hole. */
  readonly remedy: string
  /** The dimensions in which a policy does not hold all of the hole. */
  readonly short: (policy: Policy) => readonly Dimension[]
  /** Whether the strongest of its ways is enough in all of the hole, so that it would do without the weak ones. */
  readonly couldDoWithout: (stand: Stand) => boolean
}

const remedyFor = ({ orSession, orControls, suffices }: Question): string => {
  if (orSession !== undefined) return 'add a policy with such a session for them there'
  return orControls === undefined && !suffices('phishing-resistant') ? 'add a policy that blocks them there' : 'add a policy that demands enough of them there'
}

/** How much is demanded. What a custom control proves is not known; it is named beside the password. */
const levelOf = ({ demand, doubts }: Grant): number => rankOf(doubts !== undefined && doubts.length > 0 ? demand.low : demand.high)

/** Reads the policies against a hole once. */
export const sceneOf = (
  model: Model,
  column: Column,
  application: Application,
  origin: Origin,
  question: Question,
  hole: Hole,
  asked: readonly (readonly boolean[])[],
): Scene => {
  const { policies, space } = model.matrix
  const { client } = column
  const counted = new Set(question.orControls)
  const all = meansIn(space, hole, client)
  const shorts = new Map<Policy, readonly Dimension[]>()
  const standOf = (policy: Policy, index: number, isReached: boolean): Stand => {
    const enough = isEnough(policy, question, 'low')
    const does = all.map(means => enough(client, origin, means))
    const missed = missedDimensions(policy.region, hole)
    return {
      policy,
      index,
      isReached,
      missed,
      isBlock: policy.grant(client, origin.mayEscapeStrengths).demand.low === 'blocked',
      wouldDo: does.every(Boolean),
      couldDo: does.some(Boolean),
      grants: all.map(means => policy.grant(client, origin.mayEscapeStrengths, means, counted)),
      does,
    }
  }
  const stands = policies.flatMap((policy, index) => {
    if (!policy.clients.has(client) || policy.doubts.length > 0) return []
    const left = policy.excludesApplication(application)
    return policy.includesApplication(application) === NO || left === MAYBE ? [] : [standOf(policy, index, left === NO)]
  })
  const possible = policies.flatMap((policy, index) => {
    if (!has(column.possible, index) || missedDimensions(policy.region, hole).length > 0) return []
    return [{ index, levels: all.map(means => levelOf(policy.grant(client, origin.mayEscapeStrengths, means, counted))) }]
  })
  return {
    application,
    hole,
    circumstancesWith: told => circumstancesOf(space, hole, asked, told),
    stands: stands.filter(({ couldDo, missed }) => couldDo || missed.length === 0),
    possible,
    isBlockAsked: !question.suffices('phishing-resistant'),
    isGeneral: question.only === undefined,
    isAboutSessions: question.orSession !== undefined,
    remedy: remedyFor(question),
    short: policy => {
      const known = shorts.get(policy) ?? shortDimensions(policy.region, hole)
      shorts.set(policy, known)
      return known
    },
    couldDoWithout: ({ grants, does }) =>
      grants.every(({ isAlternative, best }, number) => does[number] === true || (isAlternative && question.suffices(best?.low ?? 'none'))),
  }
}
