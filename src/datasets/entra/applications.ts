import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'
import { keyCredential, passwordCredential } from './application-credentials.ts'

const servicePrincipal = z.object({
  ...rowFields,
  appId: z.string(),
  accountEnabled: z.boolean(),
  /** `Application`, `ManagedIdentity`, `Legacy`, ...: open. */
  servicePrincipalType: z.string(),
  /** The tenant that registered the application. */
  appOwnerOrganizationId: z.string().nullable(),
  appRoleAssignmentRequired: z.boolean(),
  /** `saml`, `oidc`, `password`, `notSupported`, ...: open; null where nobody chose. */
  preferredSingleSignOnMode: z.string().nullable(),
  /** Which of its certificates signs what it is sent; null: not chosen. */
  preferredTokenSigningKeyThumbprint: z.string().nullable(),
  verifiedPublisherId: z.string().nullable(),
  /** Its own, in this tenant, beside those of the registration. */
  passwordCredentials: z.array(passwordCredential),
  keyCredentials: z.array(keyCredential),
})
export type ServicePrincipal = z.infer<typeof servicePrincipal>
/** Enterprise applications of the tenant, Microsoft's own included; `id` is the object id. */
export const servicePrincipals = defineDataset<ServicePrincipal>({
  name: 'service-principals',
  per: 'entra-tenant',
  permissions: ['Application.Read.All'],
  readable: 'either',
  row: servicePrincipal,
})

const aws = z.object({
  ...rowFields,
  appId: z.string(),
  accountEnabled: z.boolean(),
  appRoleAssignmentRequired: z.boolean(),
  applicationTemplateId: z.string().nullable(),
  preferredSingleSignOnMode: z.string().nullable(),
  loginUrl: z.string().nullable(),
  replyUrls: z.array(z.string()),
  servicePrincipalNames: z.array(z.string()),
  appRoles: z.array(z.object({ id: z.string(), displayName: z.string().nullable(), value: z.string().nullable() })),
  /** Public halves only. */
  certificates: z.array(z.object({ keyId: z.string(), usage: z.string(), startAt: instant.nullable(), endAt: instant.nullable() })),
  /** What showed that it federates to AWS: the gallery template, or a sign-in address of AWS. */
  recognizedBy: z.enum(['gallery-template', 'aws-sign-in-address']),
  federatesTo: z.enum(['identity-center', 'iam-saml']),
})
export type AwsApplication = z.infer<typeof aws>
/** Enterprise applications that federate to AWS, found by gallery template or by AWS's sign-in addresses in their URLs and identifiers. */
export const awsApplications = defineDataset<AwsApplication>({
  name: 'aws-applications',
  per: 'entra-tenant',
  permissions: ['Application.Read.All'],
  readable: 'either',
  row: aws,
})

const assignment = z.object({
  ...rowFields,
  /** Object id of the application's service principal. */
  resourceId: z.string(),
  principalId: z.string(),
  /** `User`, `Group` or `ServicePrincipal`. */
  principalType: z.string(),
  appRoleId: z.string(),
})
export type AwsApplicationAssignment = z.infer<typeof assignment>
/** Who is assigned to the AWS applications. */
export const awsApplicationAssignments = defineDataset<AwsApplicationAssignment>({
  name: 'aws-application-assignments',
  per: 'entra-tenant',
  permissions: ['Application.Read.All'],
  readable: 'either',
  row: assignment,
})
