import rule from '../../../rules/application-identity/aws-outbound-federation-wide.ts'
import { outboundFederations } from '../../../src/datasets/aws/account-upkeep.ts'
import { iamGroups, iamPolicies, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { attached, documents, groupRow, policyRow, userRow } from '../aws-rows.ts'
import { roleThatTrusts, service } from '../role-rows.ts'

const ISSUER = 'https://11111111-2222-4333-8444-555555555555.tokens.sts.global.api.aws'
const off = given(outboundFederations, { id: '111111111111', name: 'shop', isEnabled: false })
const on = given(outboundFederations, { id: '111111111111', name: 'shop', isEnabled: true, issuer: ISSUER })
const meant = given(declared, declaration('issuer', `${ISSUER}/`))
const mints = (Condition?: object) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [{ Effect: 'Allow', Action: 'sts:GetWebIdentityToken', Resource: '*', ...(Condition === undefined ? {} : { Condition }) }],
  })
const AUDIENCE = { 'ForAllValues:StringEquals': { 'sts:IdentityTokenAudience': 'https://vault.example.com' } }
const role = (document: string) => roleThatTrusts('job', [service('lambda.amazonaws.com')], { inlinePolicies: [{ name: 'mint', document }] })

testRule(rule, {
  pass: {
    'it is off': [off, role(mints())],
    'it is declared, and nobody may': [on, meant],
    'it is declared, and whoever may names an audience': [on, meant, role(mints(AUDIENCE))],
    'it is declared, and only administrators may': [on, meant, role(documents.everything)],
  },
  fail: {
    'it is not declared': {
      given: [on],
      subjects: ['111111111111'],
      severity: 'medium',
      message: 'Account shop issues tokens for services outside by an issuer that is not declared.',
      evidence: [{ label: 'Issuer', value: ISSUER }],
    },
    'a role for any audience': {
      given: [on, meant, role(mints())],
      message: /for any audience/,
      evidence: [{ label: 'May name any audience', value: ['role job by mint'] }],
    },
    'a role of IAM Identity Center': {
      given: [
        on,
        meant,
        roleThatTrusts('AWSReservedSSO_Developer_0123456789abcdef', [], {
          path: '/aws-reserved/sso.amazonaws.com/',
          inlinePolicies: [{ name: 'mint', document: mints() }],
        }),
      ],
      message: /for any audience/,
    },
    'one of several audiences': [on, meant, role(mints({ 'ForAnyValue:StringEquals': { 'sts:IdentityTokenAudience': 'https://vault.example.com' } }))],
    'any but one': [on, meant, role(mints({ 'ForAllValues:StringNotEquals': { 'sts:IdentityTokenAudience': 'https://vault.example.com' } }))],
    'any audience by a pattern': [on, meant, role(mints({ StringLike: { 'sts:IdentityTokenAudience': '*' } }))],
    'a group by a managed policy': [
      on,
      meant,
      given(iamGroups, groupRow('jobs', { attachedPolicies: attached('mint') })),
      given(iamPolicies, policyRow('mint', mints().replace('sts:GetWebIdentityToken', 'sts:*'))),
    ],
  },
  unknown: {
    'a policy that cannot be read': {
      given: [on, meant, given(iamUsers, userRow('ann', { inlinePolicies: [{ name: 'x', document: documents.broken }] }))],
      message: /Whether user ann by x lets mint tokens/,
    },
  },
})
