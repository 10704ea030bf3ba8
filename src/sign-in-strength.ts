import type { ConditionalAccess } from './analysis/conditional-access/conditional-access.ts'
import type { PersonKind } from './analysis/conditional-access/weakest.ts'
import type { Exhibit, SignInStrength } from './assessment.ts'
import { conditionalAccess } from './estate/entra/conditional-access.ts'
import { foreignAccess } from './estate/entra/outsiders.ts'
import { type Administrators, administrators } from './estate/entra/privileged-holders.ts'
import type { OpenScope } from './estate/estate.ts'
import { describeGaps } from './gap-words.ts'

const kinds = {
  administrator: 'administrators',
  member: 'members',
  guest: 'guests',
  'emergency-access': 'emergency-access',
} as const satisfies Record<PersonKind, SignInStrength['groups'][number]['kind']>

/** What the picture is drawn from, whichever rules are asked. */
export const signInStrengthNeeds = { conditionalAccess, administrators, foreignAccess }

const strengthsOf = (scope: OpenScope): SignInStrength => {
  const at = scope.at.id
  const missing = [...new Set([conditionalAccess, administrators].flatMap(scope.gapsOf))]
  if (missing.length > 0) return { scope: at, groups: [], synchronizationAccounts: 0, unclear: [], unknown: describeGaps(missing) }
  try {
    const policies = scope.resolve(conditionalAccess) as ConditionalAccess
    const { holdersOf, also, unclear } = scope.resolve(administrators) as Administrators
    const foreign = scope.gapsOf(foreignAccess).length === 0 ? scope.facts({ foreignAccess }).foreignAccess.guestDevices : 'unclear'
    const weakest = policies.weakest({ holdersOf, also, foreignDevices: foreign })
    const groups = weakest.groups.map(({ kind, least, most, people }) => ({ kind: kinds[kind], least, most, people }))
    return { scope: at, groups, synchronizationAccounts: weakest.synchronizationAccounts, unclear: [...new Set([...unclear, ...weakest.unclear])] }
  } catch (error) {
    // A view that fails is told by every rule that reads it; here it leaves the picture open.
    return { scope: at, groups: [], synchronizationAccounts: 0, unclear: [], unknown: error instanceof Error ? error.message : String(error) }
  }
}

/** How weakly the people of each tenant can sign in: a fact shown, not judged. */
export const signInStrengths = () => {
  const tenants: SignInStrength[] = []
  return {
    look(scope: OpenScope): void {
      if (scope.at.kind === 'entra-tenant') tenants.push(strengthsOf(scope))
    },
    exhibits: (): Exhibit[] =>
      tenants.length === 0
        ? []
        : [{ id: 'sign-in-strength', title: 'What the weakest sign-in must prove', data: tenants.sort((a, b) => (a.scope < b.scope ? -1 : 1)) }],
  }
}
