import rule from '../../../rules/federation/entra-aws-role-mapping-dangling.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { samlProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { awsApplications } from '../../../src/datasets/entra/applications.ts'
import { given, testRule } from '../../rule-tester.ts'
import { roleRow, samlProviderRow, trustPolicy } from '../aws-rows.ts'
import { awsApplication } from '../entra-rows.ts'

const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001'
const arn = (path: string, account = '111111111111') => `arn:aws:iam::${account}:${path}`
const provider = (name: string, tenant = TENANT) =>
  given(samlProviders, samlProviderRow(name, { id: arn(`saml-provider/${name}`), entityId: `https://sts.windows.net/${tenant}/` }))
const role = (name: string, trusts: string) =>
  given(iamRoles, {
    ...roleRow(
      name,
      trustPolicy({
        Effect: 'Allow',
        Principal: { Federated: arn(`saml-provider/${trusts}`) },
        Action: 'sts:AssumeRoleWithSAML',
        Condition: { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } },
      }),
    ),
    arn: arn(`role/${name}`),
  })
const maps = (...values: readonly string[]) =>
  given(
    awsApplications,
    awsApplication({
      name: 'AWS accounts',
      federatesTo: 'iam-saml',
      appRoles: values.map((value, index) => ({ id: `role-${index}`, displayName: value.split(',')[0]?.split('/')[1] ?? null, value })),
    }),
  )
const administrator = `${arn('role/Administrator')},${arn('saml-provider/WAAD')}`

testRule(
  rule,
  {
    pass: {
      'both halves': [maps(administrator), provider('WAAD'), role('Administrator', 'WAAD')],
      'the other way round': [maps(`${arn('saml-provider/WAAD')}, ${arn('role/Administrator')}`), provider('WAAD'), role('Administrator', 'WAAD')],
    },
    fail: {
      'a role that is gone': {
        given: [maps(administrator), provider('WAAD')],
        subjects: ['sp-aws#role-0'],
        severity: 'medium',
        message: `AWS accounts: Administrator maps people to ${arn('role/Administrator')}, which is not there or does not trust ${arn('saml-provider/WAAD')}.`,
      },
      'a role that trusts another provider, which nothing maps to': {
        given: [maps(administrator), provider('WAAD'), provider('Old'), role('Administrator', 'Old')],
        subjects: ['sp-aws#role-0', arn('role/Administrator')],
      },
      'a provider of another tenant': [maps(administrator), provider('WAAD', 'bbbbbbbb-0000-4000-8000-000000000002'), role('Administrator', 'WAAD')],
      'a role that no application names': {
        given: [maps(administrator), provider('WAAD'), role('Administrator', 'WAAD'), role('Auditor', 'WAAD')],
        subjects: [arn('role/Auditor')],
        severity: 'low',
        message: /trusts the tenant by SAML, and no application role names it\.$/,
      },
    },
    unknown: {
      'a provider whose issuer could not be read': {
        given: [
          maps(administrator),
          given(samlProviders, samlProviderRow('WAAD', { id: arn('saml-provider/WAAD'), entityId: undefined })),
          role('Administrator', 'WAAD'),
        ],
        message: /the issuer of arn:aws:iam::111111111111:saml-provider\/WAAD could not be read/,
      },
      'a trust policy that could not be read': {
        given: [maps(administrator), provider('WAAD'), given(iamRoles, { ...roleRow('Administrator', '{'), arn: arn('role/Administrator') })],
        message: /the trust policy of arn:aws:iam::111111111111:role\/Administrator could not be read/,
      },
      'an account that was not scanned': {
        given: [maps(`${arn('role/Administrator', '999999999999')},${arn('saml-provider/WAAD', '999999999999')}`)],
        message: /: account 999999999999 was not scanned\.$/,
      },
    },
    'not-applicable': {
      'roles that are no mappings': [maps('msiam_access')],
      'roles of an application for Identity Center': [
        given(awsApplications, awsApplication({ appRoles: [{ id: 'r', displayName: null, value: administrator }] })),
      ],
    },
  },
  { answersWithout: [] },
)
