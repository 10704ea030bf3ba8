import rule from '../../../rules/federation/aws-iam-user-instead-of-federation.ts'
import { serviceSpecificCredentials } from '../../../src/datasets/aws/account.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamPolicies, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { sshPublicKeys } from '../../../src/datasets/aws/ssh-public-keys.ts'
import { type Declaration, declared } from '../../../src/datasets/declared.ts'
import { type Cases, declaration, given, testRule } from '../../rule-tester.ts'
import { attached, credentialsRow, documents, policyRow, userRow } from '../aws-rows.ts'

const alice = given(iamUsers, userRow('alice'))
const has = (credentials: Partial<Credentials>) => given(credentialReport, credentialsRow('alice', credentials))
const activeKey: Credentials['accessKeys'][number] = { slot: 1, active: true, lastRotatedAt: '2026-01-01T00:00:00Z' }
const password = has({ passwordEnabled: true })
const says = (value: string, as?: Declaration['as']) => given(declared, declaration('principal', value, as))

const bedrockKey = given(serviceSpecificCredentials, {
  id: 'ACCAEXAMPLE',
  name: 'BedrockAPIKey-a1b2',
  userName: 'alice',
  service: 'bedrock.amazonaws.com',
  active: true,
  createdAt: '2026-11-20T00:00:00Z',
})
const sshKey = (active: boolean) =>
  given(sshPublicKeys, { id: 'APKAEXAMPLE', name: 'alice, SSH key', userName: 'alice', active, uploadedAt: '2026-11-20T00:00:00Z' })
const denied = (dataset: string) => ({ dataset, scope: 'aws-account/111111111111', reason: 'denied' as const, detail: 'access denied' })

const cases: Cases = {
  pass: {
    'an SSH key that is not active': [alice, has({}), sshKey(false)],
    'no password, no keys': [alice, has({})],
    'no password, and an inactive key': [alice, has({ accessKeys: [{ ...activeKey, active: false }] })],
    'declared emergency access, by ARN': [alice, password, says('ARN:aws:iam::111111111111:user/Alice', 'emergency-access')],
    'declared service user, by name': [alice, has({ accessKeys: [activeKey] }), says('alice', 'service-user')],
    'declared, though the report does not list it yet': [alice, says('AIDAalice', 'service-user')],
  },
  fail: {
    'console password': {
      given: [alice, password],
      subjects: ['AIDAalice'],
      severity: 'high',
      message: 'IAM user alice signs in with a console password without MFA.',
      evidence: [{ label: 'Console password', value: true, row: 'arn:aws:iam::111111111111:user/alice' }],
    },
    'an API key for one service alone': {
      given: [alice, has({}), bedrockKey],
      severity: 'medium',
      message: 'IAM user alice signs in with a password or API key for bedrock.amazonaws.com.',
      evidence: [{ label: 'A password or API key for bedrock.amazonaws.com, since', value: '2026-11-20T00:00:00Z', row: 'ACCAEXAMPLE' }],
    },
    'a signing certificate alone': {
      given: [alice, has({ activeCertificates: 1 })],
      severity: 'medium',
      message: 'signs in with an X.509 signing certificate.',
    },
    'an SSH key alone': { given: [alice, has({}), sshKey(true)], severity: 'medium', message: 'signs in with an SSH key for AWS CodeCommit.' },
    'a key, though SSH keys could not be read': { given: [alice, has({ accessKeys: [activeKey] })], gaps: [denied('ssh-public-keys')], severity: 'medium' },
    'console password with MFA': { given: [alice, has({ passwordEnabled: true, mfaActive: true })], severity: 'high', message: 'a console password and MFA.' },
    'one active key': {
      given: [alice, has({ accessKeys: [activeKey, { slot: 2, active: false }] })],
      severity: 'medium',
      message: 'IAM user alice signs in with one active access key.',
      evidence: [
        { label: 'Access key 1 created or last changed', value: '2026-01-01T00:00:00Z' },
        { label: 'Access key 1 last used', value: 'never, or not tracked' },
      ],
    },
    'password and two keys': {
      given: [alice, has({ passwordEnabled: true, accessKeys: [activeKey, { ...activeKey, slot: 2 }] })],
      message: 'a console password without MFA, and with 2 active access keys.',
    },
    'the key of an administrator': {
      given: [
        given(iamUsers, userRow('alice', { attachedPolicies: attached('AdministratorAccess') })),
        given(iamPolicies, policyRow('AdministratorAccess', documents.everything)),
        has({ accessKeys: [activeKey] }),
      ],
      severity: 'high',
    },
    'declared as something else': {
      given: [alice, password, says('alice', 'trusted')],
      evidence: [{ label: 'Declared, but not as emergency access or service user', value: 'trusted' }],
    },
    'declared without saying as what': [alice, password, says('alice')],
    'another user declared': [alice, password, says('bob', 'service-user')],
    'an application of the same name declared': [alice, password, given(declared, declaration('application', 'alice', 'service-user'))],
  },
  unknown: {
    'no password and no key, and credentials for one service could not be read': {
      given: [alice, has({})],
      gaps: [denied('service-specific-credentials')],
      message: 'IAM user alice has neither password nor access key, but service-specific credentials could not be read',
    },
    'an SSH key that a namesake before had': {
      given: [
        given(iamUsers, userRow('alice', { createdAt: '2026-11-22T00:00:00Z' })),
        given(credentialReport, credentialsRow('alice', { createdAt: '2026-11-22T00:00:00Z' })),
        sshKey(true),
      ],
      message: /newer than an SSH key for AWS CodeCommit by that name/,
    },
    'a user of whose namesake before the report tells': { given: [alice, has({ createdAt: '2020-01-01T00:00:00Z' })], message: /does not list/ },
    'a user the report does not list': { given: [alice, given(credentialReport)], message: /does not list/ },
    'a user whose password the report does not tell': { given: [alice, has({ passwordEnabled: undefined })], message: /does not say/ },
  },
}

testRule(rule, cases, { answersWithout: [serviceSpecificCredentials, sshPublicKeys] })
