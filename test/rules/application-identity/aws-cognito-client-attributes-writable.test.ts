import rule from '../../../rules/application-identity/aws-cognito-client-attributes-writable.ts'
import { identityPoolRoles } from '../../../src/datasets/aws/identity-pools.ts'
import { type UserPoolClient, userPoolClients } from '../../../src/datasets/aws/user-pool-clients.ts'
import { type UserPool, userPools } from '../../../src/datasets/aws/user-pools.ts'
import { given, testRule } from '../../rule-tester.ts'
import { choosingRolesRow, clientRow, darkIn, federatedClientRow, machineClientRow, REGION, userPoolRow } from '../cognito-rows.ts'

const client = (...writableAttributes: readonly string[]) => given(userPoolClients, clientRow({ writableAttributes: [...writableAttributes] }))
const plain = (more: Partial<UserPoolClient> = {}) => given(userPoolClients, clientRow(more))
const pool = (more: Partial<UserPool> = {}) => given(userPools, userPoolRow(more))
const choosing = (...claims: readonly string[]) => given(identityPoolRoles, choosingRolesRow(...claims))
const attributes = [{ name: 'custom:role', mutable: false }]

testRule(rule, {
  pass: {
    'nothing that chooses a role': [client('email', 'name'), pool(), choosing('custom:role')],
    'the standard attributes, where none chooses': [plain(), pool(), choosing('cognito:groups')],
    'an address that is verified before it is taken over': [plain(), pool({ verifiedBeforeUpdate: ['email'] }), choosing('email')],
    'an attribute that cannot be changed, of users that administrators make': [client('custom:role'), pool({ attributes }), choosing('custom:role')],
    'a client of programs, in a pool whose users administrators make': [
      given(userPoolClients, machineClientRow({ writableAttributes: ['custom:role'] })),
      pool(),
      choosing('custom:role'),
    ],
    'tokens that are not for the user’s own attributes': [
      given(userPoolClients, federatedClientRow({ writableAttributes: ['custom:role'] })),
      pool(),
      choosing('custom:role'),
    ],
    'a name that is said to be harmless': { given: [client('custom:group_name'), pool(), choosing()], parameters: { harmless: ['custom:group_name'] } },
  },
  fail: {
    'what an identity pool chooses the role by': {
      given: [client('custom:role'), pool(), choosing('custom:role')],
      subjects: ['web0001'],
      severity: 'medium',
      message: 'can write custom:role, which decides their AWS role',
      evidence: [{ label: 'Identity pools that choose roles by them', value: ['visitors'] }],
    },
    'an address that chooses the role': [plain(), pool(), choosing('email')],
    'another standard attribute that chooses the role': [plain(), pool(), choosing('profile')],
    'what a parameter names': { given: [client('custom:tier'), pool(), choosing()], parameters: { attributes: ['custom:tier'] }, message: 'decides access' },
    'an attribute that cannot be changed, chosen at sign-up': [
      client('custom:role'),
      pool({ attributes, administratorsCreateUsers: false }),
      choosing('custom:role'),
    ],
    'tokens with the scope for the user’s own attributes': [
      given(userPoolClients, federatedClientRow({ writableAttributes: ['custom:role'], scopes: ['openid', 'aws.cognito.signin.user.admin'] })),
      pool(),
      choosing('custom:role'),
    ],
    'sign-up by anybody, though tokens write nothing': [
      given(userPoolClients, federatedClientRow({ writableAttributes: ['custom:role'] })),
      pool({ administratorsCreateUsers: false }),
      choosing('custom:role'),
    ],
    'a sure fault, where identity pools of a Region were not read': {
      given: [client('custom:role'), pool(), choosing('custom:role')],
      gaps: [darkIn('identity-pool-roles', 'us-east-1')],
    },
  },
  unknown: {
    'a name that sounds like a role': { given: [client('custom:is_admin'), pool(), choosing()], message: 'only the application knows' },
    'identity pools that were not read': { given: [client('email'), pool(), choosing()], gaps: [darkIn('identity-pool-roles', 'us-east-1')] },
    'a pool that was not read': {
      given: [client('custom:role'), choosing('custom:role')],
      gaps: [darkIn('user-pools', REGION)],
      message: `denied in ${REGION}`,
    },
  },
})
