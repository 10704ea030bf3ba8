import { z } from 'zod'
import { type AccessAnalyzerFinding, accessAnalyzerFindings } from '../../src/datasets/aws/security-services.ts'
import { type KnowOutsider, knownOutsiders } from '../../src/estate/aws/known-outsiders.ts'
import { defineRule, evidence, fail, pass, type Severity, unknown } from '../../src/rule.ts'

const DAY = 86_400_000

/** An account, as a principal names it: by its number or an ARN in it. */
const accountOf = (principal: string): string | undefined => /^AWS (?:arn:[^:]+:(?:iam|sts)::)?(\d{12})(?::|$)/.exec(principal)?.[1]

const isKnown = (principal: string, knownOutsiders: KnowOutsider): boolean => {
  const id = accountOf(principal)
  const { kind } = id === undefined ? { kind: 'stranger' } : knownOutsiders({ kind: 'account', id })
  return kind === 'ours' || kind === 'declared' || principal.startsWith('Federated ')
}

const severityOf = ({ isPublic, resourceType, principals }: AccessAnalyzerFinding, knownOutsiders: KnowOutsider): Severity => {
  if (isPublic === true) return resourceType === 'AWS::IAM::Role' ? 'critical' : 'high'
  return principals.length > 0 && principals.every(principal => isKnown(principal, knownOutsiders)) ? 'low' : 'medium'
}

export default defineRule({
  id: 'aws-access-analyzer-finding-open',
  title: 'What IAM Access Analyzer finds is reviewed within a month',
  failureTitle: 'Access from outside that nobody has reviewed',
  cloud: 'aws',
  severity: 'medium',
  upTo: 'critical',
  recommendation: 'access-governance',
  rationale:
    'An analyzer only says that somebody outside can get in; whether they should, a person must decide, and archive the finding or close the access. Findings that stay open hide the next one. Critical where anybody may take a role, high where anything else is public, low where only accounts of the scanned organizations, declared ones or an identity provider are let in. Roles that Identity Center keeps for its permission sets always trust its provider and are left out.',
  remediation: [
    {
      text: 'Read who is let in, and on what conditions.',
      command: 'aws accessanalyzer get-finding-v2 --region REGION --analyzer-arn ANALYZER_ARN --id FINDING_ID',
    },
    { text: 'If nobody should be, take the statement out of the policy of the resource: the finding resolves by itself.' },
    {
      text: 'If it is meant, archive it, or make an archive rule for all that are like it.',
      command: 'aws accessanalyzer update-findings --region REGION --analyzer-arn ANALYZER_ARN --ids FINDING_ID --status ARCHIVED',
    },
  ],
  verify: [
    {
      text: 'No active finding is left.',
      command: 'aws accessanalyzer list-findings --region REGION --analyzer-arn ANALYZER_ARN --filter \'{"status":{"eq":["ACTIVE"]}}\'',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6(7)'], 'mcsb@2': ['PA-4'] },
  equivalents: { prowler: ['accessanalyzer_enabled_without_findings'] },
  references: [
    { title: 'Findings of IAM Access Analyzer', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-findings.html' },
    { title: 'ListFindings', url: 'https://docs.aws.amazon.com/access-analyzer/latest/APIReference/API_ListFindings.html' },
  ],
  subjects: accessAnalyzerFindings,
  needs: { knownOutsiders },
  parameters: z.object({ days: z.number().int().nonnegative().default(30) }),
  where: ({ resource }) => resource?.includes(':role/aws-reserved/sso.amazonaws.com/') !== true,
  check(finding, { knownOutsiders }, { now, parameters: { days } }) {
    const { id, name, createdAt, error, resourceType, principals, conditionKeys, isPublic } = finding
    if (error !== undefined) return unknown(`Access Analyzer itself could not look at ${name} (${error}).`)
    const age = Math.floor((now.getTime() - Date.parse(createdAt)) / DAY)
    if (age <= days) return pass()
    const who = isPublic === true ? 'anybody' : principals.length === 0 ? 'somebody outside' : principals.join(', ')
    return fail(
      `${name} has been open to ${who} for ${age} days, as Access Analyzer says, and nobody has reviewed it.`,
      [
        evidence('Resource type', resourceType, id),
        evidence('Principals', [...principals], id),
        evidence('Condition keys', [...conditionKeys], id),
        evidence('Found', createdAt, id),
        evidence('Region', finding.part ?? 'not said', id),
      ],
      severityOf(finding, knownOutsiders),
    )
  },
})
