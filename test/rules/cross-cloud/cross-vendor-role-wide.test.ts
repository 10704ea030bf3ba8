import rule from '../../../rules/cross-cloud/cross-vendor-role-wide.ts'
import type { Scope } from '../../../src/dataset.ts'
import { iamRoles } from '../../../src/datasets/aws/iam.ts'
import { oidcProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { declaration, defaultScopes, given, testRule } from '../../rule-tester.ts'
import { roleRow } from '../aws-rows.ts'

const MICROSOFT = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/'
const TENANT = 'aaaaaaaa-0000-4000-8000-000000000001'
const OTHER = 'bbbbbbbb-0000-4000-8000-000000000002'
const DEFENDER = 'api://AzureSecurityCenter.MultiCloud.DefenderForServers'
const SENTINEL = 'api://1462b192-27f7-4cb9-8523-0f4ecb54b47e'
const tenant = defaultScopes['entra-tenant']
const unidentified: Scope = { id: 'entra-tenant/unidentified', kind: 'entra-tenant', name: 'contoso.com (unidentified)' }

interface Demands {
  readonly session?: string
  readonly audience?: string | undefined
  readonly operator?: string
  readonly more?: object
  readonly name?: string
}
const trusting = ({ session, audience = DEFENDER, operator = 'StringEquals', more = {}, name = 'CspmMonitorAws' }: Demands, provider = MICROSOFT) =>
  given(
    iamRoles,
    roleRow(
      name,
      JSON.stringify({
        Version: '2012-10-17',
        Statement: [
          {
            Effect: 'Allow',
            Principal: { Federated: `arn:aws:iam::111111111111:oidc-provider/${provider}` },
            Action: 'sts:AssumeRoleWithWebIdentity',
            Condition: {
              StringEquals: audience === '' ? {} : { [`${provider}:aud`]: audience },
              ...(session === undefined ? {} : { [operator === 'StringEquals' ? 'StringEqualsIgnoreCase' : operator]: { 'sts:RoleSessionName': session } }),
              ...more,
            },
          },
        ],
      }),
    ),
  )
const accepts = (...clientIds: readonly string[]) =>
  given(oidcProviders, {
    id: `arn:aws:iam::111111111111:oidc-provider/${MICROSOFT}`,
    name: MICROSOFT,
    url: MICROSOFT,
    clientIds: [...clientIds],
    thumbprints: [],
  })
const both = accepts(DEFENDER, SENTINEL)
const ours = `MicrosoftDefenderForClouds_${TENANT}`

testRule(rule, {
  pass: {
    'Defender of a scanned tenant': { given: [trusting({ session: ours }), both], scopes: [tenant] },
    'Defender of a declared tenant': [trusting({ session: `MicrosoftDefenderForClouds_${OTHER}` }), both, given(declared, declaration('tenant', OTHER))],
    'a workspace of Sentinel': [trusting({ session: 'MicrosoftSentinel_dddddddd-0000-4000-8000-000000000004', audience: SENTINEL }), both],
    'a workspace of Sentinel by the other prefix': [
      trusting({ session: `MicrosoftDefenderForClouds_${OTHER}`, audience: SENTINEL, name: 'OIDC_MicrosoftSentinelRole' }),
      both,
    ],
    'a workspace of Sentinel by the other prefix, told by the name of the role alone': {
      given: [trusting({ session: `MicrosoftDefenderForClouds_${OTHER}`, audience: '', name: 'OIDC_MicrosoftSentinelRole' }), accepts(SENTINEL)],
      scopes: [tenant],
    },
    'no audience, where the provider accepts one only': { given: [trusting({ session: ours, audience: '' }), accepts(DEFENDER)], scopes: [tenant] },
    'a name that may be missing, which it never is': { given: [trusting({ session: ours, operator: 'StringEqualsIfExists' }), both], scopes: [tenant] },
    'a trust whose time is over': [trusting({ more: { DateLessThan: { 'aws:CurrentTime': '2026-06-30T00:00:00Z' } } }), both],
  },
  fail: {
    'the audience alone, as in older templates': {
      given: [trusting({}), both],
      subjects: [`AROACspmMonitorAws#${MICROSOFT.replace(/\/$/, '')}`],
      severity: 'critical',
      message: /it is open to the connector of any other customer of Microsoft\.$/,
    },
    'from few addresses': { given: [trusting({ more: { IpAddress: { 'aws:SourceIp': '203.0.113.0/24' } } }), both], severity: 'high' },
    'any session of Sentinel': {
      given: [trusting({ session: 'MicrosoftSentinel_*', operator: 'StringLike', audience: SENTINEL }), both],
      severity: 'critical',
    },
    'Defender of a tenant that nobody knows': {
      given: [trusting({ session: `MicrosoftDefenderForClouds_${OTHER}` }), both],
      scopes: [tenant],
      severity: 'high',
      evidence: [{ label: 'Tenants of the session names', value: [OTHER] }],
    },
    'Defender of a tenant that nobody knows, in a role that is called as those of Sentinel are': {
      given: [trusting({ session: `MicrosoftDefenderForClouds_${OTHER}`, name: 'OIDC_CspmMonitorAws' }), both],
      scopes: [tenant],
      severity: 'high',
    },
    'no audience, where the provider accepts several': {
      given: [trusting({ session: ours, audience: '' }), both],
      scopes: [tenant],
      severity: 'medium',
      message: /any of 2 audiences/,
    },
  },
  unknown: {
    'a tenant that may be the one that could not be identified': { given: [trusting({ session: ours }), both], scopes: [unidentified] },
    'a condition that a token may not meet': [trusting({ more: { ArnLike: { 'aws:PrincipalArn': 'arn:aws:iam::111111111111:role/x' } } }), both],
  },
  'not-applicable': {
    'another tenant': [trusting({ session: ours }, `sts.windows.net/${OTHER}/`), both],
    'a provider that the account lacks': [trusting({})],
  },
})
