import type { AccountSettings, AwsSeed } from '../../clouds/aws/seed.ts'
import type { Answer, WireRequest } from '../../clouds/aws/wire.ts'
import { testCertificate } from '../../clouds/tls/test-certificate.ts'
import { auditAnswers } from './audited.ts'
import { RICH_APPLICATIONS } from './rich-applications.ts'
import { RICH_UPKEEP } from './rich-upkeep.ts'

export const MANAGEMENT = '111111111111'
export const MEMBER = '222222222222'
export const LONELY = '333333333333'
export const ALLOW = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] }
export const TRUST = {
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: ['ec2.amazonaws.com', 'rolesanywhere.amazonaws.com'] }, Action: 'sts:AssumeRole' }],
}
const METADATA = `<EntityDescriptor entityID="https://sts.example/a&amp;b/"><IDPSSODescriptor><KeyDescriptor use="signing"><X509Certificate>
  ${testCertificate.cert.replaceAll(/-----.*-----/g, '')}
</X509Certificate></KeyDescriptor></IDPSSODescriptor></EntityDescriptor>`

/** An Identity Center with something of everything. */
export const RICH_CENTER = {
  region: 'eu-west-1',
  instanceArn: 'arn:aws:sso:::instance/ssoins-1111111111111111',
  identityStoreId: 'd-1111111111',
  ownerAccountId: MANAGEMENT,
  permissionSets: [
    {
      name: 'Administrator',
      sessionDuration: 'PT8H',
      managed: ['arn:aws:iam::aws:policy/AdministratorAccess'],
      assigned: { [MANAGEMENT]: { groups: ['admins'] }, [MEMBER]: { groups: ['admins', 'nobody'], users: ['ann@example.com'] } },
      outdated: [MEMBER],
    },
    {
      name: 'Deploy',
      inline: ALLOW,
      customer: [{ name: 'deploy', path: '/team/' }],
      boundary: { name: 'limit' },
      assigned: { [MEMBER]: { users: ['ann@example.com', '90000000-0000-4000-8000-000000000000'] } },
    },
    { name: 'Unused', boundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess' },
  ],
  applications: [{ name: 'TEAM IDC APP' }, { name: 'wiki', assignmentRequired: false, status: 'DISABLED' }],
  tokenIssuers: [{ name: 'entra', url: 'https://login.microsoftonline.com/00000000-0000-0000-0000-000000000000/v2.0' }],
  users: [
    { name: 'ann@example.com', externalId: 'entra-ann' },
    { name: 'bob@example.com', status: 'DISABLED' },
  ],
  groups: [
    { name: 'admins', members: ['ann@example.com', 'bob@example.com'], externalId: 'entra-admins' },
    { name: 'nobody' },
    { name: 'not asked', members: ['bob@example.com'] },
  ],
} as const

const one = (member: string, value: { readonly [name: string]: string }) => (): Answer => ({ kind: 'answer', value: { [member]: [value] } })

const inOneRegion = (member: string, value: { readonly [name: string]: string }) => {
  const answer = one(member, value)
  return ({ region }: WireRequest): Answer => (region === 'us-east-1' ? answer() : { kind: 'answer', value: { [member]: [] } })
}

/** What only answers for themselves say. */
export const RICH_ANSWERS: AccountSettings['answers'] = new Map([
  ...auditAnswers(MANAGEMENT),
  ['organizations:ListDelegatedAdministrators', one('DelegatedAdministrators', { Id: MEMBER, Name: 'shop', Status: 'ACTIVE' })],
  ['organizations:ListDelegatedServicesForAccount', one('DelegatedServices', { ServicePrincipal: 'guardduty.amazonaws.com' })],
  [
    'ram:GetResourceShareAssociations',
    inOneRegion('resourceShareAssociations', {
      resourceShareArn: `arn:aws:ram:us-east-1:${MANAGEMENT}:resource-share/00000000-0000-4000-8000-000000000000`,
      resourceShareName: 'subnets',
      associatedEntity: '999999999999',
      associationType: 'PRINCIPAL',
      status: 'ASSOCIATED',
    }),
  ],
])

/** An organization with something of everything: its management account, a member, and an account of its own. */
export const RICH_AWS: AwsSeed = {
  accounts: {
    [MANAGEMENT]: {
      root: {
        mfa: 'virtual',
        accessKeys: [{ created: '2018-05-05T00:00:00Z', lastUsed: { date: '2018-06-06T00:00:00Z', service: 's3', region: 'us-east-1' } }],
        created: '2018-01-01T00:00:00Z',
      },
      groups: [{ name: 'admins', attached: ['arn:aws:iam::aws:policy/AdministratorAccess'], inline: { more: ALLOW } }],
      users: [
        {
          name: 'ann',
          path: '/people/',
          created: '2019-01-02T00:00:00Z',
          password: { changed: '2019-02-01T00:00:00Z', lastUsed: '2026-10-10T00:00:00Z' },
          accessKeys: [{ created: '2019-01-03T00:00:00Z', active: false }, { created: '2020-01-03T00:00:00Z' }],
          mfa: { enabled: '2021-01-01T00:00:00Z' },
          groups: ['admins'],
          boundary: 'arn:aws:iam::aws:policy/ReadOnlyAccess',
          inline: { own: ALLOW },
          sshKeys: [
            { id: 'APKAEXAMPLE000000001', uploaded: '2021-04-04T00:00:00Z' },
            { id: 'APKAEXAMPLE000000002', uploaded: '2020-04-04T00:00:00Z', active: false },
          ],
        },
        { name: 'carl', password: {} },
        { name: 'bob', sshKeys: [{ id: 'APKAEXAMPLE000000003', uploaded: '2019-04-04T00:00:00Z' }] },
      ],
      policies: [
        { name: 'versions', path: '/team/', versions: [TRUST, ALLOW] },
        { name: 'broken', document: '{"Version":' },
        { name: 'percent', document: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: 's3:*', Resource: 'arn:aws:s3:::100%25/*' }] } },
      ],
      roles: [
        {
          name: 'worker',
          created: '2022-02-02T00:00:00Z',
          trust: TRUST,
          instanceProfile: true,
          boundary: `arn:aws:iam::${MANAGEMENT}:policy/team/versions`,
          lastUsed: { date: '2026-09-09T00:00:00Z', region: 'eu-west-1' },
          attached: [`arn:aws:iam::${MANAGEMENT}:policy/team/versions`],
        },
      ],
      samlProviders: [{ name: 'entra', metadata: METADATA, created: '2023-03-03T00:00:00Z', validUntil: '2030-01-01T00:00:00Z' }],
      oidcProviders: [{ url: 'https://token.actions.githubusercontent.com', clientIds: ['sts.amazonaws.com'], thumbprints: ['a'.repeat(40)] }],
      unassignedMfaDevices: ['spare'],
      passwordPolicy: { minimumLength: 14, uppercase: true, numbers: true, reusePrevention: 24 },
      serviceSpecificCredentials: [
        {
          id: 'ACCAEXAMPLE000000001',
          user: 'bob',
          service: 'bedrock.amazonaws.com',
          active: false,
          created: '2026-01-01T00:00:00Z',
          expires: '2026-12-01T00:00:00Z',
        },
      ],
      applications: RICH_APPLICATIONS,
      upkeep: RICH_UPKEEP,
      organizationFeatures: ['RootCredentialsManagement'],
      answers: RICH_ANSWERS,
      identityCenters: [
        {
          region: 'eu-west-1',
          instanceArn: 'arn:aws:sso:::instance/ssoins-0000000000000000',
          identityStoreId: 'd-0000000000',
          ownerAccountId: MEMBER,
          name: 'a member plays',
        },
        RICH_CENTER,
      ],
    },
    [MEMBER]: {},
    [LONELY]: {},
  },
  organization: {
    management: MANAGEMENT,
    policyTypes: ['SERVICE_CONTROL_POLICY', 'RESOURCE_CONTROL_POLICY'],
    trustedServices: ['sso.amazonaws.com'],
    units: [{ name: 'Work' }, { name: 'Production', parent: 'Work' }],
    members: [
      { id: MEMBER, name: 'shop', unit: 'Production' },
      { id: '444444444444', name: 'closed', status: 'SUSPENDED' },
    ],
    policies: [{ name: 'guard', document: ALLOW, targets: ['Production', MEMBER] }],
  },
}
