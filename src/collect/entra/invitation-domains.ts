import { z } from 'zod'
import { invitationDomains } from '../../datasets/entra/invitation-domains.ts'
import { CollectError, type Collected, defineCollector, row } from '../collector.ts'
import { definitionOf } from './policy-definitions.ts'
import type { EntraSession } from './session.ts'

const policy = z.object({
  definition: z.array(z.string()),
  // Microsoft's own sample has the word instead of the value.
  isOrganizationDefault: z.union([z.boolean(), z.enum(['true', 'false']).transform(word => word === 'true')]).nullable(),
})

/** https://learn.microsoft.com/entra/external-id/allow-deny-list */
const shape = z.object({
  B2BManagementPolicy: z.object({
    InvitationsAllowedAndBlockedDomainsPolicy: z
      .object({ AllowedDomains: z.array(z.string()).nullish(), BlockedDomains: z.array(z.string()).nullish() })
      .nullish(),
  }),
})

/** Text of JSON, or what Microsoft's documentation shows of it, with single quotation marks. */
const asJson = (text: string): string => (text.includes('"') ? text : text.replaceAll("'", '"'))

/** One policy at most is in force; without one everybody may be invited. https://learn.microsoft.com/graph/api/policyroot-list-b2bmanagementpolicies */
export const invitations = defineCollector<EntraSession>({
  name: 'entra-invitation-domains',
  gives: [invitationDomains],
  async *collect(session, at): AsyncGenerator<Collected, void, undefined> {
    const inForce: z.infer<typeof policy>[] = []
    for await (const item of session.list({ path: '/policies/b2bManagementPolicies', version: 'beta' })) {
      const parsed = policy.safeParse(item)
      if (!parsed.success) throw new CollectError('invalid', `a policy is not as documented: ${parsed.error.issues[0]?.path.join('.') ?? ''}`)
      if (parsed.data.isOrganizationDefault === true) inForce.push(parsed.data)
    }
    const lists = inForce.map(({ definition }) => definitionOf(definition.map(asJson), shape)?.B2BManagementPolicy)
    if (lists.includes(undefined)) throw new CollectError('invalid', 'the definition of the policy is not as documented')
    const told = lists.flatMap(list => list?.InvitationsAllowedAndBlockedDomainsPolicy ?? [])
    yield row(invitationDomains, {
      id: 'invitations',
      scope: at.id,
      name: 'Domains that may be invited',
      allowed: told.flatMap(({ AllowedDomains }) => AllowedDomains ?? []),
      blocked: told.flatMap(({ BlockedDomains }) => BlockedDomains ?? []),
    })
  },
})
