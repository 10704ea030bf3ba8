import rule from '../../../rules/hybrid-identity/aws-directory-monitoring-off.ts'
import { directories, directoryEventTopics, directoryLogSubscriptions } from '../../../src/datasets/aws/directories.ts'
import { given, testRule } from '../../rule-tester.ts'
import { connector, managed } from '../directory-rows.ts'

const ad = given(directories, managed())
const log = (directoryId = 'd-1111111111') => given(directoryLogSubscriptions, { id: `${directoryId}#corp`, name: 'corp', directoryId })
const topic = (status = 'Registered', directoryId = 'd-1111111111') =>
  given(directoryEventTopics, { id: `${directoryId}#t`, name: 'arn:t', directoryId, status })

testRule(rule, {
  pass: {
    'a log and a topic': [ad, log(), topic()],
    'a topic of an AD Connector': [given(directories, connector()), topic('Registered', 'd-2222222222')],
  },
  fail: {
    neither: { given: [ad], subjects: ['d-1111111111'], severity: 'low', message: /its security log is not forwarded, and nobody is told when it fails/ },
    'a log alone': { given: [ad, log()], evidence: [{ label: 'Topics', value: 'none' }] },
    'a topic that is gone': [ad, log(), topic('Topic not found')],
    'those of another directory': [ad, log('d-9'), topic('Registered', 'd-9')],
    'an AD Connector of which nobody is told': [given(directories, connector())],
  },
  'not-applicable': { 'a Simple AD': [given(directories, managed({ kind: 'SimpleAD' }))] },
})
