import { describe, expect, it } from 'vitest'
import { dangerousScopes } from '../../src/analysis/delegated-scopes.ts'
import { gitHubSubjectFault, plainIssuer, tokenIssuer, wildFaults } from '../../src/analysis/federated-subjects.ts'
import { AZURE_AD_GRAPH, EXCHANGE_ONLINE, isMicrosofts, isTierZeroRole, MICROSOFT_GRAPH, tierZeroPermission } from '../../src/analysis/tier-zero.ts'

describe('what leads to the whole tenant', () => {
  it('is by itself, or over what others rely on', () => {
    expect(tierZeroPermission(MICROSOFT_GRAPH, 'AppRoleAssignment.ReadWrite.All')?.reach).toBe('direct')
    expect(tierZeroPermission(MICROSOFT_GRAPH.toUpperCase(), 'Policy.ReadWrite.ConditionalAccess')?.reach).toBe('indirect')
    expect(tierZeroPermission(EXCHANGE_ONLINE, 'full_access_as_app')?.reach).toBe('indirect')
    expect(tierZeroPermission(AZURE_AD_GRAPH, 'Directory.ReadWrite.All')?.reach).toBe('indirect')
  })

  it.each([
    ['UserAuthMethod-Passkey.ReadWrite.All', 'direct'],
    ['PublicKeyInfrastructure.ReadWrite.All', 'indirect'],
    ['Domain-InternalFederation.ReadWrite.All', 'indirect'],
    ['LifecycleWorkflows.ReadWrite.All', 'indirect'],
    ['DelegatedPermissionGrant.ReadWrite.All', 'indirect'],
    ['DeviceManagementApps.ReadWrite.All', 'indirect'],
    ['AgentIdentityBlueprint.AddRemoveCreds.All', 'indirect'],
  ])('%s leads there: %s', (permission, reach) => {
    expect(tierZeroPermission(MICROSOFT_GRAPH, permission)?.reach).toBe(reach)
  })

  it('is nothing that reads, and nothing of an API of somebody', () => {
    expect(tierZeroPermission(MICROSOFT_GRAPH, 'Directory.Read.All')).toBeUndefined()
    expect(tierZeroPermission('99999999-0000-4000-8000-000000000009', 'AppRoleAssignment.ReadWrite.All')).toBeUndefined()
    expect(isTierZeroRole({ templateId: 'F2EF992C-3AFB-46B9-B7CF-A126EE74C451', isPrivileged: true })).toBe(false)
    expect(isTierZeroRole({ templateId: '62e90394-69f5-4237-9190-012177145e10', isPrivileged: true })).toBe(true)
    expect(isTierZeroRole({ templateId: 'custom', isPrivileged: false })).toBe(false)
  })

  it('tells Microsoft’s own applications by the tenant they were registered in', () => {
    expect(['F8CDEF31-a31e-4b4a-93e4-5f571e91255a', '72f988bf-86f1-41af-91ab-2d7cd011db47', null, 'someone'].map(isMicrosofts)).toEqual([
      true,
      true,
      false,
      false,
    ])
  })
})

it.each([
  [MICROSOFT_GRAPH, ['Mail.Read', 'Mail.Send.Shared', 'Files.ReadWrite.All', 'RoleManagement.ReadWrite.Directory', 'Policy.ReadWrite.Authorization'], 5],
  [MICROSOFT_GRAPH, ['openid', 'offline_access', 'Mail.ReadBasic', 'Files.ReadWrite.AppFolder', 'RoleManagement.Read.Directory', 'XMail.Read'], 0],
  [MICROSOFT_GRAPH, ['IMAP.AccessAsUser.All', 'POP.AccessAsUser.All', 'SMTP.Send', 'Sites.Read.All', 'Sites.Selected'], 4],
  [EXCHANGE_ONLINE, ['EWS.AccessAsUser.All', 'IMAP.AccessAsUser.All', 'Calendars.Read'], 2],
  ['00000003-0000-0ff1-ce00-000000000000', ['AllSites.Read', 'User.Read.All'], 1],
  ['797f4846-ba00-4fd7-ba43-dac1f8f63013', ['user_impersonation'], 1],
  ['app-of-ours', ['user_impersonation', 'Mail.Read'], 0],
])('of the scopes on %s: %s, %i are dangerous', (api, scopes, count) => {
  expect(dangerousScopes(api, scopes)).toHaveLength(count)
})

it.each([
  ['https://token.actions.githubusercontent.com/', 'shared', true],
  ['https://token.actions.githubusercontent.com/contoso', 'owner', true],
  ['https://gitlab.com', 'shared', false],
  ['https://oidc.eks.eu-west-1.amazonaws.com/id/0A', 'owner', false],
  ['https://0b1c2d3e-0000-4000-8000-000000000001.tokens.sts.global.api.aws', 'owner', false],
  ['https://vstoken.dev.azure.com/0b1c2d3e-0000-4000-8000-000000000001', 'owner', false],
  ['https://login.microsoftonline.com/0b1c2d3e-0000-4000-8000-000000000001/v2.0', 'tenant', false],
  ['https://westeurope.oic.prod-aks.azure.com/0b1c2d3e-0000-4000-8000-000000000001/00/', 'tenant', false],
  ['https://login.microsoftonline.com.attacker.example/0b1c2d3e-0000-4000-8000-000000000001/', 'unknown', false],
  ['https://tokens.attacker.example', 'unknown', false],
])('%s gives tokens of %s', (issuer, whose, isGitHub) => {
  expect(tokenIssuer(issuer)).toMatchObject({ whose, isGitHub })
})

it('compares issuers without scheme, case and trailing slash', () => {
  expect(plainIssuer(' HTTPS://Tokens.Contoso.example/a/ ')).toBe('tokens.contoso.example/a')
})

it.each([
  ['repo:contoso/shop:ref:refs/heads/main', undefined],
  ['repo:contoso@1/shop@2:environment:production', undefined],
  ['repo:contoso/shop:ref:refs/tags/v1', undefined],
  ['repo:contoso/shop:job_workflow_ref:contoso/flows/.github/workflows/a.yml@refs/heads/main', undefined],
  ['repo:contoso/shop:pull_request', 'lets in every pull request, whoever opens it and whatever code it brings'],
  ['repo:contoso/shop', 'names no repository'],
  ['repository_owner:contoso', 'names no repository'],
  ['repo:contoso/shop:job:build', 'names no branch, tag or environment'],
])('the subject %s: %s', (subject, fault) => {
  expect(gitHubSubjectFault(subject)).toBe(fault)
})

it.each([
  ["claims['sub'] matches 'repo:contoso/*'", ['critical']],
  ["claims['sub'] matches 'repo:contoso/shop:ref:refs/heads/*'", ['high']],
  ["claims['sub'] matches 'project_path:contoso/shop:ref_type:branch:ref:*'", ['high']],
  ["claims['sub'] eq 'repo:contoso/shop:ref:refs/heads/main' and claims['job_workflow_ref'] matches 'contoso/flows/.github/workflows/*@refs/heads/main'", []],
  ["claims['sub'] matches '*' and claims['job_workflow_ref'] matches 'contoso/*'", ['critical']],
  ["claims['sub'] eq 'repo:contoso/*'", []],
])('the expression %s is wide: %s', (expression, severities) => {
  expect(wildFaults(expression).map(({ severity }) => severity)).toEqual(severities)
})
