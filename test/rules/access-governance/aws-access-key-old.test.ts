import rule from '../../../rules/access-governance/aws-access-key-old.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { attached, credentialsRow, documents, groupRow, policyRow, userRow } from '../aws-rows.ts'

// The tests' snapshot is of 2026-11-24.
const key = (lastRotatedAt: string | undefined, more: Partial<Credentials['accessKeys'][number]> = {}): Credentials['accessKeys'][number] => ({
  slot: 1,
  active: true,
  ...(lastRotatedAt === undefined ? {} : { lastRotatedAt }),
  ...more,
})
const user = given(iamUsers, userRow('deploy'))
const keys = (...accessKeys: Credentials['accessKeys']) => given(credentialReport, credentialsRow('deploy', { accessKeys }))
const DEPLOY_1 = 'arn:aws:iam::111111111111:user/deploy#access-key-1'
const DEPLOY_2 = 'arn:aws:iam::111111111111:user/deploy#access-key-2'
const old = key('2025-11-24T00:00:00Z', { lastUsedAt: '2026-11-01T00:00:00Z', lastUsedService: 's3' })

testRule(rule, {
  pass: {
    'a key made while the scan ran': [user, keys(key('2026-11-24T23:00:00Z'))],
    'a key made yesterday': [user, keys(key('2026-11-23T00:00:00Z'))],
    'a key on the last day it may live': [user, keys(key('2026-08-26T00:00:00Z'))],
    'an old key under a longer limit': { given: [user, keys(old)], parameters: { days: 365 } },
  },
  fail: {
    'a key one day over': {
      given: [user, keys(key('2026-08-25T00:00:00Z'))],
      subjects: [DEPLOY_1],
      severity: 'medium',
      message: 'Access key 1 of deploy is 91 days old, where 90 are allowed.',
    },
    'a year old key, with what it was used for': {
      given: [user, keys(old)],
      message: 'Access key 1 of deploy is 365 days old',
      evidence: [
        { label: 'Created or last changed', value: '2025-11-24T00:00:00Z', row: 'arn:aws:iam::111111111111:user/deploy' },
        { label: 'Last used for', value: 's3' },
      ],
    },
    'each of two keys by itself': {
      given: [user, keys(old, { ...old, slot: 2 })],
      subjects: [DEPLOY_1, DEPLOY_2],
    },
    'a key of an administrator, by an attached policy': {
      given: [
        given(iamUsers, userRow('deploy', { attachedPolicies: attached('AdministratorAccess') })),
        given(iamPolicies, policyRow('AdministratorAccess', documents.everything)),
        keys(old),
      ],
      severity: 'high',
      evidence: [{ label: 'Policy that allows everything', value: 'AdministratorAccess' }],
    },
    'a key of an administrator, through a group': {
      given: [
        given(iamUsers, userRow('deploy', { groups: ['admins'] })),
        given(iamGroups, groupRow('admins', { inlinePolicies: [{ name: 'all', document: documents.everything }] })),
        keys(old),
      ],
      severity: 'high',
      evidence: [{ label: 'Policy that allows everything', value: 'all, through group admins' }],
    },
    'a key of an administrator, by *:* on *': {
      given: [
        given(iamUsers, userRow('deploy', { inlinePolicies: [{ name: 'all', document: documents.everything.replace('"Action":"*"', '"Action":"*:*"') }] })),
        keys(old),
      ],
      severity: 'high',
      evidence: [{ label: 'Policy that allows everything', value: 'all' }],
    },
    'a user with a policy that does not allow everything, and one that cannot be read': {
      given: [
        given(iamUsers, userRow('deploy', { attachedPolicies: attached('Reading'), inlinePolicies: [{ name: 'x', document: documents.broken }] })),
        given(iamPolicies, policyRow('Reading', documents.reading)),
        keys(old),
      ],
      severity: 'medium',
      evidence: [{ label: 'Policy that allows everything', value: 'x (could not be read)' }],
    },
    'a key of the root user': {
      given: [given(credentialReport, credentialsRow('<root_account>', { id: 'arn:aws:iam::111111111111:root', isRoot: true, accessKeys: [old] }))],
      severity: 'high',
      message: 'Access key 1 of the root user is 365 days old',
    },
  },
  unknown: {
    'a user made again since the report': {
      given: [given(iamUsers, userRow('deploy', { createdAt: '2026-11-24T00:00:00Z' })), keys(old)],
      message: /somebody who had the name before/,
    },
    'a key from the future': { given: [user, keys(key('2027-11-24T00:00:00Z'))], message: /after this scan, by its date: one of the clocks is wrong/ },
    'an active key without a date': { given: [user, keys(key(undefined))], message: /does not say when/ },
  },
  'not-applicable': {
    'an inactive key': [user, keys(key('2019-01-01T00:00:00Z', { active: false }))],
    'no keys': [user, keys({ slot: 1, active: false }, { slot: 2, active: false })],
  },
})
