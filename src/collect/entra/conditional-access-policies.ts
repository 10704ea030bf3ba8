import { conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { CollectError, defineCollector, gap, row } from '../collector.ts'
import { isObject } from './answer.ts'
import type { GraphVersion } from './operations.ts'
import { policyRow } from './policy-row.ts'
import { policyWire } from './policy-wire.ts'
import { badRow } from './read-rows.ts'
import type { EntraSession } from './session.ts'

interface Listing {
  readonly policies: ReadonlyMap<string, unknown>
  readonly error?: CollectError
}

const listingOf = async (session: EntraSession, version: GraphVersion): Promise<Listing> => {
  const policies = new Map<string, unknown>()
  try {
    for await (const item of session.list({ path: '/identity/conditionalAccess/policies', version })) {
      policies.set(isObject(item) && typeof item.id === 'string' ? item.id : `number ${policies.size + 1}`, item)
    }
    return { policies }
  } catch (error) {
    if (error instanceof CollectError) return { policies, error }
    throw error
  }
}

/**
 * Policies from beta, which alone shows preview conditions and the policies that v1.0 leaves out because of them; v1.0 beside it, for a
 * policy that only it has and for what is there when beta does not answer. The table is complete only if both answered whole.
 */
export const policies = defineCollector<EntraSession>({
  name: 'entra-conditional-access-policies',
  gives: [conditionalAccessPolicies],
  async *collect(session, at) {
    const beta = await listingOf(session, 'beta')
    const stable = await listingOf(session, 'v1.0')
    for (const [id, item] of new Map([...stable.policies, ...beta.policies])) {
      const parsed = policyWire.safeParse(item)
      yield parsed.success ? row(conditionalAccessPolicies, policyRow(parsed.data, at.id)) : badRow(conditionalAccessPolicies, id, parsed.error)
    }
    const error = beta.error ?? stable.error
    if (error === undefined) return
    const { reason, message, permission } = error
    yield gap(conditionalAccessPolicies, reason, `${beta.error === undefined ? 'v1.0' : 'beta'}: ${message}`, permission === undefined ? {} : { permission })
  },
})
