import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import { isMicrosofts } from '../../analysis/tier-zero.ts'
import { nativeId } from '../../dataset.ts'
import type { EntraApplication } from '../../datasets/entra/app-registrations.ts'
import { type ServicePrincipal, servicePrincipals } from '../../datasets/entra/applications.ts'
import { entraUsers } from '../../datasets/entra/directory.ts'
import { privilegeGroups } from '../../datasets/entra/privilege-groups.ts'
import { applicationsById } from '../entra/applications-by-id.ts'
import { conditionalAccess } from '../entra/conditional-access.ts'
import { ownersByApplication } from '../entra/owners-by-application.ts'
import { type HeldPermission, programKind, tierZeroPermissions } from '../entra/privileged-service-principals.ts'
import { defineView } from '../needs.ts'
import { directorySignIns } from './directory-sign-ins.ts'
import { DIRECTORY, nodeIds } from './part.ts'
import { controlOfTenant } from './tenant-control.ts'
import { gatesOfTenant } from './tenant-gates.ts'

/** Programs of a tenant that lead to AWS or to the whole tenant, and who acts as them. */
export interface Programs {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  readonly blind: readonly string[]
  /** Object ids of the users among those who act as a program. */
  readonly people: ReadonlySet<string>
}

const standing = { demand: 'none', holding: 'standing', certainty: 'sure' } as const

/** Those who add credentials to any application: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference#application-administrator */
const applicationAdministrators = ['9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', '158c047a-c907-4556-b7ef-446551a6b5f7']

const fillsGroups = /^(?:Directory|Group|GroupMember)\.ReadWrite\.All$/
const provisions = /^Synchronization\.ReadWrite\.All$/
/** What a program needs to add a credential to what it owns: https://learn.microsoft.com/graph/permissions-reference#applicationreadwriteownedby */
const OWNED = 'Application.ReadWrite.OwnedBy'

const OTHER_TENANT = 'the tenant that registered it may lock its credentials'

/** Whether credentials can be added to a service principal itself: https://learn.microsoft.com/entra/identity-platform/howto-configure-app-instance-property-locks */
const isLocked = ({ propertyLock }: EntraApplication): boolean =>
  propertyLock?.isEnabled === true && (propertyLock.allProperties || propertyLock.credentialsThatVerify)

/** A way into a program: surely, or perhaps. */
const into = (registration: EntraApplication | undefined) =>
  registration === undefined ? ({ ...standing, certainty: 'possible', open: OTHER_TENANT } as const) : standing

/** What application permissions lead to, and whoever adds credentials to programs and so acts as them: not as managed identities, nor as Microsoft's own. */
export const programsOfTenant = defineView({
  name: 'aws-programs-of-tenant',
  per: 'entra-tenant',
  needs: {
    gatesOfTenant,
    controlOfTenant,
    servicePrincipals,
    tierZeroPermissions,
    applicationsById,
    ownersByApplication,
    privilegeGroups,
    entraUsers,
    conditionalAccess,
  },
  handlesDark: true,
  build(facts, at, missing): Programs {
    const { gatesOfTenant, controlOfTenant, servicePrincipals, tierZeroPermissions, applicationsById, ownersByApplication, privilegeGroups, entraUsers } = facts
    const tenant = nativeId(at.id)
    const goal = nodeIds.tenantGoal(tenant)
    const edges: GraphEdge[] = []
    const people = new Set<string>()
    const whyBlind = (what: string): string => `${what} of tenant ${at.name} could not be read`
    const arePermissionsDark = missing('tierZeroPermissions').length > 0
    const areOwnersDark = missing('ownersByApplication').length > 0
    const areRegistrationsDark = missing('applicationsById').length > 0
    const blind = [
      ...(missing('servicePrincipals').length > 0 ? [whyBlind('all applications')] : []),
      ...(arePermissionsDark ? [whyBlind('what applications may do in the directory')] : []),
      ...(areOwnersDark ? [whyBlind('who owns which application')] : []),
      ...(areRegistrationsDark ? [whyBlind('the registrations of applications')] : []),
    ]
    const permissionsOf = (id: string): readonly HeldPermission[] => (arePermissionsDark ? [] : (tierZeroPermissions.get(id) ?? []))

    const groups = gatesOfTenant.gates.flatMap(({ application, groups }) => groups.map(({ id }) => ({ id, gate: application.id })))
    const openGroups = (permission: string) =>
      groups.filter(({ id }) => {
        const group = privilegeGroups.get(id)
        if (group === undefined || group.isAssignableToRole === true || group.isManagementRestricted === true) return false
        return group.onPremisesSyncEnabled !== true && (group.membershipRule === null || !permission.startsWith('GroupMember.'))
      })
    const powers = (from: string, { permission, reach, power, assignment }: HeldPermission): void => {
      const step = { from, ...standing, by: `holds the permission ${permission}, and so can ${power}`, rows: [assignment] }
      if (reach === 'direct') edges.push({ ...step, to: goal, kind: 'administers' })
      else if (fillsGroups.test(permission))
        for (const { id, gate } of openGroups(permission)) edges.push({ ...step, to: nodeIds.group(tenant, id, gate), kind: 'can-add-member' })
      else if (provisions.test(permission))
        for (const { application } of gatesOfTenant.gates) edges.push({ ...step, to: nodeIds.application(tenant, application.id), kind: 'controls' })
    }

    const actorOf = (id: string, type: string): string | undefined => {
      if (type.toLowerCase() === 'serviceprincipal')
        return permissionsOf(id).some(({ permission }) => permission === OWNED) ? nodeIds.program(tenant, id) : undefined
      if (entraUsers.get(id)?.accountEnabled !== true) return undefined
      people.add(id)
      return nodeIds.session(tenant, id, DIRECTORY)
    }
    const owners = (program: ServicePrincipal, registration: EntraApplication | undefined): void => {
      if (areOwnersDark) return
      const to = nodeIds.program(tenant, program.id)
      const add = (owned: string, by: string, way: ReturnType<typeof into>): void => {
        for (const { id, ownerId, ownerType } of ownersByApplication.get(owned) ?? []) {
          const from = actorOf(ownerId, ownerType)
          if (from !== undefined) edges.push({ from, to, kind: 'can-add-credential-to', ...way, by, rows: [id] })
        }
      }
      if (registration !== undefined) add(registration.id, `owns the registration of ${program.name}`, standing)
      if (registration === undefined || !isLocked(registration)) add(program.id, `owns ${program.name}`, into(registration))
    }
    const nodes: GraphNode[] = []
    for (const program of servicePrincipals) {
      const { id, name, appId, accountEnabled, appOwnerOrganizationId } = program
      if (!accountEnabled) continue
      const to = nodeIds.program(tenant, id)
      const kind = programKind(program)
      for (const held of permissionsOf(id)) powers(to, held)
      nodes.push({ id: to, kind: kind === 'managed-identity' ? 'managed-identity' : 'service-principal', name, scope: at.id, row: id })
      if (kind !== 'application' || isMicrosofts(appOwnerOrganizationId)) continue
      const registration = applicationsById.get(appId)
      owners(program, registration)
      for (const from of [goal, ...applicationAdministrators.map(role => nodeIds.role(tenant, role))])
        edges.push({ from, to, kind: 'can-add-credential-to', ...into(registration), by: `adds a credential to ${name}, and acts as it` })
    }
    const others = new Set([...people].filter(id => !controlOfTenant.people.has(id)))
    edges.push(...directorySignIns(facts, tenant, others, missing('conditionalAccess').length === 0))
    const leading = new Set([...edges, ...controlOfTenant.edges].map(({ from }) => from))
    return { nodes: nodes.filter(({ id }) => leading.has(id)), edges, blind, people }
  },
})
