import rule from '../../../rules/cross-cloud/cross-entra-trusts-aws-issuer.ts'
import { outboundFederations } from '../../../src/datasets/aws/account-upkeep.ts'
import { identityPools } from '../../../src/datasets/aws/identity-pools.ts'
import { oidcProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { userPools } from '../../../src/datasets/aws/user-pools.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { federatedCredentials } from '../../../src/datasets/entra/federated-credentials.ts'
import { given, testRule } from '../../rule-tester.ts'
import { privileged, registration, unreadAdministrators } from '../application-rows.ts'
import { IDENTITY_POOL, identityPoolRow, POOL, userPoolRow } from '../cognito-rows.ts'
import { federated, program, programs } from '../program-rows.ts'

const ISSUER = 'https://0b7f6a8e-1111-4222-8333-444444444444.tokens.sts.global.api.aws'
const CLUSTER = 'https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF'

const trusting = (issuer: string, subject: string, more: Parameters<typeof federated>[1] = {}) =>
  given(federatedCredentials, federated('backup', { issuer, subject, ...more }))
const role = trusting(ISSUER, 'arn:aws:iam::111111111111:role/backup')
const serviceAccount = trusting(CLUSTER, 'system:serviceaccount:shop:api')
const ours = given(outboundFederations, { id: '111111111111', name: '111111111111', isEnabled: true, issuer: ISSUER })
const provider = given(oidcProviders, {
  id: `arn:aws:iam::111111111111:oidc-provider/${CLUSTER.slice(8)}`,
  name: CLUSTER.slice(8),
  url: CLUSTER.slice(8),
  clientIds: ['sts.amazonaws.com'],
  thumbprints: [],
})

testRule(
  rule,
  {
    pass: {
      'a role of an account that is scanned': [role, ours],
      'a cluster whose provider a scanned account has': [serviceAccount, provider],
      'a user pool of a scanned account': [trusting(`https://cognito-idp.eu-west-1.amazonaws.com/${POOL}`, 'user'), given(userPools, userPoolRow())],
      'an identity pool of a scanned account': [
        trusting('https://cognito-identity.amazonaws.com', 'eu-west-1:identity', { audiences: [IDENTITY_POOL] }),
        given(identityPools, identityPoolRow()),
      ],
      'an issuer that is declared': [serviceAccount, given(declared, { id: 'declared/1', name: CLUSTER, kind: 'issuer', value: CLUSTER, reason: 'Ours' })],
    },
    fail: {
      'an account that nobody scans': {
        given: [role],
        severity: 'high',
        message: /^Credential backup of Shop trusts an AWS account that no scanned account is known to have/,
      },
      'an account whose federation is off': {
        given: [role, given(outboundFederations, { id: '111111111111', name: '111111111111', isEnabled: false, issuer: ISSUER })],
      },
      'a cluster of nobody': { given: [serviceAccount] },
      'identity pools of anybody': { given: [trusting('https://cognito-identity.amazonaws.com', 'eu-west-1:identity')] },
      'an application that leads to the whole tenant': {
        given: [role, ours, ...privileged('shop')],
        message: /^Credential backup of Shop lets an AWS account in account 111111111111 act with /,
      },
      'one that is turned off': {
        given: [role, given(entraApplications, registration('shop', { appId: 'shop' })), programs(program('shop', { accountEnabled: false }))],
        severity: 'medium',
      },
    },
    unknown: {
      'a group of administrators that was not read': {
        given: [role, ours, ...unreadAdministrators],
        message: /leads to the whole tenant: the members of group dark, which holds Global Administrator, are not known\.$/,
      },
    },
    'not-applicable': { 'another issuer': [given(federatedCredentials, federated('deploy'))] },
  },
  { answersWithout: [outboundFederations, oidcProviders, userPools, identityPools] },
)
