import { z } from 'zod'
import { authenticationFlowsPolicies, entraGuests, signUpFlows } from '../../datasets/entra/guests.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'
import { single } from './single.ts'

const guest = z.object({
  id: z.string(),
  userPrincipalName: z.string(),
  accountEnabled: z.boolean().nullable(),
  sponsors: z.array(z.object({ id: z.string() })),
})

export const guests = defineCollector<EntraSession>({
  name: 'entra-guests',
  gives: [entraGuests],
  collect: (session, at) =>
    rowsFrom(
      entraGuests,
      at,
      session.list({
        path: '/users',
        select: ['id', 'userPrincipalName', 'accountEnabled'],
        filter: "userType eq 'Guest'",
        expand: 'sponsors($select=id)',
        top: 999,
      }),
      guest,
      ({ id, userPrincipalName, accountEnabled, sponsors }, scope) => ({
        id,
        scope,
        name: userPrincipalName,
        // Null in Graph's model; who is not known to be disabled may sign in.
        accountEnabled: accountEnabled ?? true,
        sponsors: sponsors.length,
      }),
    ),
})

const policy = z.object({ id: z.string(), displayName: z.string().nullable(), selfServiceSignUp: z.object({ isEnabled: z.boolean() }) })

export const authenticationFlows = defineCollector<EntraSession>({
  name: 'authentication-flows-policies',
  gives: [authenticationFlowsPolicies],
  collect: (session, at) =>
    rowsFrom(
      authenticationFlowsPolicies,
      at,
      single(session, { path: '/policies/authenticationFlowsPolicy' }),
      policy,
      ({ id, displayName, selfServiceSignUp }, scope) => ({ id, scope, name: displayName ?? id, isSelfServiceSignUpEnabled: selfServiceSignUp.isEnabled }),
    ),
})

const flow = z.object({ id: z.string(), userFlowType: z.string() })

export const userFlows = defineCollector<EntraSession>({
  name: 'sign-up-flows',
  gives: [signUpFlows],
  collect: (session, at) =>
    rowsFrom(signUpFlows, at, session.list({ path: '/identity/b2xUserFlows' }), flow, ({ id, userFlowType }, scope) => ({
      id,
      scope,
      name: id,
      type: userFlowType,
    })),
})
