import type { SignInStrength } from '../../src/assessment.ts'
import { tenant } from './synthetic-scopes.ts'

/** One tenant of every kind and strength, one of which nothing is known. */
export const syntheticStrengths = (hostile: (plain: string) => string): readonly SignInStrength[] => [
  {
    scope: tenant,
    groups: [
      { kind: 'emergency-access', least: 'none', most: 'none', people: 2 },
      { kind: 'administrators', least: 'none', most: 'none', people: 1 },
      { kind: 'administrators', least: 'mfa', most: 'phishing-resistant', people: 4 },
      { kind: 'administrators', least: 'phishing-resistant', most: 'phishing-resistant', people: 21 },
      { kind: 'guests', least: 'none', most: 'mfa', people: 310 },
      { kind: 'guests', least: 'mfa-when-necessary', most: 'mfa-when-necessary', people: 40 },
      { kind: 'members', least: 'none', most: 'none', people: 12 },
      { kind: 'members', least: 'single-factor', most: 'single-factor', people: 3 },
      { kind: 'members', least: 'mfa', most: 'mfa', people: 11_870 },
      { kind: 'members', least: 'blocked', most: 'blocked', people: 1 },
    ],
    synchronizationAccounts: 1,
    unclear: [hostile('Operations on call')],
  },
  {
    scope: 'entra-tenant/5d1f5b7e-0000-4000-8000-000000000002',
    groups: [],
    synchronizationAccounts: 0,
    unclear: [],
    unknown: hostile('conditional-access-policies could not be read (denied: HTTP 403); grant Policy.Read.All'),
  },
]
