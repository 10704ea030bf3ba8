import type { OidcSpec, RoleSpec } from './account-spec.ts'
import { guid } from './ids.ts'
import { type AccountKey, accounts, tenants } from './organization-facts.ts'
import { trustIssuer } from './policy-documents.ts'

/** The tenant of Microsoft's from which Defender for Cloud and Sentinel sign in to AWS. https://learn.microsoft.com/azure/sentinel/connect-aws-configure-environment */
const microsoft = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/'

const audiences = {
  posture: 'api://4d8bed1f-eee7-4d8e-b0dc-8462049a4479',
  servers: 'api://AzureSecurityCenter.MultiCloud.DefenderForServers',
  sentinel: 'api://1462b192-27f7-4cb9-8523-0f4ecb54b47e',
} as const

export const microsoftProvider = (age: number): OidcSpec => ({ url: microsoft, audiences: Object.values(audiences), age })

/**
 * The connector of Defender for Cloud. Roles of its first years do not demand the session name that carries the customer's tenant; a plan that
 * was turned on later does. https://learn.microsoft.com/azure/defender-for-cloud/quickstart-onboard-aws
 */
export const defenderRoles = (key: AccountKey, firstYears: boolean): RoleSpec[] => {
  const session = { 'sts:RoleSessionName': `MicrosoftDefenderForClouds_${tenants.contoso.id}` }
  const trust = (audience: string, demands: object) => trustIssuer(accounts[key].id, microsoft, { StringEquals: { aud: audience, ...demands } })
  const age = firstYears ? 1_120 : 203
  return [
    { name: 'CspmMonitorAws', age, attached: ['SecurityAudit'], used: 0, trust: trust(audiences.posture, firstYears ? {} : session) },
    { name: 'DefenderForCloud-DefenderForServers', age: 203, attached: ['AmazonSSMManagedInstanceCore'], used: 1, trust: trust(audiences.servers, session) },
  ]
}

/** The connector of Sentinel reads CloudTrail's bucket through a queue. Its role's name must begin with `OIDC_`. */
export const sentinelRole = (key: AccountKey): RoleSpec => ({
  name: 'OIDC_MicrosoftSentinelRole',
  age: 540,
  attached: ['AmazonS3ReadOnlyAccess'],
  used: 0,
  trust: trustIssuer(accounts[key].id, microsoft, {
    StringEquals: { aud: audiences.sentinel, 'sts:RoleSessionName': `MicrosoftSentinel_${guid('sentinel workspace')}` },
  }),
})
