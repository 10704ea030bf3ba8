import { hasPlan, plans } from './built-ins.ts'
import { unsetCertificates } from './certificate-trust.ts'
import { type Asked, type Found, type Resource, row } from './resource.ts'
import type { TenantFixture } from './tenant-fixture.ts'
import type { Json } from './wire.ts'

/** Groups, devices, domains and reviews: what a tenant is set to, beside its policies for sign-in. */

/** Which methods say more in beta: https://learn.microsoft.com/graph/api/resources/authenticationmethodspolicy?view=graph-rest-beta */
const betaPolicy = ({ methodsPolicy }: TenantFixture): Json => ({
  reportSuspiciousActivitySettings: methodsPolicy.reportSuspiciousActivitySettings,
  systemCredentialPreferences: methodsPolicy.systemCredentialPreferences,
})

/** The authentication methods policy comes with its methods, and knows no query options. */
const methodsPolicy = ({ tenant, version }: Asked): Found => ({
  kind: 'one',
  type: 'authenticationMethodsPolicy',
  row: {
    id: 'authenticationMethodsPolicy',
    displayName: 'Authentication Methods Policy',
    policyVersion: '1.5',
    policyMigrationState: tenant.methodsPolicy.policyMigrationState,
    ...(version === 'beta' ? betaPolicy(tenant) : {}),
    authenticationMethodConfigurations: tenant.authenticationMethods.map(method => ({
      excludeTargets: [],
      ...(method.id === 'X509Certificate' ? unsetCertificates : {}),
      ...method,
    })),
  },
})

const hasReviews = (tenant: TenantFixture): boolean => hasPlan(tenant, plans.p2, plans.governance)

export const settings: readonly Resource[] = [
  { path: '/policies/authenticationMethodsPolicy', needs: 'authenticationMethods', words: 'policy', find: methodsPolicy },
  {
    path: '/policies/authorizationPolicy',
    needs: 'policies',
    words: 'policy',
    // In beta it is a list of one, with other names: https://learn.microsoft.com/graph/api/resources/authorizationpolicy?view=graph-rest-beta
    versions: ['v1.0'],
    find: ({ tenant }) => ({ kind: 'one', type: 'authorizationPolicy', row: row(tenant.authorizationPolicy) }),
  },
  {
    path: '/policies/adminConsentRequestPolicy',
    needs: 'policies',
    words: 'policy',
    find: ({ tenant }) => ({ kind: 'one', type: 'adminConsentRequestPolicy', row: row(tenant.adminConsentRequestPolicy) }),
  },
  {
    path: '/policies/deviceRegistrationPolicy',
    needs: 'devicePolicy',
    words: 'policy',
    find: ({ tenant }) => ({ kind: 'one', type: 'deviceRegistrationPolicy', row: row(tenant.deviceRegistrationPolicy) }),
  },
  {
    path: '/groupSettings',
    needs: 'groupSettings',
    words: 'directory',
    versions: ['v1.0'],
    find: ({ tenant }) => ({ kind: 'list', type: 'groupSetting', rows: tenant.groupSettings.map(row) }),
  },
  {
    path: '/domains/{id}/federationConfiguration',
    needs: 'domains',
    words: 'directory',
    find: ({ tenant, id }) => {
      if (!tenant.domains.some(domain => domain.id === id('id'))) return { kind: 'missing', id: id('id') }
      return {
        kind: 'list',
        type: 'internalDomainFederation',
        rows: tenant.domainFederations.filter(({ domain }) => domain === id('id')).map(one => row(one.configuration)),
      }
    },
  },
  {
    path: '/identityGovernance/accessReviews/definitions',
    needs: 'accessReviews',
    words: 'pim',
    // https://learn.microsoft.com/graph/api/accessreviewset-list-definitions: pages of 100.
    find: ({ tenant }) =>
      hasReviews(tenant)
        ? { kind: 'list', type: 'accessReviewScheduleDefinition', rows: tenant.accessReviews.map(row), largestPage: 100 }
        : { kind: 'unlicensed', plan: 'P2' },
  },
]
