import { samlCertificates } from '../organization/saml-certificates.ts'
import { accounts, type Place, tenantId } from './places.ts'
import {
  administrator,
  assigned,
  group,
  groupIdOf,
  idOf,
  may,
  near,
  type Planting,
  path,
  person,
  role,
  roleArn,
  type Seeds,
  type Statement,
} from './planting.ts'

const providerArn = (place: Place, name = 'Entra'): string => `arn:aws:iam::${accounts[place]}:saml-provider/${name}`

const samlProvider = (name: string, tenant: string): Seeds => ({
  accounts: {
    [accounts.legacy]: {
      samlProviders: [
        {
          name,
          metadata: `<EntityDescriptor entityID="https://sts.windows.net/${tenant}/"><IDPSSODescriptor><KeyDescriptor use="signing"><X509Certificate>${samlCertificates.lasting}</X509Certificate></KeyDescriptor></IDPSSODescriptor></EntityDescriptor>`,
        },
      ],
    },
  },
})

const bySaml = (provider: string, audience = 'https://signin.aws.amazon.com/saml'): Statement => ({
  Principal: { Federated: provider },
  Action: 'sts:AssumeRoleWithSAML',
  Condition: { StringEquals: { 'SAML:aud': audience } },
})

/** A role of the application that is mapped to a role of AWS through a provider. */
const mapping = (id: string, roleName: string, provider = providerArn('legacy')): Seeds => ({
  applications: {
    iam: { roles: [{ id, displayName: roleName, value: `${roleArn('legacy', roleName)},${provider}`, isEnabled: true, allowedMemberTypes: ['User'] }] },
  },
})

const ROLE = (n: number): string => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`
const given = (who: string, n: number): Seeds => assigned('iam', idOf(who), 'User', ROLE(n))
const provider = (place: Place, issuer: string, ...clientIds: readonly string[]): Seeds => ({
  accounts: { [accounts[place]]: { oidcProviders: [{ url: `https://${issuer}`, clientIds }] } },
})
const byToken = (place: Place, issuer: string, claims: Readonly<Record<string, string>>): Statement => ({
  Principal: { Federated: `arn:aws:iam::${accounts[place]}:oidc-provider/${issuer}` },
  Action: 'sts:AssumeRoleWithWebIdentity',
  Condition: { StringEquals: Object.fromEntries(Object.entries(claims).map(([claim, value]) => [claim.includes(':') ? claim : `${issuer}:${claim}`, value])) },
})

const github = 'token.actions.githubusercontent.com'
const ours = `sts.windows.net/${tenantId}/`
const microsoft = 'sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d/'
const AUDIENCE = 'aaaaaaaa-0000-4000-8000-0000000000aa'
const entraProgram = (name: string, servicePrincipalType = 'ManagedIdentity'): Seeds => ({
  tenant: { servicePrincipals: [{ id: `sp-${name}`, appId: `app-${name}`, displayName: name, servicePrincipalType, accountEnabled: true }] },
})

/** SAML straight to IAM, and programs that come by the tokens of Entra, GitHub and Microsoft. */
export const federation: readonly Planting[] = [
  path(
    'liz',
    'is given a role of the application that is mapped to an administrator',
    ['legacy', 'maps'],
    'mfa',
    person('liz'),
    given('liz', 1),
    samlProvider('Entra', tenantId),
    mapping(ROLE(1), 'by-saml'),
    role('legacy', 'by-saml', bySaml(providerArn('legacy')), administrator),
  ),
  path('lou', 'is given it and left out of MFA', ['legacy', 'maps'], 'single-factor', person('lou', 'single-factor'), given('lou', 1)),
  path(
    'lex',
    'is in a group that is given it',
    ['legacy', 'maps'],
    'mfa',
    person('lex'),
    group('lex-group', { members: ['lex'], provisioned: 'absent', application: 'none' }),
    assigned('iam', groupIdOf('lex-group'), 'Group', ROLE(1)),
  ),
  path(
    'lea',
    'is given a role that assumes an administrator of another account',
    'maps',
    'mfa',
    person('lea'),
    given('lea', 2),
    mapping(ROLE(2), 'hopper'),
    role('legacy', 'hopper', bySaml(providerArn('legacy')), may('sts:AssumeRole', roleArn('maps', 'for-legacy'))),
    role('maps', 'for-legacy', { Principal: { AWS: roleArn('legacy', 'hopper') }, Action: 'sts:AssumeRole' }, administrator),
  ),
  path(
    'GitHub Actions (repo:contoso/site:environment:production)',
    'is trusted by an administrator role, for one environment',
    'pipeline',
    'none',
    provider('pipeline', github, 'sts.amazonaws.com'),
    role('pipeline', 'deploy', byToken('pipeline', github, { aud: 'sts.amazonaws.com', sub: 'repo:contoso/site:environment:production' }), administrator),
  ),
  path(
    'GitHub Actions (repo:contoso/tools:ref:refs/heads/main)',
    'is trusted by a role that passes an administrator role to a function',
    'pipeline',
    'none',
    role(
      'pipeline',
      'tools',
      byToken('pipeline', github, { aud: 'sts.amazonaws.com', sub: 'repo:contoso/tools:ref:refs/heads/main' }),
      may(['iam:PassRole', 'lambda:CreateFunction', 'lambda:InvokeFunction']),
    ),
    role('pipeline', 'function', { Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }, administrator),
  ),
  path(
    'sp-robot',
    'is the managed identity that an administrator role trusts',
    'robots',
    'none',
    entraProgram('robot'),
    provider('robots', ours, 'api://aws', `api://${AUDIENCE}`),
    role('robots', 'robot', byToken('robots', ours, { aud: 'api://aws', sub: 'sp-robot' }), administrator),
  ),
  path(
    'any application of Contoso',
    'may take an administrator role that looks at the audience alone, to which assignment is not required',
    'robots',
    'none',
    {
      tenant: {
        servicePrincipals: [
          {
            id: 'sp-audience',
            appId: AUDIENCE,
            displayName: 'audience',
            servicePrincipalType: 'Application',
            accountEnabled: true,
            appRoleAssignmentRequired: false,
          },
        ],
      },
    },
    role('robots', 'anyone', byToken('robots', ours, { aud: `api://${AUDIENCE}` }), administrator),
  ),

  near(
    'mia',
    'is given a role that is mapped to a reader',
    'legacy',
    person('mia'),
    given('mia', 3),
    mapping(ROLE(3), 'reader'),
    role('legacy', 'reader', bySaml(providerArn('legacy')), may('s3:ListAllMyBuckets')),
  ),
  near(
    'max',
    'the mapped role does not trust the provider',
    'legacy',
    person('max'),
    given('max', 4),
    mapping(ROLE(4), 'no-trust'),
    role('legacy', 'no-trust', { Principal: { Service: 'ec2.amazonaws.com' }, Action: 'sts:AssumeRole' }, administrator),
  ),
  near('moe', 'the mapping names a role that is not there', 'legacy', person('moe'), given('moe', 5), mapping(ROLE(5), 'gone')),
  near(
    'mel',
    'the mapping names another provider than the role trusts',
    'legacy',
    person('mel'),
    given('mel', 6),
    mapping(ROLE(6), 'by-saml', providerArn('legacy', 'Other')),
    samlProvider('Other', tenantId),
  ),
  near(
    'may',
    'the provider is of another tenant',
    'legacy',
    person('may'),
    given('may', 7),
    samlProvider('Stranger', '99999999-2222-4333-8444-555555555555'),
    mapping(ROLE(7), 'of-stranger', providerArn('legacy', 'Stranger')),
    role('legacy', 'of-stranger', bySaml(providerArn('legacy', 'Stranger')), administrator),
  ),
  near('mac', 'is assigned to the application without a role of it', 'legacy', person('mac'), assigned('iam', idOf('mac'), 'User')),
  near('meg', 'is given the role, and Conditional Access lets nobody in', 'legacy', person('meg', 'blocked'), given('meg', 1)),
  near('mo', 'is given the role, and disabled', 'legacy', person('mo', 'mfa', { accountEnabled: false }), given('mo', 1)),
  near(
    'GitHub Actions (repo:contoso/docs:ref:refs/heads/main)',
    'is trusted by a role that administers nothing',
    'pipeline',
    role('pipeline', 'docs', byToken('pipeline', github, { aud: 'sts.amazonaws.com', sub: 'repo:contoso/docs:ref:refs/heads/main' }), may('s3:PutObject')),
  ),
  near(
    'sp-watcher',
    'is the managed identity that a reading role trusts',
    'robots',
    entraProgram('watcher'),
    role('robots', 'watcher', byToken('robots', ours, { aud: 'api://aws', sub: 'sp-watcher' }), may('s3:ListAllMyBuckets')),
  ),
  near(
    'a Microsoft Entra tenant (any subject)',
    'Defender for Cloud and Sentinel read',
    'watched',
    provider('watched', microsoft, 'api://AzureSecurityCenter.MultiCloud.CSPM', 'api://1462b192-27f7-4cb9-8523-0f4ecb54b47e'),
    role(
      'watched',
      'CspmMonitorAws',
      byToken('watched', microsoft, { aud: 'api://AzureSecurityCenter.MultiCloud.CSPM', 'sts:RoleSessionName': `MicrosoftDefenderForClouds_${tenantId}` }),
      { managed: ['arn:aws:iam::aws:policy/SecurityAudit'] },
    ),
    role(
      'watched',
      'OIDC_MicrosoftSentinelRole',
      byToken('watched', microsoft, { aud: 'api://1462b192-27f7-4cb9-8523-0f4ecb54b47e', 'sts:RoleSessionName': 'MicrosoftSentinel_workspace' }),
      may(['sqs:ReceiveMessage', 's3:GetObject']),
    ),
  ),

  near('sp-publisher', 'lets GitHub in, and may do nothing', 'robots', entraProgram('publisher', 'Application'), {
    tenant: {
      applications: [{ id: 'registration-publisher', appId: 'app-publisher', displayName: 'publisher', signInAudience: 'AzureADMyOrg' }],
      federatedCredentials: [
        {
          application: 'registration-publisher',
          credential: {
            id: 'github',
            name: 'github',
            issuer: `https://${github}`,
            subject: 'repo:contoso/site:environment:production',
            audiences: ['api://AzureADTokenExchange'],
          },
        },
      ],
    },
  }),
]
