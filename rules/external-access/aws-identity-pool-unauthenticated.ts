import { z } from 'zod'
import { identityPools } from '../../src/datasets/aws/identity-pools.ts'
import { guestActions } from '../../src/estate/aws/guest-actions.ts'
import { identityPoolAccess } from '../../src/estate/aws/identity-pool-access.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1)

export default defineRule({
  id: 'aws-identity-pool-unauthenticated',
  title: 'Identity pools give those who have not signed in nothing but what is declared',
  failureTitle: 'Identity pool gives everybody a role',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'external-access',
  rationale:
    'Whoever knows the id of such a pool, which the application shows to every visitor, gets AWS credentials without signing in. Through the enhanced flow Cognito cuts them down to some twenty services that it lists, key management and messaging among them; through the classic flow to nothing, and every role that trusts the pool for guests is theirs. High where an action has a wildcard or the classic flow is on, else medium. What guests may do on purpose is a parameter, by default what AWS gives guests itself. A pool with a role for guests that lets no guests in holds.',
  remediation: [
    {
      text: 'Let no guests in, unless the application works for people who have not signed in; say the other settings again, its providers among them, since what is not said is put back.',
      command:
        'aws cognito-identity update-identity-pool --identity-pool-id IDENTITY_POOL_ID --identity-pool-name NAME --no-allow-unauthenticated-identities --no-allow-classic-flow',
    },
    { text: 'Otherwise allow their role single actions on single resources, and name those actions in the parameter actions.' },
  ],
  verify: [
    {
      text: 'AllowUnauthenticatedIdentities is false, or the role of guests allows only what it must.',
      command: 'aws cognito-identity describe-identity-pool --identity-pool-id IDENTITY_POOL_ID',
    },
    { text: 'This is their role.', command: 'aws cognito-identity get-identity-pool-roles --identity-pool-id IDENTITY_POOL_ID' },
  ],
  frameworks: { 'aws-security-hub': ['Cognito.2'], 'nist-800-53@r5': ['AC-3', 'AC-6', 'AC-14'], 'mcsb@2': ['IM-3', 'PA-7'] },
  equivalents: { prowler: ['cognito_identity_pool_guest_access_disabled'], 'security-hub': ['Cognito.2'] },
  references: [
    { title: 'IAM roles: what guests can reach through the enhanced flow', url: 'https://docs.aws.amazon.com/cognito/latest/developerguide/iam-roles.html' },
    {
      title: 'AmazonCognitoUnAuthedIdentitiesSessionPolicy',
      url: 'https://docs.aws.amazon.com/aws-managed-policy/latest/reference/AmazonCognitoUnAuthedIdentitiesSessionPolicy.html',
    },
    { title: 'Security Hub controls for Amazon Cognito', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/cognito-controls.html' },
  ],
  parameters: z.object({
    /** What guests may be allowed, as policies write it. */
    actions: z.array(z.string()).default(['cognito-identity:GetCredentialsForIdentity', 'mobileanalytics:PutEvents', 'rum:PutRumEvents']),
  }),
  subjects: identityPools,
  needs: { identityPoolAccess, guestActions },
  check(pool, { identityPoolAccess, guestActions }, { parameters }) {
    if (!pool.allowsGuests) return pass()
    const { guests, allowsClassicFlow, open } = identityPoolAccess(pool)
    const declared = new Set(parameters.actions.map(action => action.toLowerCase()))
    const judged = guests.map(role => {
      const allowed = guestActions(role.arn)
      return { ...role, ...allowed, more: allowed.actions.filter(action => !declared.has(action.toLowerCase())) }
    })
    const faults = judged.filter(({ more }) => more.length > 0)
    const [first] = faults
    if (first !== undefined) {
      const isWide = allowsClassicFlow || faults.some(({ more }) => more.some(action => /[*?]|^everything/.test(action)))
      return fail(
        `Everybody who knows identity pool ${pool.name} gets role ${nameOf(first.arn)}, which allows ${first.more.slice(0, 3).join(', ')}${first.more.length > 3 ? ` and ${first.more.length - 3} more` : ''}.`,
        [
          ...faults.map(({ arn, how, more }) => evidence(`Role ${nameOf(arn)}, given ${how}, allows`, more, pool.id)),
          evidence('Classic flow', allowsClassicFlow, pool.id),
        ],
        isWide ? 'high' : 'medium',
      )
    }
    const undecided = judged.find(({ unread }) => unread !== undefined)
    if (undecided !== undefined)
      return unknown(`What role ${nameOf(undecided.arn)} allows the guests of identity pool ${pool.name} is not known: ${undecided.unread}.`)
    return open === undefined ? pass() : unknown(`Which roles identity pool ${pool.name} gives to guests is not known: ${open}.`)
  },
})
