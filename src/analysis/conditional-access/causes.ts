import type { Application } from './applications.ts'
import { type Assurance, assurances, rankOf } from './assurance.ts'
import { has } from './bits.ts'
import { isEnough } from './cells.ts'
import { circumstancesOf, conditionNames, holdsAll, limitWords, missedDimensions } from './circumstance-words.ts'
import { canProtectApps, type Dimension, dimensions, type Means, meansOf, type Space } from './circumstances.ts'
import type { ClientApp } from './clients.ts'
import type { Grant } from './grants.ts'
import type { Hole } from './holes.ts'
import type { Column, Reach } from './matrix.ts'
import type { Model } from './model.ts'
import type { Moment } from './moments.ts'
import type { Origin } from './people.ts'
import type { Policy } from './policies.ts'
import type { Named, Question, Witness } from './question.ts'
import { SECURITY_DEFAULTS } from './security-defaults.ts'
import { MAYBE, NO, YES } from './truth.ts'
import { guestFits, names } from './who.ts'

const enoughWords: Readonly<Record<Assurance, string>> = {
  none: 'a password is enough',
  'single-factor': 'a password is enough',
  'mfa-when-necessary': 'a password is enough unless Microsoft judges MFA necessary',
  mfa: 'MFA that can be phished is enough',
  'phishing-resistant': 'phishing-resistant MFA is enough',
  blocked: 'nobody gets in',
}

/** Stands for the names until applications left out alike are one witness. */
export const THE_APPLICATION = 'the application'
const MOST_OPENED = 5

/** Which exclusion of a policy leaves the person or the application out, in words. */
const exclusionWords = (model: Model, policy: Policy, moment: Moment, application: Application): string[] => {
  const { exclude } = policy
  const { user, groups, relation, outsider } = moment.class
  const people = [
    ...(user !== undefined && exclude.users.has(user) ? ['excludes them by name'] : []),
    ...[...groups].filter(group => exclude.groups.has(group)).map(group => `excludes group "${model.groupName(group)}"`),
    ...[...moment.roles].filter(role => exclude.roles.has(role)).map(role => `excludes role "${model.roleName(role)}"`),
    ...(exclude.guests.some(guests => guestFits(relation, guests, outsider) === YES) ? ['excludes guests of their kind'] : []),
    ...(exclude.everyone === YES ? ['excludes everyone'] : []),
  ]
  // Who is left out altogether is left out of this application too.
  return people.length === 0 && policy.excludesApplication(application) === YES ? [`excludes ${THE_APPLICATION}`] : people
}

/** What a policy is content with, after its name; none where it asks for nothing, or Microsoft decides. */
const weakWay = ({ demand, proofs, isAlternative }: Grant, isBlockAsked: boolean): string | undefined => {
  if (proofs.length > 0) return isAlternative ? `accepts ${proofs.join(' and ')} instead` : `asks for ${proofs.join(' and ')} only`
  if (demand.high === 'single-factor') return 'accepts a single factor'
  if (isBlockAsked) return demand.high === 'mfa' || demand.high === 'phishing-resistant' ? 'is content with MFA' : undefined
  return demand.high === 'mfa' ? 'accepts MFA that can be phished' : undefined
}

/** Every kind of means that people have somewhere in the hole. */
const meansIn = (space: Space, { sets }: Hole, client: ClientApp): Means[] => {
  const there = <T>(dimension: Dimension, values: readonly T[]): T[] => values.filter((_, value) => sets[dimensions.indexOf(dimension)]?.[value] === true)
  const unique = <T>(items: readonly T[], keyOf: (item: T) => unknown): T[] => [...new Map(items.map(item => [keyOf(item), item])).values()]
  const devices = unique(there('device', space.device), ({ isCompliant, isHybridJoined }) => `${isCompliant}${isHybridJoined}`)
  const platforms = unique(there('platform', space.platform), platform => canProtectApps(platform, client))
  const flows = unique(there('flow', space.flow), flow => flow === 'deviceCodeFlow')
  return devices.flatMap(device => platforms.flatMap(platform => flows.map(flow => meansOf(device, platform, flow, client))))
}

/** Why a hole is open. */
export type Cause = Pick<Witness, 'openedBy' | 'acceptedBy' | 'enough' | 'circumstances' | 'change'>

/** People at a moment. */
export interface Who {
  readonly moment: Moment
  readonly reach: Reach
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
  /** For each of the means that people have in the hole. */
  readonly grants: readonly Grant[]
}

/** What everybody's holes at one place have in common: applications of a column that the policies include and exclude alike, and a hole there. */
export interface Scene {
  readonly application: Application
  readonly hole: Hole
  readonly circumstancesWith: (told: readonly string[]) => string
  readonly stands: readonly Stand[]
  readonly possible: readonly Stand[]
  /** Whether nothing but a block is enough, and whether a session control may be. */
  readonly isBlockAsked: boolean
  /** Whether it is about all sign-ins, rather than risky ones, one flow or one platform. */
  readonly isGeneral: boolean
  readonly isAboutSessions: boolean
}

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
    }
  }
  const stands = policies.flatMap((policy, index) => {
    if (!policy.clients.has(client) || policy.doubts.length > 0) return []
    const left = policy.excludesApplication(application)
    return policy.includesApplication(application) === NO || left === MAYBE ? [] : [standOf(policy, index, left === NO)]
  })
  const possible = policies.flatMap((policy, index) => (has(column.possible, index) ? [standOf(policy, index, true)] : []))
  return {
    application,
    hole,
    circumstancesWith: told => circumstancesOf(space, hole, asked, told),
    stands: stands.filter(({ couldDo, missed }) => couldDo || missed.length === 0),
    possible: possible.filter(({ missed }) => missed.length === 0),
    isBlockAsked: !question.suffices('phishing-resistant'),
    isGeneral: question.only === undefined,
    isAboutSessions: question.orSession !== undefined,
  }
}

/** The weakest that is demanded in the hole, and with which of the means there. */
const weakestOf = ({ possible }: Scene, { reach }: Who): readonly [number: number, level: number] => {
  const there = possible.filter(({ index }) => has(reach.possible, index))
  const levelOf = (grant: Grant | undefined): number => {
    if (grant === undefined) return 0
    // What a custom control proves is not known; it is named beside the password.
    return rankOf((grant.doubts ?? []).length > 0 ? grant.demand.low : grant.demand.high)
  }
  const levels = (possible[0]?.grants ?? []).map((_, number) => Math.max(0, ...there.map(({ grants }) => levelOf(grants[number]))))
  const level = Math.min(...(levels.length === 0 ? [0] : levels))
  return [Math.max(0, levels.indexOf(level)), level]
}

/** Why people can sign in like this: the policies that would be enough and what keeps each from it, those content with less, and what would close it. */
export const causeOf = (model: Model, who: Who, scene: Scene): Cause => {
  const { moment, reach } = who
  const [number, level] = weakestOf(scene, who)
  const openedBy: { policy: Named; exclusion: string }[] = []
  const acceptedBy: { policy: Named; way: string }[] = []
  const proofs = new Set<string>()
  const changes: [rank: number, words: string][] = []
  for (const { policy, index, isReached, missed, isBlock, wouldDo, couldDo, grants } of scene.stands) {
    const name = { id: policy.id, name: policy.name }
    const isNew = (list: readonly { readonly policy: Named }[]) => list.at(-1)?.policy.id !== policy.id
    const applies = isReached && has(reach.certain, index)
    const grant = grants[number]
    if (applies && missed.length === 0 && grant !== undefined) {
      for (const proof of grant.proofs) proofs.add(proof)
      const way = policy.id === SECURITY_DEFAULTS || wouldDo || scene.isAboutSessions ? undefined : weakWay(grant, scene.isBlockAsked)
      if (way !== undefined && isNew(acceptedBy)) {
        acceptedBy.push({ policy: name, way })
        changes.push([
          2,
          way.startsWith('accepts') ? `let policy "${policy.name}" no longer ${way.replace('accepts', 'accept')}` : `let policy "${policy.name}" demand more`,
        ])
      }
    }
    // One policy may have been read as two, where Exchange ActiveSync widens it.
    if (!couldDo || openedBy.length >= MOST_OPENED || !isNew(openedBy)) continue
    if (applies ? missed.length === 0 : names(policy.include, moment, model.matrix.unclearRoles) !== YES) continue
    // A block that reached further would lock out those who should prove more: with no condition left, everybody.
    const isLockout = isBlock && !scene.isBlockAsked && (applies || policy.limits?.length === 0)
    if (isLockout && scene.isGeneral) continue
    const exclusions = applies ? [] : exclusionWords(model, policy, moment, scene.application)
    const exclusion = applies ? limitWords(model.matrix.space, policy.region, missed) : exclusions.join(' and ')
    if (exclusion === '') continue
    openedBy.push({ policy: name, exclusion })
    if (!wouldDo || isLockout) continue
    if (applies)
      changes.push([
        1 + missed.length / 10,
        `take ${missed.map(dimension => conditionNames[dimension]).join(' and ')} out of the conditions of policy "${policy.name}"`,
      ])
    else if (holdsAll(policy.region, scene.hole)) changes.push([0, `let policy "${policy.name}" no longer ${exclusion.replaceAll('excludes ', 'exclude ')}`])
  }
  const [[, change] = [0, 'add a policy that demands enough of them there']] = changes.toSorted(([a], [b]) => a - b)
  const words = enoughWords[assurances[level] ?? 'none']
  return {
    openedBy,
    acceptedBy,
    enough: proofs.size === 0 ? words : words.replace(' is enough', ` with ${[...proofs].join(' and ')} is enough`),
    circumstances: scene.circumstancesWith([...proofs]),
    change,
  }
}
