import { hubRegions } from '../../src/estate/aws/security-services.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-security-hub-off',
  title: 'Security Hub is on in every Region of every account',
  failureTitle: 'Region without Security Hub',
  cloud: 'aws',
  severity: 'low',
  recommendation: 'audit-and-protection',
  rationale:
    'Security Hub brings what GuardDuty, Access Analyzer and the others find of all accounts before the same eyes, and checks configurations between scans. Either kind counts: Security Hub CSPM, or the Security Hub that came in 2025; and so does one that an organization policy or a delegated administrator turned on.',
  remediation: [
    {
      text: 'In the delegated administrator account, turn it on for the organization by a central configuration policy, or by a Security Hub policy of AWS Organizations.',
    },
    { text: 'Or in one account and Region.', command: 'aws securityhub enable-security-hub --region REGION' },
  ],
  verify: [{ text: 'There is a hub.', command: 'aws securityhub describe-hub --region REGION || aws securityhub describe-security-hub-v2 --region REGION' }],
  frameworks: { 'cis-aws@5.0': ['4.16'], 'nist-800-53@r5': ['CA-7', 'SI-4'], 'mcsb@2': ['LT-5'] },
  equivalents: { prowler: ['securityhub_enabled'] },
  references: [
    { title: 'Central configuration in Security Hub CSPM', url: 'https://docs.aws.amazon.com/securityhub/latest/userguide/central-configuration-intro.html' },
    { title: 'Security Hub policies', url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_security_hub.html' },
  ],
  subjects: hubRegions,
  needs: {},
  check({ name, hub, unread }) {
    if (hub !== undefined) return pass()
    if (unread !== undefined) return unknown(`Whether Security Hub is on in ${name} could not be read: ${unread}.`)
    return fail(`Security Hub is off in ${name}.`, [evidence('Hubs', 0), evidence('Region', name)])
  },
})
