import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

const activity = z.object({
  ...rowFields,
  /** As a client or a resource, for a user or for itself; null: not told. */
  lastSignInAt: instant.nullable(),
})
export type ApplicationSignInActivity = z.infer<typeof activity>
/** When applications were last used; `id` is the application (client) id. Those never used have no row. Beta. https://learn.microsoft.com/graph/api/resources/serviceprincipalsigninactivity */
export const applicationSignInActivities = defineDataset<ApplicationSignInActivity>({
  name: 'entra-application-sign-in-activities',
  per: 'entra-tenant',
  permissions: ['AuditLog.Read.All'],
  readable: 'either',
  row: activity,
})

const passwordFlow = z.object({
  ...rowFields,
  count: z.number().int().positive(),
  users: z.number().int().positive(),
  /** Twenty of them at most, by user principal name. */
  userNames: z.array(z.string()),
  lastAt: instant,
})
export type PasswordFlowSignIn = z.infer<typeof passwordFlow>
/** Successful sign-ins in the last 30 days by which an application passed on the password it had asked for, a row for each application; `id` is its application id. Beta. https://learn.microsoft.com/graph/api/resources/signin */
export const passwordFlowSignIns = defineDataset<PasswordFlowSignIn>({
  name: 'entra-password-flow-sign-ins',
  per: 'entra-tenant',
  permissions: ['AuditLog.Read.All', 'Directory.Read.All'],
  readable: 'either',
  row: passwordFlow,
})

const recommendation = z.object({
  ...rowFields,
  /** `active`, `completedBySystem`, `completedByUser`, `dismissed`, `postponed`: open. */
  status: z.string(),
  lastCheckedAt: instant.nullable(),
  /** What it speaks of and is not done. */
  impacted: z.array(z.object({ id: z.string(), name: z.string() })),
})
export type AdalRecommendation = z.infer<typeof recommendation>
/** Microsoft's recommendations to move applications from ADAL to MSAL. Beta. https://learn.microsoft.com/graph/api/resources/recommendation */
export const adalRecommendations = defineDataset<AdalRecommendation>({
  name: 'entra-adal-recommendations',
  per: 'entra-tenant',
  permissions: ['DirectoryRecommendations.Read.All'],
  readable: 'either',
  row: recommendation,
})
