import { expect, it } from 'vitest'
import rule from '../../../rules/external-access/aws-role-trusts-unknown-account.ts'
import type { Gap, Scope } from '../../../src/dataset.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { accountRow, roleRow, trustPolicy } from '../aws-rows.ts'

const OUTSIDE = '999999999999'
const allow = (principal: unknown, condition?: object) => ({
  Effect: 'Allow',
  Principal: principal,
  Action: 'sts:AssumeRole',
  ...(condition === undefined ? {} : { Condition: condition }),
})
const role = (...statements: readonly object[]) => given(iamRoles, roleRow('shared', trustPolicy(...statements)))
const trusting = (account: string, condition?: object) => role(allow({ AWS: `arn:aws:iam::${account}:root` }, condition))
const members = given(organizationAccounts, accountRow('111111111111'), accountRow('222222222222'))
const second: Scope = { id: `aws-account/${OUTSIDE}`, kind: 'aws-account', name: OUTSIDE }
const unidentified: Scope = { id: 'aws-organization/unidentified', kind: 'aws-organization', name: 'unidentified' }
const dark: Gap = {
  dataset: 'organization-accounts',
  scope: defaultScopes['aws-organization'].id,
  reason: 'out-of-reach',
  detail: 'only the management account may ask',
}

testRule(
  rule,
  {
    pass: {
      'an account of the organization': [trusting('222222222222'), members],
      'a scanned account': { given: [trusting(OUTSIDE), members], scopes: [second] },
      'a declared account': [trusting(OUTSIDE), members, given(declared, declaration('account', OUTSIDE, 'trusted'))],
      'everyone of an account of the organization': [role(allow('*', { StringEquals: { 'aws:PrincipalAccount': '222222222222' } })), members],
      'everyone of the organization': [role(allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })), members],
      'an outside account whose callers must be of the organization': [trusting(OUTSIDE, { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } }), members],
      'the management account, though the organization is dark': {
        given: [
          trusting('222222222222'),
          given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId: '222222222222', featureSet: 'ALL' }),
        ],
        gaps: [dark],
      },
      'a declared account, though the organization is dark': {
        given: [trusting(OUTSIDE), given(declared, declaration('account', OUTSIDE))],
        gaps: [dark],
      },
    },
    fail: {
      'an outside account that a Deny lets through by its number': [
        role(allow({ AWS: `arn:aws:iam::${OUTSIDE}:root` }), {
          ...allow('*', { StringNotEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1', 'aws:PrincipalAccount': OUTSIDE } }),
          Effect: 'Deny',
        }),
        members,
      ],
      'an outside account': {
        given: [trusting(OUTSIDE), members],
        subjects: [`AROAshared#${OUTSIDE}`],
        severity: 'high',
        message: `Role shared trusts account ${OUTSIDE}, which is neither in an organization of this scan, nor scanned, nor declared. It would hold if ${OUTSIDE} were declared as an account.`,
        evidence: [{ label: 'Principals', value: [`arn:aws:iam::${OUTSIDE}:root`], row: 'AROAshared' }],
      },
      'its number alone': [role(allow({ AWS: OUTSIDE })), members],
      'a role of it': { given: [role(allow({ AWS: `arn:aws:iam::${OUTSIDE}:role/ci` })), members], subjects: [`AROAshared#${OUTSIDE}`] },
      'a session of it': [role(allow({ AWS: `arn:aws:sts::${OUTSIDE}:assumed-role/ci/build` })), members],
      'each of two by itself': {
        given: [role(allow({ AWS: [OUTSIDE, '888888888888', '222222222222'] })), members],
        subjects: [`AROAshared#${OUTSIDE}`, 'AROAshared#888888888888'],
      },
      'a known vendor, named': { given: [trusting('197857026523'), members], message: /\(Microsoft Sentinel, the legacy CloudTrail connector\)/ },
      'everyone of an outside account': {
        given: [role(allow('*', { StringEquals: { 'aws:PrincipalAccount': OUTSIDE } })), members],
        evidence: [{ value: ['*'] }],
      },
      'everyone of another organization': {
        given: [role(allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-stranger12' } })), members],
        subjects: ['AROAshared#o-stranger12'],
        message: /trusts organization o-stranger12/,
      },
      'an account whose callers must be of another organization': [trusting(OUTSIDE, { StringEquals: { 'aws:PrincipalOrgID': 'o-stranger12' } }), members],
      'one statement of two demands the organization': [
        role(allow({ AWS: OUTSIDE }), allow({ AWS: OUTSIDE }, { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })),
        members,
      ],
      'the account declared as something else': [trusting(OUTSIDE), members, given(declared, declaration('tenant', OUTSIDE))],
    },
    unknown: {
      'an outside account, where the organization’s accounts could not be read': {
        given: [trusting(OUTSIDE)],
        gaps: [dark],
        message: /the accounts of o-exampleorg1 could not be read \(only the management account may ask\)/,
      },
      'everyone of an organization, where one could not be identified': {
        given: [role(allow('*', { StringEquals: { 'aws:PrincipalOrgID': 'o-stranger12' } })), members],
        scopes: [unidentified],
        message: /could not be identified/,
      },
      'a trust policy that cannot be read': [given(iamRoles, roleRow('odd', '{')), members],
    },
    'not-applicable': {
      'its own account': [trusting('111111111111'), members],
      'a principal that was deleted': [role(allow({ AWS: 'AROAEXAMPLEEXAMPLE123' })), members],
      'a role that is denied': [
        role(allow({ AWS: `arn:aws:iam::${OUTSIDE}:role/x` }), { ...allow({ AWS: `arn:aws:iam::${OUTSIDE}:role/x` }), Effect: 'Deny' }),
        members,
      ],
      'an account that is denied': [role(allow({ AWS: OUTSIDE }), { ...allow({ AWS: `arn:aws:iam::${OUTSIDE}:root` }), Effect: 'Deny' }), members],
      'a service': [role(allow({ Service: 'ec2.amazonaws.com' })), members],
    },
  },
  { answersWithout: [organizationAccounts, organizationMemberships] },
)

it('the roles that were seen of a table cut short are judged, the others are unknown', () => {
  const cut: Gap = { dataset: 'iam-roles', scope: defaultScopes['aws-account'].id, part: 'page 2', reason: 'throttled', detail: 'too many requests' }
  const { resultOf } = evaluateRules([rule], [trusting(OUTSIDE), members], { gaps: [cut] })
  expect(resultOf(rule.id)?.findings.map(({ subject }) => subject.id)).toEqual([`AROAshared#${OUTSIDE}`])
  expect(resultOf(rule.id)?.unanswered.map(({ because }) => because)).toEqual([[cut]])
})
