import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const contact = z.object({ ...rowFields, /** Whether a security contact is registered. Who it is, is not kept. */ hasSecurityContact: z.boolean() })
export type AlternateContact = z.infer<typeof contact>
/** One row; `id` is the account number. https://docs.aws.amazon.com/accounts/latest/reference/API_GetAlternateContact.html */
export const alternateContacts = defineDataset<AlternateContact>({
  name: 'alternate-contacts',
  per: 'aws-account',
  permissions: ['account:GetAlternateContact'],
  readable: 'either',
  row: contact,
})

const certificate = z.object({ ...rowFields, expiresAt: instant, uploadedAt: instant.optional() })
export type ServerCertificate = z.infer<typeof certificate>
/** TLS certificates kept in IAM; `id` is the unique id (ASCA...). https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListServerCertificates.html */
export const serverCertificates = defineDataset<ServerCertificate>({
  name: 'server-certificates',
  per: 'aws-account',
  permissions: ['iam:ListServerCertificates'],
  readable: 'either',
  row: certificate,
})

const federation = z.object({ ...rowFields, isEnabled: z.boolean(), /** The URL of the issuer, where there is one. */ issuer: z.string().optional() })
export type OutboundFederation = z.infer<typeof federation>
/**
 * Whether principals of the account can get tokens for services outside; one row, `id` is the account number.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html
 */
export const outboundFederations = defineDataset<OutboundFederation>({
  name: 'outbound-federations',
  per: 'aws-account',
  permissions: ['iam:GetOutboundWebIdentityFederationInfo'],
  readable: 'either',
  row: federation,
})

const request = z.object({
  ...rowFields,
  /** `UNASSIGNED`, `ASSIGNED`, `PENDING_APPROVAL`, `ACCEPTED`, `FINALIZED`, `REJECTED`, `EXPIRED`: open. */
  state: z.string(),
  /** Who asks, as the request names them. Absent: it does not. */
  requestor: z.string().optional(),
  createdAt: instant.optional(),
  expiresAt: instant.optional(),
})
export type DelegationRequest = z.infer<typeof request>
/**
 * Requests of products and services for permissions in the account; `id` is the request's. Those that have no owner yet are not told, so that their absence
 * proves nothing. https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListDelegationRequests.html
 */
export const delegationRequests = defineDataset<DelegationRequest>({
  name: 'delegation-requests',
  per: 'aws-account',
  permissions: ['iam:ListDelegationRequests'],
  readable: 'either',
  row: request,
})

const device = z.object({
  ...rowFields,
  userName: z.string(),
  /** `fido`: a passkey or security key; `one-time-password`: a hardware token or an application. */
  kind: z.enum(['fido', 'one-time-password']),
})
export type UserMfaDevice = z.infer<typeof device>
/**
 * MFA devices of the IAM users who have a console password, MFA and no virtual device; `id` is `<user>#<serial number>`.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_ListMFADevices.html
 */
export const userMfaDevices = defineDataset<UserMfaDevice>({
  name: 'user-mfa-devices',
  per: 'aws-account',
  permissions: ['iam:GenerateCredentialReport', 'iam:GetCredentialReport', 'iam:ListVirtualMFADevices', 'iam:ListMFADevices'],
  readable: 'either',
  row: device,
})
