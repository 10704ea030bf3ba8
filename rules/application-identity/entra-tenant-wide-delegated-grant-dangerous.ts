import { dangerousScopes } from '../../src/analysis/delegated-scopes.ts'
import { isMicrosofts } from '../../src/analysis/tier-zero.ts'
import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { declaredPrograms } from '../../src/estate/entra/declared-programs.ts'
import { delegatedGrants } from '../../src/estate/entra/delegated-grants.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-tenant-wide-delegated-grant-dangerous',
  title: 'Only declared applications may read mail and files, or act as an administrator, for everybody',
  failureTitle: 'Dangerous permission granted for everybody or for an administrator',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'application-identity',
  rationale:
    'Consent for the whole organization lets the application act for every user who signs in to it, without asking any of them: with Mail.* and Files.* it takes the data of everybody, with Directory.AccessAsUser.All, RoleManagement.ReadWrite.Directory and the like it has an administrator’s powers as soon as one signs in. What a holder of a privileged role granted alone counts the same for that person. High for Microsoft’s own applications (the command line tools of Graph and Azure among them), whose code is not a stranger’s, but whose tokens anybody can ask for on a device code; medium where the application or the person is off. Weighed are Microsoft Graph, Azure AD Graph, Exchange Online, SharePoint Online and Azure Resource Manager; what ordinary users granted for themselves is not read.',
  remediation: [
    { text: 'Ask who uses the application. Where nobody does, delete its enterprise application, which takes its grants away.' },
    {
      text: 'Otherwise take the grant away, and let administrators grant the scopes that are needed to the people who need them. The id of the grant is in the evidence.',
      command:
        "Connect-MgGraph -Scopes DelegatedPermissionGrant.ReadWrite.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/oauth2PermissionGrants/GRANT_ID'",
    },
    { text: 'Require assignment for the application, so that it acts for those alone who are meant to use it; declare it (kind: application) if it stands.' },
  ],
  verify: [
    {
      text: 'What is granted for everybody.',
      command:
        "Connect-MgGraph -Scopes Directory.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/oauth2PermissionGrants?$filter=consentType eq ''AllPrincipals''' -OutputType PSObject).value | Select-Object id, clientId, resourceId, scope",
    },
  ],
  frameworks: { 'mcsb@2': ['PA-7', 'IM-3'], 'nist-800-53@r5': ['AC-3', 'AC-6'] },
  equivalents: {},
  references: [
    { title: 'Permissions and consent', url: 'https://learn.microsoft.com/entra/identity-platform/permissions-consent-overview' },
    { title: 'Grants of delegated permissions', url: 'https://learn.microsoft.com/graph/api/resources/oauth2permissiongrant' },
    { title: 'Investigate illicit consent', url: 'https://learn.microsoft.com/defender-office-365/detect-and-remediate-illicit-consent-grants' },
  ],
  subjects: delegatedGrants,
  needs: { entraUsers, declaredPrograms },
  check({ grant, client, api }, { entraUsers, declaredPrograms }) {
    if (api === undefined) return unknown(`The directory does not tell which API the scopes ${grant.scopes.join(' ')} are of.`)
    const scopes = dangerousScopes(api.appId, grant.scopes)
    if (scopes.length === 0 || declaredPrograms(client?.appId ?? grant.clientId, grant.clientId) !== undefined) return pass()
    if (client === undefined) return unknown(`The directory does not list the application ${grant.clientId}, which was granted ${scopes.join(', ')}.`)
    const person = grant.principalId === null ? undefined : entraUsers.get(grant.principalId)
    const whom = grant.principalId === null ? 'everybody' : (person?.name ?? grant.principalId)
    const isOff = !client.accountEnabled || person?.accountEnabled === false
    const isOwn = isMicrosofts(client.appOwnerOrganizationId)
    const severity = isOff ? 'medium' : isOwn ? 'high' : 'critical'
    return fail(
      `${client.name} may use ${scopes.join(', ')} of ${api.name} for ${whom}, and is not declared.`,
      [
        evidence('Grant', grant.id, grant.id),
        evidence('Application', `${client.name} (${client.appId})`, client.id),
        evidence('Microsoft’s own', isOwn),
        evidence('Enabled', client.accountEnabled),
        evidence('Assignment required', client.appRoleAssignmentRequired),
        evidence('All scopes of the grant', [...grant.scopes]),
      ],
      severity,
    )
  },
})
