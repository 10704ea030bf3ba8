import rule from '../../../rules/external-access/aws-role-external-without-external-id.ts'
import type { Gap } from '../../../src/dataset.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { organizationAccounts, organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { accountRow, roleRow, trustPolicy } from '../aws-rows.ts'

const VENDOR = '999999999999'
const allow = (condition?: object, account = VENDOR) => ({
  Effect: 'Allow',
  Principal: { AWS: `arn:aws:iam::${account}:root` },
  Action: 'sts:AssumeRole',
  ...(condition === undefined ? {} : { Condition: condition }),
})
const role = (...statements: readonly object[]) => given(iamRoles, roleRow('vendor', trustPolicy(...statements)))
const externalId = (value: string, operator = 'StringEquals') => role(allow({ [operator]: { 'sts:ExternalId': value } }))
const members = given(organizationAccounts, accountRow('111111111111'), accountRow('222222222222'))
const dark: Gap = { dataset: 'organization-accounts', scope: defaultScopes['aws-organization'].id, reason: 'denied', detail: 'access denied' }

testRule(
  rule,
  {
    pass: {
      'an external id': [externalId('customer-42'), members],
      'an external id that begins in one way': [externalId('acme-*', 'StringLike'), members],
      'an external id, though the organization is dark': { given: [externalId('customer-42')], gaps: [dark] },
      'an external id by a Deny': [
        role(allow(), { ...allow({ StringNotEquals: { 'sts:ExternalId': 'customer-42' } }), Principal: '*', Effect: 'Deny' }),
        members,
      ],
      'an external id by a Deny for that account': [
        role(allow(), { ...allow({ StringNotEquals: { 'sts:ExternalId': 'customer-42' } }), Effect: 'Deny' }),
        members,
      ],
      'a trust whose time is over': [role(allow({ DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } })), members],
      'a service acting for the organization': [role(allow({ StringEquals: { 'aws:SourceOrgID': 'o-exampleorg1' } })), members],
      'an account of the organization': [role(allow(undefined, '222222222222')), members],
      'callers that must be of the organization': [role(allow({ StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })), members],
      'an account declared as own': [role(allow()), members, given(declared, declaration('account', VENDOR, 'own'))],
    },
    fail: {
      'no condition': {
        given: [role(allow()), members],
        subjects: [`AROAvendor#${VENDOR}`],
        severity: 'high',
        message: `Role vendor trusts account ${VENDOR}, a third party, and demands no external id. It would also hold if ${VENDOR} were declared as an account of your own.`,
        evidence: [{ label: 'Declared', value: 'no' }],
      },
      'a third party that is declared': {
        given: [role(allow()), members, given(declared, declaration('account', VENDOR, 'trusted'))],
        evidence: [{ label: 'Declared', value: 'trusted' }],
      },
      'an external id by a Deny for one role of that account': [
        role(allow(), {
          ...allow({ StringNotEquals: { 'sts:ExternalId': 'customer-42' } }),
          Principal: { AWS: `arn:aws:iam::${VENDOR}:role/reader` },
          Effect: 'Deny',
        }),
        members,
      ],
      'any external id': [externalId('*', 'StringLike'), members],
      'any external id of one character or more': [externalId('?*', 'StringLike'), members],
      'any, with the wildcards the other way round': [externalId('*?*', 'StringLike'), members],
      'any, by two stars': [externalId('**', 'StringLike'), members],
      'any of the length of a UUID': [externalId('?'.repeat(36), 'StringLike'), members],
      'any with a dash in it': [externalId('*-*', 'StringLike'), members],
      'any with one letter in it': [externalId('*a*', 'StringLike'), members],
      'a service acting for any resource': [role(allow({ ArnLike: { 'aws:SourceArn': 'arn:aws:*' } })), members],
      'a service acting for any account': [role(allow({ StringLike: { 'aws:SourceAccount': '????????????' } })), members],
      'a trust whose time will be over': [role(allow({ DateLessThan: { 'aws:CurrentTime': '2099-01-01T00:00:00Z' } })), members],
      'an external id that may be missing': [externalId('customer-42', 'StringEqualsIfExists'), members],
      'anything but one external id': [externalId('customer-41', 'StringNotEquals'), members],
      'one statement of two': [role(allow({ StringEquals: { 'sts:ExternalId': 'customer-42' } }), allow()), members],
      'MFA instead': [role(allow({ Bool: { 'aws:MultiFactorAuthPresent': 'true' } })), members],
    },
    unknown: {
      'an account that may be of the organization': { given: [role(allow())], gaps: [dark], message: /whether that is a third party cannot be told/ },
      'an account that is declared, and may be of the organization': {
        given: [role(allow()), given(declared, declaration('account', VENDOR, 'trusted'))],
        gaps: [dark],
        message: /whether that is a third party cannot be told/,
      },
      'a trust policy that cannot be read': [given(iamRoles, roleRow('odd', '{')), members],
    },
    'not-applicable': { 'its own account': [role(allow(undefined, '111111111111')), members] },
  },
  { answersWithout: [organizationAccounts, organizationMemberships] },
)
