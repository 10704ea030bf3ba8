import type { ConditionalAccessPolicy } from '../../src/datasets/entra/conditional-access.ts'
import { type PolicyWords, policy } from '../analysis/conditional-access/tenant.ts'

type Session = NonNullable<ConditionalAccessPolicy['sessionControls']>

/** A policy with session controls that a snapshot tells whole; it grants nothing where the test does not say. */
export const sessionPolicy = (id: string, session: Partial<Session>, words: PolicyWords = {}): ConditionalAccessPolicy => ({
  ...policy(id, { grant: null, ...words }),
  sessionControls: {
    applicationEnforcedRestrictions: false,
    cloudAppSecurity: null,
    disableResilienceDefaults: false,
    persistentBrowser: null,
    signInFrequency: null,
    continuousAccessEvaluation: null,
    secureSignInSession: false,
    ...session,
  },
})

/** The same of a snapshot that does not tell what only beta has. */
export const olderPolicy = (id: string): ConditionalAccessPolicy => {
  const { sessionControls, ...rest } = sessionPolicy(id, { persistentBrowser: 'never' })
  if (sessionControls === null) return { ...rest, sessionControls }
  const { continuousAccessEvaluation: _evaluation, secureSignInSession: _protection, ...told } = sessionControls
  return { ...rest, sessionControls: told }
}
