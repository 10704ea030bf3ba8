import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import { nativeId } from '../../dataset.ts'
import { awsApplicationClaims } from '../../datasets/entra/application-policies.ts'
import { claimsPoliciesByApplication } from '../entra/claims-policies-by-application.ts'
import { defineView } from '../needs.ts'
import { nodeIds } from './part.ts'
import { type RoleMapping, roleMapping } from './role-mapping.ts'
import { gatesOfTenant } from './tenant-gates.ts'

/** Roles that the applications of a tenant claim for everybody who gets in, and the steps to them. */
export interface ConstantRoles {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  /** By the object id of the application. */
  readonly mappings: ReadonlyMap<string, readonly RoleMapping[]>
  readonly blind: readonly string[]
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html */
const isRole = ({ claim }: { readonly claim: string }): boolean => /^https:\/\/aws\.amazon\.com\/saml\/attributes\/role$/i.test(claim)

/** A Role claim with one value for all gives everybody that role, whichever they were assigned: https://learn.microsoft.com/entra/identity-platform/reference-claims-customization */
export const constantRoles = defineView({
  name: 'aws-constant-roles',
  per: 'entra-tenant',
  needs: { gatesOfTenant, awsApplicationClaims, claimsPoliciesByApplication },
  handlesDark: true,
  build({ gatesOfTenant, awsApplicationClaims, claimsPoliciesByApplication }, at, missing): ConstantRoles {
    const tenant = nativeId(at.id)
    const nodes: GraphNode[] = []
    const edges: GraphEdge[] = []
    const mappings = new Map<string, readonly RoleMapping[]>()
    const blind: string[] = []
    const arePoliciesDark = missing('claimsPoliciesByApplication').length > 0
    for (const { application, signIns, assigned } of gatesOfTenant.gates) {
      if (application.federatesTo !== 'iam-saml') continue
      const set = awsApplicationClaims.get(application.id)
      if (set === undefined || arePoliciesDark) blind.push(`which roles ${application.name} of tenant ${at.name} claims for everybody could not be read`)
      const { certain, possible } = arePoliciesDark ? { certain: [], possible: [] } : claimsPoliciesByApplication(application.id)
      const claimed = [
        ...[...(set?.constants ?? []), ...certain.flatMap(({ constants }) => constants)].filter(isRole).map(({ value }) => ({ value, policy: undefined })),
        ...possible.flatMap(({ name, constants }) => constants.filter(isRole).map(({ value }) => ({ value, policy: name }))),
      ]
      const found: RoleMapping[] = []
      for (const { value, policy } of claimed) {
        const mapping = roleMapping(value)
        if (mapping === undefined) {
          blind.push(`${application.name} of tenant ${at.name} claims a role for everybody that cannot be read`)
          continue
        }
        const id = `everybody/${value}`
        const to = nodeIds.applicationRole(tenant, application.id, id)
        found.push({ id, ...mapping })
        nodes.push({ id: to, kind: 'entra-application', name: `what ${application.name} claims for everybody`, scope: at.id, row: application.id })
        const from = application.appRoleAssignmentRequired
          ? assigned.map(one => (one.kind === 'user' ? nodeIds.session(tenant, one.id, application.id) : nodeIds.group(tenant, one.id, application.id)))
          : [...signIns.keys()].map(one => nodeIds.session(tenant, one, application.id))
        const step = { to, kind: 'assigned-to', demand: 'none', holding: 'standing', by: 'is given the role that is claimed for everybody' } as const
        const open = `not all applications that the policy ${policy} is given to were told`
        for (const one of new Set(from)) edges.push({ from: one, ...step, ...(policy === undefined ? { certainty: 'sure' } : { certainty: 'possible', open }) })
      }
      if (found.length > 0) mappings.set(application.id, found)
    }
    return { nodes, edges, mappings, blind: [...new Set(blind)] }
  },
})
