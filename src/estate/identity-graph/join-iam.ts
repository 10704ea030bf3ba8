import { plainIssuer, tokenIssuer } from '../../analysis/federated-subjects.ts'
import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import type { AccountPart } from './account.ts'
import { nodeIds } from './part.ts'
import type { TenantPart } from './tenant.ts'

const standing = { demand: 'none', holding: 'standing' } as const

/** The role and the provider in the value of an application role, whichever comes first: https://learn.microsoft.com/entra/identity/saas-apps/amazon-web-service-tutorial */
export const roleMapping = (value: string | null): { readonly roleArn: string; readonly providerArn: string } | undefined => {
  const parts = (value ?? '').split(',').map(part => part.trim())
  const roleArn = parts.find(part => /^arn:[^:]*:iam::\d{12}:role\//.test(part))
  const providerArn = parts.find(part => /^arn:[^:]*:iam::\d{12}:saml-provider\//.test(part))
  return roleArn === undefined || providerArn === undefined ? undefined : { roleArn, providerArn }
}

/** SAML federation straight to IAM: the application's role and the trust policy must both say so. */
export const joinSaml = (tenant: TenantPart, accounts: Iterable<AccountPart>): readonly GraphEdge[] => {
  const roles = [...accounts].flatMap(({ samlRoles }) => samlRoles).filter(role => role.tenant === tenant.tenant.toLowerCase())
  if (roles.length === 0) return []
  return tenant.gates.flatMap(({ application }): GraphEdge[] => {
    if (application.federatesTo !== 'iam-saml') return []
    const mappings = application.appRoles.flatMap(({ id, value }) => {
      const mapping = roleMapping(value)
      return mapping === undefined ? [] : [{ id, ...mapping }]
    })
    const mapped = mappings.flatMap(({ id, roleArn, providerArn }) =>
      roles
        .filter(role => role.roleArn === roleArn && role.providerArn === providerArn)
        .map(
          ({ open }): GraphEdge => ({
            from: nodeIds.applicationRole(tenant.tenant, application.id, id),
            to: nodeIds.aws(roleArn),
            kind: 'can-assume',
            ...standing,
            certainty: open === undefined ? 'sure' : 'possible',
            by: 'is mapped to the role, which trusts the tenant by SAML',
            ...(open === undefined ? {} : { open }),
          }),
        ),
    )
    const providers = new Set(mappings.map(({ providerArn }) => providerArn))
    const controlled = roles.map(
      ({ roleArn, providerArn, open }): GraphEdge => ({
        from: nodeIds.application(tenant.tenant, application.id),
        to: nodeIds.aws(roleArn),
        kind: 'controls',
        ...standing,
        ...(open === undefined && providers.has(providerArn)
          ? { certainty: 'sure' }
          : { certainty: 'possible', open: open ?? `nothing shows that the role trusts the certificate of ${application.name}` }),
        by: 'can have the application claim the role for somebody',
      }),
    )
    return [...mapped, ...controlled]
  })
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
    for (const { roleArn, issuer, subjects, open } of tokenRoles) {
      const of = tokenIssuer(issuer)
      const tenant = of.tenant === undefined ? undefined : scanned.get(of.tenant)
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
