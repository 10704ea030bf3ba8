import type { VerdictTable } from './verdict-table.ts'

/** What is found among users, groups, roles, policies and identity providers. */
export const expectedAwsIam: VerdictTable = {
  'aws-access-key-never-used': {
    shop: '[robot-forgotten, access key 1], robot-new, access key 1 low, 8 hold',
    pipeline: '[the root user, access key 1]',
  },
  'aws-access-key-old': {
    shop: 'AzureADRoleManager, access key 1 medium, [old-admin-key, access key 1], robot-old, access key 1 medium, 7 hold',
    pipeline: '[the root user, access key 1]',
  },
  'aws-access-keys-two-active': {
    shop: 'robot-twice low, 18 hold',
    holds: 'payments web',
  },
  'aws-administrator-role-on-compute': {
    sandbox: 'climber medium, worker high, 6 hold',
    holds: 'data management pipeline web',
  },
  'aws-administrator-user': {
    shop: 'admin-bob high, old-admin-key high, 17 hold',
    holds: 'payments web',
  },
  'aws-cloudshell-full-access-attached': {
    sandbox: 'shell low, 7 hold',
    holds: 'archive audit data identity management payments pipeline shop web',
  },
  'aws-delegated-role-without-boundary': {
    sandbox: 'role-maker low, 1 hold',
  },
  'aws-federated-session-long': {
    identity: 'through-entra-all-day low, 3 hold',
    holds: 'pipeline web',
  },
  'aws-group-empty': {
    shop: 'left-behind info, 1 hold',
  },
  'aws-iam-user-instead-of-federation': {
    shop: 'ada high, admin-bob critical, idle-carla high, old-admin-key high, with-mfa high, with-passkey high, 13 hold',
    holds: 'payments web',
  },
  'aws-inline-policy-privileged': {
    web: 'app of signed-in-wide low, 3 hold',
    sandbox: 'own of climber low, 4 hold',
    holds: 'data shop',
  },
  'aws-legacy-credential-in-use': {
    shop: 'git-old at codecommit.amazonaws.com medium, git-old: APKAEXAMPLEOLD000001 medium, 4 hold',
  },
  'aws-microsoft-integration-user-key': {
    shop: 'AzureADRoleManager, access key 1 medium, 1 hold',
  },
  'aws-oidc-github-subject-wide': {
    pipeline: '[deploy-anyone], deploy-any-repository high, deploy-by-name medium, 1 hold',
  },
  'aws-oidc-trust-without-subject': {
    pipeline: 'deploy-anyone critical, 3 hold',
    holds: 'web',
  },
  'aws-pass-role-any': {
    sandbox: 'own of passer high, 5 hold',
    holds: 'data shop web',
  },
  'aws-password-policy-missing': {
    payments: 'itself medium',
    holds: 'shop web',
  },
  'aws-password-policy-weak': {
    web: 'itself medium',
    holds: 'shop',
  },
  'aws-person-has-both-identities': {
    shop: '[ada], 5 hold',
  },
  'aws-policy-attached-to-user': {
    shop: 'with-mfa low, 18 hold',
    holds: 'payments web',
  },
  'aws-policy-full-administrator': {
    sandbox: 'everything high, everything-unused medium, everything-with-mfa medium, 1 hold',
  },
  'aws-policy-service-wildcard': {
    web: 'app of guest medium, 2 hold',
    holds: 'data sandbox shop',
  },
  'aws-policy-unattached': {
    sandbox: 'everything-unused info, 3 hold',
  },
  'aws-privilege-escalation': {
    // She may assume a role that administers the account.
    shop: 'ada high, 17 hold',
    sandbox: 'careful-worker medium, climber high, 5 hold',
    holds: 'archive audit data identity management payments pipeline web',
  },
  'aws-role-external-without-external-id': {
    data: '[stranger], vendor high, 11 hold',
  },
  'aws-role-trusts-anyone': {
    data: 'open-to-all critical, 14 hold',
    holds: 'archive audit identity management payments pipeline sandbox shop web',
  },
  'aws-role-trusts-unknown-account': {
    data: 'stranger high, stranger-with-id high, 11 hold',
  },
  'aws-role-trusts-whole-account': {
    data: 'audited-as-administrator info, forgotten-vendor info, 1 hold',
  },
  'aws-role-unused': {
    data: 'forgotten low, forgotten-vendor high, 13 hold',
    holds: 'archive audit identity management pipeline sandbox shop web',
  },
  'aws-roles-anywhere-wide': {
    pipeline: 'any-anchor medium, any-certificate high, 1 hold',
  },
  'aws-saml-provider-certificate-expiring': {
    identity: 'EntraOfStranger low, Forgotten low, 3 hold',
  },
  'aws-saml-provider-unknown-issuer': {
    identity: 'Acquired high, [EntraOfStranger], 4 hold',
  },
  'aws-saml-provider-unused': {
    identity: 'Acquired low, EntraOfStranger low, Forgotten low, 2 hold',
    holds: 'pipeline',
  },
  'aws-saml-trust-without-audience': {
    identity: 'through-entra-for-anyone low, 3 hold',
  },
  'aws-sensitive-role-without-mfa-condition': {
    shop: 'elevated low, 1 hold',
    holds: 'data identity sandbox web',
  },
  'aws-service-api-key-long-lived': {
    shop: 'robot-bedrock at bedrock.amazonaws.com high, 1 hold',
  },
  'aws-service-trust-confused-deputy': {
    pipeline: 'builds low, 1 hold',
  },
  'aws-unused-credential': {
    shop: '[idle-carla, password], robot-forgotten, access key 1 medium, robot-idle, access key 1 medium, 13 hold',
  },
  'aws-user-mfa-not-phishing-resistant': {
    shop: '[idle-carla], [with-mfa], 1 hold',
  },
  'aws-user-without-mfa': {
    shop: '[ada], [admin-bob], break-glass high, 3 hold',
  },
  'aws-workload-uses-user-key': {
    shop: '[old-admin-key, access key 1], 9 hold',
  },
}
