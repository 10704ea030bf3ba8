import type { AuthenticationMethodConfiguration } from '../../datasets/entra/authentication-methods.ts'

/** Whether somebody may use a method: `yes`, `no`, or why it cannot be told, in one sentence. */
export type Use = 'yes' | 'no' | { readonly open: string }

const MIGRATED = 'migrationComplete'

/** The states of the policy: https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy. Tenants created without the legacy policies answer null: https://github.com/cisagov/ScubaGear/pull/1778 */
const isAlone = (migrationState: string | null): boolean => migrationState === null || migrationState === MIGRATED

const isEmail = ({ id }: AuthenticationMethodConfiguration): boolean => id.toLowerCase() === 'email'

/** Whether people of the tenant may use the method. E-mail is theirs for password reset alone, about which the policy does not decide before the migration. */
export const useByMembers = (method: AuthenticationMethodConfiguration): Use => {
  const { state, includeTargets, migrationState } = method
  if (state !== 'disabled' && state !== 'enabled') return { open: `The method is in state "${state}", which leaves it to Microsoft whether it is on.` }
  const isDecidedElsewhere = isEmail(method) && !isAlone(migrationState) && migrationState !== 'migrationInProgress'
  if (state === 'enabled' && includeTargets.length > 0 && !isDecidedElsewhere) return 'yes'
  if (isAlone(migrationState)) return 'no'
  return {
    open: `The legacy policies for MFA and password reset allow methods as well, as long as the migration from them is at "${migrationState}", and are not read.`,
  }
}

/**
 * Whether invited guests may sign in with codes sent by e-mail, a switch of its own beside the method's state and targets; what `default` means differs
 * by cloud and by the tenant's history. https://learn.microsoft.com/entra/identity/authentication/how-to-authentication-methods-manage#email-one-time-passcode
 */
export const useByGuests = (method: AuthenticationMethodConfiguration): Use => {
  if (!isEmail(method) || method.externalUsers === 'disabled') return 'no'
  if (method.externalUsers === 'enabled') return 'yes'
  return { open: `Whether guests may sign in with codes is set to "${method.externalUsers}", which leaves it to Microsoft.` }
}
