import { z } from 'zod'
import { authenticationStrengths } from '../../datasets/entra/conditional-access.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const wire = z.object({
  id: z.string(),
  displayName: z.string(),
  policyType: z.string(),
  requirementsSatisfied: z.string(),
  allowedCombinations: z.array(z.string()),
  modifiedDateTime: z.string().nullable(),
})

export const strengths = defineCollector<EntraSession>({
  name: 'entra-authentication-strengths',
  gives: [authenticationStrengths],
  collect: (session, at) =>
    rowsFrom(
      authenticationStrengths,
      at,
      session.list({ path: '/policies/authenticationStrengthPolicies' }),
      wire,
      ({ displayName, modifiedDateTime, ...kept }, scope) => ({ ...kept, scope, name: displayName, modifiedAt: modifiedDateTime }),
    ),
})
