import type { AccountSpec } from './account-spec.ts'
import { warehouseMigration } from './chained-roles.ts'
import { identityCenterProvider, organizationAccess, organizationServiceRoles, permissionSets, readOnlyForScan, serviceLinkedRoles } from './common-roles.ts'
import { guid } from './ids.ts'
import { accounts, tenants } from './organization-facts.ts'
import { allow, document, trustIssuer, trustPrincipal, trustService } from './policy-documents.ts'

const { id } = accounts.data
const cluster = 'oidc.eks.eu-west-1.amazonaws.com/id/51C9F0D2A7E8463B8D7740BE19F6A3C8'
/** Contoso's own tenant, whose managed identities come here without a key. */
const contoso = `sts.windows.net/${tenants.contoso.id}/`
const audience = 'api://contoso-aws-data'

/** The data platform: Azure and Kubernetes come in by token, two of them without saying who they are, and partners by a name that anyone may take. */
export const data: AccountSpec = {
  root: { age: 1_533, password: true, mfa: 'virtual', used: 602 },
  users: [
    { name: 'warehouse-loader', age: 911, attached: ['AmazonS3FullAccess'], keys: [{ rotated: 911, used: 0 }] },
    { name: 'dashboard-export', age: 655, attached: ['AmazonS3ReadOnlyAccess'], keys: [{ rotated: 60, used: 1 }] },
  ],
  groups: [],
  roles: [
    ...serviceLinkedRoles(1_533),
    ...organizationServiceRoles(900),
    organizationAccess(1_533),
    readOnlyForScan,
    ...permissionSets('data', { AdministratorAccess: 12, DataEngineer: 0, ReadOnlyAccess: 0 }),
    {
      name: 'azure-data-factory-export',
      age: 268,
      attached: ['lake-export'],
      used: 0,
      trust: trustIssuer(id, contoso, { StringEquals: { aud: audience, sub: guid('managed identity data factory') } }),
    },
    {
      name: 'azure-reporting-import',
      age: 421,
      attached: ['AmazonS3ReadOnlyAccess'],
      used: 1,
      trust: trustIssuer(id, contoso, { StringEquals: { aud: audience } }),
    },
    {
      name: 'eks-spark-jobs',
      age: 520,
      attached: ['AmazonS3FullAccess'],
      used: 0,
      trust: trustIssuer(id, cluster, { StringEquals: { aud: 'sts.amazonaws.com' } }),
    },
    {
      name: 'eks-airflow',
      age: 520,
      attached: ['lake-export'],
      used: 0,
      trust: trustIssuer(id, cluster, { StringEquals: { aud: 'sts.amazonaws.com' }, StringLike: { sub: 'system:serviceaccount:airflow:*' } }),
    },
    {
      name: 'partner-file-drop',
      age: 233,
      attached: ['partner-inbox'],
      used: 1,
      // Whoever set it up took the external id for a password.
      trust: trustPrincipal('*', { StringEquals: { 'sts:ExternalId': 'contoso-partners' } }),
    },
    warehouseMigration,
    { name: 'glue-crawler', age: 1_010, attached: ['AWSGlueServiceRole', 'AmazonS3ReadOnlyAccess'], used: 0, trust: trustService('glue.amazonaws.com') },
    { name: 'redshift-unload', age: 1_010, attached: ['lake-export'], used: 2, trust: trustService('redshift.amazonaws.com') },
    { name: 'lambda-quality-checks', age: 377, attached: ['AWSLambdaBasicExecutionRole'], used: 0, trust: trustService('lambda.amazonaws.com') },
  ],
  policies: [
    { name: 'partner-inbox', document: document(allow(['s3:PutObject', 's3:GetObject'], 'arn:aws:s3:::contoso-partner-inbox/*')) },
    { name: 'lake-export', document: document(allow(['s3:GetObject', 's3:ListBucket'], ['arn:aws:s3:::contoso-lake', 'arn:aws:s3:::contoso-lake/*'])) },
  ],
  saml: [identityCenterProvider(900)],
  oidc: [
    { url: cluster, audiences: ['sts.amazonaws.com'], age: 520 },
    { url: contoso, audiences: [audience], age: 421 },
  ],
  passwordPolicy: { length: 14, age: 0, reuse: 24 },
}
