import { accountPasswordPolicies, accountSummary, serviceSpecificCredentials, virtualMfaDevices } from '../../src/datasets/aws/account.ts'
import { credentialReport } from '../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamRoles, iamUsers } from '../../src/datasets/aws/iam.ts'
import { oidcProviders, samlProviders } from '../../src/datasets/aws/identity-providers.ts'
import { organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { sshPublicKeys } from '../../src/datasets/aws/ssh-public-keys.ts'
import type { AccountSpec, GroupSpec, KeySpec, PolicyName, RoleSpec, UserSpec } from './account-spec.ts'
import { daysAgo, daysAhead } from './dates.ts'
import { signingThumbprint } from './entra-applications.ts'
import { hexId, iamId } from './ids.ts'
import { managedPolicies } from './managed-policies.ts'
import { type AccountKey, accountScope, accounts, organizationId } from './organization-facts.ts'
import { type Table, table } from './tables.ts'

const thumbprintFor = (entityId: string): string => {
  const tenant = /^https:\/\/sts\.windows\.net\/([^/]+)/.exec(entityId)?.[1]
  return tenant === undefined ? hexId(40, entityId) : signingThumbprint(tenant)
}

/** All tables of an account, complete. */
export const accountTables = (key: AccountKey, spec: AccountSpec): Table[] => {
  const at = accountScope(key)
  const { id: account } = accounts[key]
  const own = new Map(spec.policies.map(policy => [policy.name, policy]))
  const arnOf = (resource: string): string => `arn:aws:iam::${account}:${resource}`
  const named = (kind: string, name: string): string => `${account} ${kind} ${name}`

  const policyArn = (name: PolicyName): string => {
    const managed = managedPolicies.get(name)
    if (managed !== undefined) return `arn:aws:iam::aws:policy${managed.path}${name}`
    const policy = own.get(name)
    if (policy === undefined) throw new Error(`${key} has no policy ${name}`)
    return arnOf(`policy${policy.path ?? '/'}${name}`)
  }
  const holder = (kind: 'user' | 'group' | 'role', { name, age, path = '/', attached = [], inline = {} }: GroupSpec & { readonly path?: string }) => ({
    id: iamId(({ user: 'AIDA', group: 'AGPA', role: 'AROA' } as const)[kind], named(kind, name)),
    name,
    arn: arnOf(`${kind}${path}${name}`),
    path,
    createdAt: daysAgo(age, named(kind, name)),
    inlinePolicies: Object.entries(inline).map(([policy, document]) => ({ name: policy, document })),
    attachedPolicies: attached.map(policy => ({ name: policy, arn: policyArn(policy) })),
  })
  const bounded = ({ boundary }: UserSpec | RoleSpec) => (boundary === undefined ? {} : { boundaryArn: policyArn(boundary) })

  const holders = [...spec.users, ...spec.groups, ...spec.roles]
  const attachments = (name: PolicyName): number => holders.filter(({ attached = [] }) => attached.includes(name)).length
  const bounds = (name: PolicyName): number => [...spec.users, ...spec.roles].filter(({ boundary }) => boundary === name).length
  const isUsed = (name: PolicyName): boolean => attachments(name) + bounds(name) > 0

  const keyOf = (spec: KeySpec | undefined, slot: 1 | 2, name: string) => {
    if (spec === undefined) return { slot, active: false }
    const when = named('key', `${name} ${slot}`)
    return {
      slot,
      active: spec.active ?? true,
      lastRotatedAt: daysAgo(spec.rotated, when),
      ...(spec.used === undefined ? {} : { lastUsedAt: daysAgo(spec.used, `used ${when}`), lastUsedService: spec.service ?? 's3' }),
    }
  }
  const keysOf = (keys: readonly KeySpec[] = [], name: string) => [keyOf(keys[0], 1, name), keyOf(keys[1], 2, name)]
  const { root } = spec

  const devices = [
    ...(root.mfa === 'virtual' ? [{ name: 'root-account-mfa-device', userArn: arnOf('root'), age: root.age - 1 }] : []),
    ...spec.users
      .filter(({ mfa }) => mfa === 'virtual')
      .map(user => ({ name: user.name, userArn: arnOf(`user${user.path ?? '/'}${user.name}`), age: user.age })),
  ]

  return [
    table(accountSummary, at, [
      {
        id: account,
        name: accounts[key].name,
        rootMfaEnabled: root.mfa !== undefined,
        rootAccessKeysPresent: (root.keys ?? []).length > 0,
        rootPasswordPresent: root.password,
        users: spec.users.length,
        roles: spec.roles.length,
        globalEndpointTokenVersion: 1,
      },
    ]),
    table(
      accountPasswordPolicies,
      at,
      (spec.passwordPolicy === undefined ? [] : [spec.passwordPolicy]).map(({ length, age, reuse }) => ({
        id: account,
        name: accounts[key].name,
        minimumLength: length,
        requiresUppercase: true,
        requiresLowercase: true,
        requiresNumbers: true,
        requiresSymbols: true,
        reusePrevention: reuse,
        maximumAge: age,
      })),
    ),
    table(
      virtualMfaDevices,
      at,
      devices.map(({ name, userArn, age }) => ({ id: arnOf(`mfa/${name}`), name, userArn, enabledAt: daysAgo(age, named('mfa', name)) })),
    ),
    table(
      serviceSpecificCredentials,
      at,
      (spec.serviceCredentials ?? []).map(({ user, service, age, expires }) => ({
        id: `ACCA${iamId('AIDA', named(service, user)).slice(4)}`,
        name: `${user} at ${service}`,
        userName: user,
        service,
        active: true,
        createdAt: daysAgo(age, named(service, user)),
        ...(expires === undefined ? {} : { expiresAt: daysAhead(expires) }),
      })),
    ),
    table(
      sshPublicKeys,
      at,
      (spec.sshKeys ?? []).map(({ user, age }) => {
        const id = `APKA${iamId('AIDA', named('ssh', user)).slice(4)}`
        return { id, name: `${user}, ${id}`, userName: user, active: true, uploadedAt: daysAgo(age, named('ssh', user)) }
      }),
    ),
    table(credentialReport, at, [
      {
        id: arnOf('root'),
        name: '<root_account>',
        isRoot: true,
        createdAt: daysAgo(root.age, named('root', 'created')),
        ...(root.used === undefined ? {} : { passwordLastUsedAt: daysAgo(root.used, named('root', 'used')) }),
        mfaActive: root.mfa !== undefined,
        accessKeys: keysOf(root.keys, 'root'),
        activeCertificates: 0,
      },
      ...spec.users.map(user => ({
        id: arnOf(`user${user.path ?? '/'}${user.name}`),
        name: user.name,
        isRoot: false,
        createdAt: daysAgo(user.age, named('user', user.name)),
        passwordEnabled: user.password !== undefined,
        ...(user.password === undefined ? {} : { passwordLastChangedAt: daysAgo(user.password.changed, named('password', user.name)) }),
        ...(user.password?.used === undefined ? {} : { passwordLastUsedAt: daysAgo(user.password.used, named('sign-in', user.name)) }),
        mfaActive: user.mfa !== undefined,
        accessKeys: keysOf(user.keys, user.name),
        activeCertificates: 0,
      })),
    ]),
    table(
      iamUsers,
      at,
      spec.users.map(user => ({ ...holder('user', user), groups: [...(user.groups ?? [])], ...bounded(user) })),
    ),
    table(
      iamGroups,
      at,
      spec.groups.map(group => holder('group', group)),
    ),
    table(
      iamRoles,
      at,
      spec.roles.map(role => ({
        ...holder('role', role),
        trustPolicy: role.trust,
        instanceProfileArns: role.isOnInstances === true ? [arnOf(`instance-profile/${role.name}`)] : [],
        ...(role.used === undefined ? {} : { lastUsedAt: daysAgo(role.used, named('role used', role.name)) }),
        ...bounded(role),
      })),
    ),
    table(
      iamPolicies,
      at,
      [
        ...spec.policies.map(({ name, path = '/', document, version = 1 }) => ({ name, path, document, version, isAwsManaged: false })),
        ...[...managedPolicies]
          .filter(([name]) => isUsed(name))
          .map(([name, { path, document }]) => ({ name, path, document, version: 1, isAwsManaged: true })),
      ].map(({ version, ...policy }) => ({
        id: iamId('ANPA', policy.isAwsManaged ? policy.name : named('policy', policy.name)),
        ...policy,
        arn: policyArn(policy.name),
        attachmentCount: attachments(policy.name),
        boundaryUsageCount: bounds(policy.name),
        defaultVersionId: `v${version}`,
      })),
    ),
    table(
      samlProviders,
      at,
      spec.saml.map(({ name, entityId, age, validFor }) => ({
        id: arnOf(`saml-provider/${name}`),
        name,
        createdAt: daysAgo(age, named('saml', name)),
        validUntil: daysAhead(validFor),
        entityId,
        certificates: [{ sha256: hexId(64, named('certificate', name)), sha1: thumbprintFor(entityId), notAfter: daysAhead(validFor) }],
      })),
    ),
    table(
      oidcProviders,
      at,
      spec.oidc.map(({ url, audiences, age }) => ({
        id: arnOf(`oidc-provider/${url}`),
        name: url,
        url,
        clientIds: [...audiences],
        thumbprints: [hexId(40, `thumbprint ${url}`)],
        createdAt: daysAgo(age, named('oidc', url)),
      })),
    ),
    table(organizationMemberships, at, [{ id: organizationId, name: organizationId, managementAccountId: accounts.management.id, featureSet: 'ALL' }]),
  ]
}
