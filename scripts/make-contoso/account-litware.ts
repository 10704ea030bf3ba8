import type { AccountSpec, UserSpec } from './account-spec.ts'
import { readOnlyForScan, serviceLinkedRoles } from './common-roles.ts'
import { accounts, identityPools, tenants } from './organization-facts.ts'
import { allow, document, trustIdentityPool, trustIssuer, trustPrincipal, trustSaml, trustService } from './policy-documents.ts'

const { id } = accounts.litware
const gitLab = 'gitlab.com'
const gitHub = 'token.actions.githubusercontent.com'
const pipelines = 'oidc.circleci.com/org/6d1f5c0e-2b47-4a95-9f3b-1c8e7a40d526'

const developer = (name: string, age: number, more: Partial<UserSpec>): UserSpec => ({ name, age, groups: ['developers'], ...more })

/** Litware, bought in 2025: a start-up's account, where everybody is an IAM user and the founder is more. */
export const litware: AccountSpec = {
  root: { age: 2_620, password: true, used: 19, keys: [{ rotated: 2_598, used: 74, service: 'ec2' }] },
  users: [
    {
      name: 'founder',
      age: 2_619,
      attached: ['AdministratorAccess'],
      password: { changed: 1_460, used: 19 },
      keys: [{ rotated: 1_911, used: 4, service: 'ec2' }],
    },
    developer('priya.raghunathan', 1_544, { password: { changed: 1_544, used: 1 }, mfa: 'virtual', keys: [{ rotated: 612, used: 1, service: 'lambda' }] }),
    developer('mateusz.wrona', 1_201, {
      password: { changed: 1_201, used: 3 },
      keys: [
        { rotated: 1_201, used: 3 },
        { rotated: 55, used: 0 },
      ],
    }),
    developer('chiara.bonfanti', 877, { password: { changed: 211, used: 0 }, mfa: 'virtual' }),
    developer('tomas.hruska', 702, { password: { changed: 702 } }),
    developer('yewande.oni', 390, { mfa: 'virtual', password: { changed: 34, used: 0 }, keys: [{ rotated: 34, used: 0, service: 'dynamodb' }] }),
    developer('left.in.march', 1_310, { keys: [{ rotated: 1_310, used: 251, active: false }] }),
    { name: 'terraform', age: 1_702, groups: ['administrators'], keys: [{ rotated: 1_702, used: 0, service: 'ec2' }] },
    { name: 'mailer', age: 2_044, attached: ['AmazonSESFullAccess'], keys: [{ rotated: 2_044, used: 0, service: 'ses' }] },
    { name: 's3-uploader', age: 1_377, attached: ['AmazonS3FullAccess'], keys: [{ rotated: 17, used: 0 }] },
    { name: 'BedrockAPIKey-p4qz', age: 63, attached: ['AmazonBedrockLimitedAccess'] },
    { name: 'office-printer', age: 2_311, attached: ['AmazonSESFullAccess'] },
  ],
  groups: [
    { name: 'developers', age: 2_598, attached: ['PowerUserAccess'] },
    { name: 'administrators', age: 2_598, attached: ['AdministratorAccess'] },
  ],
  roles: [
    ...serviceLinkedRoles(310),
    readOnlyForScan,
    { name: 'contoso-migration', age: 296, attached: ['AdministratorAccess'], used: 21, trust: trustPrincipal(`arn:aws:iam::${accounts.management.id}:root`) },
    {
      name: 'gitlab-runner',
      age: 960,
      attached: ['PowerUserAccess'],
      used: 0,
      trust: trustIssuer(id, gitLab, { StringEquals: { aud: 'https://gitlab.com' }, StringLike: { sub: 'project_path:litware*' } }),
    },
    {
      name: 'github-site',
      age: 288,
      attached: ['AmazonS3FullAccess'],
      used: 6,
      trust: trustIssuer(id, gitHub, { StringEquals: { aud: 'sts.amazonaws.com' }, StringLike: { sub: 'repo:litware/site:ref:refs/heads/main' } }),
    },
    {
      name: 'circleci-release',
      age: 1_422,
      attached: ['AmazonS3FullAccess'],
      used: 410,
      trust: trustIssuer(id, pipelines, {
        StringLike: { sub: 'org/6d1f5c0e-2b47-4a95-9f3b-1c8e7a40d526/project/0f9d5b72-83aa-41c6-b1f4-7722c3d0e9a1/user/*' },
      }),
    },
    { name: 'entra-developers', age: 240, attached: ['ReadOnlyAccess'], used: 88, trust: trustSaml(`arn:aws:iam::${id}:saml-provider/LitwareEntra`) },
    {
      name: 'snapvault-restore',
      age: 1_290,
      attached: ['AmazonS3FullAccess'],
      used: 512,
      trust: trustPrincipal('arn:aws:iam::999988887777:root'),
    },
    { name: 'nightly-jobs', age: 1_611, attached: ['litware-ops'], used: 0, trust: trustService('lambda.amazonaws.com') },
    { name: 'api-lambda', age: 1_502, attached: ['AWSLambdaBasicExecutionRole', 'api-tables'], used: 0, trust: trustService('lambda.amazonaws.com') },
    { name: 'codebuild-site', age: 640, attached: ['PowerUserAccess'], used: 3, trust: trustService('codebuild.amazonaws.com') },
    {
      name: 'amplify-litwareapp-authRole',
      age: 1_502,
      attached: ['AmazonS3FullAccess'],
      used: 0,
      trust: trustIdentityPool(identityPools.litware.id, 'authenticated'),
    },
    {
      name: 'amplify-litwareapp-unauthRole',
      age: 1_502,
      inline: { public: document(allow(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::litwareapp-media/public/*')) },
      used: 0,
      trust: trustIdentityPool(identityPools.litware.id, 'unauthenticated'),
    },
    { name: 'build-server', age: 2_311, attached: ['AdministratorAccess'], used: 0, isOnInstances: true, trust: trustService('ec2.amazonaws.com') },
  ],
  policies: [
    { name: 'api-tables', document: document(allow('dynamodb:*', `arn:aws:dynamodb:us-east-1:${id}:table/*`)) },
    { name: 'litware-ops', document: document(allow('*')), version: 2 },
  ],
  saml: [
    { name: 'LitwareEntra', entityId: `https://sts.windows.net/${tenants.litware.id}/`, age: 240, validFor: 855 },
    { name: 'okta-trial', entityId: 'http://www.okta.com/exk7d2trial4Vn9Qe0x7', age: 1_137, validFor: 2_515 },
  ],
  oidc: [
    { url: gitLab, audiences: ['https://gitlab.com'], age: 960 },
    { url: gitHub, audiences: ['sts.amazonaws.com'], age: 288 },
    { url: pipelines, audiences: ['6d1f5c0e-2b47-4a95-9f3b-1c8e7a40d526'], age: 1_422 },
  ],
  sshKeys: [{ user: 'priya.raghunathan', age: 1_102 }],
  serviceCredentials: [
    { user: 'priya.raghunathan', service: 'codecommit.amazonaws.com', age: 1_102 },
    { user: 'BedrockAPIKey-p4qz', service: 'bedrock.amazonaws.com', age: 63, expires: 302 },
  ],
}
