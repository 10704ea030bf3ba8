import { type Assurance, rankOf } from '../../analysis/conditional-access/assurance.ts'
import type { GraphEdge } from '../../analysis/identity-graph/graph.ts'
import type { ReferencedGroup } from '../../datasets/entra/directory.ts'
import type { PrivilegeGroup } from '../../datasets/entra/privilege-groups.ts'
import type { RoleHolder } from '../entra/role-holders.ts'
import type { Table } from '../needs.ts'
import { nodeIds } from './part.ts'
import type { RolePower } from './role-powers.ts'
import type { Reach } from './role-reach.ts'
import type { SignInDemand } from './sign-in-demands.ts'
import type { Gate } from './tenant-gates.ts'

/** A group of an AWS application, and the application. */
export interface GateGroup {
  readonly id: string
  readonly gate: Gate
}

/** What there is to take in a tenant, and what keeps it from being taken. */
export interface Taking {
  readonly tenant: string
  readonly gates: readonly Gate[]
  readonly groups: readonly GateGroup[]
  readonly privilegeGroups: Table<PrivilegeGroup>
  readonly referencedGroups: Table<ReferencedGroup>
  /** Whether a user is in a restricted administrative unit. */
  isRestricted(id: string): boolean
  /** Some restricted unit was not read whole. */
  readonly areUnitsCut: boolean
  /** Whether a role or a group that can hold roles keeps a user from being reset. */
  isProtected(id: string): boolean
  isUser(id: string): boolean
  /** What is demanded of people at a gate, whether they are assigned to it yet or not. */
  demandsAt(gate: Gate, ids: readonly string[]): ReadonlyMap<string, SignInDemand>
}

const standing = { demand: 'none', holding: 'standing', certainty: 'sure' } as const

/** Of whoever need not sign in as they are. */
export const NOTHING: SignInDemand = { sure: 'none' }

const weaker = (all: readonly Assurance[]): Assurance => all.toSorted((a, b) => rankOf(a) - rankOf(b))[0] ?? 'blocked'

/** A step that is worth what the sign-in after it demands. */
export const demanding = (step: Omit<GraphEdge, 'demand' | 'certainty'>, { sure, perhaps }: SignInDemand, covered: 'yes' | 'perhaps'): readonly GraphEdge[] => [
  covered === 'yes'
    ? { ...step, demand: sure, certainty: 'sure' }
    : { ...step, demand: sure, certainty: 'possible', open: 'what the administrative unit holds was not read whole' },
  ...(perhaps === undefined ? [] : [{ ...step, demand: perhaps.demand, certainty: 'possible', open: perhaps.open } as const]),
]

/** The step as it is worth where something about it is open. */
export const leftOpen = (step: GraphEdge, open: string | undefined): GraphEdge =>
  open === undefined || step.certainty === 'possible' ? step : { ...step, certainty: 'possible', open }

/** Tells by which steps holders of a role take hold of what is in its reach. */
export const openTaking = ({
  tenant,
  gates,
  groups,
  privilegeGroups,
  referencedGroups,
  isRestricted,
  areUnitsCut,
  isProtected,
  isUser,
  demandsAt,
}: Taking): ((power: RolePower, reach: Reach, holders: readonly RoleHolder[]) => readonly GraphEdge[]) => {
  /** The weakest sign-in at a gate of whoever holds a role and puts themselves into a group. A program puts in whom it likes. */
  const weakest = (gate: Gate, holders: readonly RoleHolder[]): SignInDemand => {
    if (holders.some(({ kind }) => kind === 'servicePrincipal')) return NOTHING
    const demands = [
      ...demandsAt(
        gate,
        holders.filter(({ id }) => isUser(id)).map(({ id }) => id),
      ).values(),
    ]
    const sure = weaker(demands.map(each => each.sure))
    const perhaps = demands.flatMap(each => each.perhaps ?? []).sort((a, b) => rankOf(a.demand) - rankOf(b.demand))[0]
    return { sure, ...(perhaps === undefined || rankOf(perhaps.demand) >= rankOf(sure) ? {} : { perhaps }) }
  }
  const stepsOf = (power: RolePower, { from, covers, isOfRestrictedUnit }: Reach, holders: readonly RoleHolder[]): readonly GraphEdge[] => {
    const edges: GraphEdge[] = []
    const add = (...steps: readonly GraphEdge[]): void => void edges.push(...steps.map(step => leftOpen(step, power.open)))
    if (power.takes === 'tenant') add({ from, to: nodeIds.tenantGoal(tenant), kind: 'administers', ...standing, by: power.how })
    if (power.takes === 'applications')
      for (const { application } of gates) add({ from, to: nodeIds.application(tenant, application.id), kind: 'controls', ...standing, by: power.how })
    if (power.takes === 'groups')
      for (const { id, gate } of groups) {
        const facts = privilegeGroups.get(id)
        const covered = covers(id)
        const isKept = facts?.isManagementRestricted === true && !isOfRestrictedUnit(id)
        const isShut = (facts?.isAssignableToRole ?? referencedGroups.get(id)?.isAssignableToRole) === true || isKept
        // Whoever may change the rule of a group fills it, too.
        if (covered === 'no' || facts === undefined || isShut || facts.onPremisesSyncEnabled === true) continue
        const step = { from, to: nodeIds.group(tenant, id, gate.application.id), kind: 'can-add-member', by: power.how } as const
        add(...demanding({ ...step, holding: 'standing' }, power.makesUsers ? NOTHING : weakest(gate, holders), covered))
      }
    if (power.takes === 'passwords' || power.takes === 'methods')
      for (const { application, signIns } of gates)
        for (const [id, { sure, perhaps }] of signIns) {
          // A password alone opens what asks for no more; whoever sets the methods meets whatever is asked.
          const least = perhaps?.demand ?? sure
          if (covers(id) === 'no' || least === 'blocked' || (power.takes === 'passwords' && least !== 'single-factor')) continue
          if ((isRestricted(id) && !isOfRestrictedUnit(id)) || isProtected(id)) continue
          add({
            from,
            to: nodeIds.session(tenant, id, application.id),
            kind: 'can-reset',
            ...standing,
            certainty: 'possible',
            by: power.how,
            open: `a group that can hold roles may protect the user${areUnitsCut ? ', and so may a restricted administrative unit that was not read whole' : ''}`,
          })
        }
    return edges
  }
  return stepsOf
}
