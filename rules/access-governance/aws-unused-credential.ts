import { z } from 'zod'
import { ofNamesake } from '../../src/estate/aws/access-keys.ts'
import { declaredPrincipals } from '../../src/estate/aws/declared-principals.ts'
import { signInCredentials } from '../../src/estate/aws/sign-in-credentials.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'aws-unused-credential',
  title: 'Passwords and access keys of IAM users that nobody uses are taken away',
  failureTitle: 'Unused credential',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'A password or key that nobody uses is missed by nobody when somebody else does; mostly its owner has left. What was never used counts from the day it was made or last changed. Users declared as emergency access are meant to lie idle and accepted. That an access key was never used at all is included in this finding.',
  remediation: [
    { text: 'Take away a password whose owner does not answer for it.', command: 'aws iam delete-login-profile --user-name USER' },
    {
      text: 'Deactivate a key, wait until nothing breaks, then delete it.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
    { text: 'Where the user is meant for emergencies, declare it in the configuration: kind principal, its ARN, as emergency-access, and the reason.' },
  ],
  verify: [
    { text: 'The key was used within the limit, or is gone.', command: 'aws iam get-access-key-last-used --access-key-id KEY_ID' },
    { text: 'PasswordLastUsed lies within the limit, or there is no password.', command: "aws iam get-user --user-name USER --query 'User.PasswordLastUsed'" },
  ],
  frameworks: {
    'cis-aws@7.0': ['2.11'],
    'cis-aws@5.0': ['1.11'],
    'aws-security-hub': ['IAM.8', 'IAM.22'],
    'nist-800-53@r5': ['AC-2(3)', 'IA-5'],
    'mcsb@2': ['PA-7'],
  },
  equivalents: { prowler: ['iam_user_accesskey_unused', 'iam_user_console_access_unused'], 'security-hub': ['IAM.8', 'IAM.22'] },
  references: [
    { title: 'Find unused credentials', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html' },
    { title: 'Credential reports', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html' },
  ],
  supersedes: ['aws-access-key-never-used'],
  parameters: z.object({
    /** Days a credential may lie idle; on the last of them it still passes. */
    days: z.number().int().positive().default(45),
  }),
  subjects: signInCredentials,
  needs: { declaredPrincipals },
  check({ kind, words, isActive, since, usedAt, userArn, userName, partOf, isOfNamesake }, { declaredPrincipals }, { now, parameters: { days } }) {
    const declaration = declaredPrincipals(userArn, userName, ...(partOf === undefined ? [] : [partOf]))
    if (declaration?.as === 'emergency-access') return pass()
    if (isOfNamesake) return unknown(ofNamesake(userName))
    if (isActive === undefined) return unknown(`The credential report does not say whether IAM user ${userName} has a password.`)
    const last = usedAt ?? since
    if (last === undefined) return unknown(`The credential report says neither when ${words} was used nor when it was made.`)
    // A password that was changed after its last use starts anew.
    const idle = Math.floor((now.getTime() - Math.max(Date.parse(last), Date.parse(since ?? last))) / DAY)
    // What happens while a scan runs may lie a little after its time.
    if (idle < -1) return unknown(`By its date, ${words} was used, made or last changed after this scan: one of the clocks is wrong.`)
    if (idle <= days) return pass()
    const unused =
      usedAt === undefined ? `was never used in the ${idle} days since it was made or last changed` : `has not been used or changed for ${idle} days`
    return fail(
      `${words[0]?.toUpperCase()}${words.slice(1)} ${unused}, where ${days} are allowed. It would hold if the user were declared as emergency access.`,
      [
        evidence(kind === 'password' ? 'Password last used' : 'Access key last used', usedAt ?? 'never, or not tracked', userArn),
        evidence('Made or last changed', since ?? 'not said', userArn),
        ...(declaration === undefined ? [] : [evidence('Declared, but not as emergency access', declaration.as ?? 'a principal')]),
      ],
    )
  },
})
