import { detectorRegions } from '../../src/estate/aws/security-services.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-guardduty-off',
  title: 'GuardDuty is on in every Region of every account',
  failureTitle: 'Region without GuardDuty',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    'GuardDuty reads the events of every account without a trail, and tells of stolen credentials of roles, of use of root, and of audit that is turned off. It looks at one Region alone, so that a Region that nobody uses is where an intruder works unseen. What counts is the detector that is there: one that a delegated administrator or an organization policy turned on is the same. Whether an administrator is delegated is a question of its own.',
  remediation: [
    {
      text: 'In the delegated administrator account, in each Region, turn it on for all accounts, new ones too.',
      command: 'aws guardduty update-organization-configuration --region REGION --detector-id DETECTOR_ID --auto-enable-organization-members ALL',
    },
    { text: 'Turn a suspended detector on again.', command: 'aws guardduty update-detector --region REGION --detector-id DETECTOR_ID --enable' },
    { text: 'Deny Regions that nobody uses by a service control policy, or do not opt in to them.' },
  ],
  verify: [{ text: 'The detector of each Region is ENABLED.', command: 'aws guardduty get-detector --region REGION --detector-id DETECTOR_ID --query Status' }],
  frameworks: { 'aws-security-hub': ['GuardDuty.1'], 'nist-800-53@r5': ['SI-4'], 'mcsb@2': ['LT-1', 'LT-2'] },
  equivalents: { prowler: ['guardduty_is_enabled'], 'security-hub': ['GuardDuty.1'] },
  references: [
    { title: 'Managing GuardDuty accounts with AWS Organizations', url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_organizations.html' },
    { title: 'Suspending or disabling GuardDuty', url: 'https://docs.aws.amazon.com/guardduty/latest/ug/guardduty_suspend-disable.html' },
  ],
  subjects: detectorRegions,
  needs: {},
  check({ name, detector, unread }) {
    if (detector?.status === 'ENABLED') return pass()
    if (unread !== undefined) return unknown(`Whether GuardDuty is on in ${name} could not be read: ${unread}.`)
    if (detector === undefined) return fail(`GuardDuty is off in ${name}.`, [evidence('Detectors', 0), evidence('Region', name)])
    if (detector.status !== 'DISABLED') return unknown(`The detector of GuardDuty in ${name} is ${detector.status}, which says nothing of whether it looks.`)
    return fail(`GuardDuty is suspended in ${name}.`, [evidence('Status', detector.status, detector.id)])
  },
})
