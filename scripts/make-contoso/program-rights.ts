import { MICROSOFT_GRAPH } from '../../src/analysis/tier-zero.ts'
import { type AgentBlueprint, type AgentIdentity, agentBlueprints, agentIdentities } from '../../src/datasets/entra/agents.ts'
import { applicationPermissions, delegatedPermissions } from '../../src/datasets/entra/application-permissions.ts'
import type { ServicePrincipal } from '../../src/datasets/entra/applications.ts'
import type { EntraUser } from '../../src/datasets/entra/directory.ts'
import { type FederatedCredential, federatedCredentials } from '../../src/datasets/entra/federated-credentials.ts'
import { authenticationFlowsPolicies, entraGuests, signUpFlows } from '../../src/datasets/entra/guests.ts'
import { type ProvisioningJob, provisioningJobs, provisioningMappings } from '../../src/datasets/entra/provisioning.ts'
import { minutesAgo } from './dates.ts'
import { graphAssignmentId, guid } from './ids.ts'
import { type TenantKey, tenantScope } from './organization-facts.ts'
import { type Loose, type Table, table } from './tables.ts'

type Program = Loose<ServicePrincipal>

/** How people of an AWS application are provisioned, and found again. */
export interface ProvisioningSpec {
  readonly application: Pick<Program, 'id' | 'name'>
  readonly status?: string
  readonly quarantineReason?: string
  /** Minutes since it last ended well. */
  readonly minutes: number
  /** The attribute there and the one here, first the one that is tried first; absent: it provisions no users. */
  readonly matching?: readonly (readonly [target: string, source: string])[]
}

export interface ProgramRights {
  readonly users: readonly Loose<EntraUser>[]
  readonly applications: readonly Program[]
  /** `[name of the program, permission, ...]` on Microsoft Graph. */
  readonly granted?: readonly (readonly [name: string, ...permissions: string[]])[]
  /** For everybody. */
  readonly delegated?: readonly (readonly [name: string, ...scopes: string[]])[]
  readonly federated?: readonly Loose<FederatedCredential>[]
  readonly agents?: readonly Loose<AgentIdentity>[]
  readonly blueprints?: readonly Loose<AgentBlueprint>[]
  readonly provisioning?: readonly ProvisioningSpec[]
  /** How many guests have a sponsor, in their order. */
  readonly sponsored?: number
}

const named = (applications: readonly Program[], name: string): Program => {
  const found = applications.find(one => one.name === name)
  if (found === undefined) throw new Error(`there is no application ${name}`)
  return found
}

const jobId = ({ application }: ProvisioningSpec): string => `AWS.${guid(`job ${application.id}`).replaceAll('-', '')}`

const job = (spec: ProvisioningSpec): Loose<ProvisioningJob> => ({
  id: jobId(spec),
  name: `${spec.application.name}: aWSSingleSignon`,
  partOf: spec.application.id,
  status: spec.status ?? 'Active',
  quarantineReason: spec.quarantineReason ?? null,
  lastSuccessAt: minutesAgo(spec.minutes),
})

const delegatedRow = (applications: readonly Program[], [name, ...scopes]: readonly [string, ...string[]], graph: Program) => {
  const client = named(applications, name)
  return { id: graphAssignmentId(`delegated ${client.id}`), name: client.id, clientId: client.id, principalId: null, resourceId: graph.id, scopes }
}

/** What programs of a tenant may do, and who answers for its guests. */
export const programTables = (key: TenantKey, of: ProgramRights): Table[] => {
  const at = tenantScope(key)
  const { users, applications, granted = [], delegated = [], federated = [], agents = [], blueprints = [], provisioning = [], sponsored = 0 } = of
  const graph = applications.find(({ appId }) => appId === MICROSOFT_GRAPH)
  if (graph === undefined) throw new Error('every tenant has Microsoft Graph')
  const guests = users.filter(({ userType }) => userType === 'Guest')
  return [
    table(
      applicationPermissions,
      at,
      granted.flatMap(([name, ...permissions]) =>
        permissions.map(permission => {
          const program = named(applications, name)
          return {
            id: graphAssignmentId(`permission ${program.id} ${permission}`),
            name: program.name,
            principalId: program.id,
            principalType: 'ServicePrincipal',
            apiId: MICROSOFT_GRAPH,
            permission,
          }
        }),
      ),
    ),
    table(
      delegatedPermissions,
      at,
      delegated.map(one => delegatedRow(applications, one, graph)),
    ),
    table(federatedCredentials, at, federated),
    table(agentIdentities, at, agents),
    table(agentBlueprints, at, blueprints),
    table(provisioningJobs, at, provisioning.map(job)),
    table(
      provisioningMappings,
      at,
      provisioning.flatMap(spec =>
        spec.matching === undefined
          ? []
          : [
              {
                id: `${jobId(spec)}/User`,
                name: 'Provision Microsoft Entra ID Users',
                partOf: jobId(spec),
                applicationName: spec.application.name,
                sourceObject: 'User',
                matching: spec.matching.map(([target, source]) => ({ target, sources: [source] })),
              },
            ],
      ),
    ),
    table(
      entraGuests,
      at,
      guests.map(({ id, name, accountEnabled }, index) => ({ id, name, accountEnabled, sponsors: index < sponsored ? 1 : 0 })),
    ),
    table(authenticationFlowsPolicies, at, [{ id: 'authenticationFlowsPolicy', name: 'Authentication flows policy', isSelfServiceSignUpEnabled: false }]),
    table(signUpFlows, at, []),
  ]
}
