import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { accessKeysByUser } from '../../src/estate/aws/access-keys.ts'
import { declaredPrincipals, isAcceptedUser } from '../../src/estate/aws/declared-principals.ts'
import { credentialsOfUsers } from '../../src/estate/aws/user-credentials.ts'
import { storePeople } from '../../src/estate/cross/aws-people.ts'
import { awsSigners } from '../../src/estate/cross/aws-signers.ts'
import { darkInWords } from '../../src/estate/cross/dark-words.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-person-has-both-identities',
  title: 'Nobody holds an IAM user beside a federated identity',
  failureTitle: 'Person with an IAM user and a federated identity',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'federation',
  rationale:
    'Whoever signs in through Entra or Identity Center and keeps an IAM user has a way past Conditional Access, multifactor authentication and the disabling of leavers, which nobody misses when it is stolen. Compared are IAM users that have a password or an active access key with enabled users of Identity Center, by user name and e-mail address, and with people of scanned tenants who can sign in to an application for AWS, by user principal name. Medium where only the part before the @ is the same, and one person alone has it: they may be somebody else. Tags and e-mail addresses of IAM users are not read. Users that are declared as service or emergency-access users are left out.',
  remediation: [
    { text: 'Give the federated identity what the IAM user was for.' },
    { text: 'Take away the console password.', command: 'aws iam delete-login-profile --user-name USER' },
    {
      text: 'Deactivate its keys, wait until nothing breaks, then delete them and the user.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    { text: 'If it is no person’s, declare it in the configuration: kind principal, its ARN, as emergency-access or service-user, and the reason.' },
  ],
  verify: [
    { text: 'The user has no password.', command: 'aws iam get-login-profile --user-name USER' },
    { text: 'The user has no active key.', command: 'aws iam list-access-keys --user-name USER' },
  ],
  frameworks: { 'cis-aws@5.0': ['1.20'], 'nist-800-53@r5': ['AC-2', 'IA-2'], 'mcsb@2': ['IM-1', 'IM-3'] },
  equivalents: {},
  references: [
    {
      title: 'Require human users to use federation with an identity provider',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
    },
    {
      title: 'Identity and access management for AWS with Microsoft Entra ID',
      url: 'https://learn.microsoft.com/azure/architecture/reference-architectures/aws/aws-azure-ad-security',
    },
  ],
  subjects: iamUsers,
  needs: { credentialsOfUsers, accessKeysByUser, declaredPrincipals, storePeople, awsSigners },
  where({ arn, id, name }, { credentialsOfUsers, accessKeysByUser, declaredPrincipals }) {
    if (isAcceptedUser(declaredPrincipals(arn, id, name))) return false
    // A user whom the report does not list, or does not tell of, may have a password.
    return credentialsOfUsers.get(arn)?.passwordEnabled !== false || (accessKeysByUser.get(arn) ?? []).some(({ active }) => active)
  },
  check({ arn, id, name }, { credentialsOfUsers, accessKeysByUser, storePeople, awsSigners }) {
    const key = name.toLowerCase()
    const inStore = (storePeople.byName.get(key) ?? []).map(user => `${user.name} of Identity Center (user name or e-mail address)`)
    const signer = awsSigners.whole.get(key)
    const whole = [...inStore, ...(signer === undefined ? [] : [`${signer} (user principal name)`])]
    const alikeInStore = storePeople.byShortName.get(key) ?? []
    const alikeInEntra = awsSigners.short.get(key) ?? []
    const alike = alikeInStore.length > 1 || alikeInEntra.length > 1 ? [] : [...alikeInStore.map(user => `${user.name} of Identity Center`), ...alikeInEntra]
    const unread = [...darkInWords([...storePeople.dark, ...awsSigners.dark]), ...awsSigners.open]
    const matched = whole.length > 0 ? whole : unread.length > 0 ? [] : alike
    if (matched.length === 0) {
      if (unread.length === 0) return pass()
      return unknown(`Whether a federated person holds IAM user ${name}: ${unread.join('; ')}.`)
    }
    const hasPassword = credentialsOfUsers.get(arn)?.passwordEnabled
    const keys = (accessKeysByUser.get(arn) ?? []).filter(({ active }) => active)
    if (hasPassword !== true && keys.length === 0)
      return unknown(`Whether IAM user ${name}, who is also ${matched.join(' and ')}, has a password cannot be told.`)
    return fail(
      whole.length > 0
        ? `IAM user ${name} is also ${matched.join(' and ')}.`
        : `IAM user ${name} may also be ${matched.join(' and ')}: the name is the part before the @.`,
      [
        evidence('Federated identity', matched, id),
        evidence('Match', whole.length > 0 ? 'by the whole name' : 'by the part before the @ alone'),
        evidence('Console password', hasPassword ?? 'not said', arn),
        evidence('Active access keys', keys.length, arn),
      ],
      whole.length > 0 ? undefined : 'medium',
    )
  },
})
