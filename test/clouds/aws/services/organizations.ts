import type { Invent } from '../answers.ts'

/** No service is delegated: what a test delegates, it says by `answers`. moto would have it, and members' numbers are its own. */
export const organizationsInvented: readonly (readonly [string, Invent])[] = [
  ['organizations:ListDelegatedAdministrators', () => ({ kind: 'answer', value: { DelegatedAdministrators: [] } })],
  ['organizations:ListDelegatedServicesForAccount', () => ({ kind: 'answer', value: { DelegatedServices: [] } })],
]
