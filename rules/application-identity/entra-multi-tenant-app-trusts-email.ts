import { applicationBehaviors, entraApplications } from '../../src/datasets/entra/app-registrations.ts'
import { isMultiTenant } from '../../src/estate/entra/sign-in-audience.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** The month from which new applications are given no unverified addresses: https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization */
const SAFE_SINCE = '2023-07'

export default defineRule({
  id: 'entra-multi-tenant-app-trusts-email',
  title: 'Applications are not given e-mail addresses that nobody has verified',
  failureTitle: 'Application is given unverified e-mail addresses',
  cloud: 'entra',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'The administrator of any tenant can write any address into the mail attribute of a user there. An application for many tenants that knows its people by the email claim then signs that user in as somebody else. Since June 2023 Entra ID leaves unverified addresses out, unless removeUnverifiedEmailClaim is false. Where it is not set, an application that was made before then may still be given such addresses, if it was: that cannot be read, and only true rules it out. Also shown: applications that ask to go on using Azure AD Graph, which has been retired. Both are told by the beta version of Microsoft Graph alone.',
  remediation: [
    { text: 'Let the application know people by tid and oid, never by email, preferred_username or upn.' },
    {
      text: 'Then take the exception back.',
      command:
        "Connect-MgGraph -Scopes Application.ReadWrite.All; Invoke-MgGraphRequest -Method PATCH -Uri ('https://graph.microsoft.com/beta/applications/' + (Read-Host 'Object id') + '/authenticationBehaviors') -Body @{ removeUnverifiedEmailClaim = $true; blockAzureADGraphAccess = $true }",
    },
  ],
  verify: [
    {
      text: 'Neither is false.',
      command:
        "Connect-MgGraph -Scopes Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/applications?$select=displayName,authenticationBehaviors' -OutputType PSObject).value",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3'], 'nist-800-53@r5': ['IA-8', 'SI-10'] },
  equivalents: {},
  references: [
    {
      title: 'Migrate away from using email claims for user identification or authorization',
      url: 'https://learn.microsoft.com/entra/identity-platform/migrate-off-email-claim-authorization',
    },
    { title: 'Manage application authenticationBehaviors', url: 'https://learn.microsoft.com/graph/applications-authenticationbehaviors' },
  ],
  subjects: applicationBehaviors,
  needs: { entraApplications },
  where: ({ signInAudience, blocksAzureAdGraph }) => isMultiTenant(signInAudience) || blocksAzureAdGraph === false,
  check({ id, name, appId, signInAudience, removesUnverifiedEmail, blocksAzureAdGraph }, { entraApplications }) {
    const facts = [
      evidence('removeUnverifiedEmailClaim', removesUnverifiedEmail ?? 'default', id),
      evidence('blockAzureADGraphAccess', blocksAzureAdGraph ?? 'default'),
      evidence('Application id', appId),
    ]
    if (isMultiTenant(signInAudience) && removesUnverifiedEmail === false)
      return fail(`${name}, which people of any tenant can sign in to, is given e-mail addresses that nobody has verified.`, facts)
    if (blocksAzureAdGraph === false) return fail(`${name} asks to go on using Azure AD Graph, which has been retired.`, facts, 'low')
    if (isMultiTenant(signInAudience) && removesUnverifiedEmail === null && (entraApplications.get(id)?.createdAt ?? '') < SAFE_SINCE)
      return unknown(`${name} sets nothing, and is older than what Entra ID does by itself: whether it is given unverified addresses cannot be read.`)
    return pass()
  },
})
