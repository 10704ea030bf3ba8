import { entraUsers } from '../../src/datasets/entra/directory.ts'
import { type LiveIamUser, liveIamUsers, storePeople } from '../../src/estate/cross/aws-people.ts'
import { darkInWords } from '../../src/estate/cross/dark-words.ts'
import { entraPeople } from '../../src/estate/cross/entra-people.ts'
import { personInAws } from '../../src/estate/cross/person-in-aws.ts'
import { defineRule, evidence, fail, passUnless, unknown } from '../../src/rule.ts'

const MOST_LINES = 20
const inWords = ({ name, account, live }: LiveIamUser): string => `${live.join(', ')} (IAM user ${name} of account ${account})`

export default defineRule({
  id: 'cross-leaver-keeps-aws-access',
  title: 'Whoever is disabled in Entra has no live password, key or user in AWS',
  failureTitle: 'Leaver keeps access to AWS',
  cloud: 'cross',
  severity: 'critical',
  recommendation: 'cross-cloud',
  rationale:
    'Disabling somebody in Entra ends nothing that AWS holds for them by itself: an IAM user signs in with its own password or key, from anywhere, for ever. Joined are disabled users of the tenant and IAM users by the whole user principal name. Where only the part before the @ is the same, and nobody else of the scanned tenants has it, the user may be somebody else’s: high. An enabled user of Identity Center, found by its external id, user name or e-mail address, cannot sign in any more where Entra signs people in, but keeps what it was assigned: medium. Tags and e-mail addresses of IAM users are not read, and whoever was deleted in Entra is not seen here. IAM users that are declared as service or emergency-access users are left out.',
  remediation: [
    {
      text: 'Deactivate the access keys, and delete them when nothing breaks.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    { text: 'Take away the console password.', command: 'aws iam delete-login-profile --user-name USER' },
    {
      text: 'Have provisioning to Identity Center disable leavers, or delete the user there.',
      command: 'aws identitystore delete-user --identity-store-id STORE --user-id USER_ID',
    },
    { text: 'Look in CloudTrail for what the user did since the day of leaving.' },
    { text: 'Where the IAM user is a program’s, declare it in the configuration: kind principal, its ARN, as service-user, and the reason.' },
  ],
  verify: [
    { text: 'The IAM user has no password.', command: 'aws iam get-login-profile --user-name USER' },
    { text: 'It has no active key.', command: 'aws iam list-access-keys --user-name USER' },
  ],
  frameworks: { 'mcsb@2': ['IM-1', 'PA-3'], 'nist-800-53@r5': ['AC-2(3)', 'PS-4'] },
  equivalents: {},
  references: [
    { title: 'Revoke user access in Microsoft Entra ID', url: 'https://learn.microsoft.com/entra/identity/users/users-revoke-access' },
    {
      title: 'Require human users to use federation with an identity provider',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
    },
    {
      title: 'Provision users and groups from an external identity provider',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/provision-automatically.html',
    },
  ],
  supersedes: ['entra-disabled-user-keeps-access'],
  subjects: entraUsers,
  needs: { liveIamUsers, storePeople, entraPeople },
  where: ({ accountEnabled }) => !accountEnabled,
  check(user, { liveIamUsers, storePeople, entraPeople }) {
    const { named, alike, ofLeavers, inStore } = personInAws(user, { liveIamUsers, storePeople, entraPeople })
    const isLive = ({ live }: LiveIamUser): boolean => live.length > 0
    const surely = named.filter(isLive)
    const likely = entraPeople.dark.length > 0 ? [] : alike.filter(isLive)
    const enabled = inStore.filter(({ status }) => status !== undefined)
    const lines = [
      ...surely.map(each => evidence('Live, by the whole user principal name', inWords(each), each.arn)),
      ...likely.map(each => evidence('Live, by the part before the @ alone', inWords(each), each.arn)),
      ...enabled.map(({ id, name, scope, externalIds }) =>
        evidence(
          externalIds?.some(external => external.id.toLowerCase() === user.id.toLowerCase())
            ? 'Enabled in Identity Center, by the object id'
            : 'Enabled in Identity Center, by the name',
          `${name} of ${scope}`,
          id,
        ),
      ),
    ].slice(0, MOST_LINES)
    const [first] = [...surely, ...likely]
    if (first !== undefined)
      return fail(
        surely.length > 0
          ? `${user.name} is disabled in Entra, and ${first.live.join(', ')} in AWS account ${first.account} still works.`
          : `${user.name} is disabled in Entra, and ${first.live.join(', ')} in AWS account ${first.account}, who may be the same person by name, still works.`,
        lines,
        surely.length > 0 ? undefined : 'high',
      )
    if (enabled.length > 0) return fail(`${user.name} is disabled in Entra and still enabled in Identity Center.`, lines, 'medium')
    const [perhaps] = [...named, ...alike, ...ofLeavers]
    if (perhaps !== undefined)
      return unknown(
        perhaps.live.length > 0
          ? `${user.name} is disabled, and whether IAM user ${perhaps.name} of account ${perhaps.account} is the same person cannot be told: ${darkInWords(entraPeople.dark).join('; ') || 'others who are disabled have the name, too'}.`
          : `${user.name} is disabled, and whether ${perhaps.perhaps.join(', ')} in account ${perhaps.account} still works cannot be told.`,
      )
    if (inStore.length > 0) return unknown(`${user.name} is disabled, and AWS does not say whether the user in Identity Center is.`)
    const unread = darkInWords([...liveIamUsers.dark, ...storePeople.dark])
    return passUnless(unread, `Whether ${user.name}, who is disabled, keeps access to AWS`)
  },
})
