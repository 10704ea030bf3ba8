import rule from '../../../rules/application-identity/entra-federated-credential-wide.ts'
import { outboundFederations } from '../../../src/datasets/aws/account-upkeep.ts'
import { identityPools } from '../../../src/datasets/aws/identity-pools.ts'
import { oidcProviders } from '../../../src/datasets/aws/identity-providers.ts'
import { userPools } from '../../../src/datasets/aws/user-pools.ts'
import { declared } from '../../../src/datasets/declared.ts'
import { entraApplications } from '../../../src/datasets/entra/app-registrations.ts'
import { federatedCredentials } from '../../../src/datasets/entra/federated-credentials.ts'
import { given, testRule } from '../../rule-tester.ts'
import { registration } from '../application-rows.ts'
import { federated, program, programs } from '../program-rows.ts'

const one = (says: Parameters<typeof federated>[1]) => [given(federatedCredentials, federated('deploy', says))]
const eks = 'https://oidc.eks.eu-west-1.amazonaws.com/id/0123456789ABCDEF'
const issuer = (value: string) => given(declared, { id: 'declared/1', name: value, kind: 'issuer', value, reason: 'Ours' })
const stranger = '99999999-2222-4333-8444-555555555555'

testRule(
  rule,
  {
    pass: {
      'one branch of one repository': one({}),
      'an environment': one({ subject: 'repo:contoso/shop:environment:production' }),
      'a workload of this tenant': one({ issuer: 'https://login.microsoftonline.com/AAAAAAAA-0000-4000-8000-000000000001/v2.0', subject: 'managed-identity' }),
      'a cluster in AKS of this tenant': one({
        issuer: 'https://westeurope.oic.prod-aks.azure.com/aaaaaaaa-0000-4000-8000-000000000001/1f/',
        subject: 'system:serviceaccount:shop:api',
      }),
      'a cluster whose provider a scanned account has': [
        ...one({ issuer: eks, subject: 'system:serviceaccount:shop:api' }),
        given(oidcProviders, { id: 'arn', name: eks.slice(8), url: eks.slice(8), clientIds: [], thumbprints: [] }),
      ],
      'a cluster that is declared': [
        ...one({ issuer: eks, subject: 'system:serviceaccount:shop:api' }),
        issuer(`${eks}/`.toUpperCase().replace('HTTPS', 'https')),
      ],
      'a service whose subjects name the customer': one({
        issuer: 'https://app.terraform.io',
        subject: 'organization:contoso:project:p:workspace:w:run_phase:apply',
      }),
      'an expression without a wildcard': one({ subject: null, expression: "claims['sub'] eq 'repo:contoso/shop:ref:refs/heads/main'" }),
      'an exact subject, and any of the workflows it may call': one({
        subject: null,
        expression: "claims['sub'] eq 'repo:contoso/shop:ref:refs/heads/main' and claims['job_workflow_ref'] matches 'contoso/flows/.github/workflows/*'",
      }),
      'a repository by its id': one({ subject: 'repository_id:456789:environment:production' }),
      'a star that Entra takes for a star, so nobody': one({ subject: 'repo:contoso/shop:ref:refs/heads/*' }),
      'a cluster of this tenant in Azure Arc': one({
        issuer: 'https://northamerica.oic.prod-arc.azure.com/aaaaaaaa-0000-4000-8000-000000000001/12345678-1234-1234-1234-123456789123/',
        subject: 'system:serviceaccount:shop:api',
      }),
      'HCP Terraform in Europe': one({ issuer: 'https://app.eu.terraform.io', subject: 'organization:contoso:project:p:workspace:w:run_phase:apply' }),
      'a tenant that is declared': [
        ...one({ issuer: `https://login.microsoftonline.com/${stranger}/v2.0`, subject: 'x' }),
        given(declared, { id: 'declared/1', name: stranger, kind: 'tenant', value: stranger, reason: 'Our other tenant' }),
      ],
    },
    fail: {
      'every pull request, beside the main branch': {
        given: [given(federatedCredentials, federated('deploy'), federated('checks', { subject: 'repo:contoso/shop:pull_request' }))],
        subjects: ['checks'],
        severity: 'critical',
        message: /^Credential checks of Shop lets in every pull request/,
        evidence: [{ label: 'Subject', value: 'repo:contoso/shop:pull_request' }],
      },
      'a whole repository': { given: one({ subject: 'repo:contoso/shop:job:build' }), severity: 'critical', message: /names no branch, tag or environment/ },
      'a whole organization': { given: one({ subject: 'repository_owner:contoso' }), severity: 'critical', message: /names no repository/ },
      'any repository, by an expression': {
        given: one({ subject: null, expression: "claims['sub'] matches 'repo:contoso/*'" }),
        severity: 'critical',
        message: /takes any sub like repo:contoso\/\*/,
        evidence: [{ label: 'Expression' }],
      },
      'any branch of one repository, by an expression': {
        given: one({ subject: null, expression: "claims['sub'] matches 'repo:contoso/shop:ref:refs/heads/*'" }),
        severity: 'high',
      },
      'pull requests, by an expression without a wildcard': {
        given: one({ subject: null, expression: "claims['sub'] eq 'repo:contoso/shop:pull_request' and claims['repository_id'] eq '456789'" }),
        severity: 'critical',
        message: /lets in every pull request/,
      },
      'pull requests among whatever a repository runs': {
        given: one({ subject: null, expression: "claims['sub'] matches 'repo:contoso/shop:*' and claims['repository_id'] eq '456789'" }),
        severity: 'critical',
        message: /lets in every pull request.*takes any sub like repo:contoso\/shop:\*/,
      },
      'any branch of a repository that its id names': {
        given: one({ subject: null, expression: "claims['sub'] matches 'repo:contoso/*:ref:refs/heads/main' and claims['repository_id'] eq '456789'" }),
        severity: 'high',
      },
      'whoever calls a workflow': {
        given: one({ subject: null, expression: "claims['job_workflow_ref'] eq 'contoso/flows/.github/workflows/a.yml@refs/heads/main'" }),
        severity: 'critical',
        message: /names no repository/,
      },
      'pull requests, into an application that is turned off': {
        given: [
          ...one({ subject: 'repo:contoso/shop:pull_request' }),
          given(entraApplications, registration('shop', { appId: 'shop' })),
          programs(program('shop', { accountEnabled: false })),
        ],
        severity: 'medium',
      },
      'pull requests, into one that is turned off here and not elsewhere': {
        given: [
          ...one({ subject: 'repo:contoso/shop:pull_request' }),
          given(entraApplications, registration('shop', { appId: 'shop', signInAudience: 'AzureADMultipleOrgs' })),
          programs(program('shop', { accountEnabled: false })),
        ],
        severity: 'critical',
      },
      'an issuer that nobody knows': {
        given: one({ issuer: 'https://tokens.attacker.example', subject: 'me' }),
        severity: 'critical',
        message: /nobody knows, tokens\.attacker\.example \(it would hold if the issuer were declared\)/,
      },
      'a cluster that is not declared': {
        given: one({ issuer: eks, subject: 'system:serviceaccount:shop:api' }),
        severity: 'high',
        message: /an Amazon EKS cluster/,
      },
      'a tenant that nobody knows': {
        given: one({ issuer: `https://login.microsoftonline.com/${stranger}/v2.0`, subject: 'x' }),
        severity: 'critical',
        message: /a Microsoft Entra tenant that nobody knows, 99999999/,
      },
    },
    unknown: {
      'neither subject nor expression': one({ subject: null }),
      'an expression of another form': one({ subject: null, expression: "claims['sub'] startsWith 'repo:contoso/'" }),
    },
  },
  { answersWithout: [outboundFederations, oidcProviders, userPools, identityPools] },
)
