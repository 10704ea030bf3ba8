import { has } from './bits.ts'
import { noMeans } from './circumstances.ts'
import type { Column, Matrix, Reach } from './matrix.ts'
import type { Moment } from './moments.ts'
import type { Origin } from './people.ts'
import { applicationDoubt, type Policy, reaches } from './policies.ts'
import { MAYBE, NO } from './truth.ts'
import { names } from './who.ts'

/** The policies that may or may not hold for this person here, each with what leaves it open. */
export const reasons = (matrix: Matrix, moment: Moment, origin: Origin, reach: Reach, column: Column): string[] => {
  const [application] = column.applications
  if (application === undefined) return []
  if (column.mayBeEmpty) return [`whether there is ${application.name} cannot be decided`]
  return matrix.policies.flatMap((policy, index) => {
    const target = reaches(policy, application)
    if (!policy.clients.has(column.client) || target === NO || !has(reach.possible, index)) return []
    const { demand, doubts: open = [] } = policy.grant(column.client, origin.mayEscapeStrengths)
    const doubts = [
      ...policy.doubts,
      ...(has(reach.certain, index) ? [] : personDoubts(policy, moment, matrix.unclearRoles)),
      ...(target === MAYBE ? [applicationDoubt(application)] : []),
      ...policy.regionDoubts,
      ...(demand.low === demand.high ? [] : open.length > 0 ? open : ['what it demands there cannot be decided']),
      ...(origin.isDirectConnect && policy.asksMoreThanDirectConnectKnows === true
        ? ['what happens where direct connect does not support a control is not documented']
        : []),
      ...circumstanceDoubts(policy, matrix, column, origin),
    ]
    return doubts.map(doubt => `policy "${policy.name}": ${doubt}`)
  })
}

const personDoubts = (policy: Policy, moment: Moment, unclearRoles: ReadonlyMap<string, string>): string[] => {
  if (moment.class.outsider !== undefined) return ['whether it reaches people without a row in the directory is not documented']
  const doubts = [policy.include, policy.exclude].flatMap(who => (names(who, moment, unclearRoles) === MAYBE ? who.doubts : []))
  return doubts.length > 0 ? doubts : ['whether it names a guest by home tenant or type, or by a role held through an unreadable group, cannot be decided']
}

/** What nobody can read about the places and devices that a policy tells apart. */
const circumstanceDoubts = ({ region, grant }: Policy, { space }: Matrix, { client }: Column, { mayEscapeStrengths, devices }: Origin): string[] => {
  const [usual] = region.location
  const place = space.location.find(({ doubt }, index) => doubt !== undefined && region.location[index] !== usual)?.doubt
  const { low } = grant(client, mayEscapeStrengths).demand
  const isByDevice = region.device.some(value => value !== region.device[0]) || grant(client, mayEscapeStrengths, noMeans).demand.low !== low
  return [
    ...(place === undefined ? [] : [place]),
    ...(devices === 'unclear' && isByDevice ? ['whether the devices of their organization are trusted is not known'] : []),
  ]
}
