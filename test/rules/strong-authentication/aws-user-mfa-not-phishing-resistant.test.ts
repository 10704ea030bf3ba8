import { expect, it } from 'vitest'
import federation from '../../../rules/federation/aws-iam-user-instead-of-federation.ts'
import rule from '../../../rules/strong-authentication/aws-user-mfa-not-phishing-resistant.ts'
import { virtualMfaDevices } from '../../../src/datasets/aws/account.ts'
import { userMfaDevices } from '../../../src/datasets/aws/account-upkeep.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { credentialsRow, userRow } from '../aws-rows.ts'

const ann = given(iamUsers, userRow('ann'))
const signsIn = (more: Partial<Credentials> = {}) => given(credentialReport, credentialsRow('ann', { passwordEnabled: true, mfaActive: true, ...more }))
const virtual = given(virtualMfaDevices, { id: 'arn:aws:iam::111111111111:mfa/ann', name: 'ann', userArn: 'arn:aws:iam::111111111111:user/ann' })
const device = (kind: 'fido' | 'one-time-password', userName = 'ann') =>
  given(userMfaDevices, { id: `${userName}#${kind}`, name: `${userName}: ${kind}`, userName, kind })

testRule(rule, {
  pass: { 'a passkey': [ann, signsIn(), device('fido')] },
  fail: {
    'an application': {
      given: [ann, signsIn(), virtual],
      subjects: ['AIDAann'],
      severity: 'low',
      evidence: [{ label: 'Virtual devices', value: ['arn:aws:iam::111111111111:mfa/ann'] }],
    },
    'a hardware token': { given: [ann, signsIn(), device('one-time-password')], evidence: [{ label: 'Hardware tokens', value: ['ann: one-time-password'] }] },
    'a passkey and a hardware token': [ann, signsIn(), device('fido'), device('one-time-password')],
  },
  unknown: {
    'no device, though there is MFA': { given: [ann, signsIn(), device('fido', 'bob')], message: /no device/ },
    'a user whom the report does not list': { given: [ann, device('fido')], message: /does not list IAM user ann/ },
    'a user made again since the report': [given(iamUsers, userRow('ann', { createdAt: '2026-11-24T00:00:00Z' })), signsIn(), virtual],
    'a namesake without a password': [given(iamUsers, userRow('ann', { createdAt: '2026-11-24T00:00:00Z' })), signsIn({ passwordEnabled: false })],
    'a report that does not say whether there is a password': { given: [ann, signsIn({ passwordEnabled: undefined }), virtual], message: /does not say/ },
  },
  'not-applicable': { 'no MFA': [ann, signsIn({ mfaActive: false })], 'no password': [ann, signsIn({ passwordEnabled: false })] },
})

it('is included in the finding about the user', () => {
  const { findings } = evaluateRules([rule, federation], [ann, signsIn(), virtual])
  expect(findings(rule.id)[0]?.foldedInto).toBe(findings(federation.id)[0]?.fingerprint)
})
