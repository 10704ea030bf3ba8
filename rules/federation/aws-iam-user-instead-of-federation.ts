import { iamUsers } from '../../src/datasets/aws/iam.ts'
import { accessKeysByUser } from '../../src/estate/aws/access-keys.ts'
import { administratorUsers, describeAdministrator } from '../../src/estate/aws/administrator-users.ts'
import { declaredPrincipals, isAcceptedUser } from '../../src/estate/aws/declared-principals.ts'
import { ofNamesake, otherCredentials } from '../../src/estate/aws/legacy-credentials.ts'
import { credentialsOfUsers } from '../../src/estate/aws/user-credentials.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-iam-user-instead-of-federation',
  title: 'People and programs reach AWS through federation, not through IAM users',
  failureTitle: 'IAM user instead of federation',
  cloud: 'aws',
  severity: 'medium',
  upTo: 'critical',
  recommendation: 'federation',
  rationale:
    'An IAM user keeps a password or key that seldom expires, that Conditional Access never sees and that nobody revokes when its owner leaves. High where it has a console password, so that a person uses it, and where a policy allows it everything and no permissions boundary stands in the way; critical where both are so and the user has no MFA. Signing certificates, SSH keys and passwords or API keys for one service are such keys too. Emergency-access and service users that the configuration declares are accepted. What else is wrong with the credentials of the same user is included in this finding.',
  remediation: [
    { text: 'Give the person access through IAM Identity Center with Microsoft Entra ID as identity provider, by membership in a group.' },
    { text: 'Give the program a role: of its compute service, or through an OpenID Connect provider where it runs outside AWS.' },
    { text: 'Take away the console password.', command: 'aws iam delete-login-profile --user-name USER' },
    {
      text: 'Deactivate its keys, wait until nothing breaks, then delete them and the user.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    { text: 'Where it must stay, declare it in the configuration: kind principal, its ARN, as emergency-access or service-user, and the reason.' },
  ],
  verify: [
    { text: 'The user has no password.', command: 'aws iam get-login-profile --user-name USER' },
    { text: 'The user has no active key.', command: 'aws iam list-access-keys --user-name USER' },
  ],
  frameworks: { 'cis-aws@7.0': ['2.19'], 'cis-aws@5.0': ['1.20'], 'nist-800-53@r5': ['AC-2', 'IA-2'], 'mcsb@2': ['IM-1', 'IM-3'] },
  equivalents: { prowler: ['iam_user_with_temporary_credentials'] },
  references: [
    {
      title: 'Require human users to use federation with an identity provider',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-users-federation-idp',
    },
    { title: 'Credential reports', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html' },
  ],
  supersedes: [
    'aws-user-without-mfa',
    'aws-user-mfa-not-phishing-resistant',
    'aws-access-key-old',
    'aws-access-keys-two-active',
    'aws-unused-credential',
    'aws-access-key-never-used',
    'aws-legacy-credential-in-use',
    'aws-workload-uses-user-key',
    'aws-person-has-both-identities',
  ],
  subjects: iamUsers,
  needs: { credentialsOfUsers, accessKeysByUser, otherCredentials, administratorUsers, declaredPrincipals },
  check(user, { credentialsOfUsers, accessKeysByUser, otherCredentials, administratorUsers, declaredPrincipals }) {
    const declaration = declaredPrincipals(user.arn, user.id, user.name)
    if (isAcceptedUser(declaration)) return pass()
    const credentials = credentialsOfUsers.get(user.arn)
    if (credentials === undefined) return unknown(`The credential report does not list IAM user ${user.name}, who may be newer than it.`)
    if (credentials.passwordEnabled === undefined) return unknown(`The credential report does not say whether IAM user ${user.name} has a password.`)
    const keys = (accessKeysByUser.get(user.arn) ?? []).filter(({ active }) => active)
    const others = otherCredentials.of.get(user.id) ?? []
    if (!credentials.passwordEnabled && keys.length === 0 && others.length === 0) {
      const old = otherCredentials.ofNamesakes.get(user.id)
      if (old !== undefined) return unknown(ofNamesake(user.name, old.words))
      const [unread] = otherCredentials.unread
      return unread === undefined ? pass() : unknown(`IAM user ${user.name} has neither password nor access key, but ${unread}.`)
    }
    const means = [
      ...(credentials.passwordEnabled ? [`a console password ${credentials.mfaActive ? 'and MFA' : 'without MFA'}`] : []),
      ...(keys.length === 0 ? [] : [keys.length === 1 ? 'one active access key' : `${keys.length} active access keys`]),
      ...others.map(({ words }) => words),
    ]
    const all = means.length < 3 ? means.join(', and with ') : `${means.slice(0, -1).join(', ')}, and ${means.at(-1)}`
    const administrator = administratorUsers.get(user.arn)
    const isAdministrator = administrator?.isCertain === true
    const severity = credentials.passwordEnabled && isAdministrator && !credentials.mfaActive ? 'critical' : 'high'
    return fail(
      `IAM user ${user.name} signs in with ${all}. It would hold if the user were declared as emergency access or service user.`,
      [
        evidence('Console password', credentials.passwordEnabled, credentials.id),
        ...(credentials.passwordEnabled ? [evidence('Password last used', credentials.passwordLastUsedAt ?? 'never, or not tracked', credentials.id)] : []),
        ...keys.flatMap(({ slot, lastRotatedAt, lastUsedAt }) => [
          evidence(`Access key ${slot} created or last changed`, lastRotatedAt ?? 'not said', credentials.id),
          evidence(`Access key ${slot} last used`, lastUsedAt ?? 'never, or not tracked', credentials.id),
        ]),
        ...others.map(({ words, row, since }) => evidence(`${words[0]?.toUpperCase()}${words.slice(1)}, since`, since ?? 'not said', row)),
        ...(administrator === undefined ? [] : [evidence('Policy that allows everything', describeAdministrator(administrator), user.id)]),
        ...(declaration?.as === undefined ? [] : [evidence('Declared, but not as emergency access or service user', declaration.as)]),
      ],
      credentials.passwordEnabled || isAdministrator ? severity : undefined,
    )
  },
})
