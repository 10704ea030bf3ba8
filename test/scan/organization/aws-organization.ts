import type { AccountSeed, AwsSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow, organizationId } from './accounts.ts'
import { federation } from './aws-federation.ts'
import { iamUsers } from './aws-iam-users.ts'
import { outsideTrusts } from './aws-outside-trusts.ts'
import { policies } from './aws-policies.ts'
import { rootUsers } from './aws-root-users.ts'

const identityCenter: AccountSeed = {
  identityCenters: [
    {
      region: 'us-east-1',
      instanceArn: 'arn:aws:sso:::instance/ssoins-1234567890abcdef',
      identityStoreId: 'd-1234567890',
      ownerAccountId: accounts.management,
    },
  ],
}

const themes = [rootUsers, iamUsers, outsideTrusts, federation, policies, { [accounts.management]: identityCenter }]

const members: readonly (readonly [keyof typeof accounts, string])[] = [
  ['audit', 'security'],
  ['archive', 'security'],
  ['identity', 'security'],
  ['shop', 'production'],
  ['payments', 'production'],
  ['data', 'production'],
  ['pipeline', 'staging'],
  ['web', 'staging'],
  ['sandbox', 'sandbox'],
  ['closed', 'staging'],
  ['acquired', 'acquisitions'],
]

/** Twelve accounts of one organization, entered through a role: a fault for each rule, and for each a neighbour where it holds. */
export const organizationAws: AwsSeed = {
  accounts: Object.fromEntries(Object.values(accounts).map(id => [id, Object.assign({}, ...themes.map(theme => Reflect.get(theme, id))) as AccountSeed])),
  organization: {
    management: accounts.management,
    id: organizationId,
    trustedServices: ['sso.amazonaws.com'],
    units: [
      { name: 'security' },
      { name: 'workloads' },
      { name: 'production', parent: 'workloads' },
      { name: 'staging', parent: 'workloads' },
      { name: 'sandbox' },
      { name: 'acquisitions' },
    ],
    members: members.map(([name, unit]) => ({ id: accounts[name], name, unit, ...(name === 'closed' ? { status: 'SUSPENDED' as const } : {}) })),
    policies: [
      {
        name: 'no-leaving',
        document: { ...allow({}), Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] },
        targets: ['security', 'workloads', 'acquisitions'],
      },
    ],
  },
}

/** An organization that only pays together: nothing guards it, and it has no Identity Center. */
export const billingAws: AwsSeed = {
  accounts: { [accounts.management]: { root: { mfa: 'hardware' } }, [accounts.audit]: { root: { mfa: 'hardware' } } },
  organization: { management: accounts.management, featureSet: 'CONSOLIDATED_BILLING', policyTypes: [], members: [{ id: accounts.audit, name: 'audit' }] },
}
