import { permissionSets } from '../../src/datasets/aws/identity-center.ts'
import { identityCenterInstances } from '../../src/datasets/aws/organization.ts'
import { darkInWords } from '../../src/estate/cross/dark-words.ts'
import { demandedFrequencies } from '../../src/estate/cross/demanded-frequencies.ts'
import { hoursOf } from '../../src/estate/entra/durations.ts'
import { defineRule, evidence, fail, pass, passUnless, unknown } from '../../src/rule.ts'

/** The shortest that AWS lets a session be: https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html */
const SHORTEST = 1

const inWords = (hours: number): string => `${Number(hours.toFixed(2))} ${hours === 1 ? 'hour' : 'hours'}`

export default defineRule({
  id: 'cross-aws-session-outlives-policy',
  title: 'Sessions of permission sets end when Conditional Access would have people sign in again',
  failureTitle: 'Session in AWS outlives the sign-in frequency',
  cloud: 'cross',
  severity: 'medium',
  recommendation: 'cross-cloud',
  rationale:
    'A sign-in frequency ends sessions in Entra and none in AWS: whoever signed in once keeps the session of a permission set for as long as the set says. What the tenant decided about sessions then does not hold where it matters most. Compared is the session of each permission set with the longest time that Conditional Access leaves everybody at the application for this Identity Center; where it asks each time, with an hour, the shortest session that AWS knows. Frequencies that are demanded of some people only are not compared. The session of the access portal, from 15 minutes to 90 days, from which new sessions are started without Entra, has no API and is not judged: look at it in the console.',
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
    { text: 'In the console of Identity Center, under Settings, Authentication, make the session of the access portal no longer than the sign-in frequency.' },
  ],
  verify: [
    {
      text: 'SessionDuration is within the sign-in frequency.',
      command:
        'aws sso-admin describe-permission-set --region REGION --instance-arn INSTANCE_ARN --permission-set-arn PERMISSION_SET_ARN --query PermissionSet.SessionDuration',
    },
  ],
  frameworks: { 'mcsb@2': ['IM-7'], 'nist-800-53@r5': ['AC-12'] },
  equivalents: {},
  references: [
    { title: 'Set session duration for AWS accounts', url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/howtosessionduration.html' },
    {
      title: 'Configure the session duration of the access portal',
      url: 'https://docs.aws.amazon.com/singlesignon/latest/userguide/configure-user-session.html',
    },
    {
      title: 'Sign-in frequency and persistent browser sessions',
      url: 'https://learn.microsoft.com/entra/identity/conditional-access/concept-session-lifetime',
    },
  ],
  supersedes: ['aws-identity-center-session-long'],
  subjects: permissionSets,
  needs: { identityCenterInstances, demandedFrequencies },
  check({ id, name, sessionDuration }, { identityCenterInstances, demandedFrequencies: { all, dark } }) {
    const stores = new Set([...identityCenterInstances].map(({ identityStoreId }) => identityStoreId.toLowerCase()))
    const hours = sessionDuration === undefined ? undefined : hoursOf(sessionDuration)
    const here = all.filter(({ stores: named }) => named.some(store => stores.has(store)))
    const outlived = here.flatMap(each => {
      const limit = typeof each.hours === 'number' ? Math.max(each.hours, SHORTEST) : Number.POSITIVE_INFINITY
      return hours !== undefined && hours > limit ? [{ ...each, limit }] : []
    })
    const [first] = outlived.toSorted((a, b) => a.limit - b.limit)
    if (hours !== undefined && first !== undefined)
      return fail(
        `Sessions of permission set ${name} last ${inWords(hours)}, and Conditional Access has everybody sign in to ${first.application} again ${first.hours === 0 ? 'each time' : `after ${inWords(first.limit)}`}.`,
        [
          evidence('Session', sessionDuration ?? '', id),
          ...outlived.map(each => evidence(`Sign-in frequency at ${each.application}`, each.hours === 0 ? 'each time' : inWords(each.limit), each.id)),
        ],
      )
    const vague = all.find(each => each.stores.length === 0 && (each.hours !== 'none' || each.open !== undefined))
    const isAsked = vague !== undefined || here.some(({ hours: demanded, open }) => demanded !== 'none' || open !== undefined)
    if (hours === undefined && (isAsked || dark.length > 0))
      return unknown(`How long sessions of permission set ${name} last was not said, or could not be read.`)
    // No frequency leaves less than this.
    if (hours !== undefined && hours <= SHORTEST) return pass()
    const undecided = here.find(({ open }) => open !== undefined && (hours ?? 0) > Math.max(open.hours, SHORTEST))
    if (undecided?.open !== undefined)
      return unknown(`Whether sessions of permission set ${name} outlive the sign-in frequency at ${undecided.application}: ${undecided.open.why}.`)
    if (vague !== undefined)
      return unknown(
        `Whether sessions of permission set ${name} outlive the sign-in frequency at ${vague.application}: it does not tell to which Identity Center it leads.`,
      )
    return passUnless(darkInWords(dark), `Whether sessions of permission set ${name} outlive a sign-in frequency`)
  },
})
