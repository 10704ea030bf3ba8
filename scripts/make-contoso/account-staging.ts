import type { AccountSpec } from './account-spec.ts'
import { identityCenterProvider, organizationAccess, organizationServiceRoles, permissionSets, readOnlyForScan, serviceLinkedRoles } from './common-roles.ts'
import { accounts } from './organization-facts.ts'
import { allow, document, trustIssuer, trustPrincipal, trustService } from './policy-documents.ts'

const { id } = accounts.staging
const gitHub = 'token.actions.githubusercontent.com'
const cluster = 'oidc.eks.eu-west-1.amazonaws.com/id/E0417D5B86F34C2A9B6D13F78AC02E55'

/** Staging: somebody recovered the root user once and left it, and the preview environments trust all of GitHub. */
export const staging: AccountSpec = {
  root: { age: 1_690, password: true, used: 233 },
  users: [
    { name: 'load-test', age: 640, attached: ['AmazonS3FullAccess'], keys: [{ rotated: 91, used: 2, service: 's3' }] },
    { name: 'synthetic-checks', age: 640, attached: ['AmazonS3ReadOnlyAccess'], keys: [{ rotated: 89, used: 0, service: 's3' }] },
    { name: 'qa-contractor', age: 402, groups: ['testers'], password: { changed: 402, used: 18 }, mfa: 'virtual' },
    { name: 'o.adeyemi', age: 1_377, groups: ['testers'] },
  ],
  groups: [{ name: 'testers', age: 1_377, attached: ['PowerUserAccess'] }],
  roles: [
    ...serviceLinkedRoles(1_690),
    ...organizationServiceRoles(900),
    organizationAccess(1_690),
    readOnlyForScan,
    ...permissionSets('staging', { AdministratorAccess: 1, PlatformEngineer: 0, ReadOnlyAccess: 0 }),
    {
      name: 'github-preview-environments',
      age: 388,
      attached: ['PowerUserAccess'],
      used: 0,
      trust: trustIssuer(id, gitHub, { StringEquals: { aud: 'sts.amazonaws.com' } }),
    },
    {
      name: 'github-deploy-shop',
      age: 388,
      attached: ['shop-deploy'],
      used: 0,
      trust: trustIssuer(id, gitHub, { StringEquals: { aud: 'sts.amazonaws.com' }, StringLike: { sub: 'repo:contoso-platform/shop:*' } }),
    },
    {
      name: 'github-shared-workflows',
      age: 57,
      attached: ['shop-deploy'],
      used: 5,
      trust: trustIssuer(id, gitHub, {
        StringEquals: { aud: 'sts.amazonaws.com' },
        StringLike: { sub: 'job_workflow_ref:contoso-platform/workflows/.github/workflows/deploy.yml@refs/tags/*' },
      }),
    },
    {
      name: 'eks-external-dns',
      age: 590,
      attached: ['external-dns'],
      used: 0,
      trust: trustIssuer(id, cluster, { StringEquals: { aud: 'sts.amazonaws.com', sub: 'system:serviceaccount:kube-system:external-dns' } }),
    },
    { name: 'eks-cluster-staging', age: 591, attached: ['AmazonEKSClusterPolicy'], used: 0, trust: trustService('eks.amazonaws.com') },
    {
      name: 'eks-nodes-staging',
      age: 591,
      attached: ['AmazonEKSWorkerNodePolicy', 'AmazonEKS_CNI_Policy', 'AmazonEC2ContainerRegistryReadOnly'],
      used: 0,
      isOnInstances: true,
      trust: trustService('ec2.amazonaws.com'),
    },
    {
      name: 'lambda-seed-test-data',
      age: 310,
      attached: ['AWSLambdaBasicExecutionRole', 'AmazonS3ReadOnlyAccess'],
      used: 9,
      trust: trustService('lambda.amazonaws.com'),
    },
    {
      name: 'production-snapshot-reader',
      age: 733,
      attached: ['AmazonS3ReadOnlyAccess'],
      used: 30,
      trust: trustPrincipal(`arn:aws:iam::${accounts.production.id}:root`),
    },
  ],
  policies: [
    { name: 'shop-deploy', document: document(allow(['ecr:*', 'eks:DescribeCluster'])), version: 2 },
    { name: 'external-dns', document: document(allow(['route53:ChangeResourceRecordSets', 'route53:ListHostedZones'])) },
  ],
  saml: [identityCenterProvider(900)],
  oidc: [
    { url: gitHub, audiences: ['sts.amazonaws.com'], age: 388 },
    { url: cluster, audiences: ['sts.amazonaws.com'], age: 591 },
  ],
}
