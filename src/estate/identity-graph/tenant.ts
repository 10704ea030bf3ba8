import { relationOf } from '../../analysis/conditional-access/people.ts'
import { nativeId } from '../../dataset.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { provisioningMappings } from '../../datasets/entra/provisioning.ts'
import { emergencyAccess } from '../entra/emergency-access.ts'
import { defineEstateView, defineView } from '../needs.ts'
import { constantRoles } from './constant-roles.ts'
import type { GraphPart } from './part.ts'
import type { RoleMapping } from './role-mapping.ts'
import { type Signing, signingOf } from './saml-signing.ts'
import { controlOfTenant } from './tenant-control.ts'
import { type Gate, gateSteps, gatesOfTenant } from './tenant-gates.ts'
import { programsOfTenant } from './tenant-programs.ts'

/** A person of a tenant whom the graph may name. */
export interface TenantPerson {
  readonly id: string
  readonly name: string
  readonly isGuest: boolean
  readonly isSynced: boolean
  readonly isEmergencyAccess: boolean
}

/** What a tenant adds to the graph. */
export interface TenantPart extends GraphPart {
  readonly scope: string
  /** Lower case. */
  readonly tenant: string
  readonly tenantName: string
  readonly gates: readonly Gate[]
  /** What each AWS application signs with, by object id; absent: it was not read. */
  readonly signing: ReadonlyMap<string, Signing>
  /** Roles of AWS that applications claim for everybody, by object id. */
  readonly constantRoles: ReadonlyMap<string, readonly RoleMapping[]>
  /** Application ids, in lower case, for which Entra makes tokens whoever asks: assignment is known not to be required. */
  readonly unassignedAudiences: ReadonlySet<string>
  /** Whoever gets through a gate, or controls one, by object id. */
  readonly people: ReadonlyMap<string, TenantPerson>
  /** The attributes by which provisioning finds its users in AWS, by the name of the application; absent: not read. */
  readonly userMatching?: readonly { readonly application: string; readonly target: string; readonly sources: readonly string[] }[] | undefined
}

const tenantSteps = defineView({
  name: 'identity-graph-of-tenant',
  per: 'entra-tenant',
  needs: { gatesOfTenant, gateSteps, constantRoles, controlOfTenant, programsOfTenant, entraUsers, servicePrincipals, emergencyAccess, provisioningMappings },
  handlesDark: true,
  build(facts, at, missing): TenantPart {
    const { gatesOfTenant, gateSteps, constantRoles, controlOfTenant, programsOfTenant, entraUsers, servicePrincipals, emergencyAccess, provisioningMappings } =
      facts
    const named = new Set([...controlOfTenant.people, ...programsOfTenant.people, ...gatesOfTenant.gates.flatMap(({ signIns }) => [...signIns.keys()])])
    const people = new Map(
      [...named].flatMap((id): readonly (readonly [string, TenantPerson])[] => {
        const user = entraUsers.get(id)
        if (user === undefined) return []
        const isGuest = relationOf(user).endsWith('guest')
        return [[id, { id, name: user.name, isGuest, isSynced: user.onPremisesSyncEnabled === true, isEmergencyAccess: emergencyAccess.has(id) }]]
      }),
    )
    return {
      scope: at.id,
      tenant: nativeId(at.id),
      tenantName: at.name,
      gates: gatesOfTenant.gates,
      signing: new Map(
        gatesOfTenant.gates.flatMap(({ application: { id } }) => {
          const program = servicePrincipals.get(id)
          return program === undefined ? [] : [[id, signingOf(program)] as const]
        }),
      ),
      constantRoles: constantRoles.mappings,
      unassignedAudiences: new Set(
        [...servicePrincipals]
          .filter(({ accountEnabled, appRoleAssignmentRequired }) => accountEnabled && !appRoleAssignmentRequired)
          .map(({ appId }) => appId.toLowerCase()),
      ),
      people,
      nodes: [...gateSteps.nodes, ...constantRoles.nodes, ...controlOfTenant.nodes, ...programsOfTenant.nodes],
      edges: [...gateSteps.edges, ...constantRoles.edges, ...controlOfTenant.edges, ...programsOfTenant.edges],
      blind: [...gatesOfTenant.blind, ...constantRoles.blind, ...controlOfTenant.blind, ...programsOfTenant.blind],
      ...(missing('provisioningMappings').length > 0
        ? {}
        : {
            userMatching: [...provisioningMappings]
              .filter(({ sourceObject }) => sourceObject.toLowerCase() === 'user')
              .flatMap(({ applicationName, matching }) => matching.map(each => ({ application: applicationName, ...each }))),
          }),
    }
  },
})

/** The part of each tenant; one that was not read at all has none. */
export const tenantParts = defineEstateView({
  name: 'identity-graph-tenants',
  per: ['entra-tenant'],
  needs: { tenantSteps },
  handlesDark: true,
  distil: ({ tenantSteps }): TenantPart => tenantSteps,
  join: (parts): ReadonlyMap<string, TenantPart> => parts,
})
