import { z } from 'zod'
import type { Statement } from '../../src/analysis/iam/policy-document.ts'
import { isOnEverything } from '../../src/analysis/iam/statement-scope.ts'
import { matchesPattern } from '../../src/analysis/iam/wildcards.ts'
import { nativeId } from '../../src/dataset.ts'
import { ownPolicies } from '../../src/estate/aws/own-policies.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

/** Whether a statement speaks of every action of a service: `kms:*`, or NotAction that names none of it. */
const coversService = ({ actions }: Statement, service: string): boolean => {
  if (!actions.not) return actions.values.some(value => value.endsWith(':*') && value.toLowerCase() === `${service}:*`)
  const lowered = actions.values.map(value => value.toLowerCase())
  return lowered.every(value => !value.startsWith(`${service}:`) && !/^[*?]|^[^:]*[*?][^:]*:/.test(value))
}

/** ARNs that share nothing but what all resources of a service in an account have; of services that are not here only `*` is everything. */
const RESOURCES: Readonly<Record<string, readonly string[]>> = {
  kms: ['arn:aws:kms:us-east-1:ACCOUNT:key/1a', 'arn:aws:kms:eu-west-2:ACCOUNT:key/b2'],
  s3: ['arn:aws:s3:::q', 'arn:aws:s3:::any-postern-name/x.y'],
  secretsmanager: ['arn:aws:secretsmanager:us-east-1:ACCOUNT:secret:q', 'arn:aws:secretsmanager:eu-west-2:ACCOUNT:secret:any/x'],
}

/** As it would be written outside China and GovCloud. */
const inFirst = (pattern: string): string => pattern.replace(/^arn:aws-[a-z-]+:/, 'arn:aws:')

const isOnAllOf = ({ resources }: Statement, service: string, account: string): boolean => {
  const all = RESOURCES[service]?.map(arn => arn.replace('ACCOUNT', account))
  return all !== undefined && resources?.not === false && resources.values.some(pattern => all.every(arn => matchesPattern(inFirst(pattern), arn)))
}

const isPlain = (statement: Statement, effect: Statement['effect'], service: string, account: string): boolean =>
  statement.effect === effect && statement.conditions.length === 0 && (isOnEverything(statement) || isOnAllOf(statement, service, account))

export default defineRule({
  id: 'aws-policy-service-wildcard',
  title: 'No policy allows every action of a sensitive service on every resource',
  failureTitle: 'Policy that allows a whole service',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'privileged-access',
  rationale:
    'kms:* or s3:* on everything reads, changes and deletes whatever the account keeps, and rewrites the policies that guard it; sts:*, sso:* and organizations:* lead to other accounts. An ARN that covers every bucket, key or secret of the account is everything, too. An Allow with NotAction counts like the services that it leaves in. A statement with a condition does not count, nor a service that the same policy denies whole. Policies that allow everything are those of aws-policy-full-administrator. Low where nobody holds the policy.',
  remediation: [
    { text: 'See which actions the holders used.', command: 'aws iam generate-service-last-accessed-details --arn POLICY_ARN --granularity ACTION_LEVEL' },
    { text: 'List those, and the resources that they are needed on.' },
  ],
  verify: [
    {
      text: 'No Allow has the whole service with Resource *.',
      command: "aws iam get-policy-version --policy-arn POLICY_ARN --version-id VERSION_ID --query 'PolicyVersion.Document'",
    },
  ],
  frameworks: { 'aws-security-hub': ['IAM.21'], 'nist-800-53@r5': ['AC-6'], 'mcsb@2': ['PA-7'] },
  equivalents: { prowler: ['iam_policy_no_full_access_to_kms', 'iam_inline_policy_no_full_access_to_kms'], 'security-hub': ['IAM.21'] },
  references: [
    {
      title: 'Least privilege: security best practices in IAM',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#grant-least-privilege',
    },
    { title: 'Security Hub controls for IAM', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html' },
  ],
  parameters: z.object({
    /** Words before the colon of the actions. */
    services: z.array(z.string().regex(/^[a-z0-9-]+$/)).default(['kms', 's3', 'secretsmanager', 'sts', 'organizations', 'sso']),
  }),
  subjects: ownPolicies,
  needs: {},
  where: ({ isEverything }) => !isEverything,
  check({ id, scope, name, policy, isHeld }, _facts, { parameters: { services } }) {
    if (policy.kind === 'unreadable') return unknown(`Policy ${name} could not be read as a policy: ${policy.reason}.`)
    const speaking = (effect: Statement['effect'], service: string) =>
      policy.statements.find(statement => coversService(statement, service) && isPlain(statement, effect, service, nativeId(scope)))
    const allowing = (service: string) => speaking('Allow', service)
    const isDenied = (service: string) => speaking('Deny', service) !== undefined
    const whole = services.filter(service => allowing(service) !== undefined && !isDenied(service))
    if (whole.length === 0) return pass()
    return fail(
      `Policy ${name} allows every action of ${whole.join(', ')} on every resource${isHeld ? '' : '; nobody holds it'}.`,
      [
        evidence('Services', whole, id),
        evidence('Statements', [...new Set(whole.flatMap(service => allowing(service)?.label ?? []))], id),
        evidence('Somebody holds it', isHeld, id),
      ],
      isHeld ? undefined : 'low',
    )
  },
})
