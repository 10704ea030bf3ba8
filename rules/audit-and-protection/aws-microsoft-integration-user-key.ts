import { z } from 'zod'
import { accessKeys, ofNamesake } from '../../src/estate/aws/access-keys.ts'
import { administratorUsers, describeAdministrator } from '../../src/estate/aws/administrator-users.ts'
import { microsoftIntegrationUsers } from '../../src/estate/aws/microsoft-integrations.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'aws-microsoft-integration-user-key',
  title: 'Access keys that integrations of Microsoft’s hold are young and narrow',
  failureTitle: 'Old or wide key of a Microsoft integration',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    'Defender for Cloud Apps and the role provisioning of Microsoft Entra ID sign in with an access key of an IAM user that lies in the other cloud: whoever can read that connector’s configuration, or its backup, has it. Such users are known by the names and permissions that Microsoft’s instructions give them; others are not found. Their keys must be replaced in time, and their policies must not allow everything. Defender for Cloud and Microsoft Sentinel use roles.',
  remediation: [
    { text: 'Use IAM Identity Center with Microsoft Entra ID in place of the application that provisions roles of a single account; then no key is needed.' },
    { text: 'Otherwise make a second key and enter it in the connector.', command: 'aws iam create-access-key --user-name USER' },
    { text: 'Delete the old one.', command: 'aws iam delete-access-key --user-name USER --access-key-id KEY_ID' },
    { text: 'Give the user only what the instructions name.', command: 'aws iam list-attached-user-policies --user-name USER' },
  ],
  verify: [{ text: 'No key of the user is older than the limit.', command: 'aws iam list-access-keys --user-name USER' }],
  frameworks: { 'nist-800-53@r5': ['AC-6', 'IA-5'], 'mcsb@2': ['IM-3', 'IM-8'] },
  equivalents: {},
  references: [
    { title: 'Connect AWS to Defender for Cloud Apps', url: 'https://learn.microsoft.com/en-us/defender-cloud-apps/protect-aws' },
    {
      title: 'Microsoft Entra SSO integration with AWS Single-Account Access',
      url: 'https://learn.microsoft.com/en-us/entra/identity/saas-apps/amazon-web-service-tutorial',
    },
  ],
  parameters: z.object({
    /** Days such a key may live; on the last of them it still passes. */
    days: z.number().int().positive().default(90),
  }),
  subjects: accessKeys,
  needs: { microsoftIntegrationUsers, administratorUsers },
  where: ({ active, userArn }, { microsoftIntegrationUsers }) => active && microsoftIntegrationUsers.has(userArn),
  check(
    { slot, userArn, userName, lastRotatedAt, lastUsedAt, isOfNamesake },
    { microsoftIntegrationUsers, administratorUsers },
    { now, parameters: { days } },
  ) {
    if (isOfNamesake) return unknown(ofNamesake(userName))
    const administrator = administratorUsers.get(userArn)
    const age = lastRotatedAt === undefined ? undefined : Math.floor((now.getTime() - Date.parse(lastRotatedAt)) / DAY)
    const isWide = administrator?.isCertain === true
    if (!isWide && (age === undefined || age < -1))
      return unknown(`How old access key ${slot} of ${userName} is cannot be told: it has ${age === undefined ? 'no date' : 'a date after this scan'}.`)
    const isOld = age !== undefined && age > days
    if (!isWide && !isOld)
      return administrator === undefined
        ? pass()
        : unknown(`Whether a policy of ${userName} allows everything is not known: ${describeAdministrator(administrator)}.`)
    const integration = microsoftIntegrationUsers.get(userArn) ?? 'an integration of Microsoft’s'
    const faults = [...(isOld ? [`is ${age} days old, where ${days} are allowed`] : []), ...(isWide ? ['belongs to an administrator'] : [])]
    return fail(`Access key ${slot} of ${userName}, for ${integration}, ${faults.join(' and ')}.`, [
      evidence('Integration', integration, userArn),
      evidence('Created or last changed', lastRotatedAt ?? 'not said', userArn),
      evidence('Last used', lastUsedAt ?? 'never, or not tracked', userArn),
      evidence('Policy that allows everything', administrator === undefined ? 'none' : describeAdministrator(administrator), userArn),
    ])
  },
})
