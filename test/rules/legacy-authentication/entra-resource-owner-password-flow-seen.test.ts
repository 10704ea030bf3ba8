import rule from '../../../rules/legacy-authentication/entra-resource-owner-password-flow-seen.ts'
import { type PasswordFlowSignIn, passwordFlowSignIns } from '../../../src/datasets/entra/application-use.ts'
import { scope } from '../../analysis/conditional-access/tenant.ts'
import { given, testRule } from '../../rule-tester.ts'
import { p2 } from '../entra-rows.ts'

const seen = (says: Partial<PasswordFlowSignIn> = {}) =>
  given(passwordFlowSignIns, {
    id: 'app-x',
    scope,
    name: 'Importer',
    count: 7,
    users: 1,
    userNames: ['svc@contoso.com'],
    lastAt: '2026-11-20T00:00:00Z',
    ...says,
  })

testRule(rule, {
  pass: { 'longer ago than is asked': { given: [seen({ lastAt: '2026-11-01T00:00:00Z' }), p2], parameters: { days: 7 } } },
  fail: {
    'one account': { given: [seen(), p2], subjects: ['app-x'], severity: 'medium', message: /^Importer signed in with the passwords of svc@contoso\.com/ },
    many: { given: [seen({ users: 30 }), p2], message: /of 30 users/, evidence: [{ label: 'Users (1 of 30)' }] },
  },
  'not-applicable': { 'nobody does': [p2] },
})
