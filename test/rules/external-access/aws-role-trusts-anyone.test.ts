import { expect, it } from 'vitest'
import rule from '../../../rules/external-access/aws-role-trusts-anyone.ts'
import unknownAccount from '../../../rules/external-access/aws-role-trusts-unknown-account.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { given, testRule } from '../../rule-tester.ts'
import { roleRow, trustPolicy } from '../aws-rows.ts'

const allow = (principal: unknown, condition?: object, more: object = {}) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(condition === undefined ? {} : { Condition: condition }),
  ...more,
})
const deny = (condition?: object, more: object = {}) => allow('*', condition, { Effect: 'Deny', ...more })
const role = (...statements: readonly object[]) => given(iamRoles, roleRow('shared', trustPolicy(...statements)))
const anyone = (condition?: object) => role(allow({ AWS: '*' }, condition))
const organization = { 'aws:PrincipalOrgID': 'o-exampleorg1' }

testRule(rule, {
  pass: {
    'a service': [role(allow({ Service: 'ec2.amazonaws.com' }))],
    'one account': [role(allow({ AWS: 'arn:aws:iam::222222222222:root' }))],
    'everyone of an organization': [anyone({ StringEquals: organization })],
    'everyone of a unit, by a pattern': [anyone({ 'ForAnyValue:StringLike': { 'aws:PrincipalOrgPaths': 'o-exampleorg1/r-ab12/ou-ab12-11111111/*' } })],
    'everyone of an account': [anyone({ StringEquals: { 'aws:PrincipalAccount': ['222222222222', '333333333333'] } })],
    'one role, by a pattern that names its account': [anyone({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::222222222222:role/team-*' } })],
    'a property of every principal, by IfExists': [anyone({ StringEqualsIfExists: { 'aws:PrincipalAccount': '222222222222' } })],
    'one network': [anyone({ StringEquals: { 'aws:SourceVpce': 'vpce-1a2b3c4d' } })],
    'some addresses': [anyone({ IpAddress: { 'aws:SourceIp': ['203.0.113.0/24', '2001:db8::/32'] } })],
    'an organization that there is not, since the operator knows no wildcards': [anyone({ StringEquals: { 'aws:PrincipalOrgID': '*' } })],
    'one unique id': [anyone({ StringLike: { 'aws:userid': 'AROAEXAMPLEEXAMPLE123:*' } })],
    'an organization beside an open condition': [anyone({ StringEquals: organization, StringLike: { 'sts:ExternalId': '*' } })],
    'a Deny for everyone outside the organization': [role(allow('*'), deny({ StringNotEquals: organization }))],
    'such a Deny that lets AWS’s services through': [
      role(allow('*'), deny({ StringNotEqualsIfExists: organization, BoolIfExists: { 'aws:PrincipalIsAWSService': 'false' } })),
    ],
    'a Deny for whoever is neither of the organization nor of an account': [
      role(allow('*'), deny({ StringNotEquals: { ...organization, 'aws:PrincipalAccount': '222222222222' } })),
    ],
    'a Deny for everyone who is no service of AWS’s': [role(allow('*'), deny({ Bool: { 'aws:PrincipalIsAWSService': 'false' } }))],
    'services that act for one bucket, whose ARN names no account': [anyone({ ArnEquals: { 'aws:SourceArn': 'arn:aws:s3:::logs' } })],
    'a trust whose time is over': [anyone({ DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } })],
    'a Deny for everyone who is outside the organization, since a day that is past': [
      role(allow('*'), deny({ StringNotEquals: organization, DateGreaterThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } })),
    ],
    'a Deny for everyone': [role(allow('*'), deny())],
    'everyone, but to tag sessions only': [role(allow('*', undefined, { Action: 'sts:TagSession' }))],
    'web identities of any issuer, which is another question': [role(allow('*', undefined, { Action: 'sts:AssumeRoleWithWebIdentity' }))],
  },
  fail: {
    'a Deny that bites services alone, the boolean the wrong way round': {
      given: [role(allow('*'), deny({ StringNotEquals: organization, Bool: { 'aws:PrincipalIsAWSService': 'true' } }))],
      severity: 'critical',
    },
    'everyone, until a day to come': {
      given: [anyone({ DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } })],
      severity: 'critical',
      message: /lets everyone in until that day/,
    },
    'everyone, until what may be a year': [anyone({ DateLessThan: { 'aws:CurrentTime': '2099' } })],
    'everyone, since a day that is past': [anyone({ DateGreaterThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } })],
    'a Deny whose time is over': [role(allow('*'), deny({ DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } }))],
    everyone: {
      given: [anyone()],
      subjects: ['AROAshared'],
      severity: 'critical',
      message: 'Role shared trusts every principal of every AWS account: it has no condition.',
      evidence: [{ label: 'Conditions', value: 'none', row: 'AROAshared' }],
    },
    'a star alone': [role(allow('*'))],
    'every action': [role(allow('*', undefined, { Action: 'sts:*' }))],
    'everyone but one': [role({ ...allow(undefined), Principal: undefined, NotPrincipal: { AWS: 'arn:aws:iam::222222222222:root' } })],
    'an external id': { given: [anyone({ StringEquals: { 'sts:ExternalId': 'secret' } })], message: /anyone can meet a condition on sts:externalid/ },
    'a tag of the caller': [anyone({ StringEquals: { 'aws:PrincipalTag/team': 'ops' } })],
    MFA: [anyone({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })],
    'any organization': { given: [anyone({ StringLike: { 'aws:PrincipalOrgID': 'o-*' } })], message: 'aws:principalorgid may be "o-*"' },
    'an organization whose id goes on': [anyone({ StringLike: { 'aws:PrincipalOrgPaths': 'o-exampleorg1*' } })],
    'an organization, which callers without one pass': {
      given: [anyone({ StringEqualsIfExists: organization })],
      message: /lets in callers who have none of its values/,
    },
    'a set of organizations, which callers without one pass': [anyone({ 'ForAllValues:StringEquals': organization })],
    'everyone outside an organization': [anyone({ StringNotEquals: organization })],
    'a role of that name in any account': [anyone({ ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::*:role/deploy' } })],
    'every address': [anyone({ IpAddress: { 'aws:SourceIp': '0.0.0.0/0' } })],
    'a large part of the addresses of IPv6': [anyone({ IpAddress: { 'aws:SourceIp': '2600::/12' } })],
    'every address, compared as a text': [anyone({ StringLike: { 'aws:SourceIp': '*.*' } })],
    'addresses, which callers from a private network pass': [anyone({ IpAddressIfExists: { 'aws:SourceIp': '203.0.113.0/24' } })],
    'every address but some': [anyone({ NotIpAddress: { 'aws:SourceIp': '203.0.113.0/24' } })],
    'one value of two': [anyone({ StringLike: { 'aws:PrincipalAccount': ['222222222222', '*'] } })],
    'one statement of two': [role(allow('*', { StringEquals: organization }), allow({ AWS: ['222222222222', '*'] }))],
    'a Deny that MFA escapes': [role(allow('*'), deny({ StringNotEquals: organization, BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }))],
    'a Deny for one account': [role(allow('*'), allow({ AWS: '222222222222' }, undefined, { Effect: 'Deny' }))],
    'a Deny of another action': [role(allow('*'), deny(undefined, { Action: 'sts:TagSession' }))],
  },
  unknown: {
    'a key of which nobody knows whether it narrows': { given: [anyone({ StringEquals: { 'example:Key': 'x' } })], message: /cannot be told from the policy/ },
    'services that act for any resource': {
      given: [anyone({ ArnLike: { 'aws:SourceArn': 'arn:aws:s3:::*' } })],
      message: /aws:sourcearn may be "arn:aws:s3:::\*"/,
    },
    'everyone, from a day to come': [anyone({ DateGreaterThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } })],
    'a Deny for requests that come through no service': [role(allow('*'), deny({ Bool: { 'aws:ViaAWSService': 'false' } }))],
    'a policy variable': [anyone({ StringEquals: { 'aws:PrincipalOrgID': `\${aws:PrincipalTag/org}` } })],
    'a Deny with NotPrincipal': {
      given: [role(allow('*'), { Effect: 'Deny', NotPrincipal: { AWS: '222222222222' }, Action: 'sts:AssumeRole' })],
      message: /NotPrincipal is not followed/,
    },
    'a trust policy that cannot be read': { given: [given(iamRoles, roleRow('odd', '{'))], message: /could not be read as a policy: it is not JSON/ },
  },
})

it('trusts of the same role in single accounts are included', () => {
  const { findings } = evaluateRules([rule, unknownAccount], [role(allow({ AWS: ['*', '222222222222'] }))])
  const [folded] = findings(unknownAccount.id)
  expect(folded?.subject.id).toBe('AROAshared#222222222222')
  expect(folded?.foldedInto).toBe(findings(rule.id)[0]?.fingerprint)
})
