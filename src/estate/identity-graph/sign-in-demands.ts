import { type Assurance, rankOf } from '../../analysis/conditional-access/assurance.ts'
import { modernClients } from '../../analysis/conditional-access/clients.ts'
import type { ConditionalAccess } from '../../analysis/conditional-access/conditional-access.ts'

/** What the weakest sign-in of somebody to one application demands. */
export interface SignInDemand {
  /** The weakest sign-in that is sure to be let in; `blocked`: none is. */
  readonly sure: Assurance
  /** A weaker one that may be let in, which cannot be decided. */
  readonly perhaps?: { readonly demand: Assurance; readonly open: string } | undefined
}

/** Each with the weaker demand that is enough where it is not covered. */
const thresholds: readonly (readonly [least: Assurance, enough: Assurance])[] = [
  ['mfa-when-necessary', 'single-factor'],
  ['mfa', 'mfa-when-necessary'],
  ['phishing-resistant', 'mfa'],
  ['blocked', 'phishing-resistant'],
]

/**
 * What each of these users must prove for one application, by Conditional Access and security defaults, over all circumstances and in a browser or a
 * modern app; declared emergency access among them. A password is the least that anybody proves. By object id.
 */
export const signInDemands = (conditionalAccess: ConditionalAccess, ids: readonly string[], appId: string): ReadonlyMap<string, SignInDemand> => {
  const sure = new Map<string, Assurance>()
  const perhaps = new Map<string, { readonly demand: Assurance; readonly open: string }>()
  let left = ids
  for (const [least, enough] of thresholds) {
    if (left.length === 0) break
    const coverage = conditionalAccess.cover({
      who: { ids: left },
      applications: [appId],
      clients: modernClients,
      suffices: assurance => rankOf(assurance) >= rankOf(least),
    })
    for (const { id } of [...coverage.uncoveredUsers, ...coverage.emergencyAccess.uncovered]) sure.set(id, enough)
    const open = coverage.because[0] ?? 'it depends on the sign-in'
    for (const { id } of coverage.undecidedUsers) if (!perhaps.has(id)) perhaps.set(id, { demand: enough, open })
    left = left.filter(id => !sure.has(id))
  }
  return new Map(
    ids.map(id => {
      const found = perhaps.get(id)
      return [id, { sure: sure.get(id) ?? 'blocked', ...(found === undefined ? {} : { perhaps: found }) }]
    }),
  )
}
