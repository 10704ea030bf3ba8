import type { VerdictTable } from './verdict-table.ts'

const role = (name: string): string => `arn:aws:iam::100000000006:role/${name}`

/** What is found of who watches the accounts, and in their directories. */
export const expectedAwsAudit: VerdictTable = {
  'aws-access-analyzer-finding-open': {
    data: `${role('open-to-all')} critical, ${role('stranger')} medium, ${role('vendor')} low, 1 hold`,
  },
  'aws-access-analyzer-missing': {
    // The account that was left out may have an analyzer for all.
    sandbox: 'eu-west-1 unknown, 2 hold',
    holds: 'archive audit data identity management payments pipeline shop web',
  },
  'aws-ad-connector-stale': {
    payments: 'stale.example medium, 1 hold',
  },
  'aws-alarm-missing-for-identity-change': {
    // The trail of pipeline logs what is changed, which is all that matters here.
    shop: 'the policies of IAM, account shop low',
    web: 'the policies of IAM, account web low',
    sandbox: '[the policies of IAM, account sandbox]',
    holds: 'archive audit data identity management payments pipeline',
  },
  'aws-alarm-missing-for-root-use': {
    // Where GuardDuty is on in every Region, it tells.
    web: 'itself medium',
    sandbox: '[itself]',
    holds: 'archive audit data identity management payments pipeline shop',
  },
  'aws-alarm-missing-for-sign-in-without-mfa': {
    shop: 'itself low',
    web: 'itself low',
    sandbox: '[itself]',
    holds: 'archive audit data identity management payments pipeline',
  },
  'aws-cloudtrail-bucket-open': {
    payments: 'trail-logs-100000000005 high',
    holds: 'archive audit data identity management pipeline shop web',
  },
  'aws-cloudtrail-missing': {
    pipeline: 'itself high',
    sandbox: 'itself critical',
    holds: 'archive audit data identity management payments shop web',
  },
  'aws-cloudtrail-unencrypted': {
    shop: 'main low',
    holds: 'archive audit data identity management payments pipeline web',
  },
  'aws-cloudtrail-validation-off': {
    web: 'main medium',
    holds: 'archive audit data identity management payments pipeline shop',
  },
  'aws-config-off': {
    payments: 'eu-west-1 medium, 2 hold',
    data: 'identities of account data medium, 2 hold',
    holds: 'archive audit identity management pipeline sandbox shop web',
  },
  'aws-directory-client-certificate-off': {
    payments: 'faulty.example info, 3 hold',
  },
  'aws-directory-ldaps-off': {
    payments: 'faulty.example high, stale.example medium, 2 hold',
  },
  'aws-directory-mfa-off': {
    payments: 'faulty.example high, stale.example medium, 2 hold',
  },
  'aws-directory-monitoring-off': {
    payments: 'faulty.example low, 3 hold',
  },
  'aws-directory-old-protocols': {
    payments: 'faulty.example medium, 1 hold',
  },
  'aws-directory-shared-outside': {
    payments: 'faulty.example, shared with 900000000001 medium, 1 hold',
  },
  'aws-directory-trust-unexpected': {
    payments: 'old.example medium, 1 hold',
  },
  'aws-guardduty-off': {
    web: 'eu-west-1 medium, 1 hold',
    sandbox: 'us-east-1 medium, 1 hold',
    holds: 'archive audit data identity management payments pipeline shop',
  },
  'aws-security-hub-off': {
    shop: 'eu-west-1 low, 1 hold',
    holds: 'archive audit data identity management payments pipeline sandbox web',
  },
}
