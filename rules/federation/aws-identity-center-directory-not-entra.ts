import { identityStoreTies } from '../../src/estate/cross/identity-store-ties.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-identity-center-directory-not-entra',
  title: 'Users of IAM Identity Center come from Entra',
  failureTitle: 'Identity Center with a directory of its own',
  cloud: 'cross',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'An Identity Center that keeps its own directory, or that another identity provider feeds, is outside of Conditional Access, access reviews and the disabling of leavers in Entra. It counts as fed by Entra where an enabled application of a scanned tenant names the identity store, or where a user of the store has the object id of a user of the tenant. AWS does not tell which identity source an Identity Center has.',
  remediation: [
    {
      text: 'Add the gallery application AWS IAM Identity Center to the tenant, and change the identity source (Settings, Identity source, Change identity source, External identity provider) with the metadata of both.',
    },
    { text: 'Turn on automatic provisioning with the object id as external id, and assign groups.' },
    {
      text: 'Delete the users that were made by hand when their assignments have gone over to groups.',
      command: 'aws identitystore delete-user --identity-store-id STORE --user-id USER_ID',
    },
  ],
  verify: [
    { text: 'Users of the identity store have external ids.', command: 'aws identitystore list-users --identity-store-id STORE --query Users[].ExternalIds' },
    {
      text: 'An identifier of the application ends in the identity store id.',
      command:
        'az ad sp list --all --query "[?contains(to_string(servicePrincipalNames),\'signin.aws.amazon.com\')].{name:displayName,names:servicePrincipalNames}"',
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['AC-2', 'IA-2'] },
  equivalents: {},
  references: [
    { title: 'Manage the identity source', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/manage-your-identity-source.html' },
    {
      title: 'Microsoft Entra SSO with AWS IAM Identity Center',
      url: 'https://learn.microsoft.com/entra/identity/saas-apps/aws-single-sign-on-tutorial',
    },
  ],
  supersedes: ['entra-aws-app-missing'],
  subjects: identityStoreTies,
  needs: {},
  check({ name, stores, by, open, users, provisioned }) {
    if (by !== undefined) return pass()
    if (open.length > 0) return unknown(`Whether the Identity Center of ${name} gets its users from Entra: ${open.join('; ')}.`)
    const what =
      users === 0 ? 'has no users' : provisioned === 0 ? `has ${users} of its own` : `has ${users}, of which ${provisioned} came from another directory`
    return fail(`Nothing ties the Identity Center of ${name} to a scanned tenant: no application names its identity store, which ${what}.`, [
      evidence('Identity stores', stores),
      evidence('Users', users),
      evidence('Users that came from another directory', provisioned),
    ])
  },
})
