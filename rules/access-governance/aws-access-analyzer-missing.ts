import { analyzerPlaces } from '../../src/estate/aws/analyzers.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-access-analyzer-missing',
  title: 'IAM Access Analyzer looks for access from outside in every Region, and for unused access',
  failureTitle: 'Region or account that no analyzer looks at',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'access-governance',
  rationale:
    'Roles, buckets, keys and queues are opened to strangers one policy at a time, and access that nobody uses any more is what an intruder finds: only something that looks all the time sees either. An analyzer looks at its Region alone; for unused access one Region is enough, since IAM is the same in all. One of the organization covers all its accounts. Analyzers that are disabled, since their account is no longer trusted or delegated, look at nothing.',
  remediation: [
    {
      text: 'In the delegated administrator account, in each Region, make an analyzer for access from outside.',
      command: 'aws accessanalyzer create-analyzer --region REGION --type ORGANIZATION --analyzer-name NAME',
    },
    {
      text: 'There, in one Region, make one for unused access. It is paid by role and user.',
      command:
        'aws accessanalyzer create-analyzer --region REGION --type ORGANIZATION_UNUSED_ACCESS --analyzer-name NAME --configuration \'{"unusedAccess":{"unusedAccessAge":90}}\'',
    },
  ],
  verify: [{ text: 'An analyzer is ACTIVE.', command: "aws accessanalyzer list-analyzers --region REGION --query 'analyzers[].[name,type,status]'" }],
  frameworks: { 'cis-aws@7.0': ['2.18'], 'cis-aws@5.0': ['1.19'], 'aws-security-hub': ['IAM.28'], 'nist-800-53@r5': ['AC-3', 'CA-7'] },
  equivalents: { prowler: ['accessanalyzer_enabled'], 'security-hub': ['IAM.28'] },
  references: [
    { title: 'Using IAM Access Analyzer', url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/what-is-access-analyzer.html' },
    {
      title: 'Delegated administrator for IAM Access Analyzer',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/access-analyzer-delegated-administrator.html',
    },
  ],
  subjects: analyzerPlaces,
  needs: {},
  check({ name, purpose, covered, idle, why }) {
    if (covered === 'by the account' || covered === 'by the organization') return pass()
    const what = purpose === 'external' ? `access from outside in ${name}` : `unused access in ${name}`
    if (covered === 'unclear') return unknown(`Whether an analyzer looks for ${what} is not known: ${why ?? 'it was not said'}.`)
    const facts = idle.length === 0 ? [evidence('Analyzers', 0)] : [evidence('Analyzers that do not look', [...idle])]
    return fail(`No analyzer looks for ${what}.`, facts)
  },
})
