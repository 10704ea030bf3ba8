import type { AccountSeed, PermissionSetSeed, RoleSeed } from '../../clouds/aws/seed.ts'
import { idOf } from '../../clouds/aws/services/identity-center.ts'
import { accounts, allow } from './accounts.ts'
import { tenants } from './tenants.ts'

const administrator = 'arn:aws:iam::aws:policy/AdministratorAccess'
const readOnly = 'arn:aws:iam::aws:policy/ReadOnlyAccess'
const billing = 'arn:aws:iam::aws:policy/job-function/Billing'
const key = '1234567890abcdef'

/** An instance that an account made for itself, and that the operator declared. */
export const declaredInstance = 'arn:aws:sso:::instance/ssoins-00000000000000e8'

const users = [
  { name: 'ada@contoso.example', externalId: 'entra-ada' },
  { name: 'ben@contoso.example', externalId: 'entra-ben' },
  { name: 'left@contoso.example', status: 'DISABLED' as const, externalId: 'entra-left' },
  // The object id of somebody in a tenant.
  { name: 'synced-admin@contoso.onmicrosoft.com', externalId: 'faulty-synced-admin' },
  { name: 'made-here@contoso.example' },
]
const groups = [
  { name: 'platform', members: ['ben@contoso.example', 'synced-admin@contoso.onmicrosoft.com'], externalId: 'entra-platform' },
  { name: 'readers', members: ['ada@contoso.example', 'ben@contoso.example'], externalId: 'entra-readers' },
  { name: 'project-of-last-year' },
]

/** Somebody who holds a permission set and is in the identity store no more. */
const gone = '90000000-0000-4000-8000-000000000000'

/** Users and groups of the identity store, by their ids. */
export const principalNames: ReadonlyMap<string, string> = new Map([
  ...users.map(({ name }) => [idOf('user', users, name), name] as const),
  ...groups.map(({ name }) => [idOf('group', groups, name), name] as const),
  [gone, 'gone'],
])

const permissionSets: readonly PermissionSetSeed[] = [
  {
    name: 'Administrator',
    sessionDuration: 'PT8H',
    managed: [administrator],
    assigned: {
      [accounts.management]: { users: ['ada@contoso.example'], groups: ['platform'] },
      [accounts.shop]: { users: ['made-here@contoso.example'], groups: ['platform'] },
    },
  },
  {
    name: 'Reader',
    boundary: readOnly,
    sessionDuration: 'PT8H',
    managed: [readOnly],
    assigned: { [accounts.shop]: { groups: ['readers', 'project-of-last-year'] } },
  },
  { name: 'Payer', managed: [billing], assigned: { [accounts.payments]: { users: [gone], groups: ['readers'] } } },
  {
    name: 'Watcher',
    inline: allow({ Action: 'cloudwatch:Get*', Resource: '*' }),
    assigned: { [accounts.web]: { groups: ['readers'] } },
    outdated: [accounts.web],
  },
]

/** The role that Identity Center makes of a permission set: https://docs.aws.amazon.com/singlesignon/latest/userguide/referencingpermissionsets.html */
const reserved = (account: string, set: string, holds: Pick<RoleSeed, 'attached' | 'boundary' | 'inline'>): RoleSeed => ({
  name: `AWSReservedSSO_${set}_${key}`,
  path: '/aws-reserved/sso.amazonaws.com/',
  trust: allow({
    Principal: { Federated: `arn:aws:iam::${account}:saml-provider/AWSSSO_${key}_DO_NOT_DELETE` },
    Action: ['sts:AssumeRoleWithSAML', 'sts:TagSession'],
    Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
  }),
  ...holds,
})

const instance = (region: string, instanceArn: string, identityStoreId: string, ownerAccountId: string) => ({
  region,
  instanceArn,
  identityStoreId,
  ownerAccountId,
})

/** Identity Center of the organization, what it made in the accounts, and instances that accounts made for themselves. */
export const identityCenter: Readonly<Record<string, AccountSeed>> = {
  [accounts.management]: {
    identityCenters: [
      {
        ...instance('us-east-1', `arn:aws:sso:::instance/ssoins-${key}`, 'd-1234567890', accounts.management),
        permissionSets,
        users,
        groups,
        applications: [{ name: 'wiki', assignmentRequired: false }, { name: 'ledger' }, { name: 'old-wiki', assignmentRequired: false, status: 'DISABLED' }],
        tokenIssuers: [
          { name: 'our-tenant', url: `https://login.microsoftonline.com/${tenants.faulty}/v2.0` },
          { name: 'somebody', url: 'https://login.stranger.example' },
        ],
      },
    ],
    roles: [reserved(accounts.management, 'Administrator', { attached: [administrator] })],
  },
  [accounts.shop]: {
    identityCenters: [{ ...instance('eu-west-1', 'arn:aws:sso:::instance/ssoins-00000000000000e4', 'd-0000000004', accounts.shop), name: 'pop-up' }],
    roles: [
      reserved(accounts.shop, 'Administrator', { attached: [administrator] }),
      reserved(accounts.shop, 'Reader', { attached: [readOnly], boundary: readOnly }),
    ],
  },
  [accounts.payments]: { roles: [reserved(accounts.payments, 'Payer', { attached: [billing, readOnly] })] },
  [accounts.web]: {
    identityCenters: [{ ...instance('us-east-1', declaredInstance, 'd-0000000008', accounts.web), name: 'for-a-trial' }],
    roles: [reserved(accounts.web, 'Watcher', { inline: { AwsSSOInlinePolicy: allow({ Action: 'cloudwatch:List*', Resource: '*' }) } })],
  },
}
