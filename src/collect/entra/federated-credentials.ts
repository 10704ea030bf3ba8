import { z } from 'zod'
import { federatedCredentials } from '../../datasets/entra/federated-credentials.ts'
import { defineCollector, gap, row } from '../collector.ts'
import { badRow } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullable(),
  federatedIdentityCredentials: z.array(
    z
      .object({
        id: z.string(),
        name: z.string(),
        issuer: z.string(),
        subject: z.string().nullable(),
        audiences: z.array(z.string()),
        claimsMatchingExpression: z.object({ value: z.string() }).nullish(),
      })
      .refine(({ subject, claimsMatchingExpression }) => subject !== null || claimsMatchingExpression !== undefined),
  ),
})

/** An application may have no more, and no more than these come with it: https://learn.microsoft.com/entra/workload-id/workload-identity-federation-considerations, https://learn.microsoft.com/graph/query-parameters#expand-parameter */
const most = 20

/** With the registrations, in beta, which alone tells expressions: a page of them a request. */
export const credentialsFromElsewhere = defineCollector<EntraSession>({
  name: 'entra-federated-credentials',
  gives: [federatedCredentials],
  async *collect(session, at) {
    const read = { path: '/applications', version: 'beta', select: ['id', 'appId', 'displayName'], expand: 'federatedIdentityCredentials', top: 999 } as const
    for await (const item of session.list(read)) {
      const parsed = wire.safeParse(item)
      if (!parsed.success) {
        const { data } = z.object({ id: z.string() }).safeParse(item)
        yield badRow(federatedCredentials, data?.id ?? 'an application', parsed.error)
        continue
      }
      const { id: application, appId, displayName, federatedIdentityCredentials } = parsed.data
      for (const { claimsMatchingExpression, ...kept } of federatedIdentityCredentials)
        yield row(federatedCredentials, {
          ...kept,
          scope: at.id,
          partOf: application,
          appId,
          applicationName: displayName ?? appId,
          expression: claimsMatchingExpression?.value ?? null,
        })
      if (federatedIdentityCredentials.length > most)
        yield gap(federatedCredentials, 'invalid', `more than the ${most} credentials came that an application may have`, { part: application })
    }
  },
})
