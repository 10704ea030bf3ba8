import { type Application, AZURE_MANAGEMENT, AZURE_PORTAL, MICROSOFT_GRAPH } from './applications.ts'
import { modernClients } from './clients.ts'
import type { Model } from './model.ts'
import { momentsOf } from './moments.ts'
import { signsInElsewhere } from './people.ts'
import { type Policy, reaches } from './policies.ts'
import type { Named } from './question.ts'
import { and, anyOf, MAYBE, NO, not, type Truth, YES } from './truth.ts'
import { names } from './who.ts'

/** A policy that blocks, and the conditions that limit it to some sign-ins; none: it always blocks. */
interface Blocker {
  readonly policy: Named
  readonly limits: readonly string[]
}

/** A policy that asks something of some sign-ins. */
interface Asking extends Blocker {
  /** Whether it is sure to ask it of the user. */
  readonly isCertain: boolean
}

/** `certain`: sure to block some sign-ins of the user; `possible`: may. `asking`: all that ask something, to be met or not. */
export interface Blockers {
  readonly certain: readonly Blocker[]
  readonly possible: readonly Blocker[]
  readonly asking: readonly Asking[]
}

/** Where a tenant is administered: its portals, Microsoft Graph and Azure Resource Manager. */
const administration = (applicationById: (id: string) => Application): Application[] => [MICROSOFT_GRAPH, AZURE_PORTAL, AZURE_MANAGEMENT].map(applicationById)

/**
 * The enforced policies that block a user's browser and app sign-ins to where the tenant is administered, with or without further conditions, and
 * those that ask something of them. Those about authentication flows do not count: nobody needs device code to get in.
 */
export const blockersOf = ({ people, matrix, applicationById }: Model, user: string): Blockers => {
  const index = people.indexById.get(user.toLowerCase())
  const person = index === undefined ? undefined : people.classes[people.classOf[index] ?? 0]
  if (person === undefined) return { certain: [], possible: [], asking: [] }
  const targets = administration(applicationById)
  // As they are now: an account that must first activate a role is no emergency account.
  const [now] = momentsOf(person, new Map()).moments
  const reachesThem = (policy: Policy): Truth => {
    if (now === undefined || policy.limits === null || !modernClients.some(client => policy.clients.has(client))) return NO
    const people = and(names(policy.include, now, matrix.unclearRoles), not(names(policy.exclude, now, matrix.unclearRoles)))
    const isLimitedOnly = policy.doubts.every(doubt => policy.limits?.includes(doubt))
    const target = anyOf(targets, application => reaches(policy, application))
    return and(people, and(target, isLimitedOnly ? YES : MAYBE))
  }
  const blocks = (policy: Policy): Truth =>
    anyOf(
      modernClients.filter(client => policy.clients.has(client)),
      client => {
        const { low, high } = policy.grant(client, signsInElsewhere(person.relation)).demand
        return low === 'blocked' ? YES : high === 'blocked' ? MAYBE : NO
      },
    )
  const found = matrix.policies.map(policy => {
    const reach = reachesThem(policy)
    return { blocker: { policy: { id: policy.id, name: policy.name }, limits: policy.limits ?? [] }, reach, answer: and(reach, blocks(policy)) }
  })
  const those = (answer: Truth) => found.filter(each => each.answer === answer).map(({ blocker }) => blocker)
  const asking = found.flatMap(({ blocker, reach, answer }) => (reach === NO || answer === YES ? [] : [{ ...blocker, isCertain: reach === YES }]))
  return { certain: those(YES), possible: those(MAYBE), asking }
}
