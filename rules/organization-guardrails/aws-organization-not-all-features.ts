import { nativeId } from '../../src/dataset.ts'
import { organizationsTold } from '../../src/estate/aws/organizations-told.ts'
import { awsOrganizations } from '../../src/estate/scope-views.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-organization-not-all-features',
  title: 'All features of AWS Organizations are enabled',
  failureTitle: 'Organization for consolidated billing only',
  cloud: 'aws',
  severity: 'high',
  recommendation: 'organization-guardrails',
  rationale:
    'An organization that only shares a bill has no service control policies, no central root access, no organization trail, and no Identity Center for its accounts: each account guards itself, and may leave at any time.',
  remediation: [
    { text: 'Start the change in the management account. It cannot be undone.', command: 'aws organizations enable-all-features' },
    {
      text: 'Accounts that were invited have to agree, each by the request it is sent.',
      command: 'aws organizations accept-handshake --handshake-id HANDSHAKE_ID',
    },
    { text: 'Finish the change in the management account when all have agreed, then enable service control policies.' },
  ],
  verify: [{ text: 'The feature set is ALL.', command: "aws organizations describe-organization --query 'Organization.FeatureSet'" }],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'CM-6'], 'mcsb@2': ['PA-7'] },
  equivalents: {},
  references: [
    {
      title: 'Enabling all features in an organization',
      url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_org_support-all-features.html',
    },
  ],
  supersedes: ['aws-scp-not-used', 'aws-identity-center-missing'],
  subjects: awsOrganizations,
  needs: { organizationsTold },
  check(organization, { organizationsTold }) {
    const features = organizationsTold.get(nativeId(organization.id))?.featureSet
    if (features === undefined) return unknown(`No account that was read tells which features of organization ${organization.name} are enabled.`)
    if (features === 'ALL') return pass()
    return fail(`Organization ${organization.name} has only the features of ${features === 'CONSOLIDATED_BILLING' ? 'consolidated billing' : features}.`, [
      evidence('Feature set', features),
    ])
  },
})
