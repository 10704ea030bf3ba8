import { organizationMemberships } from '../../src/datasets/aws/organization.ts'
import { awsAccounts } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-organization-missing',
  title: 'Every AWS account belongs to an organization',
  failureTitle: 'AWS account in no organization',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'organization-guardrails',
  rationale:
    'Nothing can be forbidden to the administrators of an account that stands alone, its root user cannot be taken away, no central trail or detector reaches it, and its people sign in with identities of its own.',
  remediation: [
    {
      text: 'From the management account of your organization, invite the account.',
      command: 'aws organizations invite-account-to-organization --target Id=ACCOUNT_ID,Type=ACCOUNT',
    },
    { text: 'In the account, accept the invitation.', command: 'aws organizations accept-handshake --handshake-id HANDSHAKE_ID' },
    {
      text: 'If there is no organization yet, make one in an account that runs nothing else.',
      command: 'aws organizations create-organization --feature-set ALL',
    },
  ],
  verify: [{ text: 'The account tells its organization.', command: "aws organizations describe-organization --query 'Organization.Id'" }],
  frameworks: { 'cis-aws@7.0': ['2.19'], 'nist-800-53@r5': ['AC-3', 'CM-6'], 'mcsb@2': ['PA-7'] },
  equivalents: { prowler: ['organizations_account_part_of_organizations'], 'security-hub': ['Account.2'] },
  references: [
    {
      title: 'AWS Organizations: terminology and concepts',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_getting-started_concepts.html',
    },
    { title: 'Security Hub controls for AWS accounts', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/account-controls.html' },
  ],
  subjects: awsAccounts,
  needs: { organizationMemberships },
  check({ name }, { organizationMemberships }) {
    if (organizationMemberships.size > 0) return pass()
    return fail(`Account ${name} belongs to no organization.`, [evidence('Organization', 'none')])
  },
})
