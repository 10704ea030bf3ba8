import type { AccountSeed } from '../../clouds/aws/seed.ts'

const REGIONS = ['us-east-1', 'eu-west-1'] as const

/** What an account has that nothing is wrong with: each theme takes from its own accounts what it is about. */
export const soundAccount: AccountSeed = {
  upkeep: {
    hasSecurityContact: true,
    instanceMetadata: Object.fromEntries(REGIONS.map(region => [region, { HttpTokens: 'required', ManagedBy: 'account' }])),
  },
}
