import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { rowFields } from '../row.ts'

const anchor = z.object({
  ...rowFields,
  isEnabled: z.boolean(),
  /** `AWS_ACM_PCA`, `CERTIFICATE_BUNDLE`, `SELF_SIGNED_REPOSITORY`: open. */
  sourceType: z.string(),
})
export type TrustAnchor = z.infer<typeof anchor>
/**
 * Trust anchors of IAM Roles Anywhere: authorities whose certificates are believed. Asked for where a role trusts the service; `id` is the ARN, `part` the
 * Region. https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_ListTrustAnchors.html
 */
export const trustAnchors = defineDataset<TrustAnchor>({
  name: 'roles-anywhere-trust-anchors',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'rolesanywhere:ListTrustAnchors'],
  readable: 'app',
  row: anchor,
})

const profile = z.object({ ...rowFields, isEnabled: z.boolean(), roleArns: z.array(z.string()) })
export type RolesAnywhereProfile = z.infer<typeof profile>
/**
 * Profiles of IAM Roles Anywhere: the roles that a certificate may be exchanged for. Asked for where a role trusts the service; `id` is the ARN, `part` the
 * Region. https://docs.aws.amazon.com/rolesanywhere/latest/APIReference/API_ListProfiles.html
 */
export const rolesAnywhereProfiles = defineDataset<RolesAnywhereProfile>({
  name: 'roles-anywhere-profiles',
  per: 'aws-account',
  permissions: ['account:ListRegions', 'rolesanywhere:ListProfiles'],
  readable: 'app',
  row: profile,
})
