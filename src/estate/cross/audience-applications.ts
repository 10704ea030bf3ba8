import { nativeId } from '../../dataset.ts'
import { servicePrincipals } from '../../datasets/entra/applications.ts'
import { defineEstateView } from '../needs.ts'

/** An application for which a tenant issues tokens. */
export interface AudienceApplication {
  readonly id: string
  readonly name: string
  readonly isEnabled: boolean
  readonly isAssignmentRequired: boolean
  /** Nobody signs in to a managed identity. */
  readonly isManagedIdentity: boolean
}

/** The applications of a tenant by application id; `unread`: they could not be read, or not all of them. */
export type AudienceApplications = ReadonlyMap<string, AudienceApplication> | 'unread'

/** The applications of each scanned tenant, by tenant id in lower case. */
export const audienceApplicationsByTenant = defineEstateView({
  name: 'audience-applications-by-tenant',
  per: ['entra-tenant'],
  needs: { servicePrincipals },
  handlesDark: true,
  distil: ({ servicePrincipals }): ReadonlyMap<string, AudienceApplication> =>
    new Map(
      [...servicePrincipals].map(({ id, name, appId, accountEnabled, appRoleAssignmentRequired, servicePrincipalType }) => [
        appId.toLowerCase(),
        { id, name, isEnabled: accountEnabled, isAssignmentRequired: appRoleAssignmentRequired, isManagedIdentity: servicePrincipalType === 'ManagedIdentity' },
      ]),
    ),
  join(parts, dark): ReadonlyMap<string, AudienceApplications> {
    const read = [...parts].map(([scope, applications]) => [nativeId(scope).toLowerCase(), applications] as const)
    return new Map<string, AudienceApplications>([...dark.map(({ scope }) => [nativeId(scope).toLowerCase(), 'unread'] as const), ...read])
  },
})

/**
 * The application id in an audience that Entra writes without being told otherwise: the id itself in tokens of version 2, `api://<application id>` by
 * default in those of version 1. https://learn.microsoft.com/entra/identity-platform/identifier-uri-restrictions
 */
export const applicationIdIn = (audience: string): string | undefined =>
  /^(?:api:\/\/)?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})$/.exec(audience.toLowerCase())?.[1]

/**
 * Whether an issuer's tokens are of version 2. Those for programs, and for programs that act for people, say in `azp` who asked for them, and AWS compares
 * that, where it is there, with the audiences: whoever else asks for one is turned away. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html
 * https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference https://github.com/aws/aws-sdk-net/issues/3100
 */
export const isOfVersion2 = (provider: string): boolean => /\/v2\.0\/?$/.test(provider)

/**
 * Of audiences that are let in, those whose tokens more than those who are assigned get. `undecided`: those besides of which that cannot be told, or only
 * perhaps let in. By tokens of version 2 a program gets in only as the audience itself, and others only who sign in to it.
 */
export const unassignedAudiences = (
  { surely, perhaps }: { readonly surely: readonly string[]; readonly perhaps: readonly string[] },
  applications: ReadonlyMap<string, AudienceApplication>,
  provider: string,
): { readonly open: readonly { readonly audience: string; readonly application: AudienceApplication }[]; readonly undecided: readonly string[] } => {
  const isOpen = ({ isEnabled, isAssignmentRequired, isManagedIdentity }: AudienceApplication): boolean =>
    isEnabled && !isAssignmentRequired && !(isManagedIdentity && isOfVersion2(provider))
  const find = (audience: string) => applications.get(applicationIdIn(audience) ?? '')
  return {
    open: surely.flatMap(audience => {
      const application = find(audience)
      return application !== undefined && isOpen(application) ? [{ audience, application }] : []
    }),
    undecided: perhaps.filter(audience => {
      const application = find(audience)
      return application === undefined || isOpen(application)
    }),
  }
}

/**
 * Applications of each scanned tenant for which Entra issues tokens to nobody but those who are assigned, by tenant id in lower case; a tenant whose
 * applications could not be read is absent. https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow
 */
export const restrictedAudiencesByTenant = defineEstateView({
  name: 'restricted-audiences-by-tenant',
  per: ['entra-tenant'],
  needs: { servicePrincipals },
  handlesDark: true,
  whereAsked: true,
  distil: ({ servicePrincipals }): ReadonlySet<string> =>
    new Set(
      [...servicePrincipals].flatMap(({ appId, accountEnabled, appRoleAssignmentRequired }) =>
        appRoleAssignmentRequired || !accountEnabled ? [appId.toLowerCase()] : [],
      ),
    ),
  join: (parts): ReadonlyMap<string, ReadonlySet<string>> => new Map([...parts].map(([scope, restricted]) => [nativeId(scope).toLowerCase(), restricted])),
})
