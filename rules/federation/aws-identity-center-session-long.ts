import { z } from 'zod'
import { permissionSetProvisionings, permissionSets } from '../../src/datasets/aws/identity-center.ts'
import { permissionSetRights } from '../../src/estate/aws/permission-set-rights.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** ISO 8601 in hours; undefined for what is no duration of days, hours, minutes and seconds. */
const hoursOf = (duration: string): number | undefined => {
  const found = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/.exec(duration)
  if (found === null || duration === 'P' || duration.endsWith('T')) return undefined
  const [days = 0, hours = 0, minutes = 0, seconds = 0] = found.slice(1).map(part => Number(part ?? 0))
  return days * 24 + hours + minutes / 60 + seconds / 3600
}

const inWords = (hours: number): string => `${Number(hours.toFixed(2))} ${hours === 1 ? 'hour' : 'hours'}`

export default defineRule({
  id: 'aws-identity-center-session-long',
  title: 'Sessions of permission sets are short, those of administrators shorter',
  failureTitle: 'Permission set with a long session',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'federation',
  rationale:
    'Until its session ends, what a person or a thief holds of a permission set works on, whatever is revoked in the meantime. A set is one of administrators here when it holds AdministratorAccess, IAMFullAccess or an inline policy that allows everything or to make a user or role with any policy, or when the policies of its role in some account do. The session of the access portal, from 15 minutes to 90 days, has no API and is not judged: look at it in the console. Low where the set is provisioned nowhere.',
  remediation: [
    {
      text: 'Shorten the session.',
      command:
        'aws sso-admin update-permission-set --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --session-duration PT4H',
    },
    {
      text: 'Bring the change to the accounts.',
      command:
        'aws sso-admin provision-permission-set --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --target-type ALL_PROVISIONED_ACCOUNTS',
    },
    { text: 'In the console of Identity Center, under Settings, Authentication, keep the session of the access portal short as well.' },
  ],
  verify: [
    {
      text: 'SessionDuration is within the limit.',
      command:
        'aws sso-admin describe-permission-set --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --query PermissionSet.SessionDuration',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-12', 'AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    { title: 'Set session duration for AWS accounts', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html' },
    {
      title: 'Configure the session duration of the access portal',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html',
    },
  ],
  subjects: permissionSets,
  needs: { permissionSetRights, permissionSetProvisionings },
  parameters: z.object({
    administratorHours: z.number().positive().max(12).default(4),
    hours: z.number().positive().max(12).default(12),
  }),
  check({ id, name, sessionDuration }, { permissionSetRights, permissionSetProvisionings }, { parameters }) {
    if (sessionDuration === undefined) return unknown(`How long sessions of permission set ${name} last was not said.`)
    const hours = hoursOf(sessionDuration)
    if (hours === undefined) return unknown(`How long sessions of permission set ${name} last could not be read: ${sessionDuration}.`)
    const strictest = Math.min(parameters.administratorHours, parameters.hours)
    if (hours <= strictest) return pass()
    const rights = permissionSetRights.get(id)
    const isAdministrator = rights?.administrator ?? 'unknown'
    const isLong = (limit: number): boolean => hours > limit
    if (isAdministrator === 'unknown' && isLong(parameters.administratorHours) !== isLong(parameters.hours))
      return unknown(
        `Sessions of permission set ${name} last ${inWords(hours)}, and whether it makes administrators cannot be told: ${rights?.how ?? 'it was not read'}.`,
      )
    const limit = isAdministrator === 'yes' ? parameters.administratorHours : parameters.hours
    if (!isLong(limit)) return pass()
    const accounts = permissionSetProvisionings.get(id)?.accounts.length
    if (accounts === undefined) return unknown(`Where permission set ${name} is provisioned was not said.`)
    const kind = isAdministrator === 'yes' ? ', which makes administrators,' : ''
    return fail(
      `Sessions of permission set ${name}${kind} last ${inWords(hours)}, more than ${inWords(limit)}${accounts === 0 ? '; it is provisioned nowhere yet' : ''}.`,
      [
        evidence('Session', sessionDuration, id),
        evidence('Limit in hours', limit),
        evidence('Makes administrators', isAdministrator === 'unknown' ? 'not known' : isAdministrator === 'yes' ? `by ${rights?.how ?? ''}` : 'no', id),
        evidence('Accounts', accounts, id),
      ],
      accounts === 0 ? 'low' : undefined,
    )
  },
})
