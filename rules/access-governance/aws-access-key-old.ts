import { z } from 'zod'
import { accessKeys, ofNamesake } from '../../src/estate/aws/access-keys.ts'
import { administratorUsers, describeAdministrator } from '../../src/estate/aws/administrator-users.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'aws-access-key-old',
  title: 'Access keys are replaced in time',
  failureTitle: 'Old access key',
  cloud: 'aws',
  severity: 'medium',
  upTo: 'high',
  recommendation: 'access-governance',
  rationale:
    'An access key does not expire: every laptop, pipeline and repository it was ever copied to can use it until it is deleted. High where the key belongs to the root user or to a user with a policy that allows everything, held directly or through a group, and no permissions boundary or Deny in the way; organization policies and privilege escalation are not weighed in that.',
  remediation: [
    { text: 'Better than a new key: let the program assume a role through federation or its own compute role, and delete the key.' },
    { text: 'Otherwise create a second key and put it where the first one is used.', command: 'aws iam create-access-key --user-name USER' },
    {
      text: 'Deactivate the old key, wait until nothing breaks, then delete it.',
      command: 'aws iam update-access-key --user-name USER --access-key-id KEY_ID --status Inactive',
    },
  ],
  verify: [{ text: 'No active key of the user is older than the limit.', command: 'aws iam list-access-keys --user-name USER' }],
  frameworks: {
    'cis-aws@7.0': ['2.12'],
    'cis-aws@5.0': ['1.13'],
    'aws-security-hub': ['IAM.3'],
    'nist-800-53@r5': ['AC-2', 'IA-5'],
    'mcsb@2': ['IM-8'],
  },
  equivalents: { prowler: ['iam_rotate_access_key_90_days'], 'security-hub': ['IAM.3'] },
  references: [
    { title: 'Update access keys', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id-credentials-access-keys-update.html' },
    { title: 'Credential reports', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html' },
  ],
  parameters: z.object({
    /** Days a key may live; on the last of them it still passes. */
    days: z.number().int().positive().default(90),
  }),
  subjects: accessKeys,
  needs: { administratorUsers },
  where: key => key.active,
  check(key, { administratorUsers }, { now, parameters: { days } }) {
    if (key.isOfNamesake) return unknown(ofNamesake(key.userName))
    if (key.lastRotatedAt === undefined)
      return unknown(`The credential report does not say when access key ${key.slot} of ${key.userName} was created or last changed.`)
    const age = Math.floor((now.getTime() - Date.parse(key.lastRotatedAt)) / DAY)
    // What happens while a scan runs may lie a little after its time.
    if (age < -1)
      return unknown(`Access key ${key.slot} of ${key.userName} was created or last changed after this scan, by its date: one of the clocks is wrong.`)
    if (age <= days) return pass()
    const administrator = administratorUsers.get(key.userArn)
    return fail(
      `Access key ${key.slot} of ${key.userName} is ${age} days old, where ${days} are allowed.`,
      [
        evidence('Created or last changed', key.lastRotatedAt, key.userArn),
        evidence('Last used', key.lastUsedAt ?? 'never, or not tracked', key.userArn),
        ...(key.lastUsedService === undefined ? [] : [evidence('Last used for', key.lastUsedService, key.userArn)]),
        key.isRoot
          ? evidence('Owner', 'the root user', key.userArn)
          : evidence('Policy that allows everything', administrator === undefined ? 'none' : describeAdministrator(administrator)),
      ],
      key.isRoot || administrator?.isCertain === true ? 'high' : undefined,
    )
  },
})
