import { z } from 'zod'
import { accessKeys, ofNamesake } from '../../src/estate/aws/access-keys.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'aws-access-key-never-used',
  title: 'An access key is made when it is needed',
  failureTitle: 'Access key that was never used',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'access-governance',
  rationale:
    'A key that was made with the user and never used lies in a mail, a ticket or a download folder, where nobody would notice that it was copied. AWS has told of use since April 2015; an older key that was last used before that looks like one that never was.',
  remediation: [
    { text: 'Deactivate the key.', command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive' },
    {
      text: 'Delete it. Whoever needs one later gets a role, or a key on that day.',
      command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID',
    },
  ],
  verify: [{ text: 'The key is gone, or LastUsedDate is set.', command: 'aws iam get-access-key-last-used --access-key-id KEY_ID' }],
  frameworks: { 'cis-aws@5.0': ['1.10'], 'nist-800-53@r5': ['AC-2(3)', 'IA-5'], 'mcsb@2': ['IM-8'] },
  equivalents: { prowler: ['iam_user_no_setup_initial_access_key'] },
  references: [
    { title: 'Find unused credentials', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_finding-unused.html' },
    { title: 'Credential reports', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html' },
  ],
  parameters: z.object({
    /** Days within which a new key must have been used; on the last of them it still passes. */
    days: z.number().int().positive().default(7),
  }),
  subjects: accessKeys,
  needs: {},
  where: ({ active }) => active,
  check({ slot, userName, userArn, lastRotatedAt, lastUsedAt, isOfNamesake }, _, { now, parameters: { days } }) {
    if (isOfNamesake) return unknown(ofNamesake(userName))
    if (lastUsedAt !== undefined) return pass()
    if (lastRotatedAt === undefined) return unknown(`The credential report does not say when access key ${slot} of ${userName} was created or last changed.`)
    const age = Math.floor((now.getTime() - Date.parse(lastRotatedAt)) / DAY)
    // What happens while a scan runs may lie a little after its time.
    if (age < -1) return unknown(`Access key ${slot} of ${userName} was created or last changed after this scan, by its date: one of the clocks is wrong.`)
    if (age <= days) return pass()
    return fail(`Access key ${slot} of ${userName} has not been used once in ${age} days, where ${days} are allowed.`, [
      evidence('Created or last changed', lastRotatedAt, userArn),
      evidence('Last used', 'never, or not tracked', userArn),
    ])
  },
})
