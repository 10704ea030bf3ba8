import { z } from 'zod'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  displayName: z.string().nullable(),
  accountEnabled: z.boolean().nullable(),
  userType: z.string().nullable(),
  onPremisesSyncEnabled: z.boolean().nullable(),
  creationType: z.string().nullable(),
  externalUserState: z.string().nullable(),
  createdDateTime: z.string().nullable(),
})

export const users = defineCollector<EntraSession>({
  name: 'entra-users',
  gives: [entraUsers],
  collect: (session, at) =>
    rowsFrom(
      entraUsers,
      at,
      session.list({
        path: '/users',
        select: [
          'id',
          'userPrincipalName',
          'displayName',
          'accountEnabled',
          'userType',
          'onPremisesSyncEnabled',
          'creationType',
          'externalUserState',
          'createdDateTime',
        ],
        top: 999,
      }),
      wire,
      ({ userPrincipalName, accountEnabled, createdDateTime, ...kept }, scope) => ({
        ...kept,
        scope,
        name: userPrincipalName,
        // Null in Graph's model; who is not known to be disabled may sign in.
        accountEnabled: accountEnabled ?? true,
        createdAt: createdDateTime,
      }),
    ),
})
