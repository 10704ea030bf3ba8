import type { Invent } from '../answers.ts'

/** Nothing is shared: what a test shares, it says by `answers`. */
export const ramInvented: readonly (readonly [string, Invent])[] = [
  ['ram:GetResourceShareAssociations', () => ({ kind: 'answer', value: { resourceShareAssociations: [] } })],
]
