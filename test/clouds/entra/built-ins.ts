import type * as MG from '@microsoft/microsoft-graph-types'
import type { RoleFixture, StrengthFixture, TenantFixture } from './tenant-fixture.ts'

const role = (id: string, displayName: string, isPrivileged: boolean): RoleFixture => ({
  id,
  templateId: id,
  displayName,
  description: displayName,
  isBuiltIn: true,
  isEnabled: true,
  isPrivileged,
  version: '1',
  resourceScopes: ['/'],
  rolePermissions: [],
})

/** Some of the built-in roles, with their real template ids: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference */
export const builtInRoles: readonly RoleFixture[] = [
  role('62e90394-69f5-4237-9190-012177145e10', 'Global Administrator', true),
  role('e8611ab8-c189-46e8-94e1-60213ab1f814', 'Privileged Role Administrator', true),
  role('7be44c8a-adaf-4e2a-84d6-ab2649e08a13', 'Privileged Authentication Administrator', true),
  role('194ae4cb-b126-40b2-bd5b-6091b380977d', 'Security Administrator', true),
  role('b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', 'Conditional Access Administrator', true),
  role('9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', 'Application Administrator', true),
  role('158c047a-c907-4556-b7ef-446551a6b5f7', 'Cloud Application Administrator', true),
  role('fe930be7-5e62-47db-91af-98c3a49a38b1', 'User Administrator', true),
  role('729827e3-9c14-49f7-bb1b-9608f156bbb8', 'Helpdesk Administrator', true),
  role('f2ef992c-3afb-46b9-b7cf-a126ee74c451', 'Global Reader', true),
  role('29232cdf-9323-42fd-ade2-1d097af3e4de', 'Exchange Administrator', false),
  role('f28a1f50-f6e7-4571-818b-6a12f2af6b6c', 'SharePoint Administrator', false),
  role('88d8e3e3-8f55-4a1e-953a-9b9898b8876b', 'Directory Readers', false),
]

const strength = (
  last: string,
  displayName: string,
  requirementsSatisfied: 'mfa' | 'none',
  allowedCombinations: StrengthFixture['allowedCombinations'],
): StrengthFixture => ({
  id: `00000000-0000-0000-0000-00000000000${last}`,
  displayName,
  description: displayName,
  policyType: 'builtIn',
  requirementsSatisfied,
  createdDateTime: '2021-12-01T00:00:00Z',
  modifiedDateTime: '2021-12-01T00:00:00Z',
  allowedCombinations,
})

/** The three built-in strengths: https://learn.microsoft.com/graph/api/authenticationstrengthroot-list-policies */
export const builtInStrengths: readonly StrengthFixture[] = [
  strength('2', 'Multifactor authentication', 'mfa', [
    'windowsHelloForBusiness',
    'fido2',
    'x509CertificateMultiFactor',
    'deviceBasedPush',
    'temporaryAccessPassOneTime',
    'temporaryAccessPassMultiUse',
    'password,microsoftAuthenticatorPush',
    'password,softwareOath',
    'password,hardwareOath',
    'password,sms',
    'password,voice',
    'federatedMultiFactor',
    'microsoftAuthenticatorPush,federatedSingleFactor',
    'softwareOath,federatedSingleFactor',
    'hardwareOath,federatedSingleFactor',
    'sms,federatedSingleFactor',
    'voice,federatedSingleFactor',
  ]),
  strength('3', 'Passwordless MFA', 'mfa', ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor', 'deviceBasedPush']),
  strength('4', 'Phishing-resistant MFA', 'mfa', ['windowsHelloForBusiness', 'fido2', 'x509CertificateMultiFactor']),
]

const plan = (servicePlanId: string, servicePlanName: string): MG.ServicePlanInfo => ({
  servicePlanId,
  servicePlanName,
  provisioningStatus: 'Success',
  appliesTo: 'User',
})

/** Service plan ids: https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference */
export const plans = {
  p1: '41781fb2-bc02-4b7c-bd55-b576c07bb09d',
  p2: 'eec0eb4f-6444-4f95-aba0-50c24d67f998',
  governance: 'e866a266-3cff-43a3-acca-0c90a7e00c8b',
  workloadP2: '7dc0e92d-bf15-401d-907e-0884efe7c760',
} as const

/** Whether the tenant has one of these service plans in force. */
export const hasPlan = ({ subscribedSkus }: Pick<TenantFixture, 'subscribedSkus'>, ...ids: readonly string[]): boolean =>
  subscribedSkus.some(
    ({ capabilityStatus, servicePlans = [] }) => capabilityStatus === 'Enabled' && servicePlans.some(({ servicePlanId }) => ids.includes(servicePlanId ?? '')),
  )

const sku = (tenantId: string, skuId: string, skuPartNumber: string, servicePlans: MG.ServicePlanInfo[]): MG.SubscribedSku & { readonly id: string } => ({
  id: `${tenantId}_${skuId}`,
  skuId,
  skuPartNumber,
  appliesTo: 'User',
  capabilityStatus: 'Enabled',
  consumedUnits: 10,
  prepaidUnits: { enabled: 25, suspended: 0, warning: 0, lockedOut: 0 },
  servicePlans,
})

/** Microsoft Entra ID P2, which holds P1's plan too. */
export const premiumP2 = (tenantId: string) =>
  sku(tenantId, '84a661c4-e949-4bd2-a560-ed7766fcaf2b', 'AAD_PREMIUM_P2', [plan(plans.p1, 'AAD_PREMIUM'), plan(plans.p2, 'AAD_PREMIUM_P2')])

/** Microsoft Entra ID Governance and Workload ID Premium, as if they were sold together. */
export const beyondP2 = (tenantId: string) =>
  sku(tenantId, '00000000-b2d7-4111-bbd4-b4b1b354cef4', 'BEYOND_P2', [
    plan(plans.governance, 'Entra_Identity_Governance'),
    plan(plans.workloadP2, 'AAD_WRKLDID_P2'),
  ])

/** Microsoft Entra ID P1. */
export const premiumP1 = (tenantId: string) => sku(tenantId, '078d2b04-f1bd-4111-bbd4-b4b1b354cef4', 'AAD_PREMIUM', [plan(plans.p1, 'AAD_PREMIUM')])
