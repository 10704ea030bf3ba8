import type { AccountSeed, RoleSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow } from './accounts.ts'

const own = (name: string): string => `arn:aws:iam::${accounts.sandbox}:policy/${name}`
const forCompute = allow({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })

const holding = (name: string, statement: Readonly<Record<string, unknown>>): RoleSeed => ({ name, trust: forCompute, inline: { own: allow(statement) } })

/** Somebody in the account may open support cases, who may do nothing else. */
const support = (account: string): AccountSeed => ({
  roles: [
    {
      name: 'support',
      trust: allow({ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: 'sts:AssumeRole' }),
      attached: ['arn:aws:iam::aws:policy/AWSSupportAccess'],
    },
  ],
})

/** Policies of the account's own: everything, everything where nothing uses it, everything under a condition, and less. */
export const policies: Readonly<Record<string, AccountSeed>> = {
  [accounts.audit]: support(accounts.audit),
  [accounts.archive]: support(accounts.archive),
  [accounts.sandbox]: {
    policies: [
      { name: 'everything', document: allow({ Action: '*', Resource: '*' }) },
      { name: 'everything-unused', document: allow({ Action: '*', Resource: '*' }) },
      { name: 'everything-with-mfa', document: allow({ Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }) },
      { name: 'reading', document: allow({ Action: 's3:Get*', Resource: '*' }) },
    ],
    upkeep: { instances: [{ region: 'eu-west-1', id: 'i-0123456789abcdef0', profile: 'worker' }] },
    roles: [
      { name: 'worker', trust: forCompute, instanceProfile: true, attached: [own('everything'), own('reading')] },
      { name: 'careful-worker', trust: forCompute, attached: [own('everything-with-mfa')] },
      holding('climber', { Action: 'iam:AttachRolePolicy', Resource: '*' }),
      holding('role-maker', { Action: 'iam:CreateRole', Resource: '*' }),
      holding('bounded-role-maker', { Action: 'iam:CreateRole', Resource: '*', Condition: { StringEquals: { 'iam:PermissionsBoundary': own('reading') } } }),
      holding('passer', { Action: 'iam:PassRole', Resource: '*' }),
      holding('passer-to-lambda', { Action: 'iam:PassRole', Resource: '*', Condition: { StringEquals: { 'iam:PassedToService': 'lambda.amazonaws.com' } } }),
      { name: 'shell', trust: forCompute, attached: ['arn:aws:iam::aws:policy/AWSCloudShellFullAccess'] },
    ],
  },
}
