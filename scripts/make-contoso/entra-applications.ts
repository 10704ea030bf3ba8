import type { AwsApplication, ServicePrincipal } from '../../src/datasets/entra/applications.ts'
import { daysAgo, daysAhead } from './dates.ts'
import { guid, hexId } from './ids.ts'
import type { Loose } from './tables.ts'

type App = Loose<ServicePrincipal>

/** The tenant that owns Microsoft's own applications. https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in */
const microsoft = 'f8cdef31-a31e-4b4a-93e4-5f571e91255a'

const firstParty: readonly (readonly [appId: string, name: string])[] = [
  ['00000003-0000-0000-c000-000000000000', 'Microsoft Graph'],
  ['00000002-0000-0000-c000-000000000000', 'Windows Azure Active Directory'],
  ['00000002-0000-0ff1-ce00-000000000000', 'Office 365 Exchange Online'],
  ['00000003-0000-0ff1-ce00-000000000000', 'Office 365 SharePoint Online'],
  ['00000004-0000-0ff1-ce00-000000000000', 'Skype for Business Online'],
  ['00000006-0000-0ff1-ce00-000000000000', 'Microsoft Office 365 Portal'],
  ['00000009-0000-0000-c000-000000000000', 'Power BI Service'],
  ['0000000a-0000-0000-c000-000000000000', 'Microsoft Intune'],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', 'Windows Azure Service Management API'],
  ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'Azure Portal'],
  ['cc15fd57-2c6c-4117-a88c-83b1d56b4bbe', 'Microsoft Teams Services'],
  ['c9a559d2-7aab-4f13-a6ed-e7e9c52aec87', 'Microsoft Forms'],
  ['499b84ac-1321-427f-aa17-267ca6975798', 'Azure DevOps'],
  ['022907d3-0f1b-48f7-badc-1ba6abab6d66', 'Azure SQL Database'],
  ['3090ab82-f1c1-4cdf-af2c-5d7a6f3e2cc7', 'Microsoft Defender for Cloud Apps'],
]

const app = (tenant: string, name: string, more: Partial<App> = {}): App => ({
  id: guid(`service principal ${tenant} ${name}`),
  name,
  appId: guid(`application ${tenant} ${name}`),
  accountEnabled: true,
  servicePrincipalType: 'Application',
  appOwnerOrganizationId: guid(`publisher ${name}`),
  appRoleAssignmentRequired: false,
  preferredSingleSignOnMode: null,
  preferredTokenSigningKeyThumbprint: null,
  verifiedPublisherId: null,
  passwordCredentials: [],
  keyCredentials: [],
  ...more,
})

export const microsoftApplications = (tenant: string): App[] =>
  firstParty.map(([appId, name]) => app(tenant, name, { appId, appOwnerOrganizationId: microsoft }))

/** Bought elsewhere. */
export const galleryApplication = (tenant: string, name: string): App => app(tenant, name)
/** Registered in the tenant itself. */
export const ownApplication = (tenant: string, tenantId: string, name: string): App => app(tenant, name, { appOwnerOrganizationId: tenantId })
export const managedIdentity = (tenant: string, name: string): App =>
  app(tenant, name, { servicePrincipalType: 'ManagedIdentity', appOwnerOrganizationId: null, id: guid(`managed identity ${name}`) })

/** What is told of an application that federates to AWS; the rest follows. */
export type AwsSpec = Pick<
  AwsApplication,
  'appRoleAssignmentRequired' | 'applicationTemplateId' | 'loginUrl' | 'replyUrls' | 'servicePrincipalNames' | 'recognizedBy' | 'federatesTo'
> & {
  /** Display name, and the value that AWS sees. */
  readonly roles: readonly (readonly [name: string, value: string | null])[]
  /** Days since the signing certificate was made, of 1,095. */
  readonly certificateAge: number
}

export interface AwsPair {
  readonly servicePrincipal: App
  readonly application: Loose<AwsApplication>
}

/** SHA-1 of the certificate with which the AWS applications of a tenant sign; AWS accounts trust it. */
export const signingThumbprint = (tenantId: string): string => hexId(40, `signing certificate of ${tenantId}`)

/** An AWS application, both as one of all applications and with its details. */
export const awsApplication = (tenant: string, tenantId: string, name: string, spec: AwsSpec): AwsPair => {
  const { roles, certificateAge, ...kept } = spec
  const keyCredentials = (['Sign', 'Verify'] as const).map(usage => ({
    keyId: guid(`certificate ${name} ${usage}`),
    name: 'CN=Microsoft Azure Federated SSO Certificate',
    startAt: daysAgo(certificateAge, `certificate ${name}`),
    endAt: daysAhead(1_095 - certificateAge),
    thumbprint: signingThumbprint(tenantId).toUpperCase(),
    type: usage === 'Sign' ? 'X509CertAndPassword' : 'AsymmetricX509Cert',
    usage,
  }))
  const servicePrincipal = {
    ...ownApplication(tenant, tenantId, name),
    appRoleAssignmentRequired: spec.appRoleAssignmentRequired,
    preferredSingleSignOnMode: 'saml',
    keyCredentials,
  }
  const { id, appId, accountEnabled } = servicePrincipal
  return {
    servicePrincipal,
    application: {
      id,
      name,
      appId,
      accountEnabled,
      ...kept,
      servicePrincipalNames: [...kept.servicePrincipalNames, appId],
      preferredSingleSignOnMode: 'saml',
      appRoles: roles.map(([displayName, value]) => ({ id: guid(`app role ${name} ${displayName}`), displayName, value })),
      certificates: ['Sign', 'Verify'].map(usage => ({
        keyId: guid(`certificate ${name} ${usage}`),
        usage,
        startAt: daysAgo(certificateAge, `certificate ${name}`),
        endAt: daysAhead(1_095 - certificateAge),
      })),
    },
  }
}
