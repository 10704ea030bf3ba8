import rule from '../../../rules/audit-and-protection/aws-config-off.ts'
import { type ConfigRecorder, type ConfigRecorderStatus, configRecorderStatuses, configRecorders } from '../../../src/datasets/aws/security-services.ts'
import { given, testRule } from '../../rule-tester.ts'
import { partGap, regions } from '../trail-rows.ts'

const IAM = ['Group', 'Policy', 'Role', 'User'].map(type => `AWS::IAM::${type}`)

const recorder = (part: string, more: Partial<ConfigRecorder> = {}): Omit<ConfigRecorder, 'scope'> => ({
  id: `${part}/default`,
  name: 'default',
  part,
  allSupported: true,
  includesGlobalTypes: false,
  types: [],
  excludedTypes: [],
  ...more,
})
const status = (part: string, more: Partial<ConfigRecorderStatus> = {}): Omit<ConfigRecorderStatus, 'scope'> => ({
  id: `${part}/default`,
  name: 'default',
  part,
  isRecording: true,
  lastStatus: 'SUCCESS',
  ...more,
})
const both = given(configRecorderStatuses, status('us-east-1'), status('eu-west-1'))
const recording = (here: Partial<ConfigRecorder>, there: Partial<ConfigRecorder> = {}) => [
  regions,
  given(configRecorders, recorder('us-east-1', here), recorder('eu-west-1', there)),
  both,
]
const IDENTITIES = '111111111111#identities'

testRule(rule, {
  pass: {
    'all types, the global ones in one Region': recording({ includesGlobalTypes: true }),
    'by strategy': recording({ strategy: 'ALL_SUPPORTED_RESOURCE_TYPES', includesGlobalTypes: true }),
    'all but some others': recording({ strategy: 'EXCLUSION_BY_RESOURCE_TYPES', allSupported: false, excludedTypes: ['AWS::EC2::Subnet'] }),
    'all in one Region, a few types in the other': recording({ includesGlobalTypes: true }, { allSupported: false, types: ['AWS::EC2::VPC'] }),
    'by name, half of them in each Region': recording({ allSupported: false, types: IAM.slice(0, 2) }, { allSupported: false, types: IAM.slice(2) }),
    'still pending': [
      regions,
      given(configRecorders, recorder('us-east-1', { includesGlobalTypes: true }), recorder('eu-west-1')),
      given(configRecorderStatuses, status('us-east-1', { lastStatus: 'PENDING' }), status('eu-west-1')),
    ],
  },
  fail: {
    'no recorder at all': {
      given: [regions, given(configRecorders), given(configRecorderStatuses)],
      subjects: ['us-east-1', 'eu-west-1'],
      severity: 'medium',
      message: 'AWS Config does not record us-east-1: it has no recorder there.',
    },
    'one that is stopped': {
      given: [
        regions,
        given(configRecorders, recorder('us-east-1', { includesGlobalTypes: true }), recorder('eu-west-1')),
        given(configRecorderStatuses, status('us-east-1'), status('eu-west-1', { isRecording: false })),
      ],
      subjects: ['eu-west-1'],
      message: /is stopped/,
    },
    'one that fails': {
      given: [
        regions,
        given(configRecorders, recorder('us-east-1', { includesGlobalTypes: true }), recorder('eu-west-1')),
        given(configRecorderStatuses, status('us-east-1'), status('eu-west-1', { lastStatus: 'FAILURE' })),
      ],
      subjects: ['eu-west-1'],
      message: /fails to deliver/,
    },
    'global types nowhere': {
      given: recording({}),
      subjects: [IDENTITIES],
      message: 'No recorder of AWS Config records AWS::IAM::Group, AWS::IAM::Policy, AWS::IAM::Role, AWS::IAM::User.',
    },
    'global types only by a recorder that is stopped': {
      given: [
        regions,
        given(configRecorders, recorder('us-east-1', { includesGlobalTypes: true }), recorder('eu-west-1')),
        given(configRecorderStatuses, status('us-east-1', { isRecording: false }), status('eu-west-1')),
      ],
      subjects: ['us-east-1', IDENTITIES],
    },
    'one that is told of no type': {
      given: recording({ includesGlobalTypes: true }, { allSupported: false }),
      subjects: ['eu-west-1'],
      message: 'AWS Config records nothing in eu-west-1: its recorder default is told of no type.',
      evidence: [{ label: 'Types to record', value: 'none', row: 'eu-west-1/default' }],
    },
    'no type in any Region': {
      given: recording({ allSupported: false }, { strategy: 'INCLUSION_BY_RESOURCE_TYPES', allSupported: false }),
      subjects: ['us-east-1', 'eu-west-1'],
    },
    'a few types in every Region, of which none is of IAM': {
      given: recording({ allSupported: false, types: ['AWS::EC2::VPC'] }, { allSupported: false, types: ['AWS::EC2::VPC'] }),
      subjects: [IDENTITIES],
    },
    'roles excluded': {
      given: recording({ strategy: 'EXCLUSION_BY_RESOURCE_TYPES', includesGlobalTypes: true, excludedTypes: ['AWS::IAM::Role'] }),
      message: 'records AWS::IAM::Role.',
    },
    'a Region without one beside one that could not be asked': {
      given: [regions, given(configRecorders), given(configRecorderStatuses)],
      gaps: [configRecorders, configRecorderStatuses].map(dataset => partGap(dataset, 'us-east-1')),
      subjects: ['eu-west-1'],
    },
  },
  unknown: {
    'a status that could not be read': {
      given: [regions, given(configRecorders, recorder('us-east-1'), recorder('eu-west-1')), given(configRecorderStatuses)],
      gaps: ['us-east-1', 'eu-west-1'].map(region => partGap(configRecorderStatuses, region)),
      message: /records us-east-1 could not be read: access denied/,
    },
    'a status that was not said': [regions, given(configRecorders, recorder('us-east-1'), recorder('eu-west-1')), given(configRecorderStatuses)],
    'IAM in a Region that could not be asked': {
      given: [regions, given(configRecorders, recorder('us-east-1')), given(configRecorderStatuses, status('us-east-1'))],
      gaps: [configRecorders, configRecorderStatuses].map(dataset => partGap(dataset, 'eu-west-1')),
      message: /Whether AWS Config records IAM is not known/,
    },
  },
})
