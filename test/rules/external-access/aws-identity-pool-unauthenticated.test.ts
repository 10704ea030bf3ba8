import rule from '../../../rules/external-access/aws-identity-pool-unauthenticated.ts'
import { iamPolicies } from '../../../src/datasets/aws/iam.ts'
import { type IdentityPool, identityPoolRoles, identityPools } from '../../../src/datasets/aws/identity-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { policyRow, trustPolicy } from '../aws-rows.ts'
import { darkIn, IDENTITY_POOL, identityPoolRolesRow, identityPoolRow, REGION } from '../cognito-rows.ts'
import { allowing, arnOf, ORGANIZATION, poolRole } from '../pool-roles.ts'
import { lets, service } from '../role-rows.ts'

const pool = (more: Partial<IdentityPool> = {}) => given(identityPools, identityPoolRow({ allowsGuests: true, ...more }))
const guestRole = given(identityPoolRoles, identityPoolRolesRow({ guestRoleArn: arnOf('guest') }))
const noRole = given(identityPoolRoles, identityPoolRolesRow())
const guest = (document: string | undefined, more = {}) => poolRole('guest', document, 'unauthenticated', more)

const POOLS = { Federated: 'cognito-identity.amazonaws.com' }
const allows = (action: string, condition?: Parameters<typeof lets>[2]) => lets(POOLS, action, condition)
const by = (name: string, ...statements: readonly object[]) => poolRole(name, allowing('s3:GetObject'), undefined, { trustPolicy: trustPolicy(...statements) })

testRule(
  rule,
  {
    pass: {
      'no guests, though there is a role for them': [pool({ allowsGuests: false }), guestRole, guest(allowing('s3:*'))],
      'guests, and no role for them': [pool(), noRole],
      'a role with no policy': [pool(), guestRole, guest(undefined)],
      'what AWS gives guests itself': [pool(), guestRole, guest(allowing(['cognito-identity:GetCredentialsForIdentity', 'rum:PutRumEvents']))],
      'what is declared': {
        given: [pool(), guestRole, guest(allowing('geo:GetMapTile'))],
        parameters: { actions: ['GEO:GetMapTile'] },
      },
      'an action that a Deny takes away': [
        pool(),
        guestRole,
        guest(
          JSON.stringify({
            Version: '2012-10-17',
            Statement: [
              { Effect: 'Allow', Action: 's3:GetObject', Resource: '*' },
              { Effect: 'Deny', Action: 's3:*', Resource: '*' },
            ],
          }),
        ),
      ],
      'a role that is gone': [pool(), guestRole, poolRole('other', allowing('s3:*'), 'unauthenticated')],
      'a role that does not let the pool in, so that Cognito gets no credentials of it': [
        pool(),
        guestRole,
        poolRole('guest', allowing('s3:*'), undefined, { trustPolicy: trustPolicy(service('ec2.amazonaws.com')) }),
      ],
      'roles that let guests of the pool in no more, or for something else': [
        pool({ allowsClassicFlow: true }),
        noRole,
        by('over', allows('sts:AssumeRoleWithWebIdentity', { DateLessThan: { 'aws:CurrentTime': '2020-01-01T00:00:00Z' } })),
        by('tags', allows('sts:TagSession')),
        by('denied', allows('sts:AssumeRoleWithWebIdentity'), { Effect: 'Deny', Principal: POOLS, Action: 'sts:*' }),
        by('users', allows('sts:AssumeRoleWithWebIdentity', { 'ForAnyValue:StringNotLike': { 'cognito-identity.amazonaws.com:amr': 'unauth*' } })),
      ],
      'a role for guests that only the classic flow would give, which is off': [pool(), noRole, guest(allowing('s3:GetObject'))],
    },
    fail: {
      'a wildcard': {
        given: [pool(), guestRole, guest(allowing('s3:*'))],
        subjects: [IDENTITY_POOL],
        severity: 'high',
        message: 'Everybody who knows identity pool visitors gets role guest, which allows s3:*.',
      },
      'everything but something': {
        given: [pool(), guestRole, guest(JSON.stringify({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', NotAction: 'iam:*', Resource: '*' }] }))],
        severity: 'high',
        message: 'everything but iam:*',
      },
      'single actions through the enhanced flow': { given: [pool(), guestRole, guest(allowing('kms:Decrypt'))], severity: 'medium' },
      'single actions, with the classic flow': { given: [pool({ allowsClassicFlow: true }), guestRole, guest(allowing('s3:GetObject'))], severity: 'high' },
      'a role that only the classic flow gives': {
        given: [pool({ allowsClassicFlow: true }), noRole, guest(allowing('s3:GetObject'))],
        severity: 'high',
        evidence: [{ label: 'Role guest, given by its trust policy, allows', value: ['s3:GetObject'] }],
      },
      'a role that lets any token in, by the classic flow': [
        pool({ allowsClassicFlow: true }),
        noRole,
        by('any', lets({ Federated: '*' }, 'sts:AssumeRoleWithWebIdentity')),
      ],
      'a role of a GovCloud account': [
        pool({ allowsClassicFlow: true }),
        noRole,
        by(
          'gov',
          lets({ Federated: 'cognito-identity-us-gov.amazonaws.com' }, 'sts:AssumeRoleWithWebIdentity', {
            StringEquals: { 'cognito-identity-us-gov.amazonaws.com:aud': IDENTITY_POOL },
          }),
        ),
      ],
      'a role whose trust lets users and guests in, by the classic flow': [
        pool({ allowsClassicFlow: true }),
        noRole,
        poolRole('both', allowing('s3:GetObject')),
      ],
    },
    unknown: {
      'roles that were not read': { given: [pool()], gaps: [darkIn('identity-pool-roles', REGION)], message: `denied in ${REGION}` },
      'roles that were not told': [pool(), given(identityPoolRoles, identityPoolRolesRow({ rolesTold: false }))],
      'a role of another account': [pool(), given(identityPoolRoles, identityPoolRolesRow({ guestRoleArn: 'arn:aws:iam::999999999999:role/guest' }))],
      'a policy that cannot be read': { given: [pool(), guestRole, guest('{"Version":')], message: 'application could not be read' },
      'a wildcard within a boundary': [
        pool(),
        guestRole,
        guest(allowing('s3:*'), { boundaryArn: 'arn:aws:iam::aws:policy/narrow' }),
        given(iamPolicies, policyRow('narrow', allowing('s3:GetObject'))),
      ],
    },
  },
  { answersWithout: ORGANIZATION },
)
