import { relationOf } from '../../analysis/conditional-access/people.ts'
import type { Coverage } from '../../analysis/conditional-access/question.ts'
import type { EntraUser } from '../../datasets/entra/directory.ts'
import type { RoleWay } from './role-holders.ts'

/** A line of evidence that shows who was declared emergency access; none where nobody was. */
export const emergencyEvidence = (emergencyAccess: ReadonlyMap<string, EntraUser>): readonly { readonly label: string; readonly value: readonly string[] }[] =>
  emergencyAccess.size === 0 ? [] : [{ label: 'Declared emergency access', value: [...emergencyAccess.values()].map(({ name }) => name) }]

/** `assigned through group "Admins", without end`. */
export const wayWords = ({ state, through, endAt, within }: RoleWay): string =>
  `${state}${through === undefined ? '' : ` through group "${through.name}"`}${within === undefined ? '' : ` within ${within}`}${endAt === null ? ', without end' : ` until ${endAt}`}`

/** How standing ways hold a role, after "is Global Administrator": for how long, through what, and whether PIM could do better. */
export const standingWords = (ways: readonly RoleWay[]): string => {
  const ends = ways.map(({ endAt }) => endAt)
  const length = ends.every(end => end !== null) ? `until ${ends.sort().at(-1)}` : 'permanently'
  const groups = new Set(ways.map(({ through }) => through?.name))
  const through = groups.has(undefined) ? '' : ` through group ${[...groups].map(name => `"${name}"`).join(' and ')}`
  return `${length}${through}${ways.every(({ hasPim }) => hasPim) ? '' : ' (the tenant has no PIM, which needs Microsoft Entra ID P2)'}`
}

/** Who else controls an administrator's account, each after its name. */
export const accountFaults = (user: EntraUser): string[] => {
  const relation = relationOf(user)
  return [
    ...(user.onPremisesSyncEnabled === true ? ['is synchronized from on-premises'] : []),
    ...(relation === 'member' ? [] : [relation === 'internal-guest' ? 'is a guest' : 'signs in from another organization']),
  ]
}

/** How far Conditional Access asks somebody for MFA. A claim of an earlier MFA in the token meets it. */
export const mfaWords: Readonly<Record<Coverage['status'], string>> = {
  covered: 'for every application',
  hole: 'not for every application',
  undecided: 'cannot be decided',
}
