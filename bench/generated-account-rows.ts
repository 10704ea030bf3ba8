import type { Row } from '../src/dataset.ts'
import { accountPasswordPolicies, accountSummary, virtualMfaDevices } from '../src/datasets/aws/account.ts'
import { type Credentials, credentialReport } from '../src/datasets/aws/credential-report.ts'
import { type IamGroup, type IamPolicy, type IamRole, type IamUser, iamGroups, iamPolicies, iamRoles, iamUsers } from '../src/datasets/aws/iam.ts'
import { oidcProviders } from '../src/datasets/aws/identity-providers.ts'
import type { AccessKeySeed, RoleSeed, UserSeed } from '../test/clouds/aws/seed.ts'
import { generatedAccount } from '../test/clouds/load/generated-account.ts'
import { uniqueId } from '../test/clouds/load/iam-details.ts'
import { type RowsByDataset, rowsOf } from './rows-by-dataset.ts'

/** Five thousand rows. */
const SIZE = { users: 1000, roles: 1950, policies: 1000, groups: 49 }

type PolicyDocument = RoleSeed['trust']

const text = (document: PolicyDocument | undefined): string => (typeof document === 'string' ? document : JSON.stringify(document))

interface Holder {
  readonly created?: string
  readonly attached?: readonly string[]
  readonly inline?: Readonly<Record<string, PolicyDocument>>
}

const held = ({ created = '', attached = [], inline = {} }: Holder) => ({
  path: '/',
  createdAt: created,
  inlinePolicies: Object.entries(inline).map(([name, document]) => ({ name, document: text(document) })),
  attachedPolicies: attached.map(arn => ({ name: arn.slice(arn.lastIndexOf('/') + 1), arn })),
})

const keyIn = (slot: 1 | 2, key: AccessKeySeed | undefined): Credentials['accessKeys'][number] => ({
  slot,
  active: key !== undefined && key.active !== false,
  ...(key?.created === undefined ? {} : { lastRotatedAt: key.created }),
  ...(key?.lastUsed === undefined ? {} : { lastUsedAt: key.lastUsed.date, lastUsedService: key.lastUsed.service }),
})

/** The rows that the collectors would bring of a generated account. */
export const accountRows = (account: string, scope: string, now: Date, seed: number): RowsByDataset => {
  const { users = [], groups = [], roles = [], policies = [], oidcProviders: issuers = [] } = generatedAccount(account, SIZE, now, seed).seed
  const arnOf = (kind: string, name: string) => `arn:aws:iam::${account}:${kind}/${name}`
  const credentials = (user: UserSeed): Credentials => ({
    id: arnOf('user', user.name),
    scope,
    name: user.name,
    isRoot: false,
    createdAt: user.created ?? '',
    passwordEnabled: user.password !== undefined,
    ...(user.password?.lastUsed === undefined ? {} : { passwordLastUsedAt: user.password.lastUsed }),
    ...(user.password?.changed === undefined ? {} : { passwordLastChangedAt: user.password.changed }),
    mfaActive: user.mfa !== undefined,
    accessKeys: [keyIn(1, user.accessKeys?.[0]), keyIn(2, user.accessKeys?.[1])],
    activeCertificates: 0,
  })
  const root: Credentials = {
    id: `arn:aws:iam::${account}:root`,
    scope,
    name: '<root_account>',
    isRoot: true,
    createdAt: '2020-01-01T00:00:00Z',
    mfaActive: false,
    accessKeys: [keyIn(1, undefined), keyIn(2, undefined)],
    activeCertificates: 0,
  }
  return new Map<string, readonly Row[]>([
    rowsOf(accountSummary, [
      {
        id: account,
        scope,
        name: account,
        rootMfaEnabled: false,
        rootAccessKeysPresent: false,
        rootPasswordPresent: true,
        users: users.length,
        roles: roles.length,
      },
    ]),
    rowsOf(accountPasswordPolicies, [
      {
        id: account,
        scope,
        name: account,
        minimumLength: 14,
        requiresUppercase: true,
        requiresLowercase: true,
        requiresNumbers: true,
        requiresSymbols: true,
        reusePrevention: 24,
        maximumAge: 0,
      },
    ]),
    rowsOf(
      iamUsers,
      users.map(
        (user): IamUser => ({
          id: uniqueId('AIDA', account, user.name),
          scope,
          name: user.name,
          arn: arnOf('user', user.name),
          ...held(user),
          groups: [...(user.groups ?? [])],
        }),
      ),
    ),
    rowsOf(
      iamGroups,
      groups.map(
        (group): IamGroup => ({ id: uniqueId('AGPA', account, group.name), scope, name: group.name, arn: arnOf('group', group.name), ...held(group) }),
      ),
    ),
    rowsOf(
      iamRoles,
      roles.map(
        (role): IamRole => ({
          id: uniqueId('AROA', account, role.name),
          scope,
          name: role.name,
          arn: arnOf('role', role.name),
          ...held(role),
          trustPolicy: text(role.trust),
          instanceProfileArns: [],
          ...(role.lastUsed === undefined ? {} : { lastUsedAt: role.lastUsed.date }),
        }),
      ),
    ),
    rowsOf(
      iamPolicies,
      policies.map(
        (policy): IamPolicy => ({
          id: uniqueId('ANPA', account, policy.name),
          scope,
          name: policy.name,
          arn: arnOf('policy', policy.name),
          path: '/',
          isAwsManaged: false,
          attachmentCount: 1,
          boundaryUsageCount: 0,
          defaultVersionId: 'v1',
          document: text(policy.document),
        }),
      ),
    ),
    rowsOf(credentialReport, [root, ...users.map(credentials)]),
    rowsOf(
      virtualMfaDevices,
      users.filter(({ mfa }) => mfa !== undefined).map(({ name }) => ({ id: arnOf('mfa', name), scope, name, userArn: arnOf('user', name) })),
    ),
    rowsOf(
      oidcProviders,
      issuers.map(({ url, clientIds = [] }) => {
        const issuer = url.replace('https://', '')
        return { id: arnOf('oidc-provider', issuer), scope, name: issuer, url: issuer, clientIds: [...clientIds], thumbprints: [] }
      }),
    ),
  ])
}
