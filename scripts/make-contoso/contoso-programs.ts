import { entraApplications } from '../../src/datasets/entra/app-registrations.ts'
import { type ServicePrincipal, servicePrincipals } from '../../src/datasets/entra/applications.ts'
import type { FederatedCredential } from '../../src/datasets/entra/federated-credentials.ts'
import { contosoUsers } from './contoso-users.ts'
import { guid } from './ids.ts'
import { programTables } from './program-rights.ts'
import { secret } from './registrations.ts'
import type { Loose, Table } from './tables.ts'

const rowsOf = <R>(tables: readonly Table[], name: string): readonly R[] =>
  tables.filter(({ dataset }) => dataset.name === name).flatMap(({ rows }) => rows as readonly unknown[] as readonly R[])

const fromGitHub = (
  application: { readonly id: string; readonly appId: string; readonly name: string } | undefined,
  name: string,
  subject: string,
): Loose<FederatedCredential>[] =>
  application === undefined
    ? []
    : [
        {
          id: guid(`federated ${name}`),
          name,
          partOf: application.id,
          appId: application.appId,
          applicationName: application.name,
          issuer: 'https://token.actions.githubusercontent.com',
          subject,
          audiences: ['api://AzureADTokenExchange'],
          expression: null,
        },
      ]

const office = guid('blueprint office agents')

/** What Contoso's programs may do; `tables` hold its applications. Terraform deploys from pull requests, and one agent was left by whoever tried it out. */
export const contosoPrograms = (tables: readonly Table[]): Table[] => {
  const applications = rowsOf<Loose<ServicePrincipal>>(tables, servicePrincipals.name)
  const registration = (name: string) => rowsOf<{ id: string; appId: string; name: string }>(tables, entraApplications.name).find(one => one.name === name)
  const aws = (name: string) => applications.find(one => one.name === name) ?? { id: name, name }
  return programTables('contoso', {
    users: contosoUsers,
    applications,
    granted: [
      ['Directory backup automation', 'Directory.Read.All', 'Policy.Read.All'],
      ['Terraform (tenant)', 'Application.ReadWrite.All', 'Group.ReadWrite.All', 'Policy.ReadWrite.ConditionalAccess'],
      ['Employee directory', 'User.Read.All'],
      ['Wingtip Payroll', 'User.Read.All', 'GroupMember.Read.All'],
      ['automation-housekeeping', 'Directory.ReadWrite.All'],
      ['logic-approvals', 'User.Read.All'],
    ],
    delegated: [
      ['Whiteboard Pro', 'openid', 'profile', 'Files.ReadWrite.All', 'Mail.Read'],
      ['ServiceDesk Online', 'openid', 'profile', 'User.Read'],
      ['Learning Portal', 'openid', 'profile', 'email', 'User.Read'],
    ],
    federated: [
      ...fromGitHub(registration('Terraform (tenant)'), 'terraform-plan', 'repo:contoso-platform/tenant:pull_request'),
      ...fromGitHub(registration('Terraform (tenant)'), 'terraform-apply', 'repo:contoso-platform/tenant:environment:production'),
      ...fromGitHub(registration('Shop API'), 'shop-api-deploy', 'repo:contoso-shop/api:ref:refs/heads/main'),
    ],
    agents: [
      { id: guid('agent travel'), name: 'Travel desk agent', accountEnabled: true, blueprintId: office, owners: 1, sponsors: null },
      { id: guid('agent tickets'), name: 'Ticket triage (trial)', accountEnabled: true, blueprintId: office, owners: 0, sponsors: 0 },
    ],
    blueprints: [
      {
        id: guid('blueprint object office agents'),
        name: 'Office agents',
        appId: office,
        passwordCredentials: [secret('office agents', 40, 325)],
        keyCredentials: [],
      },
    ],
    provisioning: [
      { application: aws('AWS IAM Identity Center'), minutes: 22, matching: [['userName', 'userPrincipalName']] },
      { application: aws('AWS Single-Account Access (Production)'), status: 'Quarantine', quarantineReason: 'EncounteredQuarantineException', minutes: 31_700 },
    ],
    sponsored: 15,
  })
}
