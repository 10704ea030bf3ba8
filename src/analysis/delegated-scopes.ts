import { AZURE_AD_GRAPH, EXCHANGE_ONLINE, MICROSOFT_GRAPH } from './tier-zero.ts'

/** https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const SHAREPOINT_ONLINE = '00000003-0000-0ff1-ce00-000000000000'
const AZURE_SERVICE_MANAGEMENT = '797f4846-ba00-4fd7-ba43-dac1f8f63013'

/** Mail by whatever protocol, files, and whatever an administrator may do: https://learn.microsoft.com/graph/permissions-reference */
const graph =
  /^(?:Mail\.(?:Read|ReadWrite|Send)(?:\.Shared)?|MailboxSettings\.ReadWrite|Files\.(?:Read|ReadWrite)(?:\.All)?|Sites\.(?:Read|ReadWrite|Manage|FullControl)\.All|(?:EWS|IMAP|POP)\.AccessAsUser\.All|SMTP\.Send|Directory\.(?:AccessAsUser|ReadWrite)\.All|RoleManagement\.ReadWrite\.Directory|Role(?:Assignment|Eligibility)Schedule\.ReadWrite\.Directory|RoleManagementPolicy\.ReadWrite\..+|PrivilegedAccess\.ReadWrite\..+|Privileged(?:Assignment|Eligibility)Schedule\.ReadWrite\..+|AppRoleAssignment\.ReadWrite\.All|DelegatedPermissionGrant\.ReadWrite\.All|Application\.ReadWrite\.All|Group(?:Member)?\.ReadWrite\.All|User\.ReadWrite\.All|User-PasswordProfile\.ReadWrite\.All|UserAuthenticationMethod\.ReadWrite(?:\.All)?|UserAuthMethod-\w+\.ReadWrite(?:\.All)?|Policy\.ReadWrite\..+|Domain(?:-InternalFederation)?\.ReadWrite\.All|PublicKeyInfrastructure\.ReadWrite\.All|LifecycleWorkflows\.ReadWrite\.All|Organization\.ReadWrite\.All|Synchronization\.ReadWrite\.All|EntitlementManagement\.ReadWrite\.All)$/

/** By the API's application id; names of scopes are each API's own. */
const dangerous: ReadonlyMap<string, RegExp> = new Map([
  [MICROSOFT_GRAPH, graph],
  // `user_impersonation` and its elder name let a program do all that its user may.
  [AZURE_AD_GRAPH, /^(?:Directory\.(?:AccessAsUser|ReadWrite)\.All|Group\.ReadWrite\.All|user_impersonation)$/],
  [
    EXCHANGE_ONLINE,
    /^(?:Mail\.(?:Read|ReadWrite|Send)(?:\.Shared)?|(?:EWS|IMAP|POP)\.AccessAsUser\.All|SMTP\.Send|full_access_as_user|MailboxSettings\.ReadWrite|Exchange\.Manage)$/,
  ],
  [SHAREPOINT_ONLINE, /^(?:AllSites\.(?:Read|Write|Manage|FullControl)|MyFiles\.(?:Read|Write)|Sites\.FullControl\.All)$/],
  [AZURE_SERVICE_MANAGEMENT, /^user_impersonation$/],
])

/** Which of the scopes that were granted on an API give mail, files or an administrator's powers away. */
export const dangerousScopes = (apiId: string, scopes: readonly string[]): readonly string[] => {
  const pattern = dangerous.get(apiId.toLowerCase())
  return pattern === undefined ? [] : scopes.filter(scope => pattern.test(scope))
}
