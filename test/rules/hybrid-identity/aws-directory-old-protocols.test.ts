import rule from '../../../rules/hybrid-identity/aws-directory-old-protocols.ts'
import { type DirectorySettings, directories, directorySettings } from '../../../src/datasets/aws/directories.ts'
import { given, testRule } from '../../rule-tester.ts'
import { connector, managed } from '../directory-rows.ts'

const ad = given(directories, managed())
const settings = (list?: DirectorySettings['settings']) => given(directorySettings, { id: 'd-1111111111', name: 'corp.example.com', settings: list })
const set = (name: string, value?: string) => ({ name, value })

testRule(rule, {
  pass: {
    'all are off': [
      ad,
      settings([
        set('TLS_1_0', 'Disable'),
        set('RC4_128_128', 'Disable'),
        set('AES_128_128', 'Enable'),
        set('CERTIFICATE_STRONG_ENFORCEMENT', 'Compatibility'),
      ]),
    ],
  },
  fail: {
    'TLS 1.0 and RC4': {
      given: [ad, settings([set('TLS_1_0', 'Enable'), set('TLS_1_1', 'Disable'), set('RC4_128_128', 'Enable')])],
      subjects: ['d-1111111111'],
      severity: 'medium',
      message: /speaks TLS_1_0, RC4_128_128\.$/,
    },
    'one is on, another is not told': [ad, settings([set('TLS_1_0'), set('3DES_168_168', 'Enable')])],
  },
  unknown: {
    'one is not told': { given: [ad, settings([set('TLS_1_0'), set('TLS_1_1', 'Disable')])], message: /speaks TLS_1_0 was not told/ },
    'one is set to what is not known': { given: [ad, settings([set('TLS_1_0', 'Audit')])], message: /it is set to Audit/ },
    'none is told': { given: [ad, settings([])], message: /Which protocols/ },
    'AWS does not tell it of this directory': [ad, settings()],
    'no answer': [ad],
  },
  'not-applicable': { 'an AD Connector, which speaks as its domain does': [given(directories, connector())] },
})
