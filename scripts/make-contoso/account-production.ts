import type { AccountSpec } from './account-spec.ts'
import { defenderRoles, microsoftProvider } from './azure-connectors.ts'
import { identityCenterProvider, organizationAccess, organizationServiceRoles, permissionSets, readOnlyForScan, serviceLinkedRoles } from './common-roles.ts'
import { accounts, identityPools, tenants } from './organization-facts.ts'
import { allow, document, trustIdentityPool, trustIssuer, trustPrincipal, trustSaml, trustService } from './policy-documents.ts'

const { id } = accounts.production
const gitHub = 'token.actions.githubusercontent.com'
/** The shop's cluster. */
const shopCluster = 'oidc.eks.eu-west-1.amazonaws.com/id/7A2F64B0C9D84E15B3A1F0E27C5D9864'
/** The SAML provider that the tutorial of the gallery application "AWS Single-Account Access" suggests by this name. */
const singleAccount = `arn:aws:iam::${id}:saml-provider/WAAD`

const serviceAccount = (name: string) => ({ StringEquals: { aud: 'sts.amazonaws.com', sub: `system:serviceaccount:${name}` } })

/** Production: well kept by the platform team, with a few things from before there was one. */
export const production: AccountSpec = {
  root: { age: 2_410, password: false },
  users: [
    { name: 'AzureADRoleManager', age: 1_344, attached: ['AzureAD_SSOUserRole_Policy'], keys: [{ rotated: 1_344, used: 0, service: 'iam' }] },
    { name: 'ci-legacy-deployer', path: '/ci/', age: 1_702, groups: ['deployers'], keys: [{ rotated: 1_702, used: 37, service: 'cloudformation' }] },
    {
      name: 'backup-agent',
      path: '/services/',
      age: 730,
      attached: ['backup-vault-writer'],
      keys: [
        { rotated: 41, used: 0, service: 's3' },
        { rotated: 403, used: 41, service: 's3' },
      ],
    },
    { name: 'smtp-invoices', path: '/services/', age: 1_155, attached: ['AmazonSESFullAccess'], keys: [{ rotated: 1_155, used: 0, service: 'ses' }] },
    { name: 'cloud-app-discovery', path: '/services/', age: 512, attached: ['cloud-app-connector'], keys: [{ rotated: 74, used: 0, service: 'cloudtrail' }] },
    { name: 'h.lindqvist', age: 1_980, groups: ['operators'], keys: [{ rotated: 1_980, used: 940, active: false }] },
  ],
  groups: [
    { name: 'deployers', age: 1_702, attached: ['AdministratorAccess'] },
    { name: 'operators', age: 1_980, attached: ['ReadOnlyAccess', 'IAMUserChangePassword'] },
  ],
  roles: [
    ...serviceLinkedRoles(2_410),
    ...organizationServiceRoles(900),
    organizationAccess(2_410),
    readOnlyForScan,
    ...permissionSets('production', { AdministratorAccess: 6, PlatformEngineer: 0, ReadOnlyAccess: 0, SecurityAudit: 2 }),
    ...defenderRoles('production', true),
    {
      name: 'github-deploy-shop',
      age: 388,
      attached: ['shop-deploy'],
      used: 0,
      trust: trustIssuer(id, gitHub, { StringEquals: { aud: 'sts.amazonaws.com', sub: 'repo:contoso-platform/shop:environment:production' } }),
    },
    {
      name: 'github-terraform-apply',
      age: 388,
      attached: ['AdministratorAccess'],
      used: 1,
      boundary: 'platform-boundary',
      trust: trustIssuer(id, gitHub, {
        StringEquals: { aud: 'sts.amazonaws.com', repository_owner_id: '48217733' },
        StringLike: { sub: 'repo:contoso-platform@48217733/infrastructure@611920457:ref:refs/heads/*' },
      }),
    },
    {
      name: 'eks-external-dns',
      age: 610,
      attached: ['external-dns'],
      used: 0,
      trust: trustIssuer(id, shopCluster, serviceAccount('kube-system:external-dns')),
    },
    { name: 'eks-checkout', age: 455, attached: ['checkout-queues'], used: 0, trust: trustIssuer(id, shopCluster, serviceAccount('shop:checkout')) },
    { name: 'eks-cluster-shop', age: 611, attached: ['AmazonEKSClusterPolicy'], used: 0, trust: trustService('eks.amazonaws.com') },
    {
      name: 'eks-nodes-shop',
      age: 611,
      attached: ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryReadOnly', 'AmazonSSMManagedInstanceCore'],
      used: 0,
      isOnInstances: true,
      trust: trustService('ec2.amazonaws.com'),
    },
    { name: 'lambda-invoice-render', age: 702, attached: ['AWSLambdaVPCAccessExecutionRole'], used: 0, trust: trustService('lambda.amazonaws.com') },
    { name: 'rds-monitoring', age: 1_204, attached: ['AmazonRDSEnhancedMonitoringRole'], used: 0, trust: trustService('monitoring.rds.amazonaws.com') },
    { name: 'spendlens-reader', age: 466, attached: ['Billing'], used: 1, trust: trustPrincipal('arn:aws:iam::888877776666:role/collector') },
    {
      name: 'codebuild-infrastructure',
      age: 388,
      attached: ['ReadOnlyAccess'],
      used: 0,
      trust: trustService('codebuild.amazonaws.com', { StringEquals: { 'aws:SourceAccount': id } }),
    },
    { name: 'shop-uploads-customer', age: 702, attached: ['shop-uploads'], used: 0, trust: trustIdentityPool(identityPools.shop.id, 'authenticated') },
    { name: 'Administrator', age: 1_344, attached: ['AdministratorAccess'], used: 15, hours: 12, trust: trustSaml(singleAccount) },
    { name: 'ReadOnly', age: 1_344, attached: ['ReadOnlyAccess'], used: 3, trust: trustSaml(singleAccount) },
  ],
  policies: [
    { name: 'AzureAD_SSOUserRole_Policy', document: document(allow('iam:ListRoles')) },
    { name: 'backup-vault-writer', document: document(allow(['s3:PutObject', 's3:AbortMultipartUpload'], 'arn:aws:s3:::contoso-backup-vault/*')), version: 3 },
    {
      name: 'cloud-app-connector',
      document: document(
        allow(['cloudtrail:DescribeTrails', 'cloudtrail:LookupEvents', 'cloudtrail:GetTrailStatus', 'iam:Get*', 'iam:List*', 's3:PutBucketAcl']),
      ),
    },
    {
      name: 'shop-deploy',
      document: document(allow(['ecr:*', 'eks:DescribeCluster'], `arn:aws:ecr:eu-west-1:${id}:repository/shop/*`), allow('ecr:GetAuthorizationToken')),
      version: 6,
    },
    { name: 'shop-uploads', document: document(allow('s3:PutObject', 'arn:aws:s3:::contoso-shop-uploads/incoming/*')) },
    { name: 'external-dns', document: document(allow(['route53:ChangeResourceRecordSets', 'route53:ListHostedZones'])) },
    {
      name: 'checkout-queues',
      document: document(allow(['sqs:SendMessage', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'], `arn:aws:sqs:eu-west-1:${id}:checkout-*`)),
    },
    {
      name: 'platform-boundary',
      document: document(allow('*'), { Effect: 'Deny', Action: ['organizations:*', 'account:*', 'iam:*User', 'iam:*AccessKey*'], Resource: '*' }),
      version: 4,
    },
  ],
  saml: [identityCenterProvider(900), { name: 'WAAD', entityId: `https://sts.windows.net/${tenants.contoso.id}/`, age: 1_344, validFor: 19 }],
  oidc: [
    { url: gitHub, audiences: ['sts.amazonaws.com'], age: 388 },
    { url: shopCluster, audiences: ['sts.amazonaws.com'], age: 611 },
    microsoftProvider(1_120),
  ],
  passwordPolicy: { length: 14, age: 0, reuse: 24 },
}
