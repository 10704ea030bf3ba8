import { z } from 'zod'
import { securityDefaultsPolicies } from '../../datasets/entra/tenant.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'
import { single } from './single.ts'

const wire = z.object({ id: z.string(), displayName: z.string().nullable(), isEnabled: z.boolean() })

const read = { path: '/policies/identitySecurityDefaultsEnforcementPolicy', select: ['id', 'displayName', 'isEnabled'] }

export const securityDefaults = defineCollector<EntraSession>({
  name: 'entra-security-defaults',
  gives: [securityDefaultsPolicies],
  collect: (session, at) =>
    rowsFrom(securityDefaultsPolicies, at, single(session, read), wire, ({ id, displayName, isEnabled }, scope) => ({
      id,
      scope,
      name: displayName ?? 'Security Defaults',
      isEnabled,
    })),
})
