import { defaultMethods } from '../../clouds/entra/defaults.ts'
import { allPermissions } from '../../clouds/entra/permissions.ts'
import { scanner, tenant } from '../../clouds/entra/tenant.ts'
import type { TenantFixture } from '../../clouds/entra/tenant-fixture.ts'
import { accounts, daysAgo } from './accounts.ts'
import { programs } from './entra-applications.ts'
import { governance } from './entra-governance.ts'
import { domains, idOf, people, registrations, type TenantName } from './entra-people.ts'
import { conditionalAccess, leftOut, namedLocations } from './entra-policies.ts'
import { withPolicyHygiene } from './entra-policy-hygiene.ts'
import { withPrivilege } from './entra-privilege.ts'
import { withProgramRights } from './entra-program-rights.ts'
import { active, eligibleRoles, plainAssignments, roleIds, rolePolicies } from './entra-roles.ts'
import { faultySettings, soundSettings, synchronization, withContext, withReuse } from './entra-settings.ts'
import { withTrust } from './entra-trust.ts'
import { samlCertificates } from './saml-certificates.ts'
import { tenants } from './tenants.ts'

const awsApplication = (id: string, appRoleAssignmentRequired: boolean, identityStore: string): TenantFixture['servicePrincipals'][number] => ({
  id,
  appId: `app-${id}`,
  displayName: id,
  servicePrincipalType: 'Application',
  applicationTemplateId: '21ed01d2-ec13-4e9e-86c1-cd546719ebc4',
  servicePrincipalNames: [`https://us-east-1.signin.aws.amazon.com/platform/saml/${identityStore}`, `app-${id}`],
  replyUrls: ['https://us-east-1.signin.aws.amazon.com/platform/saml/acs/0a1b2c3d'],
  preferredSingleSignOnMode: 'saml',
  appRoleAssignmentRequired,
  accountEnabled: true,
  // Of the lasting certificate that AWS trusts.
  keyCredentials: [
    {
      keyId: `key-${id}`,
      usage: 'Sign',
      type: 'X509CertAndPassword',
      endDateTime: '2120-01-01T00:00:00Z',
      customKeyIdentifier: samlCertificates.lastingThumbprint,
    },
  ],
})

/** Where it leads people to in an account. */
const inAccount = (role: string): string => [`role/${role}`, 'saml-provider/Entra'].map(path => `arn:aws:iam::${accounts.identity}:${path}`).join(',')
const appRole = (name: string) => ({ id: `role-${name}`, displayName: name, value: inAccount(name), isEnabled: true, allowedMemberTypes: ['User'] })

/** Past Identity Center, to a role that trusts the tenant and to one that is gone. */
const accountsApplication: TenantFixture['servicePrincipals'][number] = {
  ...awsApplication('aws-accounts', true, ''),
  applicationTemplateId: '8b1025e4-1dd2-430b-a150-2ef79cd700f5',
  servicePrincipalNames: ['https://signin.aws.amazon.com/saml', 'app-aws-accounts'],
  replyUrls: ['https://signin.aws.amazon.com/saml'],
  appRoles: [appRole('through-entra'), appRole('of-last-year')],
}

/** Methods with these switched to another state, and e-mail codes for guests on or off. */
const methods = (changed: Readonly<Record<string, 'enabled' | 'disabled'>>, guests: 'enabled' | 'disabled'): TenantFixture['authenticationMethods'] =>
  defaultMethods.map(method => ({
    ...method,
    state: changed[method.id] ?? method.state ?? 'disabled',
    ...(method.id === 'Email' ? { allowExternalIdToUseEmailOtp: guests } : {}),
  }))

const signIn = (name: string, days: number, clientAppUsed: string): TenantFixture['signIns'][number] => ({
  id: `sign-in-${name}-${days}-${clientAppUsed}`,
  createdDateTime: daysAgo(days),
  userId: idOf('faulty', name),
  userPrincipalName: `${name}@${domains.faulty}`,
  userDisplayName: name,
  appDisplayName: 'Office 365 Exchange Online',
  clientAppUsed,
  isInteractive: true,
  status: { errorCode: 0 },
  signInEventTypes: ['interactiveUser'],
})

type Synchronization = Pick<TenantFixture['organization'], 'onPremisesSyncEnabled' | 'onPremisesLastSyncDateTime' | 'onPremisesLastPasswordSyncDateTime'>

const organization = (displayName: string, domain: string, synchronized?: Synchronization): TenantFixture['organization'] => ({
  displayName,
  tenantType: 'AAD',
  createdDateTime: '2019-03-01T09:00:00Z',
  onPremisesSyncEnabled: null,
  verifiedDomains: [{ name: domain, isDefault: true, isInitial: true, type: 'Managed' }],
  ...synchronized,
})

/** A client that may read everything but audit logs, which sign-ins and registrations are part of. */
export const withoutAuditLogs = { clientId: '0c1ec7ed-5ca0-4e7e-8000-000000000002', secret: scanner.secret }

const of = (name: TenantName, displayName: string, more: Partial<TenantFixture>, synchronized?: Synchronization): TenantFixture =>
  tenant({
    id: tenants[name],
    clients: [scanner, { ...withoutAuditLogs, permissions: allPermissions.filter(permission => permission !== 'AuditLog.Read.All') }],
    organization: organization(displayName, domains[name], synchronized),
    users: people[name],
    roleAssignmentScheduleInstances: active[name],
    roleEligibilityScheduleInstances: eligibleRoles[name],
    roleManagementPolicies: rolePolicies[name],
    registrationDetails: registrations[name],
    conditionalAccessPolicies: conditionalAccess[name],
    ...more,
  })

/** One tenant with a fault for each rule, one without any, and one that has neither licences nor policies nor security defaults. */
export const organizationTenants: readonly TenantFixture[] = [
  of(
    'faulty',
    'Contoso',
    {
      namedLocations: namedLocations.faulty,
      groups: [{ id: leftOut, displayName: 'Left out', securityEnabled: true, members: ['bob', 'eligible', 'idle-guest'].map(name => idOf('faulty', name)) }],
      ...faultySettings,
      ...governance.faulty,
      authenticationMethods: withReuse(methods({ Sms: 'enabled', Fido2: 'disabled' }, 'enabled')),
      ...programs.faulty,
      signIns: [signIn('bob', 3, 'IMAP4'), signIn('carla', 4, 'Browser'), signIn('ada', 40, 'POP3'), ...programs.faulty.signIns],
      servicePrincipals: [
        awsApplication('aws-open', false, 'd-1234567890'),
        awsApplication('aws-closed', true, 'd-1234567890'),
        accountsApplication,
        ...programs.faulty.servicePrincipals,
      ],
    },
    synchronization.stale,
  ),
  of(
    'sound',
    'Fabrikam',
    {
      namedLocations: namedLocations.sound,
      ...soundSettings(Object.values(roleIds)),
      ...governance.sound,
      authenticationMethods: withContext(methods({ Email: 'disabled' }, 'disabled')),
      ...programs.sound,
      servicePrincipals: [awsApplication('aws-of-fabrikam', true, 'd-1234567890'), ...programs.sound.servicePrincipals],
    },
    synchronization.fresh,
  ),
  of('bare', 'Tailspin', { authenticationMethods: methods({}, 'disabled'), subscribedSkus: [], roleAssignments: plainAssignments }),
]
  .map(withProgramRights)
  .map(withPolicyHygiene)
  .map(withPrivilege)
  .map(withTrust)
