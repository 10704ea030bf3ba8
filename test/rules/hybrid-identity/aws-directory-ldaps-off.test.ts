import rule from '../../../rules/hybrid-identity/aws-directory-ldaps-off.ts'
import { type DirectoryCertificate, directories, directoryCertificates, directoryLdaps } from '../../../src/datasets/aws/directories.ts'
import { given, testRule } from '../../rule-tester.ts'
import { connector, managed, sharedHere } from '../directory-rows.ts'

// The tests' snapshot is of 2026-11-24.
const ad = given(directories, managed())
const ldaps = (status: string, id = 'd-1111111111') => given(directoryLdaps, { id, name: 'corp.example.com', status })
const certificate = (expiresAt: string, more: Partial<DirectoryCertificate> = {}) =>
  given(directoryCertificates, { id: `c-${expiresAt}`, name: 'c', directoryId: 'd-1111111111', use: 'ClientLDAPS', state: 'Registered', expiresAt, ...more })
const LONG = '2028-01-01T00:00:00Z'
const SOON = '2026-12-01T00:00:00Z'

testRule(rule, {
  pass: {
    'it is on, with a certificate that lasts': [ad, ldaps('Enabled'), certificate(LONG)],
    'one certificate ends and another lasts': [ad, ldaps('Enabled'), certificate(SOON), certificate(LONG)],
    'it ends soon, where that is early enough': { given: [ad, ldaps('Enabled'), certificate(SOON)], parameters: { days: 3 } },
  },
  fail: {
    'it is off': {
      given: [ad, ldaps('Disabled')],
      subjects: ['d-1111111111'],
      severity: 'high',
      message: 'Managed Microsoft AD corp.example.com (d-1111111111, eu-west-1) does not use LDAPS.',
    },
    'it could not be switched on': [ad, ldaps('EnableFailed')],
    'off in an AD Connector': { given: [given(directories, connector()), ldaps('Disabled', 'd-2222222222')], message: /^AD Connector/ },
    'its certificate ends soon': { given: [ad, ldaps('Enabled'), certificate(SOON)], severity: 'medium', message: /ends on 2026-12-01/ },
    'its certificate has ended': { given: [ad, ldaps('Enabled'), certificate('2026-01-01T00:00:00Z')], severity: 'medium' },
  },
  unknown: {
    'AWS does not tell it of this directory': { given: [ad, ldaps('Unsupported')], message: /AWS does not tell it/ },
    'it is being switched on': { given: [ad, ldaps('Enabling')], message: /being switched on/ },
    'a state that is not known': { given: [ad, ldaps('Updating')], message: /it is Updating/ },
    'it was not told': { given: [ad], message: /it was not told/ },
    'no certificate for it': { given: [ad, ldaps('Enabled'), certificate(LONG, { use: 'ClientCertAuth' })], message: /no certificate for it is listed/ },
  },
  'not-applicable': {
    'a directory of another account': [given(directories, sharedHere)],
    'one that is being made': [given(directories, managed({ stage: 'Creating' }))],
  },
})
