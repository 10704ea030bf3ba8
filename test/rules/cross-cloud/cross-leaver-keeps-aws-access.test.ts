import rule from '../../../rules/cross-cloud/cross-leaver-keeps-aws-access.ts'
import type { Gap, Scope } from '../../../src/dataset.ts'
import { credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamUsers } from '../../../src/datasets/aws/iam.ts'
import { type IdentityStoreUser, identityStoreUsers } from '../../../src/datasets/aws/identity-store.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraUsers } from '../../../src/datasets/entra/directory.ts'
import { guest, user } from '../../analysis/conditional-access/tenant.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { credentialsRow, userRow } from '../aws-rows.ts'
import { store } from '../identity-center-rows.ts'

const ann = (says: Partial<ReturnType<typeof user>> = {}) => user('ann', { name: 'Ann@contoso.example', accountEnabled: false, ...says })
const left = given(entraUsers, ann())
const iam = (name: string, more: Parameters<typeof credentialsRow>[1] = { passwordEnabled: true }) => [
  given(iamUsers, userRow(name)),
  given(credentialReport, credentialsRow(name, more)),
]
const inStore = (says: Partial<IdentityStoreUser> = {}) => store({ users: { 'store-ann': { name: 'ann@contoso.example', ...says } } })
const external = (id: string) => [{ issuer: 'https://scim.aws.com/1', id }]
const elsewhere: Scope = { id: 'entra-tenant/bbbbbbbb-0000-4000-8000-000000000002', kind: 'entra-tenant', name: 'Fabrikam' }
const dark: Gap = { dataset: entraUsers.name, scope: elsewhere.id, reason: 'denied', detail: 'access denied' }

testRule(
  rule,
  {
    pass: {
      'nobody of that name in AWS': [left, ...iam('bob'), ...inStore({ name: 'bob@contoso.example' })],
      'an IAM user without credentials': [left, ...iam('ann@contoso.example', {})],
      'a program of that name': [left, ...iam('ann'), given(declared, declaration('principal', 'arn:aws:iam::111111111111:user/ann', 'service-user'))],
      'a name that begins as that of somebody else too': [given(entraUsers, ann(), user('ann2', { name: 'ann@fabrikam.example' })), ...iam('ann')],
      'a user of Identity Center who is disabled': [left, ...inStore({ status: 'DISABLED' })],
      'a user of Identity Center of that name who was made of somebody else': [
        given(entraUsers, ann(), user('ann2', { name: 'ann.new@contoso.example' })),
        ...inStore({ externalIds: external('ann2') }),
      ],
      'a guest, and an IAM user by the beginning of the name': [
        given(entraUsers, guest('gus', { name: 'gus@contoso.example', accountEnabled: false })),
        ...iam('gus'),
      ],
    },
    fail: {
      'a password of an IAM user of the whole name': {
        given: [left, ...iam('ann@Contoso.example')],
        subjects: ['ann'],
        severity: 'critical',
        message: 'Ann@contoso.example is disabled in Entra, and the password of ann@Contoso.example in AWS account 111111111111 still works.',
        evidence: [{ label: 'Live, by the whole user principal name' }],
      },
      'a key of one whose name is the part before the @': {
        given: [left, ...iam('ann', { accessKeys: [{ slot: 1, active: true, lastRotatedAt: '2026-01-01T00:00:00Z' }] })],
        severity: 'high',
        message: /who may be the same person by name/,
        evidence: [{ label: 'Live, by the part before the @ alone', value: 'access key 1 of ann (IAM user ann of account 111111111111)' }],
      },
      'a guest by the address of home': {
        given: [
          given(entraUsers, guest('gus', { name: 'gus_partner.example#EXT#@contoso.onmicrosoft.com', accountEnabled: false })),
          ...iam('gus@partner.example'),
        ],
        severity: 'critical',
      },
      'a user of Identity Center by the object id': {
        given: [left, ...inStore({ name: 'renamed@contoso.example', externalIds: external('ann') })],
        severity: 'medium',
        evidence: [{ label: 'Enabled in Identity Center, by the object id', value: 'renamed@contoso.example of aws-organization/o-exampleorg1' }],
      },
      'a user of Identity Center by the e-mail address': {
        given: [left, ...inStore({ name: 'ann', emails: ['ANN@contoso.example'] })],
        severity: 'medium',
        evidence: [{ label: 'Enabled in Identity Center, by the name' }],
      },
      'both, which is as bad as the worse': { given: [left, ...iam('ann@contoso.example'), ...inStore()], severity: 'critical' },
    },
    unknown: {
      'a password of which the report does not tell': {
        given: [left, ...iam('ann@contoso.example', { passwordEnabled: undefined })],
        message: /whether the password of ann@contoso.example in account 111111111111 still works cannot be told/,
      },
      'a namesake may be in a tenant that could not be read': {
        given: [left, ...iam('ann')],
        scopes: [elsewhere],
        gaps: [dark],
        message: /same person cannot be told/,
      },
      'two have the name before the @, and both left': {
        given: [given(entraUsers, ann(), user('ann2', { name: 'ann@fabrikam.example', accountEnabled: false })), ...iam('ann')],
        message: /whether IAM user ann of account 111111111111 is the same person cannot be told/,
      },
      'a user of Identity Center of whom AWS does not tell': [left, ...inStore({ status: undefined })],
    },
    'not-applicable': { 'nobody left': [given(entraUsers, user('ann')), ...iam('ann')] },
  },
  { answersWithout: [credentialReport, iamUsers, identityStoreUsers] },
)
