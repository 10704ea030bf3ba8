import { type Assurance, assurances } from './assurance.ts'
import { has } from './bits.ts'
import { conditionNames, limitWords } from './circumstance-words.ts'
import type { Grant } from './grants.ts'
import type { Reach } from './matrix.ts'
import type { Model } from './model.ts'
import type { Moment } from './moments.ts'
import type { Policy } from './policies.ts'
import type { Named, Witness } from './question.ts'
import type { Scene } from './scenes.ts'
import { SECURITY_DEFAULTS } from './security-defaults.ts'
import { YES } from './truth.ts'
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

/** Which exclusions of a policy leave the person out, in words. */
const exclusionWords = (model: Model, policy: Policy, moment: Moment): string[] => {
  const { exclude } = policy
  const { user, groups, relation, outsider } = moment.class
  return [
    ...(user !== undefined && exclude.users.has(user) ? ['excludes them by name'] : []),
    ...[...groups].filter(group => exclude.groups.has(group)).map(group => `excludes group "${model.groupName(group)}"`),
    ...[...moment.roles].filter(role => exclude.roles.has(role)).map(role => `excludes role "${model.roleName(role)}"`),
    ...(exclude.guests.some(guests => guestFits(relation, guests, outsider) === YES) ? ['excludes guests of their kind'] : []),
    ...(exclude.everyone === YES ? ['excludes everyone'] : []),
  ]
}

/** What a policy is content with, after its name; none where it asks for nothing, or Microsoft decides. */
const weakWay = ({ demand, proofs, isAlternative }: Grant, isBlockAsked: boolean): string | undefined => {
  if (proofs.length > 0) return isAlternative ? `accepts ${proofs.join(' and ')} instead` : `asks for ${proofs.join(' and ')} only`
  if (demand.high === 'single-factor') return 'accepts a single factor'
  if (isBlockAsked) return demand.high === 'mfa' || demand.high === 'phishing-resistant' ? 'is content with MFA' : undefined
  return demand.high === 'mfa' ? 'accepts MFA that can be phished' : undefined
}

/** Every way past the strongest one, somewhere in the hole: `a compliant device or a hybrid joined device`. */
const weakWays = (grants: readonly Grant[], way: string): string => {
  const ways = [...new Set(grants.flatMap(({ isAlternative, proofs }) => (isAlternative ? proofs.flatMap(proof => proof.split(' or ')) : [])))]
  return ways.length === 0 ? way.replace(/^accepts /, '').replace(/ instead$/, '') : ways.join(' or ')
}

/** Why a hole is open. */
export type Cause = Pick<Witness, 'openedBy' | 'acceptedBy' | 'enough' | 'circumstances' | 'change'>

/** People at a moment. */
export interface Who {
  readonly moment: Moment
  readonly reach: Reach
}

/** The weakest that is demanded in the hole, and with which of the means there. */
const weakestOf = ({ possible }: Scene, { reach }: Who): readonly [number: number, level: number] => {
  let weakest = Number.POSITIVE_INFINITY
  let easiest = 0
  for (let number = 0; number < (possible[0]?.levels.length ?? 0); number++) {
    let level = 0
    for (const { index, levels } of possible) if (has(reach.possible, index)) level = Math.max(level, levels[number] ?? 0)
    if (level < weakest) [weakest, easiest] = [level, number]
  }
  return [easiest, weakest === Number.POSITIVE_INFINITY ? 0 : weakest]
}

/** Why people can sign in like this: the policies that would be enough and what keeps each from it, those content with less, and what would close it. */
export const causeOf = (model: Model, who: Who, scene: Scene): Cause => {
  const { moment, reach } = who
  const [number, level] = weakestOf(scene, who)
  const openedBy: { policy: Named; exclusion: string }[] = []
  const acceptedBy: { policy: Named; way: string }[] = []
  const proofs = new Set<string>()
  const changes: [rank: number, words: string][] = []
  for (const stand of scene.stands) {
    const { policy, index, isReached, missed, isBlock, wouldDo, couldDo, grants } = stand
    const name = { id: policy.id, name: policy.name }
    const isNew = (list: readonly { readonly policy: Named }[]) => list.at(-1)?.policy.id !== policy.id
    const applies = isReached && has(reach.certain, index)
    const grant = grants[number]
    if (applies && missed.length === 0 && grant !== undefined) {
      for (const proof of grant.proofs) proofs.add(proof)
      const way = policy.id === SECURITY_DEFAULTS || wouldDo || scene.isAboutSessions ? undefined : weakWay(grant, scene.isBlockAsked)
      if (way !== undefined && isNew(acceptedBy)) {
        acceptedBy.push({ policy: name, way })
        const isWhole = scene.short(policy).length === 0
        if (isWhole && scene.couldDoWithout(stand)) changes.push([2, `let policy "${policy.name}" no longer accept ${weakWays(grants, way)} instead`])
        // Policies that are content with MFA are no place for a block, which is for few sign-ins.
        else if (isWhole && !grant.isAlternative && !scene.isBlockAsked) changes.push([3, `let policy "${policy.name}" demand more`])
      }
    }
    // One policy may have been read as two, where Exchange ActiveSync widens it.
    if (!couldDo || openedBy.length >= MOST_OPENED || !isNew(openedBy)) continue
    if (applies ? missed.length === 0 : names(policy.include, moment, model.matrix.unclearRoles) !== YES) continue
    // A block that reached further would lock out those who should prove more: with no condition left, everybody.
    const isLockout = isBlock && !scene.isBlockAsked && (applies || policy.limits?.length === 0)
    if (isLockout && scene.isGeneral) continue
    const people = applies ? '' : exclusionWords(model, policy, moment).join(' and ')
    const target = !applies && policy.excludesApplication(scene.application) === YES ? `excludes ${THE_APPLICATION}` : ''
    // Who is left out altogether is left out of this application too.
    const exclusion = applies ? limitWords(model.matrix.space, policy.region, missed) : people === '' ? target : people
    if (exclusion === '') continue
    openedBy.push({ policy: name, exclusion })
    if (!wouldDo || isLockout) continue
    if (applies)
      changes.push([
        1 + scene.short(policy).length / 10,
        `take ${scene
          .short(policy)
          .map(dimension => conditionNames[dimension])
          .join(' and ')} out of the conditions of policy "${policy.name}"`,
      ])
    else if (scene.short(policy).length === 0)
      changes.push([
        0,
        `let policy "${policy.name}" no longer ${(people === '' || target === '' ? exclusion : `${people} and ${target}`).replaceAll('excludes ', 'exclude ')}`,
      ])
  }
  const [[, change] = [0, scene.remedy]] = changes.toSorted(([a], [b]) => a - b)
  const words = enoughWords[assurances[level] ?? 'none']
  return {
    openedBy,
    acceptedBy,
    enough: proofs.size === 0 ? words : words.replace(' is enough', ` with ${[...proofs].join(' and ')} is enough`),
    circumstances: scene.circumstancesWith([...proofs]),
    change,
  }
}
