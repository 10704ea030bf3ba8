import { z } from 'zod'
import { entraOrganizations } from '../../datasets/entra/tenant.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({
  id: z.string(),
  displayName: z.string().nullable(),
  tenantType: z.string().nullable(),
  verifiedDomains: z.array(z.object({ name: z.string(), isDefault: z.boolean(), isInitial: z.boolean() })),
  onPremisesSyncEnabled: z.boolean().nullable(),
  onPremisesLastSyncDateTime: z.string().nullable(),
})

export const organization = defineCollector<EntraSession>({
  name: 'entra-organization',
  gives: [entraOrganizations],
  collect: (session, at) =>
    rowsFrom(
      entraOrganizations,
      at,
      session.list({
        path: '/organization',
        select: ['id', 'displayName', 'tenantType', 'verifiedDomains', 'onPremisesSyncEnabled', 'onPremisesLastSyncDateTime'],
      }),
      wire,
      ({ displayName, onPremisesLastSyncDateTime, ...kept }, scope) => ({
        ...kept,
        scope,
        name: displayName ?? kept.id,
        onPremisesLastSyncAt: onPremisesLastSyncDateTime,
      }),
    ),
})
