import type { ConditionalAccess } from '../../analysis/conditional-access/conditional-access.ts'
import type { GraphEdge } from '../../analysis/identity-graph/graph.ts'
import { MICROSOFT_GRAPH } from '../../analysis/tier-zero.ts'
import { DIRECTORY } from './part.ts'
import { type SignInDemand, signInDemands } from './sign-in-demands.ts'
import { signInSteps } from './tenant-gates.ts'

/** Where Conditional Access could not be read. */
export const UNDECIDED: SignInDemand = { sure: 'blocked', perhaps: { demand: 'single-factor', open: 'what Conditional Access demands could not be read' } }

/** How these people sign in to administer the tenant. */
export const directorySignIns = (
  { conditionalAccess }: { readonly conditionalAccess: ConditionalAccess },
  tenant: string,
  people: ReadonlySet<string>,
  isDecidable: boolean,
): readonly GraphEdge[] => {
  const demands = isDecidable ? signInDemands(conditionalAccess, [...people], MICROSOFT_GRAPH) : undefined
  return [...people].flatMap(id => signInSteps(tenant, id, DIRECTORY, '', demands?.get(id) ?? UNDECIDED))
}
