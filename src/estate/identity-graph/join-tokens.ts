import { plainIssuer, tokenIssuer } from '../../analysis/federated-subjects.ts'
import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import { applicationIdIn, isOfVersion2 } from '../cross/audience-applications.ts'
import type { AccountPart } from './account.ts'
import type { TokenRole } from './federated-roles.ts'
import { nodeIds } from './part.ts'
import type { TenantPart } from './tenant.ts'

const standing = { demand: 'none', holding: 'standing' } as const

/** What leaves open whether any program of a tenant gets a token that a role takes: https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow */
const openToAny = ({ issuer, audiences, open }: TokenRole, { unassignedAudiences }: TenantPart): string | undefined => {
  if (open !== undefined) return open
  if (isOfVersion2(issuer)) return 'tokens of version 2 let programs in only as the audience itself, and others only who sign in to it'
  const isOpen = audiences.some(audience => unassignedAudiences.has(applicationIdIn(audience) ?? ''))
  return isOpen ? undefined : 'that assignment to the application of the audience is not required is not known'
}

/** Programs that a role lets in by their tokens: of a scanned tenant by name, of any other issuer as the issuer. */
export const joinTokens = (
  tenants: ReadonlyMap<string, TenantPart>,
  accounts: Iterable<AccountPart>,
): { readonly nodes: readonly GraphNode[]; readonly edges: readonly GraphEdge[] } => {
  const nodes: GraphNode[] = []
  const edges: GraphEdge[] = []
  const scanned = new Map([...tenants.values()].map(part => [part.tenant.toLowerCase(), part]))
  for (const { tokenRoles } of accounts)
    for (const role of tokenRoles) {
      const { roleArn, issuer, subjects } = role
      const of = tokenIssuer(issuer)
      const tenant = of.tenant === undefined ? undefined : scanned.get(of.tenant)
      const open = tenant !== undefined && subjects === 'any' ? openToAny(role, tenant) : role.open
      const step = {
        to: nodeIds.aws(roleArn),
        kind: 'trusts-token' as const,
        ...standing,
        certainty: open === undefined ? ('sure' as const) : ('possible' as const),
        ...(open === undefined ? {} : { open }),
      }
      if (tenant === undefined) {
        const from = `token-issuer/${plainIssuer(issuer)}/${subjects === 'any' ? '*' : subjects.join(' ')}`
        const whom = subjects === 'any' ? 'any subject' : subjects.join(', ')
        nodes.push({
          id: from,
          kind: 'token-issuer',
          name: `${of.name} (${whom})`,
          scope: `aws-account/${/^arn:[^:]*:iam::(\d{12})/.exec(roleArn)?.[1] ?? ''}`,
        })
        edges.push({ from, ...step, by: `is trusted by its tokens, for ${whom}` })
      } else if (subjects === 'any') {
        const from = nodeIds.anyProgram(tenant.tenant)
        nodes.push({ id: from, kind: 'service-principal', name: `any application of ${tenant.tenantName}`, scope: tenant.scope })
        edges.push({ from, ...step, by: 'is trusted by tokens of the tenant, whoever they are for' })
      } else
        for (const subject of subjects) {
          const from = nodeIds.program(tenant.tenant, subject)
          nodes.push({ id: from, kind: 'service-principal', name: subject, scope: tenant.scope, row: subject })
          edges.push({ from, ...step, by: 'is the subject that the role trusts' })
        }
    }
  return { nodes, edges }
}
