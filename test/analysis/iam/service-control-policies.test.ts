import { describe, expect, it } from 'vitest'
import { parsePolicy } from '../../../src/analysis/iam/policy-document.ts'
import { restraintAlong, restraintAt } from '../../../src/analysis/iam/service-control-policies.ts'
import { servicePrefixes } from '../../../src/analysis/iam/service-prefixes.ts'

const policy = (...statements: readonly object[]) => parsePolicy(JSON.stringify({ Version: '2012-10-17', Statement: statements }))
const full = policy({ Effect: 'Allow', Action: '*', Resource: '*' })
const listOnly = policy({ Effect: 'Allow', Action: 's3:*', Resource: '*' })
const deny = policy({ Effect: 'Deny', Action: 'organizations:LeaveOrganization', Resource: '*' })
const allow = (...actions: readonly string[]) => ({ Effect: 'Allow', Action: actions, Resource: '*' })
const allBut = (...actions: readonly string[]) => ({ Effect: 'Allow', NotAction: actions, Resource: '*' })
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
    ['*:* on *', [policy({ Effect: 'Allow', Action: '*:*', Resource: '*' })], 'nothing'],
    ['* on every ARN', [policy({ Effect: 'Allow', Action: '*', Resource: 'arn:*:*:*:*:*' })], 'nothing'],
    ['all but some, and those, in one policy', [policy(allBut('iam:*', 'sts:GetFederationToken'), allow('iam:*', 'sts:*'))], 'nothing'],
    ['all but some, and those, in two policies', [policy(allBut('iam:*')), policy(allow('IAM:*'))], 'nothing'],
    ['all but this, and all but that', [policy(allBut('iam:*')), policy(allBut('s3:*'))], 'nothing'],
    ['all but this, and all but a part of it', [policy(allBut('iam:*')), policy(allBut('iam:CreateUser'))], 'restrains'],
    ['all but some, and a part of those', [policy(allBut('iam:*'), allow('iam:Get*'))], 'restrains'],
    ['all but actions of no known service', [policy(allBut('iamm:*'))], 'undecided'],
    ['every letter that an action may begin with', [policy(allow(...[...'abcdefghijklmnopqrstuvwxyz'].map(letter => `${letter}*`)))], 'undecided'],
  ] as const)('%s: %s', (_, attached, restraint) => expect(restraintAt(attached, '222222222222')).toBe(restraint))
})

describe('a Deny beside FullAWSAccess', () => {
  const beside = (more: object) => restraintAt([full, policy({ Effect: 'Deny', Action: 'iam:CreateUser', Resource: '*', ...more })], '222222222222')
  it.each([
    ['outside some Regions', { Action: undefined, NotAction: ['iam:*', 'sts:*'], Condition: { StringNotEquals: { 'aws:RequestedRegion': 'eu-west-1' } } }],
    ['to the root user', { Action: '*', Condition: { StringLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } }],
    ['to all but one role', { Condition: { ArnNotLike: { 'aws:PrincipalARN': 'arn:aws:iam::*:role/admin' } } }],
    ['without MFA', { Condition: { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } } }],
    ['without a tag', { Action: 'ec2:RunInstances', Condition: { Null: { 'aws:RequestTag/owner': 'true' } } }],
    ['to all but AWS’s own services', { Condition: { BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } } }],
    ['to the account', { Condition: { StringEquals: { 'aws:PrincipalAccount': ['222222222222', '333333333333'] } } }],
    ['to all accounts but another', { Condition: { StringNotEquals: { 'aws:PrincipalAccount': '333333333333' } } }],
    ['to all but one role of the account', { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/admin' } } }],
    ['of some services’ actions', { Action: '*:Delete*' }],
    ['on one bucket', { Action: 's3:GetObject', Resource: 'arn:aws:s3:::odd-bucket/*' }],
    ['on buckets, of one action that is on them', { Action: ['organizations:LeaveOrganization', 's3:GetObject'], Resource: 'arn:aws:s3:::*' }],
    ['on one role, to whoever takes it', { Action: 'sts:AssumeRole', Resource: 'arn:aws:iam::*:role/admin' }],
    ['on users, of one action that is on them', { Action: ['iam:CreateRole', 'iam:CreateUser'], Resource: 'arn:aws:iam::*:user/*' }],
    ['on one trail', { Action: 'cloudtrail:StopLogging', Resource: 'arn:aws:cloudtrail:*:*:trail/all' }],
    ['of a pattern of actions on users', { Action: 'iam:*User', Resource: 'arn:aws:iam::*:user/*' }],
    ['of a newer action on what it may be on', { Action: 'iam:ForgetUser', Resource: 'arn:aws:iam::*:role/*' }],
    ['on every ARN of some partition', { Resource: 'arn:aws:*:*:*:*' }],
    ['of all actions on one bucket', { Action: '*', Resource: 'arn:aws:s3:::odd-bucket' }],
    ['on all but one user', { Resource: undefined, NotResource: 'arn:aws:iam::*:user/x' }],
    ['outside the Regions of two places', { Condition: { StringNotLike: { 'aws:RequestedRegion': ['eu-*', 'us-*'] } } }],
    ['in a Region', { Condition: { StringEquals: { 'aws:RequestedRegion': 'ap-southeast-3' } } }],
  ])('%s restrains', (_, more) => expect(beside(more)).toBe('restrains'))

  it.each([
    ['of a service that is not known', { Action: ['iamm:CreateUser', 'CreateUser'] }],
    ['on something that is no ARN', { Resource: 'my-bucket' }],
    ['under a star that its operator takes as it stands', { Condition: { StringEquals: { 'aws:PrincipalArn': 'arn:aws:iam::*:root' } } }],
    ['where a key is missing that never is', { Condition: { Null: { 'aws:PrincipalArn': 'true' } } }],
    ['where a key is missing and has a value', { Condition: { Null: { 'aws:RequestTag/a': 'true' }, StringEquals: { 'aws:RequestTag/a': 'b' } } }],
    ['on resources of another service', { Action: 'organizations:LeaveOrganization', Resource: 'arn:aws:s3:::odd-bucket' }],
    ['on resources of another kind', { Resource: 'arn:aws:iam::*:role/*' }],
    ['on a resource, of an action that is on none', { Action: 'organizations:LeaveOrganization', Resource: 'arn:aws:organizations::*:account/*' }],
    ['of several actions, none of which is on its resources', { Action: ['iam:Create*Key', 'iam:AddUserToGroup'], Resource: 'arn:aws:iam::*:policy/*' }],
    ['of all but what its resources take', { Action: undefined, NotAction: 's3:*', Resource: 'arn:aws:s3:::odd-bucket' }],
    ['on all but what its actions are on', { Resource: undefined, NotResource: 'arn:aws:iam::*:*' }],
    ['outside what every Region is called', { Condition: { StringNotLike: { 'aws:RequestedRegion': '*-*' } } }],
    [
      'outside all Regions, by their beginnings',
      { Condition: { StringNotLike: { 'aws:RequestedRegion': ['us-*', 'eu-*', 'ap-*', 'ca-*', 'sa-*', 'me-*', 'af-*', 'il-*', 'mx-*', 'cn-*'] } } },
    ],
    ['in what is no Region', { Condition: { StringEquals: { 'aws:RequestedRegion': 'nowhere' } } }],
    ['by a truth that is none', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'maybe' } } }],
    ['by a missing key that is neither', { Condition: { Null: { 'aws:RequestTag/a': 'perhaps' } } }],
    ['in a time that may be over', { Condition: { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } } }],
    ['by a key of no known service', { Condition: { StringEquals: { 'awss:PrincipalArn': 'x' } } }],
    ['outside an organization that members are in', { Condition: { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } } }],
  ])('%s may never apply', (_, more) => expect(beside(more)).toBe('undecided'))

  it.each([
    ['all but everything', { Action: undefined, NotAction: '*' }],
    ['to everyone but everyone', { Condition: { StringNotLike: { 'aws:PrincipalArn': '*' } } }],
    ['to another account', { Condition: { StringEquals: { 'aws:PrincipalAccount': '333333333333' } } }],
    ['to principals of another account', { Condition: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::333333333333:role/*' } } }],
    ['to all accounts but this', { Condition: { StringNotEquals: { 'aws:PrincipalAccount': ['222222222222', '333333333333'] } } }],
    ['to all but the principals of this account', { Condition: { ArnNotLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:*' } } }],
    ['on nothing', { Resource: undefined, NotResource: '*' }],
  ])('%s takes away nothing', (_, more) => expect(beside(more)).toBe('nothing'))
})

it('the services that are known are those of the service authorization reference', () => {
  expect(servicePrefixes.size).toBeGreaterThan(400)
  expect([...servicePrefixes].filter(prefix => !/^[a-z0-9-]+$/.test(prefix))).toEqual([])
  expect(['iam', 's3', 'organizations', 'bedrock', 'account'].filter(prefix => !servicePrefixes.has(prefix))).toEqual([])
})

it('one level that restrains suffices, and an unreadable one leaves it open', () => {
  expect(restraintAlong(['nothing', 'restrains', 'unreadable'])).toBe('restrains')
  expect(restraintAlong(['nothing', 'unreadable', 'nothing'])).toBe('unreadable')
  expect(restraintAlong(['nothing', 'undecided', 'nothing'])).toBe('undecided')
  expect(restraintAlong(['nothing', 'nothing'])).toBe('nothing')
  expect(restraintAlong([])).toBe('nothing')
})
