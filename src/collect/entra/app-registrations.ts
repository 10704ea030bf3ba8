import { z } from 'zod'
import { applicationBehaviors, type EntraApplication, entraApplications } from '../../datasets/entra/app-registrations.ts'
import { defineCollector } from '../collector.ts'
import { credentials, credentialsOf } from './credential-rows.ts'
import { rowsFrom } from './read-rows.ts'
import type { EntraSession } from './session.ts'

const uris = { redirectUris: z.array(z.string()) }
const told = z
  .boolean()
  .nullish()
  .transform(value => value === true)

const wire = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullable(),
  signInAudience: z.string().nullable(),
  createdDateTime: z.string().nullable(),
  ...credentials,
  web: z.object({ ...uris, implicitGrantSettings: z.object({ enableAccessTokenIssuance: told, enableIdTokenIssuance: told }).nullish() }).nullable(),
  spa: z.object(uris).nullable(),
  publicClient: z.object(uris).nullable(),
  isFallbackPublicClient: z.boolean().nullable(),
  servicePrincipalLockConfiguration: z
    .object({
      isEnabled: z.boolean(),
      allProperties: told,
      credentialsWithUsageVerify: told,
      credentialsWithUsageSign: told,
      tokenEncryptionKeyId: told,
    })
    .nullable(),
  api: z.object({ acceptMappedClaims: told, requestedAccessTokenVersion: z.number().nullish() }).nullable(),
  verifiedPublisher: z.object({ verifiedPublisherId: z.string().nullish() }).nullable(),
})

const lockOf = (lock: z.infer<typeof wire>['servicePrincipalLockConfiguration']): EntraApplication['propertyLock'] =>
  lock === null
    ? null
    : {
        isEnabled: lock.isEnabled,
        allProperties: lock.allProperties,
        credentialsThatVerify: lock.credentialsWithUsageVerify,
        credentialsThatSign: lock.credentialsWithUsageSign,
        tokenEncryptionKey: lock.tokenEncryptionKeyId,
      }

const rowOf = (item: z.infer<typeof wire>, scope: string): EntraApplication => ({
  id: item.id,
  scope,
  name: item.displayName ?? item.appId,
  appId: item.appId,
  signInAudience: item.signInAudience,
  createdAt: item.createdDateTime,
  ...credentialsOf(item),
  webRedirectUris: item.web?.redirectUris ?? [],
  spaRedirectUris: item.spa?.redirectUris ?? [],
  publicClientRedirectUris: item.publicClient?.redirectUris ?? [],
  implicitGrant: {
    accessTokens: item.web?.implicitGrantSettings?.enableAccessTokenIssuance === true,
    idTokens: item.web?.implicitGrantSettings?.enableIdTokenIssuance === true,
  },
  isFallbackPublicClient: item.isFallbackPublicClient === true,
  propertyLock: lockOf(item.servicePrincipalLockConfiguration),
  acceptsMappedClaims: item.api?.acceptMappedClaims === true,
  accessTokenVersion: item.api?.requestedAccessTokenVersion ?? null,
  verifiedPublisherId: item.verifiedPublisher?.verifiedPublisherId ?? null,
})

/** Every registration, a page of 999 a request. With the credentials Graph allows 150 such requests a minute: https://learn.microsoft.com/graph/api/application-list */
export const appRegistrations = defineCollector<EntraSession>({
  name: 'entra-app-registrations',
  gives: [entraApplications],
  collect: (session, at) => rowsFrom(entraApplications, at, session.list({ path: '/applications', select: Object.keys(wire.shape), top: 999 }), wire, rowOf),
})

const behaviors = z.object({
  id: z.string(),
  appId: z.string(),
  displayName: z.string().nullable(),
  signInAudience: z.string().nullable(),
  authenticationBehaviors: z.object({ removeUnverifiedEmailClaim: z.boolean().nullish(), blockAzureADGraphAccess: z.boolean().nullish() }).nullable(),
})

/** In beta, the only version documented to tell it: https://learn.microsoft.com/graph/applications-authenticationbehaviors */
export const authenticationBehaviors = defineCollector<EntraSession>({
  name: 'entra-application-behaviors',
  gives: [applicationBehaviors],
  collect: (session, at) =>
    rowsFrom(
      applicationBehaviors,
      at,
      session.list({ path: '/applications', version: 'beta', select: Object.keys(behaviors.shape), top: 999 }),
      behaviors,
      ({ id, appId, displayName, signInAudience, authenticationBehaviors: set }, scope) => ({
        id,
        scope,
        name: displayName ?? appId,
        appId,
        signInAudience,
        removesUnverifiedEmail: set?.removeUnverifiedEmailClaim ?? null,
        blocksAzureAdGraph: set?.blockAzureADGraphAccess ?? null,
      }),
    ),
})
