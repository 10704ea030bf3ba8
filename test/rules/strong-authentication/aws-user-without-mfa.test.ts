import { expect, it } from 'vitest'
import instead from '../../../rules/federation/aws-iam-user-instead-of-federation.ts'
import rule from '../../../rules/strong-authentication/aws-user-without-mfa.ts'
import { type Credentials, credentialReport } from '../../../src/datasets/aws/credential-report.ts'
import { iamGroups, iamPolicies, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { evaluateRules } from '../../evaluate-rules.ts'
import { declaration, given, testRule } from '../../rule-tester.ts'
import { attached, credentialsRow, documents, groupRow, policyRow, userRow } from '../aws-rows.ts'

const alice = given(iamUsers, userRow('alice'))
const admin = [
  given(iamUsers, userRow('alice', { attachedPolicies: attached('AdministratorAccess') })),
  given(iamPolicies, policyRow('AdministratorAccess', documents.everything)),
]
const BOUNDARY = 'arn:aws:iam::aws:policy/Boundary'
const bounded = (...boundary: readonly string[]) => [
  given(iamUsers, userRow('alice', { attachedPolicies: attached('AdministratorAccess'), boundaryArn: BOUNDARY })),
  given(iamPolicies, policyRow('AdministratorAccess', documents.everything), ...boundary.map(document => policyRow('Boundary', document))),
]
const allBut = JSON.stringify({
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
  ],
})
const has = (more: Partial<Credentials>) => given(credentialReport, credentialsRow('alice', more))
const password = has({ passwordEnabled: true })

testRule(rule, {
  pass: { 'a password and MFA': [alice, has({ passwordEnabled: true, mfaActive: true })] },
  fail: {
    'a password alone': {
      given: [alice, password],
      subjects: ['AIDAalice'],
      severity: 'high',
      message: 'IAM user alice has a console password and no MFA device.',
      evidence: [{ label: 'MFA device', value: false, row: 'arn:aws:iam::111111111111:user/alice' }],
    },
    'of an administrator': { given: [...admin, password], severity: 'critical' },
    'of an administrator through a group': {
      given: [
        given(iamUsers, userRow('alice', { groups: ['admins'] })),
        given(iamGroups, groupRow('admins', { inlinePolicies: [{ name: 'all', document: documents.everything }] })),
        password,
      ],
      severity: 'critical',
    },
    'of someone with a policy that cannot be read': {
      given: [given(iamUsers, userRow('alice', { inlinePolicies: [{ name: 'x', document: documents.broken }] })), password],
      severity: 'high',
      evidence: [{ label: 'Policy that allows everything', value: 'x (could not be read)' }],
    },
    'of an administrator within a boundary that allows everything too': { given: [...bounded(documents.everything), password], severity: 'critical' },
    'of an administrator within a boundary that allows little': {
      given: [...bounded(documents.reading), password],
      severity: 'high',
      evidence: [{ label: 'Policy that allows everything', value: `AdministratorAccess, within the boundary ${BOUNDARY}` }],
    },
    'of an administrator within a boundary that denies something': { given: [...bounded(allBut), password], severity: 'high' },
    'of an administrator within a boundary that cannot be read': { given: [...bounded(documents.broken), password], severity: 'high' },
    'of an administrator within a boundary that is not there': {
      given: [...bounded(), password],
      severity: 'high',
      evidence: [{ label: 'Policy that allows everything', value: `AdministratorAccess, within the boundary ${BOUNDARY}, which could not be read` }],
    },
    'declared for emergencies, and shown': {
      given: [alice, password, given(declared, declaration('principal', 'alice', 'emergency-access'))],
      evidence: [{ label: 'Declared as', value: 'emergency-access' }],
    },
  },
  unknown: {
    'a user of whose namesake before the report tells': { given: [alice, has({ createdAt: '2020-01-01T00:00:00Z' })], message: /does not list/ },
    'a user the report does not list': { given: [alice, given(credentialReport)], message: /does not list/ },
    'a user whose password the report does not tell': { given: [alice, has({ passwordEnabled: undefined })], message: /does not say/ },
  },
  'not-applicable': { 'keys only': [alice, has({ accessKeys: [{ slot: 1, active: true, lastRotatedAt: '2026-01-01T00:00:00Z' }] })] },
})

it('is included in the finding about the user, which is no weaker', () => {
  for (const users of [[alice], admin]) {
    const { findings } = evaluateRules([rule, instead], [...users, password])
    const [folded, keeper] = [findings(rule.id)[0], findings(instead.id)[0]]
    expect(folded?.foldedInto).toBe(keeper?.fingerprint)
    expect(keeper?.severity).toBe(folded?.severity)
  }
})

it('stands by itself where the user is declared for emergencies', () => {
  const { findings } = evaluateRules([rule, instead], [alice, password], { declared: [declaration('principal', 'alice', 'emergency-access')] })
  expect(findings(instead.id)).toEqual([])
  expect(findings(rule.id).map(({ foldedInto }) => foldedInto)).toEqual([undefined])
})
