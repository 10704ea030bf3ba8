import type { RoleSpec, SamlSpec } from './account-spec.ts'
import { hexId } from './ids.ts'
import { type AccountKey, accounts, identityCenter, organizationId, scanner } from './organization-facts.ts'
import { trustPrincipal, trustSaml, trustService } from './policy-documents.ts'

const serviceLinked = (service: string, name: string, age: number, policy: string, used?: number): RoleSpec => ({
  name: `AWSServiceRoleFor${name}`,
  path: `/aws-service-role/${service}/`,
  age,
  trust: trustService(service),
  attached: [policy],
  ...(used === undefined ? {} : { used }),
})

/** What AWS itself makes in every account of an organization. */
export const serviceLinkedRoles = (age: number): RoleSpec[] => [
  serviceLinked('organizations.amazonaws.com', 'Organizations', age, 'AWSOrganizationsServiceTrustPolicy'),
  serviceLinked('support.amazonaws.com', 'Support', age, 'AWSSupportServiceRolePolicy'),
  serviceLinked('trustedadvisor.amazonaws.com', 'TrustedAdvisor', age, 'AWSTrustedAdvisorServiceRolePolicy'),
]

/** Those of the services that Contoso turned on in its accounts. */
export const organizationServiceRoles = (age: number): RoleSpec[] => [
  serviceLinked('sso.amazonaws.com', 'SSO', age, 'AWSSSOServiceRolePolicy', 2),
  serviceLinked('guardduty.amazonaws.com', 'AmazonGuardDuty', age, 'AmazonGuardDutyServiceRolePolicy', 0),
  { name: 'config-recorder', age, trust: trustService('config.amazonaws.com'), attached: ['AWS_ConfigRole'], used: 0 },
]

/** The way in that Organizations gives the management account when it makes a member. */
export const organizationAccess = (age: number): RoleSpec => ({
  name: 'OrganizationAccountAccessRole',
  age,
  trust: trustPrincipal(`arn:aws:iam::${accounts.management.id}:root`),
  attached: ['AdministratorAccess'],
})

/** The role this scan took. */
export const readOnlyForScan: RoleSpec = {
  name: scanner.role,
  age: 61,
  trust: trustPrincipal(`arn:aws:iam::${scanner.account}:role/${scanner.host}`, { StringEquals: { 'aws:PrincipalOrgID': organizationId } }),
  attached: ['SecurityAudit'],
  used: 0,
}

export type PermissionSet = 'AdministratorAccess' | 'PlatformEngineer' | 'DataEngineer' | 'SecurityAudit' | 'ReadOnlyAccess' | 'Billing'

const policyOf: Readonly<Record<PermissionSet, string>> = {
  AdministratorAccess: 'AdministratorAccess',
  PlatformEngineer: 'PowerUserAccess',
  DataEngineer: 'AmazonS3FullAccess',
  SecurityAudit: 'SecurityAudit',
  ReadOnlyAccess: 'ReadOnlyAccess',
  Billing: 'Billing',
}

/** The roles of Identity Center in an account. Their path and the ends of their names: https://docs.aws.amazon.com/singlesignon/latest/userguide/using-service-linked-roles.html */
export const permissionSets = (key: AccountKey, used: Readonly<Partial<Record<PermissionSet, number>>>): RoleSpec[] =>
  (Object.entries(used) as [PermissionSet, number][]).map(([name, days]) => ({
    name: `AWSReservedSSO_${name}_${hexId(16, `permission set ${name}`)}`,
    path: `/aws-reserved/sso.amazonaws.com/${identityCenter.region}/`,
    age: 900,
    trust: trustSaml(`arn:aws:iam::${accounts[key].id}:saml-provider/${identityCenter.provider}`),
    attached: [policyOf[name]],
    used: days,
  }))

/** The SAML provider that Identity Center makes in an account it serves. */
export const identityCenterProvider = (age: number): SamlSpec => ({
  name: identityCenter.provider,
  entityId: `https://portal.sso.${identityCenter.region}.amazonaws.com/saml/assertion/${hexId(32, 'identity center assertion')}`,
  age,
  validFor: 1_400,
})
