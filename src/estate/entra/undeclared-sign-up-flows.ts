import { declared } from '../../datasets/declared.ts'
import { type SignUpFlow, signUpFlows } from '../../datasets/entra/guests.ts'
import { defineView } from '../needs.ts'

/** User flows by which outsiders sign themselves up, and that the operator did not declare (kind application) by their id. */
export const undeclaredSignUpFlows = defineView({
  name: 'entra-undeclared-sign-up-flows',
  per: 'entra-tenant',
  needs: { signUpFlows, declared },
  build({ signUpFlows, declared }): readonly SignUpFlow[] {
    const known = new Set([...declared].flatMap(({ kind, value }) => (kind === 'application' ? [value.toLowerCase()] : [])))
    return [...signUpFlows].filter(({ id }) => !known.has(id.toLowerCase()))
  },
})
