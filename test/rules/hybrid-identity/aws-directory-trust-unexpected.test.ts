import rule from '../../../rules/hybrid-identity/aws-directory-trust-unexpected.ts'
import { type DirectoryTrust, directoryTrusts } from '../../../src/datasets/aws/directories.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'

const trust = (direction: string, isSelective?: boolean, more: Partial<DirectoryTrust> = {}) =>
  given(directoryTrusts, {
    id: 't-1111111111',
    name: 'old.example.com',
    directoryId: 'd-1111111111',
    remoteDomain: 'old.example.com',
    direction,
    state: 'Verified',
    isSelective,
    ...more,
  })
const meant = given(declared, declaration('issuer', 'OLD.example.com'))

testRule(rule, {
  pass: {
    'declared, both ways, selective': [meant, trust('Two-Way', true)],
    'declared and only incoming': [meant, trust('One-Way: Incoming', false)],
  },
  fail: {
    'not declared, in a direction that is not known': { given: [trust('Sideways', false)], message: /is not declared\.$/ },
    'not declared': {
      given: [trust('One-Way: Incoming')],
      subjects: ['t-1111111111'],
      severity: 'medium',
      message: 'The trust of d-1111111111 in old.example.com is not declared.',
    },
    'declared, and open to all': { given: [meant, trust('Two-Way', false)], message: /lets everybody of it in/ },
    both: { given: [trust('One-Way: Outgoing', false)], message: /is not declared and lets everybody of it in/ },
    'another domain is declared': [given(declared, declaration('issuer', 'other.example.com')), trust('Two-Way', true)],
  },
  unknown: {
    'not told whether it is selective': { given: [meant, trust('Two-Way')], message: /is selective was not told/ },
    'a direction that is not known': { given: [meant, trust('Sideways', true)], message: /its direction is Sideways/ },
  },
  'not-applicable': { 'a trust that is being deleted': [trust('Two-Way', false, { state: 'Deleting' })] },
})
