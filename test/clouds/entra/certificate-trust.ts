import type * as MG from '@microsoft/microsoft-graph-types'
import { type Resource, row } from './resource.ts'
import type { Json } from './wire.ts'

type WithId<T> = T & { readonly id: string }

/** What a tenant trusts from outside: authorities, domains, agents, and what its policies for all resources leave out. */
export interface TrustFixture {
  readonly publicKeyInfrastructures: readonly {
    readonly id: string
    readonly displayName: string
    readonly authorities: readonly WithId<MG.CertificateAuthorityDetail>[]
  }[]
  readonly classicAuthorities: readonly MG.CertificateAuthority[]
  /** Definitions of B2B policies in force, as text of JSON. */
  readonly invitationPolicies: readonly string[]
  /** States of user actions, by name. */
  readonly actionExclusions: Readonly<Record<string, 'enabled' | 'disabled' | 'enabledForReportingButNotEnforced'>>
}

/** A tenant that was not changed trusts nobody, and lets everybody be invited: https://learn.microsoft.com/entra/external-id/allow-deny-list */
export const trustsNobody: TrustFixture = { publicKeyInfrastructures: [], classicAuthorities: [], invitationPolicies: [], actionExclusions: {} }

const infrastructures = '/directory/publicKeyInfrastructure/certificateBasedAuthConfigurations'
const unsetAuthority = {
  certificate: 'AAAA',
  certificateAuthorityType: 'root',
  certificateRevocationListUrl: null,
  deltaCertificateRevocationListUrl: null,
  displayName: null,
  issuer: null,
  issuerSubjectKeyIdentifier: null,
  thumbprint: null,
  expirationDateTime: null,
  isIssuerHintEnabled: false,
}

/** How certificates sign in where nobody changed it: https://learn.microsoft.com/graph/api/x509certificateauthenticationmethodconfiguration-get */
export const unsetCertificates = {
  certificateUserBindings: [
    { x509CertificateField: 'PrincipalName', userProperty: 'userPrincipalName', priority: 1, trustAffinityLevel: 'low' },
    { x509CertificateField: 'RFC822Name', userProperty: 'userPrincipalName', priority: 2, trustAffinityLevel: 'low' },
  ],
  authenticationModeConfiguration: {
    x509CertificateAuthenticationDefaultMode: 'x509CertificateSingleFactor',
    x509CertificateDefaultRequiredAffinityLevel: 'low',
    rules: [],
  },
  crlValidationConfiguration: { state: 'disabled', exemptedCertificateAuthoritiesSubjectKeyIdentifiers: [] },
} satisfies Omit<MG.X509CertificateAuthenticationMethodConfiguration, 'includeTargets'>

export const certificateTrust: readonly Resource[] = [
  {
    path: infrastructures,
    needs: 'publicKeyInfrastructure',
    words: 'directory',
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'certificateBasedAuthPki',
      rows: tenant.trust.publicKeyInfrastructures.map(({ authorities: _authorities, ...one }): Json => ({ status: 'succeeded', statusDetails: null, ...one })),
    }),
  },
  {
    path: `${infrastructures}/{id}/certificateAuthorities`,
    needs: 'publicKeyInfrastructure',
    words: 'directory',
    // https://learn.microsoft.com/graph/api/certificatebasedauthpki-list-certificateauthorities: pages of 100, 999 at most.
    find: ({ tenant, id }) => {
      const found = tenant.trust.publicKeyInfrastructures.find(one => one.id === id('id'))
      if (found === undefined) return { kind: 'missing', id: id('id') }
      return { kind: 'list', type: 'certificateAuthorityDetail', rows: found.authorities.map((one): Json => ({ ...unsetAuthority, ...one })) }
    },
  },
  {
    path: '/organization/{id}/certificateBasedAuthConfiguration',
    needs: 'organization',
    words: 'directory',
    find: ({ tenant, id }) => {
      if (id('id') !== tenant.id) return { kind: 'missing', id: id('id') }
      const { classicAuthorities } = tenant.trust
      const rows = classicAuthorities.map((one): Json => ({ certificateRevocationListUrl: null, deltaCertificateRevocationListUrl: null, ...one }))
      return {
        kind: 'list',
        type: 'certificateBasedAuthConfiguration',
        rows: rows.length === 0 ? [] : [{ id: '29728ade-6ae4-4ee9-9103-412912537da5', certificateAuthorities: rows }],
      }
    },
  },
  {
    path: '/policies/b2bManagementPolicies',
    versions: ['beta'],
    needs: 'invitationDomains',
    words: 'policy',
    find: ({ tenant }) => ({
      kind: 'list',
      type: 'b2bManagementPolicy',
      rows: tenant.trust.invitationPolicies.map((definition, index) => ({
        id: `b2b-${index}`,
        displayName: 'B2BManagementPolicy',
        definition: [definition],
        isOrganizationDefault: true,
      })),
    }),
  },
  {
    path: '/identity/conditionalAccess/settings',
    versions: ['beta'],
    needs: 'conditionalAccessSettings',
    words: 'policy',
    find: ({ tenant }) => ({
      kind: 'one',
      type: 'conditionalAccessSettings',
      row: row({
        id: 'settings',
        modifiedDateTime: null,
        exclusions: {
          allResourcesExclusions: {
            userActionExclusions: Object.entries(tenant.trust.actionExclusions).map(([userAction, state]) => ({ userAction, state })),
          },
        },
      }),
    }),
  },
]
