import { z } from 'zod'
import { rootUser } from '../../src/estate/aws/root-user.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

export default defineRule({
  id: 'aws-root-used',
  title: 'The root user is not used',
  failureTitle: 'Root user used lately',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'privileged-access',
  rationale:
    'Only a handful of tasks need the root user. Each further use puts the one identity that nothing limits before a browser or a script, and hides who did it. The credential report tells; it can be four hours old, and does not tell of root sessions that the management account takes.',
  remediation: [
    {
      text: 'Give whoever needed it a permission set or role for that task; CloudTrail tells what was done.',
      command: 'aws cloudtrail lookup-events --lookup-attributes AttributeKey=Username,AttributeValue=root --region us-east-1',
    },
    { text: 'For the few tasks in member accounts that need root, use central root access.' },
    { text: 'Raise an alarm whenever root signs in, and store its credentials under four eyes.' },
  ],
  verify: [
    {
      text: 'password_last_used and access_key_1/2_last_used_date of <root_account> lie before the limit.',
      command: "aws iam get-credential-report --query Content --output text | base64 --decode | grep '<root_account>'",
    },
  ],
  frameworks: { 'cis-aws@7.0': ['2.7'], 'cis-aws@5.0': ['1.6'], 'nist-800-53@r5': ['AC-6(2)', 'AC-6(5)'], 'mcsb@2': ['PA-7'] },
  equivalents: { prowler: ['iam_avoid_root_usage'] },
  references: [
    { title: 'Tasks that need the root user', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_root-user.html' },
    { title: 'Root user best practices', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/root-user-best-practices.html' },
    { title: 'Credential reports', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_getting-report.html' },
  ],
  parameters: z.object({
    /** Days that must have gone by since the last use. */
    days: z.number().int().positive().default(90),
  }),
  subjects: awsAccounts,
  needs: { rootUser },
  check(account, { rootUser: { report } }, { now, parameters: { days } }) {
    if (report === undefined) return unknown(`The credential report of account ${account.name} has no row for the root user.`)
    const uses = [
      { means: 'its password', at: report.passwordLastUsedAt },
      ...report.accessKeys.map(({ slot, lastUsedAt }) => ({ means: `access key ${slot}`, at: lastUsedAt })),
    ].flatMap(({ means, at }) => (at === undefined ? [] : [{ means, at, ago: Math.floor((now.getTime() - Date.parse(at)) / DAY) }]))
    // What happens while a scan runs may lie a little after its time.
    const lately = uses.filter(({ ago }) => ago >= -1 && ago < days).sort((a, b) => a.ago - b.ago)
    const [last] = lately
    if (last === undefined && uses.some(({ ago }) => ago < -1))
      return unknown(`By its date, the root user of account ${account.name} was used after this scan: one of the clocks is wrong.`)
    if (last === undefined) return pass()
    return fail(
      `The root user of account ${account.name} was used ${last.ago <= 0 ? 'on the day of the scan' : last.ago === 1 ? 'a day ago' : `${last.ago} days ago`}, with ${last.means}; ${days} days without are asked.`,
      lately.map(({ means, at }) => evidence(`Last used with ${means}`, at, report.id)),
    )
  },
})
