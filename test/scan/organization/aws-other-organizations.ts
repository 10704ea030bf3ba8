import type { AwsSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow } from './accounts.ts'

/** An account that belongs to nobody's organization. */
export const lonely = '300000000001'

/** An organization that only pays together: nothing guards it, and it has no Identity Center; and an account outside of it. */
export const billingAws: AwsSeed = {
  accounts: { [accounts.management]: { root: { mfa: 'hardware' } }, [accounts.audit]: { root: { mfa: 'hardware' } }, [lonely]: {} },
  organization: { management: accounts.management, featureSet: 'CONSOLIDATED_BILLING', policyTypes: [], members: [{ id: accounts.audit, name: 'audit' }] },
}

const outsiders = { StringNotEqualsIfExists: { 'aws:PrincipalOrgID': 'o-guardedtest' }, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } }

/** A small organization with what the large one lacks as a whole. */
export const guardedAws: AwsSeed = {
  accounts: {
    [accounts.management]: {
      root: { mfa: 'hardware' },
      identityCenters: [
        {
          region: 'eu-west-1',
          instanceArn: 'arn:aws:sso:::instance/ssoins-2222222222222222',
          identityStoreId: 'd-2222222222',
          ownerAccountId: accounts.management,
          permissionSets: [
            {
              name: 'Administrator',
              managed: ['arn:aws:iam::aws:policy/AdministratorAccess'],
              assigned: { [accounts.management]: { groups: ['platform'] } },
            },
          ],
          users: [{ name: 'ben@contoso.example', externalId: 'entra-ben' }],
          groups: [{ name: 'platform', members: ['ben@contoso.example'], externalId: 'entra-platform' }],
          applications: [{ name: 'TEAM IDC APP' }],
        },
      ],
    },
    [accounts.audit]: { root: { mfa: 'none', password: false } },
  },
  organization: {
    management: accounts.management,
    id: 'o-guardedtest',
    policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
    trustedServices: ['sso.amazonaws.com'],
    units: [{ name: 'all' }],
    members: [{ id: accounts.audit, name: 'audit', unit: 'all' }],
    policies: [
      {
        name: 'no-leaving',
        document: { ...allow({}), Statement: [{ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' }] },
        targets: ['all'],
      },
      {
        name: 'only-us',
        type: 'RESOURCE_CONTROL_POLICY',
        document: { ...allow({}), Statement: [{ Effect: 'Deny', Principal: '*', Action: ['s3:*', 'sts:AssumeRole'], Resource: '*', Condition: outsiders }] },
        targets: ['root'],
      },
    ],
  },
}
