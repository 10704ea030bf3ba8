import { scannedAccounts } from '../../src/estate/aws/scanned-accounts.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-account-not-scanned',
  title: 'Every active account of the organization was read',
  failureTitle: 'Account that was not read',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'organization-guardrails',
  rationale:
    'An account that nobody looks into is where the forgotten users and roles are. Only a fact to know where the configuration leaves the account out. A scan of the account of its credentials alone does not ask this question.',
  remediation: [
    { text: 'Make the role that the configuration names in the account, with the read-only policy and the trust that the deployment guide gives.' },
    {
      text: 'Better for all accounts at once, new ones too: deploy it as a service-managed StackSet with automatic deployment.',
      command: 'aws cloudformation describe-stack-set --stack-set-name STACK_SET --call-as SELF',
    },
    {
      text: 'Check that no service control policy stands in its way.',
      command: 'aws organizations list-policies-for-target --target-id ACCOUNT_ID --filter SERVICE_CONTROL_POLICY',
    },
    { text: 'Close an account that nobody needs.', command: 'aws organizations close-account --account-id ACCOUNT_ID' },
  ],
  verify: [
    {
      text: 'The role of the scan can be assumed in the account.',
      command: 'aws sts assume-role --role-arn arn:aws:iam::ACCOUNT_ID:role/ROLE --role-session-name verify',
    },
  ],
  frameworks: { 'nist-800-53@r5': ['CA-7', 'RA-5'] },
  equivalents: {},
  references: [
    { title: 'Access member accounts of an organization', url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_accounts_access.html' },
    {
      title: 'StackSets with service-managed permissions',
      url: 'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/stacksets-orgs-associate-stackset-with-org.html',
    },
  ],
  subjects: scannedAccounts,
  needs: {},
  check({ id, name, standing, reason }) {
    if (standing === 'entered') return pass()
    const who = name === id ? `Account ${id}` : `Account ${name} (${id})`
    if (standing === 'untold') return unknown(`${who} is active, and whether this scan entered it was not said.`)
    if (standing === 'shut') return fail(`${who} is active, and nothing of it could be read.`, [evidence('Why', reason, id)])
    return fail(`${who} is active and left out of this scan. It would hold if the configuration included it.`, [evidence('Why', reason, id)], 'info')
  },
})
