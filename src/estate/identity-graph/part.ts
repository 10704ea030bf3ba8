import type { GraphEdge, GraphNode } from '../../analysis/identity-graph/graph.ts'

/** What one scope adds to the identity graph by itself. */
export interface GraphPart {
  readonly nodes: readonly GraphNode[]
  readonly edges: readonly GraphEdge[]
  /** What could not be read here and may hide a way, in words. */
  readonly blind: readonly string[]
}

/** Ids of nodes, which parts of different scopes have in common. Native ids are compared in lower case. */
export const nodeIds = {
  accountGoal: (account: string): string => `goal/aws-account/${account}`,
  tenantGoal: (tenant: string): string => `goal/entra-tenant/${tenant}`,
  aws: (arn: string): string => `aws/${arn}`,
  permissionSet: (arn: string, account: string): string => `permission-set/${arn}/${account}`,
  storeUser: (store: string, id: string): string => `identity-center-user/${store}/${id}`,
  storeGroup: (store: string, id: string): string => `identity-center-group/${store}/${id}`,
  person: (tenant: string, id: string): string => `entra-user/${tenant}/${id}`,
  /** Somebody signed in to an application (its object id), or to `directory`, which stands for the administration of the tenant. */
  session: (tenant: string, id: string, gate: string): string => `session/${tenant}/${id}/${gate}`,
  /** A group as those are in it who came through one application. */
  group: (tenant: string, id: string, gate: string): string => `entra-group/${tenant}/${id}/${gate}`,
  role: (tenant: string, templateId: string): string => `entra-role/${tenant}/${templateId}`,
  /** Whoever decides who is who at an application. */
  application: (tenant: string, id: string): string => `entra-application/${tenant}/${id}`,
  /** Whoever is given one role of an application. */
  applicationRole: (tenant: string, application: string, role: string): string => `application-role/${tenant}/${application}/${role}`,
  program: (tenant: string, id: string): string => `service-principal/${tenant}/${id}`,
  /** Any application of the tenant, for which Entra makes tokens unasked. */
  anyProgram: (tenant: string): string => `service-principal/${tenant}/any`,
} as const

/** The gate of whoever administers the tenant. */
export const DIRECTORY = 'directory'
