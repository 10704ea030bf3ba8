import type { AccountSeed, RoleSeed } from '../../clouds/aws/seed.ts'
import type { Answer, Value, WireRequest } from '../../clouds/aws/wire.ts'
import { accounts, allow } from './accounts.ts'
import { samlCertificates } from './saml-certificates.ts'
import { tenants } from './tenants.ts'

/** An issuer that the operator declared. */
export const partnerIssuer = 'https://login.partner.example/saml'

const metadata = (entityId: string, certificate: string): string =>
  `<EntityDescriptor entityID="${entityId}"><IDPSSODescriptor><KeyDescriptor use="signing"><X509Certificate>${certificate}</X509Certificate></KeyDescriptor></IDPSSODescriptor></EntityDescriptor>`

const samlRole = (name: string, provider: string, condition?: Readonly<Record<string, unknown>>): RoleSeed => ({
  name,
  trust: allow({
    Principal: { Federated: `arn:aws:iam::${accounts.identity}:saml-provider/${provider}` },
    Action: 'sts:AssumeRoleWithSAML',
    ...(condition === undefined ? {} : { Condition: condition }),
  }),
})
const forAws = { StringEquals: { 'SAML:aud': 'https://signin.aws.amazon.com/saml' } }

const github = 'token.actions.githubusercontent.com'
const deploying = (name: string, claims: Readonly<Record<string, string>>): RoleSeed => ({
  name,
  trust: allow({
    Principal: { Federated: `arn:aws:iam::${accounts.pipeline}:oidc-provider/${github}` },
    Action: 'sts:AssumeRoleWithWebIdentity',
    Condition: {
      StringLike: Object.fromEntries(Object.entries({ aud: 'sts.amazonaws.com', ...claims }).map(([claim, value]) => [`${github}:${claim}`, value])),
    },
  }),
})

const forService =
  (service: string, actions: readonly string[]) =>
  (name: string, condition?: Readonly<Record<string, unknown>>): RoleSeed => ({
    name,
    trust: allow({ Principal: { Service: service }, Action: actions, ...(condition === undefined ? {} : { Condition: condition }) }),
  })
const anchor = `arn:aws:rolesanywhere:eu-west-1:${accounts.pipeline}:trust-anchor/10000000-0000-4000-8000-000000000007`
const withCertificate = forService('rolesanywhere.amazonaws.com', ['sts:AssumeRole', 'sts:TagSession', 'sts:SetSourceIdentity'])
const building = forService('codebuild.amazonaws.com', ['sts:AssumeRole'])

const profile = {
  profileArn: `arn:aws:rolesanywhere:eu-west-1:${accounts.pipeline}:profile/10000000-0000-4000-8000-000000000008`,
  name: 'presses',
  enabled: true,
  roleArns: ['any-certificate', 'any-anchor', 'one-certificate'].map(name => `arn:aws:iam::${accounts.pipeline}:role/${name}`),
}
const inHome =
  (value: { readonly [member: string]: Value }) =>
  ({ region }: WireRequest): Answer | undefined =>
    region === 'eu-west-1' ? { kind: 'answer', value } : undefined

/** Identity providers and services, and the roles that trust them. */
export const federation: Readonly<Record<string, AccountSeed>> = {
  [accounts.identity]: {
    samlProviders: [
      { name: 'Entra', metadata: metadata(`https://sts.windows.net/${tenants.faulty}/`, samlCertificates.lasting) },
      // Our tenant's name over a stranger's certificate.
      { name: 'EntraOfStranger', metadata: metadata(`https://sts.windows.net/${tenants.faulty}/`, samlCertificates.ended) },
      { name: 'Partner', metadata: metadata(partnerIssuer, samlCertificates.lasting) },
      { name: 'Acquired', metadata: metadata('https://sts.windows.net/99999999-2222-4333-8444-555555555555/', samlCertificates.lasting) },
      { name: 'Forgotten', metadata: metadata(partnerIssuer, samlCertificates.ended) },
      {
        name: 'AWSSSO_0123456789abcdef_DO_NOT_DELETE',
        metadata: metadata('https://portal.sso.eu-west-1.amazonaws.com/saml/assertion/A', samlCertificates.ended),
      },
    ],
    roles: [
      samlRole('through-entra', 'Entra', forAws),
      samlRole('through-entra-for-anyone', 'Entra'),
      samlRole('through-partner', 'Partner', forAws),
      { ...samlRole('through-entra-all-day', 'Entra', forAws), maxSessionSeconds: 43_200, attached: ['arn:aws:iam::aws:policy/AdministratorAccess'] },
    ],
  },
  [accounts.pipeline]: {
    answers: new Map([
      ['rolesanywhere:ListProfiles', inHome({ profiles: [profile] })],
      [
        'rolesanywhere:ListTrustAnchors',
        inHome({ trustAnchors: [{ trustAnchorArn: anchor, name: 'press', enabled: true, source: { sourceType: 'CERTIFICATE_BUNDLE' } }] }),
      ],
    ]),
    oidcProviders: [{ url: `https://${github}`, clientIds: ['sts.amazonaws.com'] }],
    roles: [
      deploying('deploy-anyone', {}),
      deploying('deploy-any-repository', { sub: 'repo:contoso/*' }),
      deploying('deploy-by-name', { sub: 'repo:contoso/site:environment:production' }),
      deploying('deploy-by-id', { sub: 'repo:contoso@1234/site@5678:environment:production' }),
      withCertificate('any-certificate'),
      withCertificate('any-anchor', { StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'press' } }),
      withCertificate('one-certificate', { StringEquals: { 'aws:PrincipalTag/x509Subject/CN': 'press' }, ArnEquals: { 'aws:SourceArn': anchor } }),
      building('builds'),
      building('builds-for-us', { StringEquals: { 'aws:SourceAccount': accounts.pipeline } }),
    ],
  },
}
