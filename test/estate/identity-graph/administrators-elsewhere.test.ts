import { describe, expect, it } from 'vitest'
import { openPermissions } from '../../../src/analysis/iam/account-permissions.ts'
import type { AccountPrincipal } from '../../../src/analysis/iam/account-principals.ts'
import type { ControlPolicies } from '../../../src/analysis/iam/principal-policies.ts'
import { administratorAssumptionSteps, administratorTakeSteps } from '../../../src/estate/identity-graph/account-steps.ts'
import { roleRow, trustPolicy, userRow } from '../../rules/aws-rows.ts'

const ACCOUNT = '111111111111'
const roleArn = 'arn:aws:iam::222222222222:role/guests'
const allowed = JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] })
const without = (Action: string): ControlPolicies => [
  [
    { name: 'FullAWSAccess', document: allowed },
    { name: 'less', document: JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Deny', Action, Resource: '*' }] }) },
  ],
]

const principals = (serviceControl: ControlPolicies): readonly AccountPrincipal[] => {
  const row = { scope: `aws-account/${ACCOUNT}` }
  const nobody = trustPolicy()
  return openPermissions({
    account: ACCOUNT,
    organization: 'o-exampleorg1',
    users: [{ ...userRow('robot'), ...row }],
    groups: [],
    roles: [
      { ...roleRow('worker', nobody), ...row },
      { ...roleRow('reserved', nobody), ...row, arn: `arn:aws:iam::${ACCOUNT}:role/aws-reserved/sso.amazonaws.com/AWSReservedSSO_Reader_0123456789abcdef` },
    ],
    policies: [],
    serviceControl,
    resourceControl: 'none',
  }).principals
}

const entering = (condition: object, serviceControl: ControlPolicies = 'none') =>
  administratorAssumptionSteps(
    ACCOUNT,
    principals(serviceControl),
    {
      roleArn,
      roleName: 'guests',
      account: '222222222222',
      trustPolicy: trustPolicy({ Effect: 'Allow', Principal: { AWS: ACCOUNT }, Action: 'sts:AssumeRole', ...condition }),
      named: [],
      accounts: [ACCOUNT],
      isOpen: false,
    },
    'none',
  ).map(({ from, to, certainty, demand }) => [from, to, certainty, demand])

const from = `goal/aws-account/${ACCOUNT}`

describe('whoever administers an account', () => {
  it('enters a role elsewhere that trusts the account, and proves nothing more', () => {
    expect(entering({})).toEqual([[from, `aws/${roleArn}`, 'sure', 'none']])
  })

  it.each([
    ['MFA', { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }],
    ['an external id', { StringEquals: { 'sts:ExternalId': 'secret' } }],
  ])('may enter one that asks for %s', (_what, Condition) => {
    expect(entering({ Condition })).toEqual([[from, `aws/${roleArn}`, 'possible', 'none']])
  })

  it('does not enter one that asks for another organization, nor where the organization takes it away', () => {
    expect(entering({ Condition: { StringEquals: { 'aws:PrincipalOrgID': 'o-another0001' } } })).toEqual([])
    expect(entering({}, without('sts:AssumeRole'))).toEqual([])
  })

  it('takes users and roles of it, but none of Identity Center, nor what the organization protects', () => {
    const taken = (serviceControl: ControlPolicies) =>
      principals(serviceControl).flatMap(target => administratorTakeSteps(ACCOUNT, target).map(({ certainty }) => `${target.name} ${certainty}`))
    expect(taken('none')).toEqual(['robot sure', 'worker sure'])
    expect(taken(without('iam:UpdateAssumeRolePolicy'))).toEqual(['robot sure'])
  })
})
