import { asFarAs } from '../../src/analysis/iam/request-demands.ts'
import { ANY_PROVIDER, describeConditions, isOfAccount } from '../../src/analysis/iam/trust-policy.ts'
import { tenantOfIssuer } from '../../src/estate/aws/known-issuers.ts'
import { oidcAudiences, oidcTrustsOfRoles, trustAt } from '../../src/estate/aws/oidc-trusts.ts'
import { applicationIdIn, isOfVersion2, restrictedAudiencesByTenant } from '../../src/estate/cross/audience-applications.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'aws-oidc-trust-without-subject',
  title: 'A role that trusts an OpenID Connect provider demands the claim that tells its own workloads from strangers',
  failureTitle: 'Role open to any workload of an OpenID Connect provider',
  cloud: 'aws',
  severity: 'critical',
  recommendation: 'federation',
  rationale:
    'All customers of GitHub, GitLab.com, HCP Terraform and the like get tokens from one issuer, and every application of an Entra tenant from its own: only a claim says whose token it is. AWS refuses new trust policies without that claim for the issuers it knows, but leaves existing ones as they are. High where the issuer serves one cluster or customer, where it is an Entra tenant by tokens of version 2 (an issuer that ends in /v2.0), which name the program that asked for them, where the condition also passes a token that lacks the claim, where the account does not have the provider, and where a condition lets in few networks, or nobody yet; a trust whose time is over lets nobody in. Medium where only the audience is missing and the provider accepts several, high if the trust is in many workflows of GitHub at that; medium too where a scanned Entra tenant issues tokens for the audiences to those alone who are assigned.',
  remediation: [
    {
      text: 'Add a StringEquals condition on the claim that the finding names, and one on the audience. Use no IfExists, ForAllValues or negated operator.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument' > trust.json",
    },
    {
      text: 'For GitHub, demand token.actions.githubusercontent.com:repository_id, or repository_owner_id for all of an organization, and the subject beside it: repo:OWNER@OWNER_ID/REPOSITORY@REPOSITORY_ID:environment:production for repositories made or renamed since 15 July 2026 or switched to immutable subjects, repo:OWNER/REPOSITORY:environment:production for others.',
      command: "gh api repos/OWNER/REPOSITORY --jq '[.owner.id, .id]'",
    },
    { text: 'Put it in force.', command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json' },
    { text: 'Look in CloudTrail for AssumeRoleWithWebIdentity of this role by subjects you do not know.' },
  ],
  verify: [
    {
      text: 'Every statement that allows sts:AssumeRoleWithWebIdentity has the condition, and no value of it begins with a wildcard.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].Condition'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'IA-9'], 'mcsb@2': ['IM-3', 'IM-7'] },
  equivalents: {},
  references: [
    {
      title: 'Identity-provider controls for shared OIDC providers',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
    },
    {
      title: 'Condition keys of web identity federation',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-wif',
    },
    {
      title: 'Immutable subject claims of GitHub Actions',
      url: 'https://github.blog/changelog/2026-04-23-immutable-subject-claims-for-github-actions-oidc-tokens/',
    },
    {
      title: 'Single-valued and multivalued context keys: what ForAllValues does where a key is missing',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html',
    },
  ],
  supersedes: ['aws-oidc-github-subject-wide'],
  subjects: oidcTrustsOfRoles,
  needs: { oidcAudiences, restrictedAudiencesByTenant },
  check(row, { oidcAudiences, restrictedAudiencesByTenant }, { now }) {
    const { name, roleId } = row
    if (row.trust === undefined) return unknown(`The trust policy of role ${name} could not be read as a policy: ${row.unreadable ?? 'malformed'}.`)
    const trust = trustAt(row, now)
    // Its time is over: nobody gets in.
    if (trust === undefined) return pass()
    const { provider, issuer, tenancy, because, weakest, limits } = trust
    const keepsOut = limits.some(limit => limit.keepsOut)
    const besides = asFarAs(limits, 'them')
    const who = provider === ANY_PROVIDER ? 'any OpenID Connect provider' : provider
    const proof = [
      evidence('Issuer', provider === ANY_PROVIDER ? 'any' : `${provider} (${issuer.name})`, roleId),
      evidence('Why', because, roleId),
      evidence('Who can assume the role', issuer.whoGetsIn),
      evidence('Statement', weakest.label, roleId),
      evidence('Conditions', weakest.conditions.length === 0 ? 'none' : describeConditions(weakest), roleId),
      evidence('What binds this issuer', issuer.source),
    ]
    const audiences = oidcAudiences.get(provider) ?? []
    // IAM turns away tokens for audiences that the provider does not list, which binds where the audience says whose token it is.
    const isBoundByProvider = issuer.binding[0].claim === 'aud' && audiences.length > 0
    const isAbsent = isOfAccount(provider, weakest) && !oidcAudiences.has(provider)
    const restricted = restrictedAudiencesByTenant.get(tenantOfIssuer(`https://${provider}`) ?? '')
    const isRestricted = audiences.length > 0 && audiences.every(audience => restricted?.has(applicationIdIn(audience) ?? '') === true)
    if (tenancy === 'not-bound' && isRestricted)
      return fail(
        `Role ${name} trusts ${who}, but ${because}: it is open to whoever is assigned to ${audiences.join(', ')} there${besides}.`,
        [...proof.filter(({ label }) => label !== 'Who can assume the role'), evidence('Audiences that require assignment', audiences)],
        'medium',
      )
    const once = isAbsent ? 'nobody gets in while the account lacks that provider, and once it has it, the role' : 'it'
    if (tenancy === 'not-bound' && !isBoundByProvider)
      return fail(
        `Role ${name} trusts ${who}, but ${because}: ${once} is open to ${issuer.whoGetsIn}${besides}.`,
        isAbsent ? [...proof, evidence('Provider in the account', false)] : proof,
        issuer.kind === 'private' || (issuer.kind === 'tenant' && isOfVersion2(provider)) || keepsOut || isAbsent ? 'high' : undefined,
      )
    if (tenancy === 'only-if-present' && !isBoundByProvider) return fail(`Role ${name} trusts ${who}, but ${because}.`, proof, 'high')
    if (tenancy === 'undecided' && !isBoundByProvider) return unknown(`Role ${name} trusts ${who}, and ${because}.`)
    if (trust.audience || audiences.length < 2 || (tenancy === 'bound' && issuer.binding.some(({ claim }) => claim === 'aud'))) return pass()
    const isWide = trust.gitHub?.isCertain === true && !(trust.gitHub.repository && trust.gitHub.ref)
    return fail(
      `Role ${name} takes tokens that ${who} issued for any of ${audiences.length} audiences: its trust policy demands none.`,
      [...proof, evidence('Audiences of the provider', audiences)],
      isWide ? 'high' : 'medium',
    )
  },
})
