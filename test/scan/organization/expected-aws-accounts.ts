import type { VerdictTable } from './verdict-table.ts'

/** What is found in accounts as wholes, in the organization and in its Identity Center. */
export const expectedAwsAccounts: VerdictTable = {
  'aws-account-in-root': {
    organization: 'data medium, 10 hold',
  },
  'aws-account-not-scanned': {
    organization: 'acquired info, 10 hold',
  },
  'aws-alternate-contact-missing': {
    shop: 'itself low',
    holds: 'archive audit data identity management payments pipeline sandbox web',
  },
  'aws-delegated-administrator-missing': {
    organization: 'iam.amazonaws.com low, sso.amazonaws.com low, 2 hold',
  },
  'aws-delegated-administrator-unknown': {
    organization: 'archive medium, 1 hold',
  },
  'aws-delegation-request-open': {
    web: 'dr-0000000000000001 low, 1 hold',
  },
  'aws-identity-center-account-instance': {
    shop: 'pop-up medium',
    holds: 'web',
  },
  'aws-identity-center-application-open': {
    organization: 'wiki medium, 2 hold',
  },
  'aws-identity-center-assignment-stale': {
    organization: 'gone medium, project-of-last-year medium, 6 hold',
  },
  'aws-administrator-standing': {
    organization: 'made-here@contoso.example high',
  },
  'aws-identity-center-assignment-to-user': {
    organization: '[gone], [made-here@contoso.example], ada@contoso.example medium, 5 hold',
  },
  'aws-identity-center-directory-not-entra': {
    holds: 'organization',
  },
  'aws-identity-center-local-user': {
    organization: 'made-here@contoso.example medium, ada@contoso.example unknown, ben@contoso.example unknown, 1 hold',
  },
  'aws-identity-center-missing': {
    holds: 'organization',
  },
  'aws-identity-center-permission-set-drift': {
    organization: 'Payer medium, Watcher medium, 2 hold',
  },
  'aws-identity-center-session-long': {
    organization: 'Administrator medium, 3 hold',
  },
  'aws-identity-center-trusted-token-issuer-unknown': {
    organization: 'somebody medium, 1 hold',
  },
  'aws-management-account-privileged-assignment': {
    organization: 'itself high',
  },
  'aws-management-account-workload': {
    management: 'itself medium',
  },
  'aws-organization-missing': {
    holds: 'archive audit data identity management payments pipeline sandbox shop web',
  },
  'aws-organization-not-all-features': {
    holds: 'organization',
  },
  'aws-rcp-not-used': {
    organization: 'itself low',
  },
  'aws-resource-share-external': {
    data: 'for-a-stranger medium, 2 hold',
  },
  'aws-root-access-key': {
    pipeline: 'itself critical',
    holds: 'archive audit data identity management payments sandbox shop web',
  },
  'aws-root-credentials-in-member-account': {
    shop: 'itself medium',
    payments: 'itself medium',
    data: 'itself medium',
    pipeline: 'itself medium',
    web: 'itself medium',
    sandbox: 'itself medium',
    holds: 'archive audit identity',
  },
  'aws-root-mfa-not-phishing-resistant': {
    payments: '[itself]',
    data: 'itself high',
    holds: 'archive audit identity management pipeline sandbox shop web',
  },
  'aws-root-used': {
    web: 'itself high',
    holds: 'archive audit data identity management payments pipeline sandbox shop',
  },
  'aws-root-without-mfa': {
    payments: 'itself critical',
    holds: 'archive audit data identity management pipeline sandbox shop web',
  },
  'aws-scp-does-not-protect': {
    organization:
      'sandbox, deleting Access Analyzer medium, sandbox, leaving the organization medium, sandbox, making IAM users and access keys medium, ' +
      'sandbox, stopping AWS Config medium, sandbox, stopping CloudTrail medium, sandbox, stopping GuardDuty medium, ' +
      'sandbox, what the root user does medium, 63 hold',
  },
  'aws-scp-not-used': {
    organization: 'itself high',
  },
  'aws-server-certificate-expired': {
    web: 'old-site low, 1 hold',
  },
  'aws-support-role-missing': {
    pipeline: 'itself low',
    // Only machines can use the roles that may.
    sandbox: 'itself low',
    holds: 'archive audit data identity management payments shop web',
  },
  'aws-temporary-elevation-missing': {
    organization: 'itself info',
  },
  'aws-trusted-access-unexpected': {
    organization: 'ssm.amazonaws.com info, 5 hold',
  },
}
