import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/analysis/iam/policy-document.ts'
import { restraintAlong, restraintAt } from '../../../src/analysis/iam/service-control-policies.ts'

const policy = (...statements: readonly object[]) => parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
const full = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
const listOnly = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })
const deny = policy({ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' })
const broken = parsePolicy('{"Statement"')

describe('restraintAt', () => {
  it.each([
    ['FullAWSAccess alone', [full], 'nothing'],
    ['its spelling in lists', [policy({ Effect: 'Allow', Action: ['*'], Resource: ['*'] })], 'nothing'],
    ['an allow list beside FullAWSAccess', [full, listOnly], 'nothing'],
    ['an allow list in its place', [listOnly], 'restrains'],
    ['everything but some actions', [policy({ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' })], 'restrains'],
    [
      'everything under a condition',
      [policy({ Effect: 'Allow', Action: '*', Resource: '*', Condition: { StringEquals: { 'aws:RequestedRegion': 'eu-west-1' } } })],
      'restrains',
    ],
    ['a Deny beside FullAWSAccess', [full, deny], 'restrains'],
    ['a Deny beside a document that cannot be read', [broken, deny], 'restrains'],
    ['a document that cannot be read', [full, broken], 'unreadable'],
    ['none at all', [], 'nothing'],
  ] as const)('%s: %s', (_, attached, restraint) => expect(restraintAt(attached)).toBe(restraint))
})

it('one level that restrains suffices, and an unreadable one leaves it open', () => {
  expect(restraintAlong(['nothing', 'restrains', 'unreadable'])).toBe('restrains')
  expect(restraintAlong(['nothing', 'unreadable', 'nothing'])).toBe('unreadable')
  expect(restraintAlong(['nothing', 'nothing'])).toBe('nothing')
  expect(restraintAlong([])).toBe('nothing')
})
