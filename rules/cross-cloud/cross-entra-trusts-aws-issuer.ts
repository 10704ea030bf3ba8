import { plainIssuer } from '../../src/analysis/federated-subjects.ts'
import { federatedCredentials } from '../../src/datasets/entra/federated-credentials.ts'
import { awsIssuerKind, awsIssuers } from '../../src/estate/cross/aws-issuers.ts'
import { darkInWords } from '../../src/estate/cross/dark-words.ts'
import { declaredIssuers } from '../../src/estate/entra/declared-issuers.ts'
import { powersOf, privilegedApplications } from '../../src/estate/entra/privileged-applications.ts'
import { tierZeroRoles } from '../../src/estate/entra/privileged-service-principals.ts'
import { programsOff } from '../../src/estate/entra/programs-off.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'cross-entra-trusts-aws-issuer',
  title: 'Applications of Entra let in workloads of our own AWS accounts only, and such applications do not lead to the whole tenant',
  failureTitle: 'Application of Entra open to AWS',
  cloud: 'cross',
  severity: 'high',
  recommendation: 'cross-cloud',
  rationale:
    'A federated credential that trusts AWS makes a role, a service account of a cluster or a user of Cognito the application: whoever gets hold of it there is in the tenant, with what the application may do. In an account that nobody scans nobody sees who that is, and an application that leads to the whole tenant hands the tenant to every administrator of the account. Asked about is each federated credential of an application whose issuer is an AWS account (outbound federation), an Amazon EKS cluster or Amazon Cognito. An account is known by its issuer, a cluster by the provider that a scanned account has for it in IAM, a pool by its id; an issuer may be declared instead. Whether the subject is a single one is judged by entra-federated-credential-wide. Credentials of managed identities are not among these. Medium where the application is turned off.',
  remediation: [
    {
      text: 'Remove a credential that nobody knows, or that an application with such permissions need not have.',
      command:
        "Connect-MgGraph -Scopes Application.ReadWrite.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/applications/OBJECT_ID/federatedIdentityCredentials/CREDENTIAL_ID'",
    },
    { text: 'Give the workload an application of its own, with no more permissions than it uses.' },
    { text: 'Scan the account, or declare the issuer in the configuration: kind issuer, its URL, and the reason.' },
  ],
  verify: [
    {
      text: 'Every credential whose issuer is AWS is of an account of yours.',
      command:
        "Connect-MgGraph -Scopes Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/v1.0/applications/OBJECT_ID/federatedIdentityCredentials' -OutputType PSObject).value | Select-Object id, name, issuer, subject",
    },
    { text: 'The issuer is that of the account.', command: 'aws iam get-outbound-web-identity-federation-info' },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'PA-7'], 'nist-800-53@r5': ['AC-6', 'IA-9'] },
  equivalents: {},
  references: [
    { title: 'Workload identity federation', url: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation' },
    {
      title: 'Outbound identity federation',
      url: 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_outbound_getting_started.html',
    },
  ],
  supersedes: ['entra-federated-credential-wide'],
  subjects: federatedCredentials,
  needs: { awsIssuers, declaredIssuers, privilegedApplications, tierZeroRoles, programsOff },
  where: ({ issuer }) => awsIssuerKind(issuer) !== undefined,
  check(credential, { awsIssuers, declaredIssuers, privilegedApplications, tierZeroRoles, programsOff }) {
    const { id, name, issuer, subject, expression, audiences, appId, applicationName, partOf } = credential
    const from = awsIssuers(issuer, audiences)
    const isDeclared = [...declaredIssuers.keys()].some(one => plainIssuer(one) === plainIssuer(issuer))
    const program = privilegedApplications(appId)
    const isStranger = from?.account === undefined && !isDeclared
    const isDark = isStranger && (from?.dark.length ?? 0) > 0
    const words = from?.name ?? 'AWS'
    const where = from?.account === undefined ? words : `${words} in account ${from.account}`
    const faults = [
      ...(isStranger && !isDark ? [`trusts ${words} that no scanned account is known to have (it would hold if the issuer were declared)`] : []),
      ...(program === undefined ? [] : [`lets ${where} act with ${powersOf(program).join(' and ')}`]),
    ]
    if (faults.length > 0)
      return fail(
        `Credential ${name} of ${applicationName} ${faults.join(', and ')}.`,
        [
          evidence('Issuer', issuer, id),
          evidence(subject === null ? 'Expression' : 'Subject', subject ?? expression ?? ''),
          evidence('Application', `${applicationName} (${appId})`, partOf),
          ...(program === undefined ? [] : [evidence('Leads to the whole tenant by', powersOf(program), program.id)]),
        ],
        programsOff.has(appId.toLowerCase()) ? 'medium' : undefined,
      )
    if (isDark) return unknown(`Whose ${issuer} is, which credential ${name} of ${applicationName} trusts: ${darkInWords(from?.dark ?? []).join('; ')}.`)
    const [unread] = tierZeroRoles.unreadGroups
    if (unread !== undefined)
      return unknown(
        `Whether ${applicationName}, as which credential ${name} lets ${where} act, leads to the whole tenant: the members of group ${unread.name}, which holds ${unread.role.name}, are not known.`,
      )
    return pass()
  },
})
