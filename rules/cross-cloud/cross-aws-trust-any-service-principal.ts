import { asFarAs } from '../../src/analysis/iam/request-demands.ts'
import { UNIDENTIFIED } from '../../src/dataset.ts'
import { iamRoles } from '../../src/datasets/aws/iam.ts'
import { tenantOfIssuer } from '../../src/estate/aws/known-issuers.ts'
import { oidcAudiences, oidcTrustsOfRoles, trustAt } from '../../src/estate/aws/oidc-trusts.ts'
import { audienceApplicationsByTenant, isOfVersion2, unassignedAudiences } from '../../src/estate/cross/audience-applications.ts'
import { audiencesLetIn } from '../../src/estate/cross/token-audiences.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-aws-trust-any-service-principal',
  title: 'A role in AWS that trusts tokens of an Entra tenant names whose they are, or their application requires assignment',
  failureTitle: 'AWS role open to every application of an Entra tenant',
  cloud: 'cross',
  severity: 'critical',
  recommendation: 'cross-cloud',
  rationale:
    'Entra issues a token for any application of the tenant to whatever application or managed identity of it asks, unless assignment to that application is required. A role that checks the audience alone is then open to each of them, and to whoever can register an application, which by default is every member. Only the subject tells which program it is. Asked about are roles that trust a tenant of this scan; of other tenants aws-oidc-trust-without-subject tells alone. Where assignment is required, those who are assigned get in, and whoever may assign. Tokens of version 2 (an issuer that ends in /v2.0) name the program that asked for them, and AWS takes that for the audience: the application alone gets in, and everybody who signs in to it, of which it is high; a managed identity has nobody who signs in to it. High too where a condition lets in few networks, or nobody yet.',
  remediation: [
    {
      text: 'Demand the subject: the object id of the service principal or managed identity that is meant. Keep the condition on the audience beside it.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument' > trust.json",
    },
    { text: 'Put it in force.', command: 'aws iam update-assume-role-policy --role-name ROLE --policy-document file://trust.json' },
    {
      text: 'Require assignment for the application that is the audience, and assign only the programs that are meant.',
      command: 'az ad sp update --id APPLICATION_ID --set appRoleAssignmentRequired=true',
    },
    { text: 'Look in CloudTrail for AssumeRoleWithWebIdentity of this role by subjects you do not know.' },
  ],
  verify: [
    {
      text: 'The trust policy has a StringEquals condition on the subject.',
      command: "aws iam get-role --role-name ROLE --query 'Role.AssumeRolePolicyDocument.Statement[].Condition'",
    },
    { text: 'The application requires assignment.', command: 'az ad sp show --id APPLICATION_ID --query appRoleAssignmentRequired' },
  ],
  frameworks: { 'nist-800-53@r5': ['AC-3', 'AC-6', 'IA-9'], 'mcsb@2': ['IM-3', 'IM-7'] },
  equivalents: {},
  references: [
    {
      title: 'Client credentials flow: without required assignment any application gets a token',
      url: 'https://learn.microsoft.com/entra/identity-platform/v2-oauth2-client-creds-grant-flow',
    },
    {
      title: 'Restrict an application to a set of users, and applications',
      url: 'https://learn.microsoft.com/entra/identity-platform/howto-restrict-your-app-to-a-set-of-users',
    },
    {
      title: 'Create a role for OpenID Connect federation',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_create_for-idp_oidc.html',
    },
  ],
  supersedes: ['aws-oidc-trust-without-subject'],
  subjects: oidcTrustsOfRoles,
  needs: { iamRoles, oidcAudiences, audienceApplicationsByTenant },
  where({ trust }, { oidcAudiences, audienceApplicationsByTenant }) {
    const tenant = trust?.issuer.kind === 'tenant' ? tenantOfIssuer(`https://${trust.provider}`) : undefined
    if (trust === undefined || tenant === undefined || !oidcAudiences.has(trust.provider)) return false
    return audienceApplicationsByTenant.has(tenant) || audienceApplicationsByTenant.has(UNIDENTIFIED)
  },
  check(row, { iamRoles, oidcAudiences, audienceApplicationsByTenant }, { now }) {
    const { name, roleId } = row
    const trust = trustAt(row, now)
    // Its time is over, or it names the subject; every token of Entra has one.
    if (trust === undefined || trust.tenancy === 'bound' || trust.tenancy === 'only-if-present') return pass()
    const { provider, weakest, because, limits } = trust
    const tenant = tenantOfIssuer(`https://${provider}`) ?? ''
    if (trust.tenancy === 'undecided') return unknown(`Role ${name} trusts Entra tenant ${tenant}, and ${because}.`)
    const accepted = oidcAudiences.get(provider) ?? []
    const applications = audienceApplicationsByTenant.get(tenant) ?? 'unread'
    if (applications === 'unread')
      return unknown(`Role ${name} takes tokens of whatever program of Entra tenant ${tenant}, whose applications could not be read, or not all of them.`)
    const { open, undecided } = unassignedAudiences(audiencesLetIn(iamRoles.get(roleId), provider, weakest, accepted), applications, provider)
    const names = [...new Set(open.map(({ application }) => application.name))]
    const isOfCallers = isOfVersion2(provider)
    if (open.length > 0)
      return fail(
        `Role ${name} takes tokens of Entra tenant ${tenant}, but ${because}, and assignment to ${names.join(', ')} is not required: ${isOfCallers ? 'everybody in the tenant who signs in to it' : 'every application and managed identity of the tenant'} can assume it${asFarAs(limits, 'them')}.`,
        [
          evidence(
            'Audiences',
            open.map(({ audience }) => audience),
          ),
          ...open.map(({ application }) => evidence('Application without required assignment', application.name, application.id)),
          evidence('Statement', weakest.label, roleId),
        ],
        isOfCallers || limits.some(({ keepsOut }) => keepsOut) ? 'high' : undefined,
      )
    if (undecided.length === 0) return pass()
    return unknown(
      `Role ${name} takes tokens of Entra tenant ${tenant}, ${because}, and which application ${undecided.join(', ')} stands for, and whether assignment to it is required, cannot be told.`,
    )
  },
})
