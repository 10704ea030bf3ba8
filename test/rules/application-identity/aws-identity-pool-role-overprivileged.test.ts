import rule from '../../../rules/application-identity/aws-identity-pool-role-overprivileged.ts'
import { iamPolicies } from '../../../src/datasets/aws/iam.ts'
import { type IdentityPool, type IdentityPoolRoles, identityPoolRoles, identityPools } from '../../../src/datasets/aws/identity-pools.ts'
import { organizationMemberships } from '../../../src/datasets/aws/organization.ts'
import { defaultScopes, given, testRule } from '../../rule-tester.ts'
import { documents, policyRow, trustPolicy } from '../aws-rows.ts'
import { choosingRolesRow, darkIn, IDENTITY_POOL, identityPoolRolesRow, identityPoolRow, REGION } from '../cognito-rows.ts'
import { allowing, arnOf, ORGANIZATION, poolRole } from '../pool-roles.ts'
import { lets } from '../role-rows.ts'

const pool = (more: Partial<IdentityPool> = {}) => given(identityPools, identityPoolRow(more))
const roles = (more: Partial<IdentityPoolRoles> = {}) => given(identityPoolRoles, identityPoolRolesRow(more))
const buyers = roles({ authenticatedRoleArn: arnOf('buyer') })
const buyer = (document: string | undefined, more = {}) => poolRole('buyer', document, 'authenticated', more)
const member = given(organizationMemberships, { id: 'o-exampleorg1', name: 'o-exampleorg1', managementAccountId: '999999999999', featureSet: 'ALL' })
const byToken = roles({ mappings: [{ provider: 'cognito-idp.eu-west-1.amazonaws.com/p:c', type: 'Token', rules: [] }] })

testRule(
  rule,
  {
    pass: {
      'single actions': [pool(), buyers, buyer(allowing(['s3:GetObject', 's3:PutObject'], 'arn:aws:s3:::shop/*'))],
      'a whole service on one resource': [pool(), buyers, buyer(allowing('s3:*', 'arn:aws:s3:::shop/*'))],
      'no role': [pool(), roles()],
      'an administrator that does not let the pool in, so that Cognito gets no credentials of it': [
        pool(),
        buyers,
        poolRole('buyer', documents.everything, 'unauthenticated'),
      ],
      'a role that is gone': [pool(), buyers, poolRole('other', documents.everything)],
      'a wide role that trusts the pool, where only named roles are given': [pool(), roles(), buyer(documents.everything)],
      'a wide role for guests, where the token chooses': [pool(), byToken, poolRole('guest', documents.everything, 'unauthenticated')],
    },
    fail: {
      'an administrator': {
        given: [pool(), buyers, buyer(documents.everything)],
        subjects: [IDENTITY_POOL],
        severity: 'high',
        message: 'Users of identity pool visitors are given role buyer, which may do everything.',
      },
      'a way to administration': {
        given: [pool(), buyers, buyer(allowing(['iam:PutRolePolicy', 'iam:AttachRolePolicy']))],
        severity: 'high',
        message: 'buyer, which can ',
      },
      'a whole service': {
        given: [pool(), buyers, buyer(allowing('dynamodb:*'))],
        severity: 'medium',
        message: 'is allowed dynamodb:* (application) on everything',
      },
      'a whole service on every bucket': {
        given: [pool(), buyers, buyer(allowing('s3:*', 'arn:aws:s3:::*'))],
        severity: 'medium',
        message: 'is allowed s3:* (application) on arn:aws:s3:::*',
      },
      'a whole service on every table': [pool(), buyers, buyer(allowing('dynamodb:*', 'arn:aws:dynamodb:*:111111111111:table/*'))],
      'a role by a rule': {
        given: [pool(), given(identityPoolRoles, choosingRolesRow('custom:role')), poolRole('staff', documents.everything, 'authenticated')],
        evidence: [{ label: 'Role staff, given by a rule on custom:role' }],
      },
      'a role that the token may choose': {
        given: [pool(), byToken, buyer(documents.everything)],
        evidence: [{ label: 'Role buyer, given by its trust policy' }],
      },
      'a role that asks for users of one provider, by the classic flow': [
        pool({ allowsClassicFlow: true }),
        roles(),
        poolRole('buyer', documents.everything, undefined, {
          trustPolicy: trustPolicy(
            lets({ Federated: 'cognito-identity.amazonaws.com' }, 'sts:AssumeRoleWithWebIdentity', {
              'ForAnyValue:StringLike': { 'cognito-identity.amazonaws.com:amr': 'cognito-idp.eu-west-1.amazonaws.com/*' },
            }),
          ),
        }),
      ],
      'a role that the classic flow gives': [pool({ allowsClassicFlow: true }), roles(), buyer(documents.everything)],
      'an administrator, where policies of the organization were not read': {
        given: [pool(), buyers, buyer(documents.everything), member],
        gaps: [{ dataset: 'organization-policies', scope: defaultScopes['aws-organization'].id, reason: 'denied', detail: 'access denied' }],
        severity: 'high',
        message: 'may do everything, by application; ',
      },
      'a sure fault, where the settings of pools were not read': { given: [buyers, buyer(documents.everything)], gaps: [darkIn('identity-pools', REGION)] },
    },
    unknown: {
      'settings of pools that were not read': {
        given: [buyers, buyer(allowing('s3:GetObject'))],
        gaps: [darkIn('identity-pools', REGION)],
        message: `denied in ${REGION}`,
      },
      'roles that were not told': [pool(), roles({ rolesTold: false })],
      'a role of another account': [pool(), roles({ authenticatedRoleArn: 'arn:aws:iam::999999999999:role/buyer' })],
      'a policy that cannot be read': [pool(), buyers, buyer('{"Version":')],
      'an administrator on a condition': [pool(), buyers, buyer(allowing('*', '*', { Condition: { Bool: { 'aws:MultiFactorAuthPresent': 'true' } } }))],
      'a whole service under a condition': {
        given: [pool(), buyers, buyer(allowing('s3:*', '*', { Condition: { Bool: { 'aws:SecureTransport': 'true' } } }))],
        message: 'is allowed s3:* (application) on everything, under a condition',
      },
      'a whole service within a boundary': [
        pool(),
        buyers,
        buyer(allowing('dynamodb:*'), { boundaryArn: 'arn:aws:iam::aws:policy/narrow' }),
        given(iamPolicies, policyRow('narrow', allowing('dynamodb:GetItem'))),
      ],
    },
  },
  { answersWithout: ORGANIZATION },
)
