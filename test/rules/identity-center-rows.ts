import type { IamPolicy, IamRole } from '../../src/datasets/aws/iam.ts'
import type {
  AccountAssignment,
  IdentityCenterApplication,
  PermissionSet,
  PermissionSetBoundary,
  PermissionSetProvisioning,
  TrustedTokenIssuer,
} from '../../src/datasets/aws/identity-center.ts'
import {
  permissionSetBoundaries,
  permissionSetCustomerPolicies,
  permissionSetInlinePolicies,
  permissionSetManagedPolicies,
  permissionSets,
} from '../../src/datasets/aws/identity-center.ts'
import {
  type IdentityStoreGroup,
  type IdentityStoreUser,
  identityStoreGroups,
  identityStoreMemberships,
  identityStoreUsers,
} from '../../src/datasets/aws/identity-store.ts'
import { identityCenterInstances, type OrganizationAccount } from '../../src/datasets/aws/organization.ts'
import { type Given, given } from '../memory-snapshot.ts'
import { policyRow, roleRow } from './aws-rows.ts'

type Without<R> = Omit<R, 'scope'>

export const MANAGEMENT = '111111111111'
export const SHOP = '222222222222'
export const SCOPE = 'aws-organization/o-exampleorg1'

/** The organization instance, owned by the management account. */
export const instance = given(identityCenterInstances, {
  id: 'arn:aws:sso:::instance/ssoins-1',
  name: 'ssoins-1',
  part: 'eu-west-1',
  identityStoreId: 'd-1',
  ownerAccountId: MANAGEMENT,
  status: 'ACTIVE',
})

export const setId = (name: string): string => `arn:aws:sso:::permissionSet/ssoins-1/ps-${name}`

interface SetSeed {
  readonly duration?: string
  readonly managed?: readonly string[]
  readonly customer?: readonly string[]
  readonly inline?: string
  readonly boundary?: string
}

/** Permission sets in all their tables; `managed` are names of AWS's policies. */
export const sets = (seeds: Readonly<Record<string, SetSeed>>): Given[] => {
  const all = Object.entries(seeds)
  const row = (name: string) => ({ id: setId(name), name: setId(name) })
  const boundaryOf = ({ boundary }: SetSeed): Partial<PermissionSetBoundary> => {
    if (boundary === undefined) return {}
    return boundary.startsWith('arn:') ? { managedPolicyArn: boundary } : { customerPolicy: { name: boundary, path: '/' } }
  }
  return [
    given(permissionSets, ...all.map(([name, { duration = 'PT1H' }]): Without<PermissionSet> => ({ ...row(name), name, sessionDuration: duration }))),
    given(permissionSetInlinePolicies, ...all.map(([name, { inline }]) => ({ ...row(name), document: inline }))),
    given(
      permissionSetManagedPolicies,
      ...all.map(([name, { managed = [] }]) => ({ ...row(name), policies: managed.map(one => ({ name: one, arn: `arn:aws:iam::aws:policy/${one}` })) })),
    ),
    given(
      permissionSetCustomerPolicies,
      ...all.map(([name, { customer = [] }]) => ({ ...row(name), references: customer.map(one => ({ name: one, path: '/' })) })),
    ),
    given(permissionSetBoundaries, ...all.map(([name, seed]) => ({ ...row(name), ...boundaryOf(seed) }))),
  ]
}

export const provisioning = (name: string, accounts: readonly string[], outdated: readonly string[] = []): Without<PermissionSetProvisioning> => ({
  id: setId(name),
  name: setId(name),
  accounts: [...accounts],
  outdated: [...outdated],
})

/** An assignment to `user:ann` or `group:admins`. */
export const assignment = (set: string, principal: string, ...accounts: readonly string[]): Without<AccountAssignment> => {
  const [kind = '', id = ''] = principal.split(':')
  const principalType = kind.toUpperCase()
  return { id: `${setId(set)}/${principalType}/${id}`, name: id, permissionSetId: setId(set), principalType, principalId: id, accounts: [...accounts] }
}

interface StoreSeed {
  readonly users?: Readonly<Record<string, Partial<IdentityStoreUser>>>
  /** Members by user; with how the group came, where it came from elsewhere. */
  readonly groups?: Readonly<Record<string, readonly string[]>>
  readonly provisioned?: readonly string[]
}

/** The identity store; ids are the names in lower case. */
export const store = ({ users = {}, groups = {}, provisioned = [] }: StoreSeed): Given[] => [
  given(
    identityStoreUsers,
    ...Object.entries(users).map(([id, more]): Without<IdentityStoreUser> => ({ id, name: `${id}@example.com`, status: 'ENABLED', emails: [], ...more })),
  ),
  given(
    identityStoreGroups,
    ...Object.keys(groups).map(
      (id): Without<IdentityStoreGroup> => ({
        id,
        name: id,
        ...(provisioned.includes(id) ? { externalIds: [{ issuer: 'https://scim.aws.com/1', id: `entra-${id}` }] } : {}),
      }),
    ),
  ),
  given(
    identityStoreMemberships,
    ...Object.entries(groups).flatMap(([groupId, members]) => members.map(userId => ({ id: `${groupId}/${userId}`, name: userId, groupId, userId }))),
  ),
]

/** A policy of AWS, and one of an account by path and name, as roles have them. */
export const awsPolicy = (name: string) => ({ name, arn: `arn:aws:iam::aws:policy/${name}` })
export const ownPolicy = (id: string, name: string) => ({ name: name.slice(name.lastIndexOf('/') + 1), arn: `arn:aws:iam::${id}:policy${name}` })

/** The role of a permission set in an account. */
export const reserved = (id: string, set: string, more: Partial<IamRole> = {}) => ({
  ...roleRow(`AWSReservedSSO_${set}_0123456789abcdef`, '{}'),
  scope: `aws-account/${id}`,
  path: '/aws-reserved/sso.amazonaws.com/eu-west-1/',
  ...more,
})

/** A customer-managed policy of an account. */
export const policyOf = (id: string, name: string, document: string): Omit<IamPolicy, 'scope'> & { scope: string } => ({
  ...policyRow(name, document),
  ...ownPolicy(id, name),
  scope: `aws-account/${id}`,
  isAwsManaged: false,
})

/** The scope of the member account. */
export const shopScope = { id: `aws-account/${SHOP}`, kind: 'aws-account', name: SHOP, parent: SCOPE } as const

export const application = (name: string, more: Partial<IdentityCenterApplication> = {}): Without<IdentityCenterApplication> => ({
  id: `arn:aws:sso::${MANAGEMENT}:application/ssoins-1/${name}`,
  name,
  status: 'ENABLED',
  assignmentRequired: true,
  ...more,
})

export const issuer = (name: string, issuerUrl: string): Without<TrustedTokenIssuer> => ({
  id: `arn:aws:sso::${MANAGEMENT}:trustedTokenIssuer/ssoins-1/${name}`,
  name,
  issuerUrl,
  claim: 'email',
  attribute: 'emails.value',
})

/** An account of the organization whose management account is `MANAGEMENT`. */
export const account = (id: string, more: Partial<OrganizationAccount> = {}): Without<OrganizationAccount> => ({
  id,
  name: id,
  arn: `arn:aws:organizations::${MANAGEMENT}:account/o-exampleorg1/${id}`,
  status: 'ACTIVE',
  parentId: 'ou-1',
  ...more,
})
