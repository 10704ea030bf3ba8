import {
  auth0Subject,
  bitbucketSubject,
  type ClaimFormat,
  chosenText,
  gitHubEnterpriseSubject,
  gitHubSubject,
  identifier,
  ownerFirst,
  pulumiSubject,
  serviceAccountSubject,
  subjectOfAnyFormat,
  tenantFirst,
  unlike,
} from './claim-formats.ts'

/** A demand that keeps strangers out: one of these suffices. */
export interface BindingClaim {
  /** The name after `<issuer>:`, or a whole key such as `sts:rolesessionname`. Lower case. */
  readonly claim: string
  readonly format: ClaimFormat
}

export interface OidcIssuer {
  readonly name: string
  /** `shared`: one issuer URL serves all of its customers. `tenant`: one URL per tenant, in which anyone can have tokens made. `private`: one URL per customer or cluster. */
  readonly kind: 'shared' | 'tenant' | 'private'
  readonly binding: readonly [BindingClaim, ...BindingClaim[]]
  /** Claims that everybody's tokens can meet, besides the audience. Others than these and `binding` are undecided. */
  readonly open: readonly string[]
  /** Who gets in where nothing binds. */
  readonly whoGetsIn: string
  readonly source: string
}

/** The table of shared issuers, and which claim AWS demands of each since 2025 in new and changed trust policies; older ones are left as they are. */
const AWS_TABLE = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html'
const AWS_KEYS = 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html'

const bind = (claim: string, format: ClaimFormat): BindingClaim => ({ claim, format })

const shared = (name: string, whoGetsIn: string, binding: OidcIssuer['binding'], open: readonly string[] = [], source = AWS_TABLE): OidcIssuer => ({
  name,
  kind: 'shared',
  binding,
  open,
  whoGetsIn,
  source,
})

const bySubject = (name: string, format: ClaimFormat = tenantFirst): OidcIssuer => shared(name, `any customer of ${name}`, [bind('sub', format)])
/** By the audience, which is one customer's, or by a subject that begins with the customer where its format is documented. */
const byAudience = (name: string, subject?: ClaimFormat): OidcIssuer =>
  shared(name, `any customer of ${name}`, [bind('aud', chosenText), ...(subject === undefined ? [] : [bind('sub', subject)])], ['sub'])

const gitHub = shared(
  'GitHub Actions',
  'any workflow of any repository on GitHub',
  [
    bind('sub', gitHubSubject),
    bind('repository_id', identifier),
    bind('repository_owner_id', identifier),
    bind('enterprise_id', identifier),
    bind('repository', ownerFirst),
  ],
  ['environment', 'ref', 'workflow'],
)

/** Defender for Cloud and Sentinel sign in from Microsoft's own tenant; the session name carries the customer's tenant or workspace. */
const microsoftService: OidcIssuer = {
  name: 'Microsoft Defender for Cloud and Microsoft Sentinel',
  kind: 'shared',
  binding: [bind('sts:rolesessionname', identifier)],
  open: ['sub'],
  whoGetsIn: 'the connector of any other customer of Microsoft',
  source: AWS_TABLE,
}

const turbonomic = bySubject('IBM Turbonomic', chosenText)

/** A trust in `*`. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous */
const any: OidcIssuer = {
  name: 'any issuer',
  kind: 'shared',
  binding: [bind('sub', identifier)],
  open: [],
  whoGetsIn: 'everyone to whom any issuer that IAM knows gives a token',
  source: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html#principal-anonymous',
}

const known: ReadonlyMap<string, OidcIssuer> = new Map([
  ['*', any],
  ['token.actions.githubusercontent.com', gitHub],
  ['vstoken.actions.githubusercontent.com', gitHub],
  ['oidc-configuration.audit-log.githubusercontent.com', bySubject('GitHub audit log streaming', identifier)],
  ['gitlab.com', bySubject('GitLab.com')],
  ['app.terraform.io', bySubject('HCP Terraform')],
  ['agent.buildkite.com', bySubject('Buildkite')],
  ['oidc.codefresh.io', bySubject('Codefresh')],
  ['scalr.io', bySubject('Scalr')],
  ['studio.datachain.ai/api', bySubject('DVC Studio')],
  ['proidc.upbound.io', bySubject('Upbound')],
  ['tokens.cloud.shisho.dev', bySubject('Shisho Cloud', chosenText)],
  ['api.pulumi.com/oidc', byAudience('Pulumi Cloud', pulumiSubject)],
  // `owner:TEAM:project:...`: https://vercel.com/docs/oidc/reference
  ['oidc.vercel.com', byAudience('Vercel', tenantFirst)],
  ['sandboxes.cloud', byAudience('sandboxes.cloud')],
  [
    'accounts.google.com',
    // Google's `aud` key holds the authorized party, which the caller cannot choose; the audience itself is `oaud`, which they can.
    shared('Google', 'any Google account or service account', [bind('sub', identifier), bind('aud', identifier)], ['oaud', 'amr'], AWS_KEYS),
  ],
  ['www.amazon.com', shared('Login with Amazon', 'any Amazon customer', [bind('app_id', identifier), bind('user_id', identifier)], [], AWS_KEYS)],
  ['graph.facebook.com', shared('Facebook', 'any Facebook user', [bind('app_id', identifier), bind('id', identifier)], [], AWS_KEYS)],
  ['sts.windows.net/33e01921-4d64-4f8c-a055-5bdaffd5e33d', microsoftService],
  ['sts.windows.net/cab8a31a-1906-4287-a0d8-4eef66b95f6e', microsoftService],
])

/** https://docs.aws.amazon.com/govcloud-us/latest/UserGuide/govcloud-cog.html tells the names in GovCloud. */
const cognito = shared(
  'Amazon Cognito identity pools',
  'any user of any identity pool of any AWS account',
  [bind('aud', identifier), bind('sub', identifier)],
  ['amr'],
)

const families: readonly { readonly url: RegExp; readonly issuer: OidcIssuer }[] = [
  { url: /^cognito-identity[a-z0-9.-]*\.amazonaws\.com(?:\.cn)?$/, issuer: cognito },
  {
    url: /^(?:rh-oidc\.s3\.us-east-1\.amazonaws\.com|oidc\.op1\.openshiftapps\.com)\/[0-9a-z]{32}$/,
    issuer: turbonomic,
  },
  {
    url: /^oidc(?:\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?|-eks\.[a-z0-9-]+\.api\.aws)\/id\//,
    issuer: {
      name: 'an Amazon EKS cluster',
      kind: 'private',
      binding: [bind('sub', serviceAccountSubject)],
      open: [],
      whoGetsIn: 'any pod of the cluster, whatever its service account',
      source: 'https://docs.aws.amazon.com/eks/latest/userguide/associate-service-account-role.html',
    },
  },
  {
    // GitHub Enterprise Server, an enterprise with an issuer of its own, and data residency on ghe.com.
    url: /\/_services\/v?s?token$|^token\.actions\.(?:githubusercontent\.com\/[^/]+|[a-z0-9-]+\.ghe\.com)$/,
    issuer: {
      name: 'GitHub Actions of one enterprise or server',
      kind: 'private',
      binding: [
        bind('sub', gitHubEnterpriseSubject),
        bind('repository_id', identifier),
        bind('repository_owner_id', identifier),
        bind('repository', ownerFirst),
      ],
      open: ['environment', 'ref', 'workflow', 'enterprise', 'enterprise_id'],
      whoGetsIn: 'any workflow of any repository there',
      source: 'https://docs.github.com/en/enterprise-cloud@latest/actions/reference/security/oidc',
    },
  },
  {
    url: /^api\.bitbucket\.org\/2\.0\/workspaces\/[^/]+\/pipelines-config\/identity\/oidc$/,
    issuer: {
      name: 'a Bitbucket workspace',
      kind: 'private',
      binding: [bind('sub', bitbucketSubject)],
      open: [],
      whoGetsIn: 'any pipeline of any repository of the Bitbucket workspace',
      source: 'https://support.atlassian.com/bitbucket-cloud/docs/deploy-on-aws-using-bitbucket-pipelines-openid-connect/',
    },
  },
  {
    url: /\.auth0\.com$/,
    issuer: {
      name: 'an Auth0 tenant',
      kind: 'private',
      binding: [bind('sub', auth0Subject)],
      open: [],
      whoGetsIn: 'every user and application of the Auth0 tenant',
      source: 'https://auth0.com/docs/manage-users/user-accounts/identify-users',
    },
  },
  {
    // Its tokens say in azp which program asked, and AWS takes that for the audience where it is there.
    url: /^login\.(?:microsoftonline\.(?:com|us)|chinacloudapi\.cn|partner\.microsoftonline\.cn)\/[^/]+\/v2\.0$/,
    issuer: {
      name: 'a Microsoft Entra tenant',
      kind: 'tenant',
      binding: [bind('sub', identifier)],
      open: [],
      whoGetsIn: 'the application that is the audience, and everybody in the tenant who signs in to it',
      source: 'https://learn.microsoft.com/en-us/entra/identity-platform/access-token-claims-reference',
    },
  },
  {
    url: /^(?:sts\.windows\.net|login\.microsoftonline\.(?:com|us)|sts\.chinacloudapi\.cn|login\.chinacloudapi\.cn|login\.partner\.microsoftonline\.cn)\//,
    issuer: {
      name: 'a Microsoft Entra tenant',
      kind: 'tenant',
      binding: [bind('sub', identifier)],
      open: [],
      whoGetsIn: 'every application and managed identity of the tenant that asks for a token for this audience',
      source: 'https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
    },
  },
  {
    url: /^oidc\.circleci\.com\/org\//,
    issuer: {
      name: 'a CircleCI organization',
      kind: 'private',
      binding: [bind('sub', unlike('org/ISSUER/project/a-stranger/user/a-stranger')), bind('oidc.circleci.com/project-id', unlike('a-stranger'))],
      open: [],
      whoGetsIn: 'any pipeline of any project of the CircleCI organization',
      source: 'https://circleci.com/docs/guides/permissions-authentication/openid-connect-tokens/',
    },
  },
]

const other: OidcIssuer = {
  name: 'an issuer with no entry in the table of shared issuers',
  kind: 'private',
  binding: [bind('sub', subjectOfAnyFormat)],
  open: [],
  whoGetsIn: 'whoever that issuer signs a token for',
  source: AWS_TABLE,
}

/** What binds tenancy for a provider's URL (without scheme, a trailing slash or not). For one that is in no table: the subject. */
export const issuerOf = (url: string): OidcIssuer => {
  const plain = url.toLowerCase().replace(/\/$/, '')
  return known.get(plain) ?? families.find(family => family.url.test(plain))?.issuer ?? other
}
