import rule from '../../../rules/federation/aws-identity-center-session-long.ts'
import { iamPolicies, iamRoles } from '../../../src/datasets/aws/iam.ts'
import { permissionSetProvisionings, permissionSets } from '../../../src/datasets/aws/identity-center.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents } from '../aws-rows.ts'
import { MANAGEMENT, ownPolicy, policyOf, provisioning, reserved, SHOP, setId, sets } from '../identity-center-rows.ts'
import { allow, statements } from '../permission-rows.ts'

const used = given(permissionSetProvisionings, provisioning('set', [SHOP]))
const administrator = ['AdministratorAccess']
const denying = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    { Effect: 'Allow', Action: '*', Resource: '*' },
    { Effect: 'Deny', Action: 'iam:*', Resource: '*' },
  ],
})

/** A set that names a policy of the account, whose document is this, and its role; where it is provisioned comes last. */
const byRole = (document: string, boundary?: string) => [
  ...sets({ set: { duration: 'PT8H', customer: ['own'], ...(boundary === undefined ? {} : { boundary: 'limit' }) } }),
  given(
    iamRoles,
    reserved(MANAGEMENT, 'set', {
      attachedPolicies: [ownPolicy(MANAGEMENT, '/own')],
      ...(boundary === undefined ? {} : { boundaryArn: `arn:aws:iam::${MANAGEMENT}:policy/limit` }),
    }),
  ),
  given(iamPolicies, policyOf(MANAGEMENT, '/own', document), policyOf(MANAGEMENT, '/limit', boundary ?? documents.everything)),
  given(permissionSetProvisionings, provisioning('set', [MANAGEMENT])),
]

testRule(
  rule,
  {
    pass: {
      'policies of the account, which are read there and allow little': byRole(documents.reading),
      'an administrator for four hours': [...sets({ set: { duration: 'PT4H', managed: administrator } }), used],
      'others for twelve': [...sets({ set: { duration: 'PT12H', managed: ['ReadOnlyAccess'] } }), used],
      'who may be an administrator, for one': [...sets({ set: { duration: 'PT60M', customer: ['own'] } }), used],
      'an administrator for a time that is allowed here': {
        given: [...sets({ set: { duration: 'PT8H', managed: administrator } }), used],
        parameters: { administratorHours: 8 },
      },
    },
    fail: {
      'policies of the account, which are read there and allow everything': {
        given: byRole(documents.everything),
        severity: 'medium',
        evidence: [{ label: 'Makes administrators', value: `by the policies of its role in account ${MANAGEMENT}` }],
      },

      'an administrator for eight hours': {
        given: [...sets({ set: { duration: 'PT8H', managed: administrator } }), used],
        severity: 'medium',
        message: /last 8 hours, more than 4 hours/,
        subjects: [setId('set')],
      },
      'an inline policy that allows everything, for half an hour too long': {
        given: [...sets({ set: { duration: 'PT4H30M', inline: documents.everything } }), used],
        message: /last 4.5 hours/,
      },
      'who may make administrators by an inline policy': {
        given: [...sets({ set: { duration: 'PT12H', inline: statements(allow('iam:*')) } }), used],
        evidence: [{ label: 'Makes administrators', value: 'by its inline policy' }],
      },
      'who may make administrators': [...sets({ set: { duration: 'PT12H', managed: ['IAMFullAccess'] } }), used],
      'everything, as the boundary too': [
        ...sets({ set: { duration: 'PT12H', managed: administrator, boundary: 'arn:aws:iam::aws:policy/AdministratorAccess' } }),
        used,
      ],
      'others for longer than is allowed here': { given: [...sets({ set: { duration: 'PT9H' } }), used], parameters: { hours: 8 } },
      'who may be an administrator, longer than anybody may': {
        given: [...sets({ set: { duration: 'PT9H', customer: ['own'] } }), used],
        parameters: { hours: 8 },
        evidence: [{ label: 'Makes administrators', value: 'not known' }],
      },
      'a set that is provisioned nowhere': {
        given: [...sets({ set: { duration: 'PT8H', managed: administrator } }), given(permissionSetProvisionings, provisioning('set', []))],
        severity: 'low',
      },
    },
    unknown: {
      'policies of the account, where the role is older than the set': [
        ...byRole(documents.reading).slice(0, -1),
        given(permissionSetProvisionings, provisioning('set', [MANAGEMENT], [MANAGEMENT])),
      ],
      'policies of the account, of which one denies something': byRole(denying),
      'policies of the account that cannot be read': byRole('{'),
      'everything within a boundary of the account that allows little': byRole(documents.everything, documents.reading),
      'policies of an account that has no role': [
        ...byRole(documents.reading).slice(0, -1),
        given(permissionSetProvisionings, provisioning('set', [MANAGEMENT, SHOP])),
      ],

      'policies that each account writes': { given: [...sets({ set: { duration: 'PT8H', customer: ['own'] } }), used], message: /up to each account/ },
      'an administrator within a boundary': {
        given: [...sets({ set: { duration: 'PT8H', managed: administrator, boundary: 'limit' } }), used],
        message: /boundary/,
      },
      'a Deny beside everything': [...sets({ set: { duration: 'PT8H', inline: denying } }), used],
      'an inline policy that is not read': [...sets({ set: { duration: 'PT8H', inline: documents.broken } }), used],
      'a duration that is not said': [
        ...sets({ set: { managed: administrator } }).filter(({ dataset }) => dataset.name !== permissionSets.name),
        given(permissionSets, { id: setId('set'), name: 'set' }),
        used,
      ],
      'a duration that is none': [...sets({ set: { duration: 'P', managed: administrator } }), used],
      'a set that is nowhere said to be provisioned': [...sets({ set: { duration: 'PT8H', managed: administrator } }), given(permissionSetProvisionings)],
    },
  },
  { answersWithout: [iamRoles, iamPolicies] },
)
