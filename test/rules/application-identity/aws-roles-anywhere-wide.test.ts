import rule from '../../../rules/application-identity/aws-roles-anywhere-wide.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, roleRow } from '../aws-rows.ts'
import { roleThatTrusts, service } from '../role-rows.ts'

const CN = { 'aws:PrincipalTag/x509Subject/CN': 'build.example.com' }
const ANCHOR = { 'aws:SourceArn': 'arn:aws:rolesanywhere:eu-west-1:111111111111:trust-anchor/01234567-89ab-cdef-0123-456789abcdef' }
const anywhere = (condition?: Parameters<typeof service>[1]) => [roleThatTrusts('build', [service('rolesanywhere.amazonaws.com', condition)])]

testRule(rule, {
  pass: {
    'a certificate of an anchor': anywhere({ StringEquals: CN, ArnEquals: ANCHOR }),
    'an organization and a name': anywhere({ StringEquals: { ...CN, 'aws:PrincipalTag/x509Subject/O': 'Example' }, ArnEquals: ANCHOR }),
    'a source identity': anywhere({ StringEquals: { 'sts:SourceIdentity': 'CN=build.example.com' }, ArnEquals: ANCHOR }),
    'an alternative name': anywhere({ StringLike: { 'aws:PrincipalTag/x509SAN/DNS': '*.build.example.com' }, ArnLike: ANCHOR }),
  },
  fail: {
    'no condition': {
      given: anywhere(),
      subjects: ['AROAbuild'],
      severity: 'high',
      message: 'Role build can be assumed with any certificate of any trust anchor.',
    },
    'the anchor alone': { given: anywhere({ ArnEquals: ANCHOR }), severity: 'high', message: /any certificate of its trust anchor/ },
    'the issuer, which is the anchor again': {
      given: anywhere({ StringEquals: { 'aws:PrincipalTag/x509Issuer/CN': 'CA' }, ArnEquals: ANCHOR }),
      severity: 'high',
    },
    'any name': { given: anywhere({ StringLike: { 'aws:PrincipalTag/x509Subject/CN': '*' }, ArnEquals: ANCHOR }), severity: 'high' },
    'a name if there is one': { given: anywhere({ StringEqualsIfExists: CN, ArnEquals: ANCHOR }), severity: 'high' },
    'a certificate of any anchor': { given: anywhere({ StringEquals: CN }), severity: 'medium', message: /but no trust anchor/ },
    'a pattern of anchors': {
      given: anywhere({ StringEquals: CN, ArnLike: { 'aws:SourceArn': 'arn:aws:rolesanywhere:eu-west-1:111111111111:trust-anchor/*' } }),
      severity: 'medium',
    },
  },
  unknown: {
    'an organization, which may be that of all': {
      given: anywhere({ StringEquals: { 'aws:PrincipalTag/x509Subject/O': 'Example', 'aws:PrincipalTag/x509Subject/C': 'DE' }, ArnEquals: ANCHOR }),
      message: /may have in common/,
    },
    'a trust policy that cannot be read': { given: [given(iamRoles, roleRow('build', documents.broken))], message: /could not be read/ },
  },
  'not-applicable': { 'a role for EC2': [roleThatTrusts('web', [service('ec2.amazonaws.com')])] },
})
