import rule from '../../../rules/hybrid-identity/aws-directory-client-certificate-off.ts'
import { directories, directoryClientAuthentication } from '../../../src/datasets/aws/directories.ts'
import { given, testRule } from '../../rule-tester.ts'
import { connector, sharedHere } from '../directory-rows.ts'

const directory = given(directories, connector())
const cards = (enabled?: string[]) => given(directoryClientAuthentication, { id: 'd-2222222222', name: 'corp.example.com', enabled })

testRule(rule, {
  pass: { 'smart cards': [directory, cards(['SmartCard'])] },
  fail: {
    none: { given: [directory, cards([])], subjects: ['d-2222222222'], severity: 'info', message: /Nobody can sign in with a smart card through AD Connector/ },
  },
  unknown: { 'AWS does not tell it of this directory': { given: [directory, cards()], message: /was not told/ }, 'no answer': [directory] },
  'not-applicable': { 'a directory of another account': [given(directories, sharedHere)] },
})
