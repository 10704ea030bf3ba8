import { asFarAs } from '../../src/analysis/iam/request-demands.ts'
import { iamRoles } from '../../src/datasets/aws/iam.ts'
import { knownIssuers } from '../../src/estate/aws/known-issuers.ts'
import { oidcAudiences, oidcTrustsOfRoles, trustAt } from '../../src/estate/aws/oidc-trusts.ts'
import { isOfMicrosoftServices, tenantsOfSessions } from '../../src/estate/cross/microsoft-services.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-vendor-role-wide',
  title: 'Roles for Defender for Cloud and Sentinel are bound to their audience and to a tenant or workspace of ours',
  failureTitle: 'Role for a Microsoft service that is open to its other customers',
  cloud: 'cross',
  severity: 'high',
  upTo: 'critical',
  recommendation: 'cross-cloud',
  rationale:
    'Defender for Cloud and Sentinel sign in to AWS by tokens of a tenant of Microsoft’s, the same for all customers. Only the session name, which Microsoft sets, tells for whom: MicrosoftDefenderForClouds_ with the tenant, MicrosoftSentinel_ with the workspace. Without it another customer can enter the ARN of the role in a connector of theirs and have Microsoft read the account, or change it where the role allows that: critical. Roles from older templates lack it. A name with a tenant that is neither scanned nor declared lets in somebody else’s Defender. Medium where only the audience is missing and the provider accepts several, so that one service has the role of another. Workspaces are not compared. The older connectors, which are trusted as an AWS account of Microsoft’s, are judged by aws-role-external-without-external-id.',
  remediation: [
    {
      text: 'Add StringEquals conditions on sts:RoleSessionName and on the audience to each statement: MicrosoftDefenderForClouds_TENANT_ID, or MicrosoftSentinel_WORKSPACE_ID.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument' > trust.json",
    },
    {
      text: 'Put it in force, or run the newest template of the connector again.',
      command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json',
    },
    { text: 'If nobody uses the connector any more, delete the role.' },
    { text: 'If the tenant is yours, scan it or declare it in the configuration: kind tenant, its id, and the reason.' },
  ],
  verify: [
    {
      text: 'Each statement has both conditions, with whole values.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].Condition'",
    },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'SA-9'], 'mcsb@2': ['IM-3', 'IM-7'] },
  equivalents: {},
  references: [
    {
      title: 'How Defender for Cloud signs in to AWS',
      url: 'https://learn.microsoft.com/azure/defender-for-cloud/concept-authentication-architecture-aws',
    },
    {
      title: 'Set up AWS for Microsoft Sentinel: the trust policy of the role',
      url: 'https://learn.microsoft.com/azure/sentinel/connect-aws-configure-environment',
    },
    {
      title: 'Identity-provider controls for shared OIDC providers',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_oidc_secure-by-default.html',
    },
  ],
  supersedes: ['aws-oidc-trust-without-subject'],
  subjects: oidcTrustsOfRoles,
  needs: { iamRoles, oidcAudiences, knownIssuers },
  where: ({ trust }, { oidcAudiences }) => trust !== undefined && isOfMicrosoftServices(trust.provider) && oidcAudiences.has(trust.provider),
  check(row, { iamRoles, oidcAudiences, knownIssuers }, { now }) {
    const { name, roleId } = row
    const trust = trustAt(row, now)
    // Its time is over: nobody gets in.
    if (trust === undefined) return pass()
    const { provider, issuer, tenancy, because, limits, weakest } = trust
    const proof = [evidence('Issuer', `${provider} (${issuer.name})`, roleId), evidence('Statement', weakest.label, roleId)]
    if (tenancy === 'undecided') return unknown(`Role ${name} trusts ${issuer.name}, and ${because}.`)
    if (tenancy === 'not-bound')
      return fail(
        `Role ${name} trusts ${issuer.name}, but ${because}: it is open to ${issuer.whoGetsIn}${asFarAs(limits, 'it')}.`,
        proof,
        limits.some(({ keepsOut }) => keepsOut) ? 'high' : 'critical',
      )
    // Whoever assumes a role gives the session a name, so that a condition on it holds even where it may be missing.
    const role = iamRoles.get(roleId)
    const owners = (role === undefined ? [] : tenantsOfSessions(role)).map(tenant => ({ tenant, owner: knownIssuers(`https://sts.windows.net/${tenant}/`) }))
    const strangers = owners.filter(({ owner }) => owner.kind === 'stranger').map(({ tenant }) => tenant)
    if (strangers.length > 0)
      return fail(
        `Role ${name} lets in Defender for Cloud of Entra tenant ${strangers.join(' and ')}, which is neither scanned nor declared. It would hold if that tenant were scanned or declared.`,
        [...proof, evidence('Tenants of the session names', strangers, roleId)],
      )
    const accepted = oidcAudiences.get(provider) ?? []
    if (!trust.audience && accepted.length > 1)
      return fail(
        `Role ${name} takes tokens of ${issuer.name} for any of ${accepted.length} audiences: its trust policy demands none.`,
        [...proof, evidence('Audiences of the provider', accepted)],
        'medium',
      )
    const undecided = owners.find(({ owner }) => owner.kind === 'undecided')
    if (undecided === undefined) return pass()
    return unknown(
      `Role ${name} lets in Defender for Cloud of Entra tenant ${undecided.tenant}, and a tenant of this scan that could not be identified may be that one.`,
    )
  },
})
