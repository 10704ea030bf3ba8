import { isOfNoType, isRecording, recordings } from '../../src/estate/aws/security-services.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-config-off',
  title: 'AWS Config records every Region, and IAM in one of them',
  failureTitle: 'Region or identities that AWS Config does not record',
  cloud: 'aws',
  severity: 'medium',
  recommendation: 'audit-and-protection',
  rationale:
    'What a role or policy was last week, only a record of configurations tells. Each Region is asked, since what is built where nobody looks is built there for that reason; IAM is the same in all Regions and need be recorded in one alone, which has to be among those that had AWS Config before February 2022. Recorders that a service of AWS keeps for itself do not count.',
  remediation: [
    {
      text: 'Roll out a recorder and its delivery channel to all accounts and Regions, by the sample template "Enable AWS Config" of CloudFormation StackSets, or by Control Tower.',
    },
    { text: 'Start one that is stopped.', command: 'aws configservice start-configuration-recorder --region REGION --configuration-recorder-name NAME' },
    {
      text: 'In one Region, record the global types too.',
      command:
        'aws configservice put-configuration-recorder --region REGION --configuration-recorder name=NAME,roleARN=ROLE_ARN --recording-group allSupported=true,includeGlobalResourceTypes=true',
    },
  ],
  verify: [
    {
      text: 'A recorder is recording.',
      command: "aws configservice describe-configuration-recorder-status --region REGION --query 'ConfigurationRecordersStatus[].[recording,lastStatus]'",
    },
    {
      text: 'It records IAM.',
      command: "aws configservice describe-configuration-recorders --region REGION --query 'ConfigurationRecorders[].recordingGroup'",
    },
  ],
  frameworks: { 'cis-aws@5.0': ['3.3'], 'aws-security-hub': ['Config.1'], 'nist-800-53@r5': ['CM-3', 'CM-8'], 'mcsb@2': ['AM-1'] },
  equivalents: { prowler: ['config_recorder_all_regions_enabled'], 'security-hub': ['Config.1'] },
  references: [
    { title: 'Selecting which resources AWS Config records', url: 'https://docs.aws.amazon.com/config/latest/developerguide/select-resources.html' },
    { title: 'RecordingGroup', url: 'https://docs.aws.amazon.com/config/latest/APIReference/API_RecordingGroup.html' },
  ],
  subjects: recordings,
  needs: {},
  check(recording) {
    const { id, name, unread, recorder, status, unrecordedTypes } = recording
    if (unrecordedTypes !== undefined) {
      if (unrecordedTypes.length === 0) return pass()
      if (unread !== undefined) return unknown(`Whether AWS Config records IAM is not known: no recorder that was read does, and ${unread}.`)
      return fail(`No recorder of AWS Config records ${unrecordedTypes.join(', ')}.`, [evidence('Types that are not recorded', [...unrecordedTypes])])
    }
    if (isRecording(recording)) return pass()
    if (unread !== undefined) return unknown(`Whether AWS Config records ${name} could not be read: ${unread}.`)
    if (recorder === undefined) return fail(`AWS Config does not record ${name}: it has no recorder there.`, [evidence('Recorders', 0), evidence('Region', id)])
    if (isOfNoType(recording))
      return fail(`AWS Config records nothing in ${name}: its recorder ${recorder.name} is told of no type.`, [
        evidence('Types to record', 'none', recorder.id),
      ])
    if (status === undefined) return unknown(`AWS Config has a recorder in ${name}, and did not say whether it records.`)
    const facts = [evidence('Recording', status.isRecording, status.id), evidence('Last status', status.lastStatus ?? 'not said', status.id)]
    return fail(`AWS Config does not record ${name}: its recorder ${recorder.name} ${status.isRecording ? 'fails to deliver' : 'is stopped'}.`, facts)
  },
})
