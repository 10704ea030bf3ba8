import rule from '../../../rules/application-identity/aws-roles-anywhere-wide.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { type RolesAnywhereProfile, rolesAnywhereProfiles, trustAnchors } from '../../../src/datasets/aws/roles-anywhere.ts'
import { given, testRule } from '../../rule-tester.ts'
import { documents, roleRow } from '../aws-rows.ts'
import { roleThatTrusts, service } from '../role-rows.ts'

const CN = { 'aws:PrincipalTag/x509Subject/CN': 'build.example.com' }
const ANCHOR = { 'aws:SourceArn': 'arn:aws:rolesanywhere:eu-west-1:111111111111:trust-anchor/01234567-89ab-cdef-0123-456789abcdef' }
const profile = (more: Partial<RolesAnywhereProfile> = {}) =>
  given(rolesAnywhereProfiles, {
    id: 'arn:aws:rolesanywhere:eu-west-1:111111111111:profile/1',
    name: 'builds',
    part: 'eu-west-1',
    isEnabled: true,
    roleArns: ['arn:aws:iam::111111111111:role/build'],
    ...more,
  })
const anchor = (isEnabled: boolean) =>
  given(trustAnchors, { id: ANCHOR['aws:SourceArn'], name: 'factory', part: 'eu-west-1', isEnabled, sourceType: 'CERTIFICATE_BUNDLE' })
const trusting = (condition?: Parameters<typeof service>[1]) => roleThatTrusts('build', [service('rolesanywhere.amazonaws.com', condition)])
const anywhere = (condition?: Parameters<typeof service>[1]) => [trusting(condition), profile(), anchor(true)]
const denied = (dataset: { readonly name: string }) => ({
  dataset: dataset.name,
  scope: 'aws-account/111111111111',
  reason: 'denied' as const,
  detail: 'access denied',
})

testRule(
  rule,
  {
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
        evidence: [
          { label: 'Enabled profiles that list the role', value: ['builds'], row: 'AROAbuild' },
          { label: 'Enabled trust anchors', value: ['factory'], row: 'AROAbuild' },
        ],
      },
      'what no profile lists': {
        given: [trusting(), profile({ roleArns: ['arn:aws:iam::111111111111:role/other'] }), anchor(true)],
        severity: 'low',
        message: /No profile that is enabled lists it today\.$/,
      },
      'what a disabled profile lists': { given: [trusting(), profile({ isEnabled: false }), anchor(true)], severity: 'low' },
      'what no enabled trust anchor leads to': {
        given: [trusting(), profile(), anchor(false)],
        severity: 'low',
        message: /No trust anchor is enabled today\.$/,
      },
      'what may be listed by a profile that could not be read': {
        given: [trusting(), anchor(true)],
        gaps: [denied(rolesAnywhereProfiles)],
        severity: 'high',
        evidence: [{ label: 'Enabled profiles that list the role', value: ['not all could be read (access denied)'] }],
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
  },
  { answersWithout: [rolesAnywhereProfiles, trustAnchors] },
)
