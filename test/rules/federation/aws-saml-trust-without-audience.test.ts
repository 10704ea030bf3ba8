import rule from '../../../rules/federation/aws-saml-trust-without-audience.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { roleRow, trustPolicy } from '../aws-rows.ts'

const ENTRA = 'arn:aws:iam::111111111111:saml-provider/entra'
const statement = (condition?: object, more: object = {}) => ({
  Effect: 'Allow',
  Principal: { Federated: ENTRA },
  Action: 'sts:AssumeRoleWithSAML',
  ...(condition === undefined ? {} : { Condition: condition }),
  ...more,
})
const role = (...statements: readonly object[]) => given(iamRoles, roleRow('reader', trustPolicy(...statements)))
const audience = (value: string | readonly string[], operator = 'StringEquals') => statement({ [operator]: { 'SAML:aud': value } })

testRule(rule, {
  pass: {
    'the global sign-in page': [role(audience('https://signin.aws.amazon.com/saml'))],
    'a regional one': [role(audience('https://eu-west-1.signin.aws.amazon.com/saml'))],
    'of China': [role(audience('https://signin.amazonaws.cn/saml'))],
    'of GovCloud': [role(audience('https://signin.amazonaws-us-gov.com/saml'))],
    'with the provider’s id': [role(audience('https://eu-west-1.signin.aws.amazon.com/saml/acs/SAMLSP123'))],
    'every Region, by a wildcard': [role(audience('https://*.signin.aws.amazon.com/saml', 'StringLike'))],
    'a trust whose time is over': [role(statement({ DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } }))],
    'a Deny that began on a day that is past': [
      role(statement(), statement({ DateGreaterThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } }, { Effect: 'Deny' })),
    ],
    'a Deny for everything else': [role(statement(), { ...audience('https://signin.aws.amazon.com/saml', 'StringNotEquals'), Effect: 'Deny' })],
  },
  fail: {
    'no condition': {
      given: [role(statement())],
      subjects: [`AROAreader#${ENTRA}`],
      severity: 'low',
      message: 'Role reader trusts SAML provider entra, but it has no condition on SAML:aud.',
      evidence: [{ label: 'Conditions', value: 'none' }],
    },
    'a trust whose time will be over': [role(statement({ DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } }))],
    'any recipient': { given: [role(audience('*', 'StringLike'))], message: 'SAML:aud may be "*"' },
    'any page that begins like AWS’s': { given: [role(audience('https://signin.aws.amazon.com*', 'StringLike'))] },
    'a recipient that may be missing': { given: [role(audience('https://signin.aws.amazon.com/saml', 'StringEqualsIfExists'))], message: /demands no value/ },
    'anything but one recipient': [role(audience('https://elsewhere.example', 'StringNotEquals'))],
    'another key': [role(statement({ StringEquals: { 'SAML:iss': 'https://sts.windows.net/x/' } }))],
    'one statement of two': [role(audience('https://signin.aws.amazon.com/saml'), statement())],
    'any provider': { given: [role(statement(undefined, { Principal: '*' }))], subjects: ['AROAreader#*'], message: /any SAML provider/ },
  },
  unknown: {
    'a policy variable': { given: [role(audience(`\${aws:PrincipalTag/page}`))], message: /policy variable/ },
    'a trust policy that cannot be read': { given: [given(iamRoles, roleRow('odd', '{'))], message: /could not be read/ },
  },
  'not-applicable': {
    'a role of Identity Center': [given(iamRoles, { ...roleRow('AWSReservedSSO_x', trustPolicy(statement())), path: '/aws-reserved/sso.amazonaws.com/' })],
    'a role for a service': [role({ Effect: 'Allow', Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' })],
    'a provider that is denied': [role(statement(), { ...statement(), Effect: 'Deny' })],
  },
})
