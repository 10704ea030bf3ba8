import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const guest = z.object({
  ...rowFields,
  accountEnabled: z.boolean(),
  /** How many users and groups answer for the guest; twenty stands for more. */
  sponsors: z.number().int(),
})
export type EntraGuest = z.infer<typeof guest>
/** Guests, `name` is the user principal name, with their sponsors. https://learn.microsoft.com/entra/external-id/b2b-sponsors */
export const entraGuests = defineDataset<EntraGuest>({
  name: 'entra-guests',
  per: 'entra-tenant',
  permissions: ['User.Read.All'],
  readable: 'either',
  row: guest,
})

const flows = z.object({ ...rowFields, isSelfServiceSignUpEnabled: z.boolean() })
export type AuthenticationFlows = z.infer<typeof flows>
/** One row. https://learn.microsoft.com/graph/api/authenticationflowspolicy-get */
export const authenticationFlowsPolicies = defineDataset<AuthenticationFlows>({
  name: 'authentication-flows-policies',
  per: 'entra-tenant',
  permissions: ['Policy.Read.All'],
  readable: 'either',
  row: flows,
})

const flow = z.object({
  ...rowFields,
  /** `signUpOrSignIn`, ...: open. */
  type: z.string(),
})
export type SignUpFlow = z.infer<typeof flow>
/** User flows by which outsiders sign themselves up; `id` is the name they were given, after `B2X_1_`. https://learn.microsoft.com/graph/api/identitycontainer-list-b2xuserflows */
export const signUpFlows = defineDataset<SignUpFlow>({
  name: 'sign-up-flows',
  per: 'entra-tenant',
  permissions: ['IdentityUserFlow.Read.All'],
  readable: 'either',
  row: flow,
})
