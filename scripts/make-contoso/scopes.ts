import type { AnyDataset } from '../../src/dataset.ts'
import { credentialReport } from '../../src/datasets/aws/credential-report.ts'
import { awsRegions } from '../../src/datasets/aws/regions.ts'
import { awsApplicationClaims } from '../../src/datasets/entra/application-policies.ts'
import { awsApplications } from '../../src/datasets/entra/applications.ts'
import { entraUsers, referencedGroups } from '../../src/datasets/entra/directory.ts'
import { passThroughAgents } from '../../src/datasets/entra/pass-through-agents.ts'
import { provisioningJobs, provisioningMappings } from '../../src/datasets/entra/provisioning.ts'
import { synchronizationFeatures } from '../../src/datasets/entra/role-security.ts'
import { data } from './account-data.ts'
import { litware } from './account-litware.ts'
import { management } from './account-management.ts'
import { production } from './account-production.ts'
import { security } from './account-security.ts'
import { serviceTables } from './account-services.ts'
import type { AccountSpec } from './account-spec.ts'
import { staging } from './account-staging.ts'
import { accountTables } from './account-tables.ts'
import { organizationTables } from './aws-organization.ts'
import { azureScopes } from './azure.ts'
import { contosoActivity } from './contoso-activity.ts'
import { contosoApplications } from './contoso-applications.ts'
import { contosoGroups } from './contoso-groups.ts'
import { contosoPolicies } from './contoso-policies.ts'
import { contosoPrivilege } from './contoso-privilege.ts'
import { contosoPrograms } from './contoso-programs.ts'
import { contosoRoles } from './contoso-roles.ts'
import { contosoSettings } from './contoso-settings.ts'
import { contosoUsers } from './contoso-users.ts'
import { accountDatasets } from './datasets.ts'
import { identityCenterTables } from './identity-center.ts'
import { guid } from './ids.ts'
import { hiddenGroup, labApplication, labTenant } from './lab-tenant.ts'
import { litwareTenant } from './litware-tenant.ts'
import { type AccountKey, accountScope, accounts, applicationOf, organizationScope, scanner, type TenantKey, tenantScope } from './organization-facts.ts'
import { outsideTrustTables } from './outside-trust.ts'
import { accountRequests, organizationRequests, regionalRequests, tenantRequests } from './requests.ts'
import { gapIn, type ScopeContent, type Table, table } from './tables.ts'
import { e5, tenantTables, visio } from './tenant-facts.ts'

const roleArn = (key: AccountKey): string => `arn:aws:iam::${accounts[key].id}:role/${scanner.role}`
const sessionArn = (key: AccountKey): string => `arn:aws:sts::${accounts[key].id}:assumed-role/${scanner.role}/postern`
const scannerArn = `arn:aws:sts::${scanner.account}:assumed-role/${scanner.host}/postern`

/** Users whose policies allow everything, or all that is not IAM. */
const usersOfCodeCommit = ({ users, groups }: AccountSpec): number => {
  const isWide = ({ attached = [] }: { readonly attached?: readonly string[] }): boolean =>
    attached.some(policy => policy === 'AdministratorAccess' || policy === 'PowerUserAccess')
  const wide = new Set(groups.filter(isWide).map(({ name }) => name))
  return users.filter(user => isWide(user) || user.groups?.some(group => wide.has(group))).length
}

const account = (key: AccountKey, spec: AccountSpec): ScopeContent => ({
  scope: accountScope(key),
  identity: sessionArn(key),
  tables: [...accountTables(key, spec), ...serviceTables(key, spec)],
  gaps: [],
  requests: [
    ...accountRequests({ saml: spec.saml.length, oidc: spec.oidc.length, codeCommit: usersOfCodeCommit(spec) }),
    ...regionalRequests(2, key === 'staging' ? 1 : 0),
  ],
})

/** One permission is missing in the data account: to make a credential report counts as writing in many read-only roles. */
const withoutCredentialReport = (content: ScopeContent): ScopeContent => ({
  ...content,
  tables: content.tables.map(read => (read.dataset === credentialReport ? { ...read, rows: [] } : read)),
  gaps: [
    gapIn(content.scope, credentialReport, {
      reason: 'denied',
      detail: `User: ${content.identity} is not authorized to perform: iam:GenerateCredentialReport on resource: * because no identity-based policy allows the iam:GenerateCredentialReport action`,
      permission: 'iam:GenerateCredentialReport',
    }),
  ],
  requests: content.requests.flatMap(request =>
    request[1] === 'GetCredentialReport' ? [] : [request[1] === 'GenerateCredentialReport' ? (['iam', request[1], 1, 1] as const) : request],
  ),
})

/** A service control policy keeps what is tried in Europe: elsewhere the account answers nothing, neither to its developers nor to the scan. */
const inEuropeAlone = (content: ScopeContent): ScopeContent => {
  const isElsewhere = ({ part }: { readonly part?: string | undefined }): boolean => part === 'us-east-1'
  const regional = content.tables.filter(({ dataset }) => dataset !== awsRegions && dataset.permissions.includes('account:ListRegions'))
  return {
    ...content,
    tables: content.tables.map(read => (regional.includes(read) ? { ...read, rows: read.rows.filter(row => !isElsewhere(row)) } : read)),
    gaps: regional.map(({ dataset }) => {
      const action = dataset.permissions.find(permission => permission !== 'account:ListRegions') ?? ''
      const said = `User: ${content.identity} is not authorized to perform: ${action} on resource: * with an explicit deny in a service control policy`
      return gapIn(content.scope, dataset, {
        part: 'us-east-1',
        reason: 'denied',
        detail: `${action} is explicitly denied by a service control policy: ${said}`,
      })
    }),
  }
}

/** The owners of the sandbox removed the role of the scan, with much else. */
const shut = (key: AccountKey): ScopeContent => ({
  scope: accountScope(key),
  tables: [],
  gaps: accountDatasets.map(dataset =>
    gapIn(accountScope(key), dataset, {
      reason: 'denied',
      detail: `User: ${scannerArn} is not authorized to perform: sts:AssumeRole on resource: ${roleArn(key)}`,
      permission: 'sts:AssumeRole',
    }),
  ),
  requests: [['sts', 'AssumeRole', 1, 1]],
})

const tenant = (key: TenantKey, tables: readonly Table[], more: Pick<ScopeContent, 'gaps' | 'requests'>): ScopeContent => ({
  scope: tenantScope(key),
  identity: `application ${applicationOf[key]}`,
  tables,
  ...more,
})

const contoso = (): ScopeContent => {
  const at = tenantScope('contoso')
  const applications = contosoApplications()
  const tables = [
    ...tenantTables('contoso', { isSynced: true, skus: [e5, visio] }),
    table(entraUsers, at, contosoUsers),
    table(referencedGroups, at, contosoGroups),
    ...contosoRoles(),
    ...contosoPrivilege(),
    ...contosoPolicies(),
    ...applications,
    ...contosoPrograms(applications),
    ...contosoActivity(),
    ...contosoSettings(),
    ...outsideTrustTables('contoso', {
      blockedDomains: ['gmail.com', 'outlook.com', 'proton.me'],
      secondFactors: [
        {
          id: guid('second factor of the trading desk'),
          name: 'Trading desk tokens',
          state: 'enabled',
          appId: guid('application of the trading desk tokens'),
          discoveryUrl: 'https://tokens.contoso.com/.well-known/openid-configuration',
          isForEverybody: false,
        },
      ],
    }),
  ]
  return tenant('contoso', tables, {
    gaps: [
      gapIn(at, passThroughAgents, { reason: 'out-of-reach', detail: 'only a signed-in person can read it, and this scan signs in as an application' }),
      gapIn(at, synchronizationFeatures, {
        reason: 'out-of-reach',
        detail: 'only a signed-in Global Administrator can read it, and this scan signs in as an application',
      }),
    ],
    requests: tenantRequests(2, 2, 1, 0, 1),
  })
}

/** A test group keeps its members hidden from everyone, so that what its policy covers is not known; and Graph failed over one application. */
const lab = (): ScopeContent => {
  const at = tenantScope('lab')
  const unread: readonly AnyDataset[] = [awsApplications, awsApplicationClaims, provisioningJobs, provisioningMappings]
  const tables = labTenant().map(read => (unread.includes(read.dataset) ? { ...read, rows: [] } : read))
  const gaps = [
    gapIn(at, referencedGroups, { part: hiddenGroup, reason: 'denied', detail: 'its membership is hidden', permission: 'Member.Read.Hidden' }),
    gapIn(at, awsApplications, { part: labApplication.id, reason: 'failed', detail: 'GET /servicePrincipals/{id} answered 503 serviceUnavailable' }),
    ...[provisioningJobs, provisioningMappings].map(dataset =>
      gapIn(at, dataset, { reason: 'not-collected', detail: 'which applications federate to AWS is not known whole: aws-applications is not complete' }),
    ),
    gapIn(at, awsApplicationClaims, { part: 'other applications', reason: 'not-collected', detail: 'the applications of AWS are not all known' }),
  ]
  return tenant('lab', tables, { gaps, requests: tenantRequests(1, 1, 0, 4) })
}

/** Every scope of the made-up organization, in the order a scan would find them. */
export const contosoScopes = (): ScopeContent[] => [
  {
    scope: organizationScope,
    identity: sessionArn('management'),
    tables: [...organizationTables(), ...identityCenterTables()],
    gaps: [],
    requests: organizationRequests,
  },
  account('management', management),
  account('production', production),
  inEuropeAlone(account('staging', staging)),
  account('security', security),
  shut('sandbox'),
  withoutCredentialReport(account('data', data)),
  account('litware', litware),
  contoso(),
  tenant('litware', litwareTenant(), { gaps: [], requests: tenantRequests(1, 1, 0) }),
  lab(),
  ...azureScopes(),
]
