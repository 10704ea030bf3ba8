import { instanceMetadataDefaults } from '../../src/datasets/aws/compute.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-imds-v1-default',
  title: 'New EC2 instances require IMDSv2 by the account’s default',
  failureTitle: 'IMDSv1 allowed by default',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'application-identity',
  rationale:
    'An instance gives its role’s keys to whoever asks its metadata service. Version 1 answers a plain GET, which a web application can be tricked into; version 2 wants a token first. Without a default that requires it, it depends on each image and template. Where it is enforced, an instance without it cannot be launched at all. Instances that are running are not looked at; each enabled Region has a default of its own, also where nothing runs yet.',
  remediation: [
    {
      text: 'Find out whether anything still uses version 1: the CloudWatch metric MetadataNoToken of the instances.',
    },
    { text: 'Set the default in each Region.', command: 'aws ec2 modify-instance-metadata-defaults --region REGION --http-tokens required' },
    { text: 'For a whole organization, set it by a declarative policy for EC2 in AWS Organizations.' },
  ],
  verify: [{ text: 'HttpTokens is required.', command: 'aws ec2 get-instance-metadata-defaults --region REGION' }],
  frameworks: { 'nist-800-53@r5': ['AC-6', 'CM-6'], 'mcsb@2': ['IM-3', 'PV-1'] },
  equivalents: { prowler: ['ec2_instance_account_imdsv2_enabled'] },
  references: [
    {
      title: 'Set IMDSv2 as the default for the account',
      url: 'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/configuring-IMDS-new-instances.html#set-imdsv2-account-defaults',
    },
    { title: 'Declarative policies', url: 'https://docs.aws.amazon.com/organizations/latest/userguide/orgs_manage_policies_declarative.html' },
  ],
  subjects: instanceMetadataDefaults,
  needs: {},
  check({ id, name, httpTokens, enforced, managedBy }) {
    if (httpTokens === 'required' || enforced === 'enabled') return pass()
    return fail(`In ${name} new instances do not require IMDSv2 by default.`, [
      evidence('HttpTokens', httpTokens ?? 'no default set', id),
      ...(managedBy === undefined ? [] : [evidence('Managed by', managedBy, id)]),
    ])
  },
})
