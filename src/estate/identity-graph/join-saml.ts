import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'
import type { AccountPart } from './account.ts'
import type { SamlRole } from './federated-roles.ts'
import { nodeIds } from './part.ts'
import { accountOfArn, type RoleMapping, roleMapping } from './role-mapping.ts'
import { takesSignature } from './saml-signing.ts'
import type { TenantPart } from './tenant.ts'
import type { Gate } from './tenant-gates.ts'

/** Steps, and the roles of accounts that could not be looked into. */
interface SamlJoin {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
}

const standing = { demand: 'none', holding: 'standing' } as const
const howSure = (open: string | undefined) => (open === undefined ? ({ certainty: 'sure' } as const) : ({ certainty: 'possible', open } as const))

const mappingsOf = ({ application }: Gate, { constantRoles }: TenantPart): readonly RoleMapping[] => [
  ...application.appRoles.flatMap(({ id, value }) => {
    const mapping = roleMapping(value)
    return mapping === undefined ? [] : [{ id, ...mapping }]
  }),
  ...(constantRoles.get(application.id) ?? []),
]

/** A role of an account that was not scanned or could not be read may be there, may trust the tenant, and may administer the account. */
const unreadRole = (tenant: TenantPart, { application }: Gate, { id, roleArn }: RoleMapping, isScanned: boolean): SamlJoin => {
  const account = accountOfArn(roleArn)
  const open = isScanned ? `the users and roles of account ${account} could not be read` : `account ${account} was not scanned`
  const role = { id: nodeIds.aws(roleArn), kind: 'aws-role', name: roleArn.slice(roleArn.lastIndexOf('/') + 1), scope: `aws-account/${account}` } as const
  const goal = { id: nodeIds.accountGoal(account), kind: 'goal', name: `administrator of account ${account}`, scope: tenant.scope } as const
  const step = { to: role.id, ...standing, ...howSure(open) }
  return {
    nodes: [role, goal],
    edges: [
      { from: nodeIds.applicationRole(tenant.tenant, application.id, id), ...step, kind: 'can-assume', by: 'is mapped to the role' },
      { from: nodeIds.application(tenant.tenant, application.id), ...step, kind: 'controls', by: 'can have the application claim the role for somebody' },
      { from: role.id, to: goal.id, kind: 'administers', ...standing, ...howSure(open), by: 'may be administrator' },
    ],
  }
}

/** What leaves open whether a role lets in whom an application sends; `no`: its provider takes nothing that the application signs. */
const openOf = (tenant: TenantPart, { application }: Gate, { certificates, open }: SamlRole): { readonly open?: string | undefined } | 'no' => {
  const takes = takesSignature(certificates, tenant.signing.get(application.id))
  if (takes === 'no') return 'no'
  return { open: open ?? (takes === 'yes' ? undefined : `whether the provider takes the certificate of ${application.name} is not known`) }
}

/** SAML federation straight to IAM: the application's role, the trust policy and the certificate must say so. */
export const joinSaml = (tenant: TenantPart, accounts: ReadonlyMap<string, AccountPart>): SamlJoin => {
  const roles = [...accounts.values()].flatMap(({ samlRoles }) => samlRoles).filter(role => role.tenant === tenant.tenant.toLowerCase())
  const nodes: GraphNode[] = []
  const edges: GraphEdge[] = []
  for (const gate of tenant.gates) {
    const { application } = gate
    if (application.federatesTo !== 'iam-saml') continue
    const mappings = mappingsOf(gate, tenant)
    for (const mapping of mappings) {
      const account = accounts.get(`aws-account/${accountOfArn(mapping.roleArn)}`)
      if (account?.isRead === true) continue
      const unread = unreadRole(tenant, gate, mapping, account !== undefined)
      nodes.push(...unread.nodes)
      edges.push(...unread.edges)
    }
    for (const role of roles) {
      const found = openOf(tenant, gate, role)
      if (found === 'no') continue
      const step = { to: nodeIds.aws(role.roleArn), ...standing, ...howSure(found.open) }
      for (const { id, roleArn, providerArn } of mappings)
        if (roleArn === role.roleArn && providerArn === role.providerArn)
          edges.push({
            from: nodeIds.applicationRole(tenant.tenant, application.id, id),
            kind: 'can-assume',
            ...step,
            by: 'is mapped to the role, which trusts the tenant by SAML',
          })
      edges.push({
        from: nodeIds.application(tenant.tenant, application.id),
        kind: 'controls',
        ...step,
        by: 'can have the application claim the role for somebody',
      })
    }
  }
  return { nodes, edges }
}
