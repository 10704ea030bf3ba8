import rule from '../../../rules/external-access/aws-role-trusts-whole-account.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, roleRow } from '../aws-rows.ts'
import { ORGANIZATION_DATASETS } from '../organization-datasets.ts'
import { ADMINISTRATOR, lets, PERHAPS, roleThatTrusts } from '../role-rows.ts'

const ALL = { AWS: 'arn:aws:iam::222222222222:root' }
const named = (arn: string) => ({ ArnLike: { 'aws:PrincipalArn': arn } })
const admin = (...statements: readonly object[]) => [roleThatTrusts('admin', statements, ADMINISTRATOR)]

testRule(
  rule,
  {
    pass: {
      'a role of the account': admin(lets({ AWS: 'arn:aws:iam::222222222222:role/people' })),
      'everyone of the account who is one role': admin(
        lets({ AWS: '*' }, 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalAccount': '222222222222' }, ...named('arn:aws:iam::222222222222:role/people') }),
      ),
      'a condition that names one': admin(lets(ALL, 'sts:AssumeRole', named('arn:aws:iam::222222222222:role/people'))),
    },
    fail: {
      'the account’s root': {
        given: admin(lets(ALL)),
        subjects: ['AROAadmin#222222222222'],
        severity: 'info',
        message: 'Role admin is privileged and trusts all of account 222222222222.',
      },
      'the account’s number': admin(lets({ AWS: '222222222222' })),
      'everyone of the account': {
        given: admin(lets({ AWS: '*' }, 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalAccount': '222222222222' } })),
        subjects: ['AROAadmin#222222222222'],
      },
      'a source identity, which the caller chooses': admin(lets(ALL, 'sts:AssumeRole', { StringEquals: { 'sts:SourceIdentity': 'ann' } })),
      'a condition that names anybody': admin(lets(ALL, 'sts:AssumeRole', named('*'))),
      'an external id, which names a customer and not a caller': admin(lets(ALL, 'sts:AssumeRole', { StringEquals: { 'sts:ExternalId': 'x' } })),
      'one of two statements': admin(lets(ALL, 'sts:AssumeRole', named('arn:aws:iam::222222222222:role/people')), lets(ALL)),
      'each of two accounts': { given: admin(lets({ AWS: ['222222222222', '333333333333'] })), subjects: ['AROAadmin#222222222222', 'AROAadmin#333333333333'] },
    },
    unknown: {
      'a role that may be privileged': { given: [roleThatTrusts('admin', [lets(ALL)], PERHAPS)], message: /whether it is privileged is not known/ },
      'a trust policy that cannot be read': {
        given: [given(iamRoles, { ...roleRow('admin', documents.broken), ...ADMINISTRATOR })],
        message: /could not be read/,
      },
    },
    'not-applicable': {
      'a role that is not privileged': [roleThatTrusts('reader', [lets(ALL)])],
      'the role of Control Tower': [roleThatTrusts('AWSControlTowerExecution', [lets(ALL)], ADMINISTRATOR)],
      'a role of the own account': admin(lets({ AWS: 'arn:aws:iam::111111111111:root' })),
    },
  },
  { answersWithout: ORGANIZATION_DATASETS },
)
