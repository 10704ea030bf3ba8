import rule from '../../../rules/hybrid-identity/aws-directory-mfa-off.ts'
import { directories } from '../../../src/datasets/aws/directories.ts'
import { given, testRule } from '../../rule-tester.ts'
import { connector, managed, sharedHere } from '../directory-rows.ts'

const radius = (status?: string, protocol?: string) => [given(directories, managed({ radius: { status, protocol } }))]

testRule(rule, {
  pass: { 'by MS-CHAPv2': radius('Completed', 'MS-CHAPv2') },
  fail: {
    'no RADIUS': {
      given: [given(directories, managed(), connector())],
      subjects: ['d-1111111111', 'd-2222222222'],
      severity: 'high',
      message: /demands no second factor/,
    },
    'RADIUS that failed': { given: radius('Failed', 'MS-CHAPv2'), severity: 'high' },
    'a weak protocol': { given: radius('Completed', 'PAP'), severity: 'medium', message: /over PAP/ },
  },
  unknown: {
    'RADIUS that is being set up': { given: radius('Creating', 'MS-CHAPv2'), message: /RADIUS is Creating/ },
    'a state that is not known': { given: radius('Updating', 'MS-CHAPv2'), message: /RADIUS is Updating/ },
    'no state': { given: radius(undefined, 'MS-CHAPv2'), message: /in no state/ },
    'no protocol': { given: radius('Completed'), message: /By which protocol/ },
  },
  'not-applicable': { 'a directory of another account': [given(directories, sharedHere)] },
})
