import { rankOf } from '../../analysis/conditional-access/assurance.ts'
import { modernClients } from '../../analysis/conditional-access/clients.ts'
import type { ConditionalAccess } from '../../analysis/conditional-access/conditional-access.ts'
import { whyUncovered, whyUndecided } from './coverage-words.ts'
import type { RoleHolder } from './role-holders.ts'

/** Somebody who could activate something. */
export type Activator = Pick<RoleHolder, 'id' | 'name' | 'kind'>

/** Whether an authentication context asks for MFA: `proved` of everybody, `hole` not of somebody for sure, `open` not known. */
export type ContextCoverage =
  | { readonly kind: 'proved' }
  | {
      readonly kind: 'hole'
      /** Of whom and why not, in half a sentence. */
      readonly why: string
      /** Names of the policies for the context, whatever their state. */
      readonly policies: readonly string[]
      /** The largest holes, in words. */
      readonly holes: readonly string[]
    }
  | { readonly kind: 'open'; readonly why: string }

/** Holes shown. */
const MOST_HOLES = 5

/** Whether whoever could activate something (`what`: `Helpdesk Administrator`, `membership of group X`) must prove MFA by its authentication context. A context that no policy at all names makes Microsoft fall back to MFA. */
export const contextCoverage = (conditionalAccess: ConditionalAccess, context: string, activators: readonly Activator[], what: string): ContextCoverage => {
  const policies = conditionalAccess.contextPolicies(context)
  if (policies.length === 0) return { kind: 'proved' }
  const coverage = conditionalAccess.cover({
    who: { ids: activators.map(({ id }) => id) },
    applications: { context },
    clients: modernClients,
    suffices: assurance => rankOf(assurance) >= rankOf('mfa'),
  })
  if (coverage.status === 'hole')
    return {
      kind: 'hole',
      why: `${coverage.uncoveredUsers.length} of ${coverage.asked} eligible users need not prove it for authentication context ${context}: ${whyUncovered(coverage.witnesses)}`,
      policies: policies.map(({ name }) => name),
      holes: coverage.witnesses.slice(0, MOST_HOLES).map(({ text }) => text),
    }
  if (coverage.status === 'undecided') return { kind: 'open', why: `Whether ${what} is activated with MFA: ${whyUndecided(coverage)}` }
  const unread = activators.filter(({ kind }) => kind === 'group' || kind === 'unknown')
  if (unread.length > 0)
    return {
      kind: 'open',
      why: `Whether authentication context ${context} binds all who could activate ${what}: who ${unread.map(({ name }) => name).join(', ')} is, is not known.`,
    }
  if (coverage.asked === 0)
    return { kind: 'open', why: `Nobody is eligible for ${what}, so whom the policies of authentication context ${context} would bind is not known.` }
  return { kind: 'proved' }
}
