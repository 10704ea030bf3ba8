import type { AwsApplication } from '../../src/datasets/entra/applications.ts'
import type { AuthenticationMethodConfiguration, RegistrationDetail } from '../../src/datasets/entra/authentication-methods.ts'
import type { RoleManagementPolicy } from '../../src/datasets/entra/role-management-policies.ts'
import { type SubscribedSku, subscribedSkus } from '../../src/datasets/entra/tenant.ts'
import { scope } from '../analysis/conditional-access/tenant.ts'
import { given } from '../memory-snapshot.ts'

/** The Identity Center gallery application as it should be: assignment required. */
export const awsApplication = (says: Partial<AwsApplication> = {}): AwsApplication => ({
  id: 'sp-aws',
  scope,
  name: 'AWS IAM Identity Center',
  appId: 'aaaaaaaa-0000-4000-8000-0000000000aa',
  accountEnabled: true,
  appRoleAssignmentRequired: true,
  applicationTemplateId: '21ed01d2-ec13-4e9e-86c1-cd546719ebc4',
  preferredSingleSignOnMode: 'saml',
  loginUrl: null,
  replyUrls: [],
  servicePrincipalNames: [],
  appRoles: [],
  certificates: [],
  recognizedBy: 'gallery-template',
  federatesTo: 'identity-center',
  ...says,
})

/** A licence with these service plans. */
export const sku = (...plans: readonly string[]): SubscribedSku => ({
  id: plans.join('+'),
  scope,
  name: 'LICENCE',
  capabilityStatus: 'Enabled',
  enabledUnits: 25,
  servicePlans: plans.map(name => ({ id: name, name, provisioningStatus: 'Success' })),
})

/** A tenant with Microsoft Entra ID P2, which holds P1. */
export const p2 = given(subscribedSkus, sku('AAD_PREMIUM', 'AAD_PREMIUM_P2'))

/** Somebody who registered a strong method. */
export const registration = (id: string, says: Partial<RegistrationDetail> = {}): RegistrationDetail => ({
  id,
  scope,
  name: `${id}@contoso.example`,
  isAdmin: false,
  isMfaCapable: true,
  isMfaRegistered: true,
  isPasswordlessCapable: true,
  methodsRegistered: ['passKeyDeviceBound'],
  lastUpdatedAt: null,
  ...says,
})

/** An authentication method that everybody may use. */
export const method = (id: string, says: Partial<AuthenticationMethodConfiguration> = {}): AuthenticationMethodConfiguration => ({
  id,
  scope,
  name: id,
  state: 'enabled',
  includeTargets: [{ id: 'all_users', targetType: 'group' }],
  excludeTargets: [],
  externalUsers: id.toLowerCase() === 'email' ? 'disabled' : null,
  migrationState: 'migrationComplete',
  ...says,
})

type Activation = RoleManagementPolicy['activation']

const alert = { level: 'All', goesToAdministrators: true, recipients: ['soc@contoso.example'] }

/** PIM's settings of a role as they should be; `activation` as the test says. */
export const rolePolicy = (
  roleDefinitionId: string,
  activation: Partial<Activation> = {},
  says: Partial<Omit<RoleManagementPolicy, 'activation'>> = {},
): RoleManagementPolicy => ({
  id: `policy-${roleDefinitionId}`,
  scope,
  name: roleDefinitionId,
  roleDefinitionId,
  activation: {
    enabledRules: ['MultiFactorAuthentication', 'Justification'],
    authenticationContext: null,
    isApprovalRequired: true,
    approvers: [],
    maximumDuration: 'PT4H',
    ...activation,
  },
  activeAssignment: { isExpirationRequired: true, maximumDuration: 'P15D' },
  eligibleAssignment: { isExpirationRequired: true, maximumDuration: 'P365D' },
  alerts: { eligibleAssignment: alert, activeAssignment: alert, activation: alert },
  ...says,
})
