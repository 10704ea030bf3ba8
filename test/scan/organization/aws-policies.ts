import type { AccountSeed } from '../../clouds/aws/seed.ts'
import { accounts, allow } from './accounts.ts'

const own = (name: string): string => `arn:aws:iam::${accounts.sandbox}:policy/${name}`
const forCompute = allow({ Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })

/** Policies of the account's own: everything, everything where nothing uses it, everything under a condition, and less. */
export const policies: Readonly<Record<string, AccountSeed>> = {
  [accounts.sandbox]: {
    policies: [
      { name: 'everything', document: allow({ Action: '*', Resource: '*' }) },
      { name: 'everything-unused', document: allow({ Action: '*', Resource: '*' }) },
      { name: 'everything-with-mfa', document: allow({ Action: '*', Resource: '*', Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }) },
      { name: 'reading', document: allow({ Action: 's3:Get*', Resource: '*' }) },
    ],
    roles: [
      { name: 'worker', trust: forCompute, attached: [own('everything'), own('reading')] },
      { name: 'careful-worker', trust: forCompute, attached: [own('everything-with-mfa')] },
      { name: 'shell', trust: forCompute, attached: ['arn:aws:iam::aws:policy/AWSCloudShellFullAccess'] },
    ],
  },
}
