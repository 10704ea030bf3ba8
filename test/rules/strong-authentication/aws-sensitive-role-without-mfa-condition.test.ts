import rule from '../../../rules/strong-authentication/aws-sensitive-role-without-mfa-condition.ts'
import { iamRoles, iamUsers } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, roleRow, userRow } from '../aws-rows.ts'
import { ORGANIZATION_DATASETS } from '../organization-datasets.ts'
import { ADMINISTRATOR, lets, PERHAPS, roleThatTrusts, SERVICE_LINKED, service } from '../role-rows.ts'

const ANN = { AWS: 'arn:aws:iam::111111111111:user/ann' }
const OWN = { AWS: 'arn:aws:iam::111111111111:root' }
const PRESENT = { Bool: { 'aws:MultiFactorAuthPresent': 'true' } }
const RECENT = { ...PRESENT, NumericLessThan: { 'aws:MultiFactorAuthAge': '3600' } }
const user = given(iamUsers, userRow('ann'))
const admin = (...statements: readonly object[]) => [user, roleThatTrusts('admin', statements, ADMINISTRATOR)]
const deny = (Condition: object) => ({ Effect: 'Deny', Principal: '*', Action: 'sts:AssumeRole', Condition })

testRule(
  rule,
  {
    pass: {
      'a recent MFA': admin(lets(ANN, 'sts:AssumeRole', RECENT)),
      'the age alone, which only MFA has': admin(lets(ANN, 'sts:AssumeRole', { NumericLessThanEquals: { 'aws:MultiFactorAuthAge': '900' } })),
      'a Deny of whoever has none, and of an old one': admin(
        lets(ANN),
        deny({ BoolIfExists: { 'aws:MultiFactorAuthPresent': 'false' } }),
        deny({ NumericGreaterThan: { 'aws:MultiFactorAuthAge': '3600' } }),
      ),
      'a Deny of whoever has none or an old one': admin(lets(ANN), deny({ NumericGreaterThanIfExists: { 'aws:MultiFactorAuthAge': '3600' } })),
      'trust in a role': admin(lets({ AWS: 'arn:aws:iam::111111111111:role/people' })),
      'trust in another account, which is another question': admin(lets({ AWS: 'arn:aws:iam::222222222222:root' })),
      'the whole account, where a condition lets only a role through': admin(
        lets(OWN, 'sts:AssumeRole', { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/aws-reserved/sso.amazonaws.com/*' } }),
      ),
      'the whole account, but no users': admin(lets(OWN, 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalType': 'AssumedRole' } })),
      'everyone of another account': admin(lets('*', 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalAccount': '222222222222' } })),
      'the whole account, where there are no users': [roleThatTrusts('admin', [lets(OWN)], ADMINISTRATOR)],
    },
    fail: {
      'a user': { given: admin(lets(ANN)), subjects: ['AROAadmin'], severity: 'low', message: /trusts an IAM user and demands no MFA/ },
      'the whole account': { given: admin(lets(OWN)), message: /its whole account, IAM users among them, and demands no MFA/ },
      'the whole account, where a condition lets users through': admin(
        lets(OWN, 'sts:AssumeRole', { ArnLike: { 'aws:PrincipalArn': ['arn:aws:iam::111111111111:role/x', 'arn:aws:iam::111111111111:user/*'] } }),
      ),
      'everyone of the account': {
        given: admin(lets('*', 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalAccount': '111111111111' } })),
        message: /trusts everyone, IAM users among them, and demands no MFA/,
      },
      'MFA of any age': { given: admin(lets(ANN, 'sts:AssumeRole', PRESENT)), message: /demands MFA, however long ago/ },
      'an age that no session reaches': {
        given: admin(lets(ANN, 'sts:AssumeRole', { NumericLessThan: { 'aws:MultiFactorAuthAge': '31536000' } })),
        message: /demands MFA, however long ago/,
      },
      'MFA if there is any': admin(lets(ANN, 'sts:AssumeRole', { BoolIfExists: { 'aws:MultiFactorAuthPresent': 'true' } })),
      'a Deny that keys pass': admin(lets(ANN), deny({ Bool: { 'aws:MultiFactorAuthPresent': 'false' } })),
      'the weaker of two statements': admin(lets(ANN, 'sts:AssumeRole', RECENT), lets(OWN)),
    },
    unknown: {
      'everyone of an organization': {
        given: admin(lets('*', 'sts:AssumeRole', { StringEquals: { 'aws:PrincipalOrgID': 'o-exampleorg1' } })),
        message: /everyone of an organization/,
      },
      'a role that may be privileged': { given: [user, roleThatTrusts('admin', [lets(ANN)], PERHAPS)], message: /whether it is privileged is not known/ },
      'a trust policy that cannot be read': {
        given: [user, given(iamRoles, { ...roleRow('admin', documents.broken), ...ADMINISTRATOR })],
        message: /could not be read/,
      },
    },
    'not-applicable': {
      'a role that is not privileged': [user, roleThatTrusts('worker', [lets(ANN)])],
      'a role that AWS made': [user, roleThatTrusts('admin', [service('x.amazonaws.com')], { ...ADMINISTRATOR, ...SERVICE_LINKED })],
    },
  },
  { answersWithout: ORGANIZATION_DATASETS },
)
