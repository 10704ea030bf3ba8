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

/** `certain`: sure to block some sign-ins of the user; `possible`: may. */
export interface Blockers {
  readonly certain: readonly Blocker[]
  readonly possible: readonly Blocker[]
}

/** Where a tenant is administered: its portals, Microsoft Graph and Azure Resource Manager. */
const administration = (applicationById: (id: string) => Application): Application[] => [MICROSOFT_GRAPH, AZURE_PORTAL, AZURE_MANAGEMENT].map(applicationById)

/**
 * The enforced policies that block a user's browser and app sign-ins to where the tenant is administered, with or without further conditions.
 * Those about authentication flows do not count: nobody needs device code to get in.
 */
export const blockersOf = ({ people, matrix, applicationById }: Model, user: string): Blockers => {
  const index = people.indexById.get(user.toLowerCase())
  const person = index === undefined ? undefined : people.classes[people.classOf[index] ?? 0]
  if (person === undefined) return { certain: [], possible: [] }
  const targets = administration(applicationById)
  // As they are now: an account that must first activate a role is no emergency account.
  const [now] = momentsOf(person, new Map()).moments
  const blocks = (policy: Policy): Truth => {
    if (now === undefined || policy.limits === null) return NO
    const clients = modernClients.filter(client => policy.clients.has(client))
    const demand = anyOf(clients, client => {
      const { low, high } = policy.grant(client, signsInElsewhere(person.relation)).demand
      return low === 'blocked' ? YES : high === 'blocked' ? MAYBE : NO
    })
    const people = and(names(policy.include, now, matrix.unclearRoles), not(names(policy.exclude, now, matrix.unclearRoles)))
    const isLimitedOnly = policy.doubts.every(doubt => policy.limits?.includes(doubt))
    const target = anyOf(targets, application => reaches(policy, application))
    return and(and(demand, people), and(target, isLimitedOnly ? YES : MAYBE))
  }
  const found = matrix.policies.map(policy => ({
    blocker: { policy: { id: policy.id, name: policy.name }, limits: policy.limits ?? [] },
    answer: blocks(policy),
  }))
  const those = (answer: Truth) => found.filter(each => each.answer === answer).map(({ blocker }) => blocker)
  return { certain: those(YES), possible: those(MAYBE) }
}
