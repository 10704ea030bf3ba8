import type { Assurance } from '../../../src/analysis/conditional-access/assurance.ts'
import type { AccountSeed, AwsSeed } from '../../clouds/aws/seed.ts'
import { tenant } from '../../clouds/entra/tenant.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { samlCertificates } from '../organization/saml-certificates.ts'
import { allTogether } from '../organization/seeds-together.ts'
import { accounts, domain, identityStore, organizationId, tenantId } from './places.ts'
import type { ApplicationName, Planting, Seeds } from './planting.ts'

const template: Readonly<Record<ApplicationName, string>> = { sso: '21ed01d2-ec13-4e9e-86c1-cd546719ebc4', iam: '8b1025e4-1dd2-430b-a150-2ef79cd700f5' }
const identifier: Readonly<Record<ApplicationName, string>> = {
  sso: `https://us-east-1.signin.aws.amazon.com/platform/saml/${identityStore}`,
  iam: 'https://signin.aws.amazon.com/saml',
}

const application = (name: ApplicationName, { applications }: Seeds): TenantFixture['servicePrincipals'][number] => ({
  id: `sp-${name}`,
  appId: `app-${name}`,
  displayName: name,
  servicePrincipalType: 'Application',
  applicationTemplateId: template[name],
  servicePrincipalNames: [identifier[name], `app-${name}`],
  replyUrls: [name === 'sso' ? 'https://us-east-1.signin.aws.amazon.com/platform/saml/acs/0a1b2c3d' : identifier.iam],
  preferredSingleSignOnMode: 'saml',
  appRoleAssignmentRequired: true,
  accountEnabled: true,
  keyCredentials: [
    {
      keyId: `key-${name}`,
      usage: 'Sign',
      type: 'X509CertAndPassword',
      endDateTime: '2120-01-01T00:00:00Z',
      customKeyIdentifier: samlCertificates.lastingThumbprint,
    },
  ],
  appRoles: [...(applications?.[name]?.roles ?? [])],
  appRoleAssignedTo: (applications?.[name]?.assigned ?? []).map(each => ({ ...each, resourceId: `sp-${name}` })),
  owners: applications?.[name]?.owners ?? [],
})

type Policy = TenantFixture['conditionalAccessPolicies'][number]

/** Everybody needs MFA but one group, one needs a phishing-resistant method, and one is not let in. */
const conditionalAccess = (): readonly Policy[] => {
  const of = (
    id: string,
    users: Exclude<NonNullable<Policy['conditions']>['users'], undefined>,
    grantControls: Exclude<Policy['grantControls'], undefined>,
  ): Policy => ({
    id,
    displayName: id,
    state: 'enabled',
    conditions: { users, applications: { includeApplications: ['All'] }, clientAppTypes: ['all'] },
    grantControls,
  })
  return [
    of('MFA', { includeUsers: ['All'], excludeGroups: ['g-demand-single-factor'] }, { operator: 'OR', builtInControls: ['mfa'] }),
    of(
      'Phishing-resistant',
      { includeGroups: ['g-demand-phishing-resistant'] },
      { operator: 'OR', builtInControls: [], authenticationStrength: { id: '00000000-0000-0000-0000-000000000004' } },
    ),
    of('Block', { includeGroups: ['g-demand-blocked'] }, { operator: 'OR', builtInControls: ['block'] }),
  ]
}

const demandGroups = ({ demands }: Seeds): TenantFixture['groups'] =>
  (['single-factor', 'phishing-resistant', 'blocked'] satisfies Assurance[]).map(demand => ({
    id: `g-demand-${demand}`,
    displayName: demand,
    securityEnabled: true,
    isAssignableToRole: true,
    members: demands?.[demand] ?? [],
  }))

/** The tenant with all plantings in it. */
export const tenantOf = (seeds: Seeds): TenantFixture =>
  tenant({
    ...seeds.tenant,
    id: tenantId,
    organization: {
      displayName: 'Contoso',
      tenantType: 'AAD',
      createdDateTime: '2019-03-01T09:00:00Z',
      verifiedDomains: [{ name: domain, isDefault: true, isInitial: true, type: 'Managed' }],
    },
    groups: [...(seeds.tenant?.groups ?? []), ...demandGroups(seeds)],
    conditionalAccessPolicies: conditionalAccess(),
    servicePrincipals: [application('sso', seeds), application('iam', seeds), ...(seeds.tenant?.servicePrincipals ?? [])],
  })

/** The AWS organization with all plantings in it. */
export const awsOf = (seeds: Seeds): AwsSeed => {
  const center: AccountSeed = {
    identityCenters: [
      {
        region: 'us-east-1',
        instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
        identityStoreId: identityStore,
        ownerAccountId: accounts.management,
        ...seeds.store,
      },
    ],
  }
  return {
    accounts: Object.fromEntries(
      Object.entries(accounts).map(([name, id]) => [
        id,
        allTogether<AccountSeed>([
          { regions: [{ name: 'us-east-1', status: 'ENABLED_BY_DEFAULT' }] },
          ...(name === 'management' ? [center] : []),
          seeds.accounts?.[id] ?? {},
        ]),
      ]),
    ),
    organization: {
      management: accounts.management,
      id: organizationId,
      trustedServices: ['sso.amazonaws.com'],
      units: [{ name: 'guarded' }, { name: 'workloads' }],
      members: Object.entries(accounts)
        .filter(([name]) => name !== 'management')
        .map(([name, id]) => ({
          id,
          name,
          unit: name === 'guarded' ? 'guarded' : 'workloads',
          ...(name === 'closed' ? { status: 'SUSPENDED' as const } : {}),
        })),
      policies: seeds.policies ?? [],
    },
  }
}

/** All that is planted, in one. */
export const seedsOf = (plantings: readonly Planting[]): Seeds => allTogether<Seeds>(plantings.flatMap(({ seeds }) => seeds))
