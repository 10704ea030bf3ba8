import rule from '../../../rules/application-identity/entra-application-redirect-unsafe.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { given, testRule } from '../../rule-tester.ts'
import { registration } from '../application-rows.ts'

const web = (...webRedirectUris: string[]) => given(entraApplications, registration('shop', { webRedirectUris }))

testRule(rule, {
  pass: {
    'written out': [web('https://shop.example/in', 'https://localhost.shop.example/in')],
    'under development': [web('http://localhost:3000/in', 'https://127.0.0.1/in')],
  },
  fail: {
    'a wildcard': { given: [web('https://*.shop.example/in')], subjects: ['shop'], severity: 'high', message: /fits a pattern/ },
    'without encryption': {
      given: [web('http://shop.example/in', 'https://shop.example/in')],
      message: /without encryption/,
      evidence: [{ label: 'Redirect addresses', value: ['http://shop.example/in'] }],
    },
    'in use, and on the machine of a developer': {
      given: [web('https://shop.example/in', 'http://localhost:3000/in')],
      severity: 'medium',
      message: /the machine of the user/,
    },
    'a single-page application': { given: [given(entraApplications, registration('shop', { spaRedirectUris: ['http://shop.example'] }))], severity: 'high' },
  },
  'not-applicable': { 'installed on machines': [given(entraApplications, registration('cli', { publicClientRedirectUris: ['http://localhost'] }))] },
})
