/**
 * What a sign-in must prove, from nothing asked to not let in at all. `mfa-when-necessary` is what security defaults ask of people without a
 * listed role: Microsoft decides case by case. https://learn.microsoft.com/entra/fundamentals/security-defaults
 */
export const assurances = ['none', 'single-factor', 'mfa-when-necessary', 'mfa', 'phishing-resistant', 'blocked'] as const
export type Assurance = (typeof assurances)[number]

export const rankOf = (assurance: Assurance): number => assurances.indexOf(assurance)

const weakest = (a: Assurance, b: Assurance): Assurance => (rankOf(a) < rankOf(b) ? a : b)
export const strongest = (a: Assurance, b: Assurance): Assurance => (rankOf(a) > rankOf(b) ? a : b)

/** What is demanded for certain (`low`), and what may be demanded at most where that cannot be decided (`high`). */
export interface Demand {
  readonly low: Assurance
  readonly high: Assurance
}

export const exactly = (assurance: Assurance): Demand => ({ low: assurance, high: assurance })

/** One of several will do: the weakest is what is guaranteed. */
export const oneOf = (a: Demand, b: Demand): Demand => ({ low: weakest(a.low, b.low), high: weakest(a.high, b.high) })

/** All are demanded: the strongest is what is guaranteed. */
export const allOf = (a: Demand, b: Demand): Demand => ({ low: strongest(a.low, b.low), high: strongest(a.high, b.high) })
