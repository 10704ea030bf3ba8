import { z } from 'zod'
import { deviceRegistrationPolicies } from '../../datasets/entra/methods-policy.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'
import { single } from './single.ts'

const kinds = new Map([
  ['#microsoft.graph.allDeviceRegistrationMembership', 'all'],
  ['#microsoft.graph.enumeratedDeviceRegistrationMembership', 'selected'],
  ['#microsoft.graph.noDeviceRegistrationMembership', 'none'],
] as const)
const kindOf = (type: string) => [...kinds].find(([name]) => name === type)?.[1] ?? 'other'

const membership = z
  .object({ '@odata.type': z.string(), users: z.array(z.string()).nullish(), groups: z.array(z.string()).nullish() })
  .refine(({ users, groups, ...rest }) => kindOf(rest['@odata.type']) !== 'selected' || (Array.isArray(users) && Array.isArray(groups)), { path: ['users'] })
  .transform(({ users, groups, ...rest }) => {
    const scope = kindOf(rest['@odata.type'])
    return { scope, named: scope === 'selected' ? (users?.length ?? 0) + (groups?.length ?? 0) : 0 }
  })

const wire = z.object({
  id: z.string(),
  displayName: z.string(),
  userDeviceQuota: z.number().int(),
  multiFactorAuthConfiguration: z.string(),
  azureADJoin: z.object({ allowedToJoin: membership, localAdmins: z.object({ enableGlobalAdmins: z.boolean(), registeringUsers: membership }) }),
  localAdminPassword: z.object({ isEnabled: z.boolean() }),
})

/** https://learn.microsoft.com/graph/api/deviceregistrationpolicy-get */
export const deviceRegistration = defineCollector<EntraSession>({
  name: 'entra-device-registration-policy',
  gives: [deviceRegistrationPolicies],
  collect: (session, at) =>
    rowsFrom(deviceRegistrationPolicies, at, single(session, { path: '/policies/deviceRegistrationPolicy' }), wire, (item, scope) => ({
      id: item.id,
      scope,
      name: item.displayName,
      userDeviceQuota: item.userDeviceQuota,
      isMfaRequired: item.multiFactorAuthConfiguration === 'required',
      join: item.azureADJoin.allowedToJoin,
      areGlobalAdministratorsLocal: item.azureADJoin.localAdmins.enableGlobalAdmins,
      registeringUsersBecomeLocal: item.azureADJoin.localAdmins.registeringUsers,
      isLocalPasswordManaged: item.localAdminPassword.isEnabled,
    })),
})
