import { z } from 'zod'
import { securityDefaultsPolicies } from '../../datasets/entra/tenant.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({ id: z.string(), displayName: z.string().nullable(), isEnabled: z.boolean() })

async function* single(session: EntraSession): AsyncGenerator<unknown, void, undefined> {
  yield await session.get({ path: '/policies/identitySecurityDefaultsEnforcementPolicy', select: ['id', 'displayName', 'isEnabled'] })
}

export const securityDefaults = defineCollector<EntraSession>({
  name: 'entra-security-defaults',
  gives: [securityDefaultsPolicies],
  collect: (session, at) =>
    rowsFrom(securityDefaultsPolicies, at, single(session), wire, ({ id, displayName, isEnabled }, scope) => ({
      id,
      scope,
      name: displayName ?? 'Security Defaults',
      isEnabled,
    })),
})
