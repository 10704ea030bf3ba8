import {
  accountAssignments,
  identityCenterApplications,
  permissionSetBoundaries,
  permissionSetCustomerPolicies,
  permissionSetInlinePolicies,
  permissionSetManagedPolicies,
  permissionSetProvisionings,
  permissionSets,
  trustedTokenIssuers,
} from '../../src/datasets/aws/identity-center.ts'
import { identityStoreGroups, identityStoreMemberships, identityStoreUsers } from '../../src/datasets/aws/identity-store.ts'
import { delegatedAdministrators } from '../../src/datasets/aws/organization.ts'
import { data } from './account-data.ts'
import { litware } from './account-litware.ts'
import { management } from './account-management.ts'
import { production } from './account-production.ts'
import { security } from './account-security.ts'
import type { AccountSpec } from './account-spec.ts'
import { staging } from './account-staging.ts'
import { staff } from './contoso-users.ts'
import { objectId, provisionedGroups } from './identity-store.ts'
import { guid, hexId } from './ids.ts'
import { managedPolicies } from './managed-policies.ts'
import { type AccountKey, accounts, organizationScope as at, identityCenter, tenants } from './organization-facts.ts'
import { type Table, table } from './tables.ts'

const read: Readonly<Partial<Record<AccountKey, AccountSpec>>> = { management, production, staging, security, data, litware }

const instance = identityCenter.instance.slice(identityCenter.instance.lastIndexOf('/') + 1)
const setArn = (name: string): string => `arn:aws:sso:::permissionSet/${instance}/ps-${hexId(16, `permission set ${name}`)}`

/** Each permission set by name, with its policy and the accounts that have a role for it. */
const provisioned = (): ReadonlyMap<string, { readonly policy: string; readonly accounts: readonly string[] }> => {
  const found = new Map<string, { policy: string; accounts: string[] }>()
  for (const [key, spec] of Object.entries(read) as [AccountKey, AccountSpec][])
    for (const { name, attached = [] } of spec.roles) {
      const set = /^AWSReservedSSO_(.+)_[0-9a-f]{16}$/.exec(name)?.[1]
      if (set === undefined) continue
      const known = found.get(set) ?? { policy: attached[0] ?? '', accounts: [] }
      found.set(set, { ...known, accounts: [...known.accounts, accounts[key].id].sort() })
    }
  return found
}

/** Who is provisioned from Entra into the store, by group; whoever administers is in a small group. */
const named = (...indexes: readonly number[]): string[] => indexes.flatMap(index => staff[index]?.name ?? [])
const people: Readonly<Record<string, readonly string[]>> = {
  'aws-administrators': named(0, 1),
  'aws-engineers': named(0, 1, 2, 3, 4),
}
/** Who was given the billing set herself, when the invoices had to be found in a hurry. */
const accountant = named(5)
/** A group that Entra no longer has, and Identity Center neither: its assignment stayed. */
const DISSOLVED = 'aws-auditors-2024'
const groupOf = (set: string): string => (set === 'AdministratorAccess' ? 'aws-administrators' : 'aws-engineers')
const external = (name: string) => [{ issuer: `https://sts.windows.net/${tenants.contoso.id}/`, id: objectId(name) ?? guid(`identity store external ${name}`) }]
const storeId = (name: string): string => guid(`identity store ${name}`)

const given = (permissionSetId: string, holder: string, principalType: 'GROUP' | 'USER', its: readonly string[]) => {
  const principalId = storeId(holder)
  return { id: `${permissionSetId}#${principalId}`, name: principalId, permissionSetId, principalType, principalId, accounts: [...its] }
}

const application = (name: string, provider: string, account: string, assignmentRequired: boolean) => ({
  id: `arn:aws:sso::${account}:application/${instance}/apl-${hexId(16, `application ${name}`)}`,
  name,
  providerArn: `arn:aws:sso::aws:applicationProvider/${provider}`,
  account,
  status: 'ENABLED',
  assignmentRequired,
})

/** What Identity Center of the organization holds, as the roles in its accounts have it. */
export const identityCenterTables = (): Table[] => {
  const sets = [...provisioned()].map(([name, of]) => ({ ...of, id: setArn(name), name }))
  const plain = sets.map(({ id, name }) => ({ id, name }))
  const users = [...new Set([...Object.values(people).flat(), ...accountant, ...provisionedGroups.flatMap(({ members }) => members)])]
  const memberships = [...Object.entries(people), ...provisionedGroups.map(({ name, members }) => [name, members] as const)]
  return [
    table(
      permissionSets,
      at,
      plain.map(set => ({ ...set, sessionDuration: set.name === 'AdministratorAccess' ? 'PT12H' : set.name === 'Billing' ? 'PT1H' : 'PT4H' })),
    ),
    table(permissionSetInlinePolicies, at, plain),
    table(
      permissionSetManagedPolicies,
      at,
      sets.map(({ id, name, policy }) => ({
        id,
        name,
        policies: [{ name: policy, arn: `arn:aws:iam::aws:policy${managedPolicies.get(policy)?.path ?? '/'}${policy}` }],
      })),
    ),
    table(
      permissionSetCustomerPolicies,
      at,
      plain.map(set => ({ ...set, references: [] })),
    ),
    table(permissionSetBoundaries, at, plain),
    table(
      permissionSetProvisionings,
      at,
      sets.map(({ id, name, accounts: its }) => ({ id, name, accounts: [...its], outdated: [] })),
    ),
    table(accountAssignments, at, [
      ...sets.map(({ id, name, accounts: its }) => given(id, groupOf(name), 'GROUP', its)),
      ...provisionedGroups.flatMap(group =>
        sets.filter(({ name }) => name === group.permissionSet).map(set => given(set.id, group.name, 'GROUP', set.accounts)),
      ),
      ...sets.filter(({ name }) => name === 'Billing').flatMap(({ id, accounts: its }) => accountant.map(name => given(id, name, 'USER', its))),
      ...sets.filter(({ name }) => name === 'SecurityAudit').map(({ id, accounts: its }) => given(id, DISSOLVED, 'GROUP', its)),
    ]),
    table(identityCenterApplications, at, [
      application('data-notebooks', 'sagemaker', accounts.data.id, true),
      application('architecture-diagrams', 'custom', accounts.production.id, false),
    ]),
    table(trustedTokenIssuers, at, [
      {
        id: `arn:aws:sso::${accounts.management.id}:trustedTokenIssuer/${instance}/tti-${guid('trusted token issuer')}`,
        name: 'Entra',
        issuerUrl: `https://login.microsoftonline.com/${tenants.contoso.id}/v2.0`,
        claim: 'oid',
        attribute: 'externalIds.value',
      },
    ]),
    table(delegatedAdministrators, at, [
      {
        id: accounts.security.id,
        name: accounts.security.name,
        status: 'ACTIVE',
        services: ['access-analyzer.amazonaws.com', 'config.amazonaws.com', 'guardduty.amazonaws.com', 'securityhub.amazonaws.com'],
      },
    ]),
    table(
      identityStoreUsers,
      at,
      users.map(name => {
        return { id: storeId(name), name, status: 'ENABLED', emails: [name], externalIds: external(name) }
      }),
    ),
    table(identityStoreGroups, at, [
      ...Object.keys(people).map(name => ({ id: storeId(name), name, externalIds: external(name) })),
      ...provisionedGroups.map(({ id, name }) => ({ id: storeId(name), name, externalIds: external(name).map(one => ({ ...one, id })) })),
    ]),
    table(
      identityStoreMemberships,
      at,
      memberships.flatMap(([group, members]) =>
        members.map(member => {
          const id = guid(`membership ${group} ${member}`)
          return { id, name: id, part: storeId(group), groupId: storeId(group), userId: storeId(member) }
        }),
      ),
    ),
  ]
}
