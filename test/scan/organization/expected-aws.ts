import type { VerdictTable } from './verdict-table.ts'

/** What is found in each account, and where it holds; folded findings are in brackets. */
export const expectedAws: VerdictTable = {
  'aws-access-key-never-used': {
    shop: '[robot-forgotten, access key 1], robot-new, access key 1 low, 4 hold',
    pipeline: '[the root user, access key 1]',
  },
  'aws-access-key-old': {
    shop: '[old-admin-key, access key 1], robot-old, access key 1 medium, 4 hold',
    pipeline: '[the root user, access key 1]',
  },
  'aws-account-not-scanned': {
    organization: 'acquired info, 10 hold',
  },
  'aws-iam-user-instead-of-federation': {
    shop: 'ada high, admin-bob critical, idle-carla high, old-admin-key high, with-mfa high, 9 hold',
    holds: 'payments web',
  },
  'aws-identity-center-missing': {
    holds: 'organization',
  },
  'aws-legacy-credential-in-use': {
    shop: 'git-old at codecommit.amazonaws.com medium, git-old: APKAEXAMPLEOLD000001 medium, 2 hold',
  },
  'aws-oidc-github-subject-wide': {
    pipeline: '[deploy-anyone], deploy-any-repository high, deploy-by-name medium, 1 hold',
  },
  'aws-oidc-trust-without-subject': {
    pipeline: 'deploy-anyone critical, 3 hold',
  },
  'aws-organization-not-all-features': {
    holds: 'organization',
  },
  'aws-password-policy-missing': {
    payments: 'itself medium',
    holds: 'shop web',
  },
  'aws-password-policy-weak': {
    web: 'itself medium',
    holds: 'shop',
  },
  'aws-policy-full-administrator': {
    sandbox: 'everything high, everything-unused medium, everything-with-mfa medium, 1 hold',
  },
  'aws-role-external-without-external-id': {
    data: '[stranger], vendor high, 6 hold',
  },
  'aws-role-trusts-anyone': {
    data: 'open-to-all critical, 8 hold',
    holds: 'identity pipeline sandbox',
  },
  'aws-role-trusts-unknown-account': {
    data: 'stranger high, stranger-with-id high, 6 hold',
  },
  'aws-root-access-key': {
    pipeline: 'itself critical',
    holds: 'archive audit data identity management payments sandbox shop web',
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
  'aws-saml-provider-certificate-expiring': {
    identity: 'Forgotten low, 3 hold',
  },
  'aws-saml-provider-unknown-issuer': {
    identity: 'Acquired high, 4 hold',
  },
  'aws-saml-trust-without-audience': {
    identity: 'through-entra-for-anyone low, 2 hold',
  },
  'aws-scp-not-used': {
    organization: 'itself high',
  },
  'aws-unused-credential': {
    shop: '[idle-carla, password], robot-forgotten, access key 1 medium, robot-idle, access key 1 medium, 8 hold',
  },
  'aws-user-without-mfa': {
    shop: '[ada], [admin-bob], break-glass high, 2 hold',
  },
}
