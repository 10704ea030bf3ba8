import { expect, it } from 'vitest'
import instead from '../../../rules/federation/aws-iam-user-instead-of-federation.ts'
import rule from '../../../rules/legacy-authentication/aws-legacy-credential-in-use.ts'
import type { Gap } from '../../../src/dataset.ts'
import { type ServiceSpecificCredential, serviceSpecificCredentials } from '../../../src/datasets/aws/account.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { type SshPublicKey, sshPublicKeys } from '../../../src/datasets/aws/ssh-public-keys.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'
import { credentialsRow, ROOT_ARN, rootCredentialsRow, userRow } from '../aws-rows.ts'

// The tests' snapshot is of 2026-11-24.
const alice = given(iamUsers, userRow('alice'))
const service = (more: Partial<ServiceSpecificCredential> = {}) =>
  given(serviceSpecificCredentials, {
    id: 'ACCAEXAMPLE',
    name: 'alice at codecommit.amazonaws.com',
    userName: 'alice',
    service: 'codecommit.amazonaws.com',
    active: true,
    createdAt: '2026-08-25T00:00:00Z',
    ...more,
  })
const ssh = (more: Partial<SshPublicKey> = {}) =>
  given(sshPublicKeys, { id: 'APKAEXAMPLE', name: 'alice, SSH key', userName: 'alice', active: true, uploadedAt: '2025-11-24T00:00:00Z', ...more })
const certificates = (...since: readonly string[]) =>
  given(credentialReport, credentialsRow('alice', { activeCertificates: since.length, activeCertificatesSince: [...since] }))
const certificate = certificates('2025-11-24T00:00:00Z')
const gap = (dataset: string, permission: string): Gap => ({
  dataset,
  scope: defaultScopes['aws-account'].id,
  reason: 'denied',
  detail: 'access denied',
  permission,
})

testRule(
  rule,
  {
    pass: {
      'a service password on the last day it may live': [alice, service({ createdAt: '2026-08-26T00:00:00Z' })],
      'an SSH key of yesterday': [alice, ssh({ uploadedAt: '2026-11-23T00:00:00Z' })],
      'a signing certificate on the last day it may live': [alice, certificates('2026-08-26T00:00:00Z')],
      'an old SSH key under a longer limit': { given: [alice, ssh()], parameters: { days: 365 } },
    },
    fail: {
      'a service password one day over': {
        given: [alice, service()],
        subjects: ['ACCAEXAMPLE'],
        severity: 'medium',
        message: 'IAM user alice has had a password or API key for codecommit.amazonaws.com for 91 days, where 90 are allowed.',
        evidence: [{ label: 'Expires', value: 'never', row: 'ACCAEXAMPLE' }],
      },
      'a year old SSH key': { given: [alice, ssh()], subjects: ['APKAEXAMPLE'], message: 'an SSH key for AWS CodeCommit for 365 days' },
      'a signing certificate': {
        given: [alice, certificate],
        subjects: ['arn:aws:iam::111111111111:user/alice#signing-certificates'],
        severity: 'medium',
        message: 'IAM user alice has had an X.509 signing certificate for 365 days, where 90 are allowed.',
      },
      'two signing certificates, one of them new': {
        given: [alice, certificates('2026-11-23T00:00:00Z', '2026-08-25T00:00:00Z')],
        message: 'has had 2 X.509 signing certificates for 91 days',
        evidence: [{ label: 'Since', value: '2026-08-25T00:00:00Z' }],
      },
      'a new signing certificate of the root user': {
        given: [given(credentialReport, rootCredentialsRow({ activeCertificates: 1, activeCertificatesSince: ['2026-11-23T00:00:00Z'] }))],
        severity: 'high',
        message: 'The root user has an X.509 signing certificate.',
      },
      'signing certificates of the root user': {
        given: [given(credentialReport, rootCredentialsRow({ activeCertificates: 2 }))],
        subjects: [`${ROOT_ARN}#signing-certificates`],
        severity: 'high',
        message: 'The root user has 2 X.509 signing certificates.',
      },
      'each by itself': {
        given: [alice, service(), ssh(), certificate],
        subjects: ['ACCAEXAMPLE', 'APKAEXAMPLE', 'arn:aws:iam::111111111111:user/alice#signing-certificates'],
      },
      'what is known stands where SSH keys could not be read': {
        given: [alice, service(), certificate],
        gaps: [gap('ssh-public-keys', 'iam:ListSSHPublicKeys')],
        subjects: ['ACCAEXAMPLE', 'arn:aws:iam::111111111111:user/alice#signing-certificates'],
      },
    },
    unknown: {
      'a signing certificate of a namesake who is gone': {
        given: [given(iamUsers, userRow('alice', { createdAt: '2026-11-24T00:00:00Z' })), certificate],
        message: /IAM user alice is newer than an X\.509 signing certificate by that name/,
      },
      'an SSH key of a namesake who is gone': {
        given: [given(iamUsers, userRow('alice', { createdAt: '2026-11-24T00:00:00Z' })), ssh()],
        message: /newer than an SSH key/,
      },
      'a service password of a namesake who is gone': {
        given: [given(iamUsers, userRow('alice', { createdAt: '2026-11-24T00:00:00Z' })), service()],
        message: /newer than a password or API key/,
      },
      'a signing certificate of which the report does not say since when': {
        given: [alice, given(credentialReport, credentialsRow('alice', { activeCertificates: 1 }))],
        message: /How old an X\.509 signing certificate of alice is was not said/,
      },
      'an SSH key from the future': { given: [alice, ssh({ uploadedAt: '2027-11-24T00:00:00Z' })], message: /one of the clocks is wrong/ },
      'no SSH keys read, and nothing else at fault': {
        given: [alice],
        gaps: [gap('ssh-public-keys', 'iam:ListSSHPublicKeys')],
        message: 'In account 111111111111, SSH keys could not be read (denied: access denied; grant iam:ListSSHPublicKeys).',
      },
      'no service-specific credentials read': {
        given: [alice],
        gaps: [gap('service-specific-credentials', 'iam:ListServiceSpecificCredentials')],
        message: /service-specific credentials could not be read/,
      },
      'no credential report': {
        given: [alice],
        gaps: [gap('credential-report', 'iam:GetCredentialReport')],
        message: /signing certificates could not be read/,
      },
    },
    'not-applicable': {
      'nothing of the kind': [alice, given(credentialReport, credentialsRow('alice'))],
      'inactive ones': [alice, service({ active: false }), ssh({ active: false })],
    },
  },
  { answersWithout: [credentialReport, serviceSpecificCredentials, sshPublicKeys] },
)

it('each is part of its user, and included in the finding about them', () => {
  const report = given(
    credentialReport,
    credentialsRow('alice', { passwordEnabled: true, activeCertificates: 1, activeCertificatesSince: ['2025-11-24T00:00:00Z'] }),
  )
  const { findings } = evaluateRules([rule, instead], [alice, service(), ssh(), report])
  const keeper = findings(instead.id)[0]?.fingerprint
  expect(keeper).toBeDefined()
  expect(findings(rule.id).map(({ foldedInto }) => foldedInto)).toEqual([keeper, keeper, keeper])
})

it('an account of which nothing could be read is one open question', () => {
  const gaps = ['iam-users', 'credential-report', 'service-specific-credentials', 'ssh-public-keys'].map(dataset => gap(dataset, 'sts:AssumeRole'))
  const { resultOf } = evaluateRules([rule], [], { gaps })
  expect(resultOf(rule.id)?.unanswered.map(({ message }) => message)).toEqual([
    'In account 111111111111, signing certificates, service-specific credentials and SSH keys could not be read (denied: access denied; grant sts:AssumeRole).',
  ])
})

it('one account that is dark does not hide another', () => {
  const second = { id: 'aws-account/222222222222', kind: 'aws-account' as const, name: '222222222222' }
  const { resultOf } = evaluateRules([rule], [alice, service(), ssh()], {
    scopes: [defaultScopes['aws-account'], second],
    gaps: [{ ...gap('ssh-public-keys', 'iam:ListSSHPublicKeys'), scope: second.id }],
  })
  expect(
    resultOf(rule.id)
      ?.findings.map(({ subject }) => subject.id)
      .sort(),
  ).toEqual(['ACCAEXAMPLE', 'APKAEXAMPLE'])
  expect(resultOf(rule.id)?.unanswered.map(({ scope }) => scope)).toEqual([second.id])
})
