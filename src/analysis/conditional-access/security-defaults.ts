import { exactly } from './assurance.ts'
import { everywhere, type Space } from './circumstances.ts'
import { type ClientApp, legacyClients, modernClients } from './clients.ts'
import type { Policy } from './policies.ts'
import { NO, truth, YES } from './truth.ts'
import type { Who } from './who.ts'

/**
 * Roles that security defaults ask for MFA at every sign-in. The list: https://learn.microsoft.com/entra/fundamentals/security-defaults#require-administrators-to-do-multifactor-authentication;
 * template ids: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference
 */
const listedRoles: readonly string[] = [
  '62e90394-69f5-4237-9190-012177145e10', // Global Administrator
  '9b895d92-2cd3-44c7-9d02-a6ac2d5ea5c3', // Application Administrator
  'c4e39bd9-1100-46d3-8c65-fb160da0071f', // Authentication Administrator
  'b0f54661-2d74-4c50-afa3-1ec803f12efe', // Billing Administrator
  '158c047a-c907-4556-b7ef-446551a6b5f7', // Cloud Application Administrator
  'b1be1c3e-b65d-4f19-8427-f6fa0d97feb9', // Conditional Access Administrator
  '29232cdf-9323-42fd-ade2-1d097af3e4de', // Exchange Administrator
  '729827e3-9c14-49f7-bb1b-9608f156bbb8', // Helpdesk Administrator
  '966707d0-3269-4727-9be2-8c3a10f19b9d', // Password Administrator
  '7be44c8a-adaf-4e2a-84d6-ab2649e08a13', // Privileged Authentication Administrator
  'e8611ab8-c189-46e8-94e1-60213ab1f814', // Privileged Role Administrator
  '194ae4cb-b126-40b2-bd5b-6091b380977d', // Security Administrator
  'f28a1f50-f6e7-4571-818b-6a12f2af6b6c', // SharePoint Administrator
  '69091246-20e8-4a56-aa4d-066075b2a7a8', // Teams Administrator
  'fe930be7-5e62-47db-91af-98c3a49a38b1', // User Administrator
  '0526716b-113d-4c15-b2c8-68e3c22b9f80', // Authentication Policy Administrator
  '45d8d3c5-c802-45c6-b32a-1d70b5e1e86e', // Identity Governance Administrator
]

/** The role of Microsoft Entra Connect's account, which security defaults leave out and policies should: https://learn.microsoft.com/entra/identity/conditional-access/policy-all-users-mfa-strength#user-exclusions */
const DIRECTORY_SYNCHRONIZATION = 'd29b2b05-8046-44ba-8758-1e26182fcf32'
/** That role and `On Premises Directory Sync Account`: https://learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference#on-premises-directory-sync-account */
export const synchronizationRoles: readonly string[] = [DIRECTORY_SYNCHRONIZATION, 'a92aed5d-d78a-4d16-b381-09adb37eb3b0']

/** The id of security defaults among the policies. */
export const SECURITY_DEFAULTS = 'security-defaults'

const nobody: Who = { everyone: NO, users: new Set(), groups: new Set(), roles: new Set(), guests: [], doubts: [] }
const everyone: Who = { ...nobody, everyone: YES }
const roles = (ids: readonly string[]): Who => ({ ...nobody, roles: new Set(ids) })

const part = (
  space: Space,
  clients: readonly ClientApp[],
  include: Who,
  assurance: 'blocked' | 'mfa' | 'mfa-when-necessary',
  more: Partial<Policy> = {},
): Policy => ({
  id: SECURITY_DEFAULTS,
  name: 'security defaults',
  include,
  exclude: roles(synchronizationRoles),
  includesApplication: application => truth(application.kind !== 'context'),
  excludesApplication: () => NO,
  clients: new Set(clients),
  region: everywhere(space),
  regionDoubts: [],
  session: null,
  grant: () => ({ demand: exactly(assurance), proofs: [], isAlternative: false }),
  doubts: [],
  limits: [],
  ...more,
})

/**
 * Security defaults as policies: legacy clients blocked, the listed roles and Azure management with MFA always, others when Microsoft
 * judges it necessary. https://learn.microsoft.com/entra/fundamentals/security-defaults#enforced-security-policies
 */
export const securityDefaults = (space: Space): readonly Policy[] => [
  part(space, legacyClients, everyone, 'blocked'),
  part(space, legacyClients, roles(synchronizationRoles), 'blocked', {
    exclude: nobody,
    doubts: ['it is not documented whether legacy clients stay open to the synchronization account, which security defaults leave out'],
  }),
  part(space, modernClients, roles(listedRoles), 'mfa'),
  part(space, modernClients, everyone, 'mfa', { includesApplication: application => application.in('azure-management') }),
  part(space, modernClients, everyone, 'mfa-when-necessary'),
]
