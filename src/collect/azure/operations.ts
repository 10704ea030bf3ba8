/** Services behind Azure Resource Manager that throttle on their own. */
type Workload = 'resource-manager' | 'resource-graph'

/** One request to Azure Resource Manager that may leave. `{subscription}`, `{group}` and `{name}` stand for one segment. */
export interface ArmOperation {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly apiVersion: string
  /** The action of Azure RBAC that opens it, named when the answer is a refusal. Empty: whoever asks gets what they may see. */
  readonly action: string
  readonly workload: Workload
}

const read = (path: string, apiVersion: string, action: string): ArmOperation => ({ method: 'GET', path, apiVersion, action, workload: 'resource-manager' })

const groups = '/providers/Microsoft.Management/managementGroups'
const authorization = 'providers/Microsoft.Authorization'
const workspace = '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.OperationalInsights/workspaces/{name}'

/** The same read at a management group and at a subscription. */
const atScopes = (path: string, apiVersion: string, action: string): readonly ArmOperation[] => [
  read(`${groups}/{group}/${path}`, apiVersion, action),
  read(`/subscriptions/{subscription}/${path}`, apiVersion, action),
]

/**
 * Everything that may be asked of Azure Resource Manager: the allow-list of the read-only guard. A POST is here only where it reads.
 * Actions: https://learn.microsoft.com/azure/role-based-access-control/resource-provider-operations
 */
export const armOperations: readonly ArmOperation[] = [
  // https://learn.microsoft.com/rest/api/resources/subscriptions/list: only those that the caller may see.
  read('/subscriptions', '2022-12-01', ''),
  read(`${groups}/{group}`, '2020-05-01', 'Microsoft.Management/managementGroups/read'),
  read(`${groups}/{group}/settings`, '2020-05-01', 'Microsoft.Management/managementGroups/settings/read'),
  { method: 'POST', path: '/providers/Microsoft.Management/getEntities', apiVersion: '2020-05-01', action: '', workload: 'resource-manager' },
  read('/providers/Microsoft.Subscription/policies/default', '2021-10-01', 'Microsoft.Subscription/Policies/default/read'),
  ...atScopes(`${authorization}/permissions`, '2022-04-01', 'Microsoft.Authorization/permissions/read'),
  ...atScopes(`${authorization}/roleAssignments`, '2022-04-01', 'Microsoft.Authorization/roleAssignments/read'),
  ...atScopes(`${authorization}/roleDefinitions`, '2022-04-01', 'Microsoft.Authorization/roleDefinitions/read'),
  ...atScopes(`${authorization}/roleAssignmentScheduleInstances`, '2020-10-01', 'Microsoft.Authorization/roleAssignmentScheduleInstances/read'),
  ...atScopes(`${authorization}/roleEligibilityScheduleInstances`, '2020-10-01', 'Microsoft.Authorization/roleEligibilityScheduleInstances/read'),
  ...atScopes(`${authorization}/policyAssignments`, '2023-04-01', 'Microsoft.Authorization/policyAssignments/read'),
  read(`${groups}/{group}/${authorization}/policyExemptions`, '2022-07-01-preview', 'Microsoft.Authorization/policyExemptions/read'),
  read('/subscriptions/{subscription}/providers/Microsoft.Security/pricings', '2024-01-01', 'Microsoft.Security/pricings/read'),
  read('/subscriptions/{subscription}/providers/Microsoft.Security/securityContacts', '2023-12-01-preview', 'Microsoft.Security/securityContacts/read'),
  read('/subscriptions/{subscription}/providers/Microsoft.Insights/diagnosticSettings', '2021-05-01-preview', 'Microsoft.Insights/DiagnosticSettings/Read'),
  // The tenant's own settings are opened by a role at the scope /providers/microsoft.aadiam, or at the root.
  read('/providers/microsoft.aadiam/diagnosticSettings', '2017-04-01', 'microsoft.aadiam/diagnosticSettings/read'),
  // Without the secrets, which another method lists: https://learn.microsoft.com/rest/api/appservice/web-apps/get-auth-settings-v2-without-secrets
  read(
    '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Web/sites/{name}/config/authsettingsV2',
    '2023-12-01',
    'Microsoft.Web/sites/config/Read',
  ),
  // https://learn.microsoft.com/rest/api/appservice/web-apps/get-auth-settings-v2-without-secrets-slot
  read(
    '/subscriptions/{subscription}/resourceGroups/{group}/providers/Microsoft.Web/sites/{name}/slots/{slot}/config/authsettingsV2',
    '2023-12-01',
    'Microsoft.Web/sites/slots/config/Read',
  ),
  read(`${workspace}/tables/{name}`, '2022-10-01', 'Microsoft.OperationalInsights/workspaces/tables/read'),
  read(`${workspace}/providers/Microsoft.SecurityInsights/onboardingStates`, '2024-09-01', 'Microsoft.SecurityInsights/onboardingStates/read'),
  read(`${workspace}/providers/Microsoft.SecurityInsights/alertRules`, '2024-09-01', 'Microsoft.SecurityInsights/alertRules/read'),
  // https://learn.microsoft.com/rest/api/azureresourcegraph/resourcegraph/resources/resources: it leaves out, silently, what the caller may not read.
  {
    method: 'POST',
    path: '/providers/Microsoft.ResourceGraph/resources',
    apiVersion: '2022-10-01',
    action: 'Microsoft.ResourceGraph/resources/read',
    workload: 'resource-graph',
  },
]
