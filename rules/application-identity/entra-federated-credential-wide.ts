import { gitHubExpressionFault, gitHubSubjectFault, isReadable, plainIssuer, tokenIssuer, wildFaults } from '../../src/analysis/federated-subjects.ts'
import { nativeId } from '../../src/dataset.ts'
import { type FederatedCredential, federatedCredentials } from '../../src/datasets/entra/federated-credentials.ts'
import { awsIssuersWhereAsked } from '../../src/estate/cross/aws-issuers.ts'
import { darkInWords } from '../../src/estate/cross/dark-words.ts'
import { declaredIssuers } from '../../src/estate/entra/declared-issuers.ts'
import { knownTenants } from '../../src/estate/entra/known-tenants.ts'
import { programsOff } from '../../src/estate/entra/programs-off.ts'
import { defineRule, evidence, fail, pass, type Severity, unknown } from '../../src/rule.ts'

interface Fault {
  readonly words: string
  readonly severity: Severity
}

const issuerFault = (
  { issuer, scope }: FederatedCredential,
  declared: ReadonlySet<string>,
  tenants: ReadonlySet<string>,
  isOfScannedAccount: boolean,
): Fault | undefined => {
  if (isOfScannedAccount || declared.has(plainIssuer(issuer))) return undefined
  const { whose, name, tenant = '' } = tokenIssuer(issuer)
  if (whose === 'shared') return undefined
  if (whose === 'tenant')
    return tenant === nativeId(scope).toLowerCase() || tenants.has(tenant)
      ? undefined
      : { words: `trusts ${name} that nobody knows, ${tenant}`, severity: 'critical' }
  const hint = 'it would hold if the issuer were declared'
  return whose === 'owner'
    ? { words: `trusts ${name}, and nothing says whose that is (${hint})`, severity: 'high' }
    : { words: `trusts an issuer that nobody knows, ${plainIssuer(issuer)} (${hint})`, severity: 'critical' }
}

export default defineRule({
  id: 'entra-federated-credential-wide',
  title: 'Federated credentials let in one workload of an issuer that is known',
  failureTitle: 'Federated credential lets in more than one workload',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'application-identity',
  rationale:
    'A federated credential is a credential: whoever gets a token from that issuer with that subject is the application. The subject of a pull request is that of everybody who opens one; one that names no branch, tag or environment is that of whoever may push; an expression with a wildcard takes in names that nobody has chosen yet. An issuer that is nobody’s we know is how an intruder stays: they add one of their own, and no secret is ever seen. Critical where others get in, high where the wildcard stands behind a repository, or the issuer belongs to one customer of a platform and nothing says which; medium where the application is turned off. Known are issuers that are declared (declared, kind: issuer), those of AWS accounts of this scan, this tenant, tenants of this scan or declared ones, and the services that all their customers share, whose subjects name the customer. Expressions are told by beta alone. Credentials of managed identities are not among these.',
  remediation: [
    { text: 'Name in the subject the repository and the branch, tag or environment that deploys, and protect that one there.' },
    {
      text: 'Remove a credential that nobody knows. The object id of the application and the id of the credential are in the evidence.',
      command:
        "Connect-MgGraph -Scopes Application.ReadWrite.All; Invoke-MgGraphRequest -Method DELETE -Uri 'https://graph.microsoft.com/v1.0/applications/OBJECT_ID/federatedIdentityCredentials/CREDENTIAL_ID'",
    },
    { text: 'Declare issuers of your own: clusters, AWS accounts, servers.' },
  ],
  verify: [
    {
      text: 'Every credential of the application names one workload.',
      command:
        "Connect-MgGraph -Scopes Application.Read.All; (Invoke-MgGraphRequest -Uri 'https://graph.microsoft.com/beta/applications/OBJECT_ID/federatedIdentityCredentials' -OutputType PSObject).value | Select-Object id, name, issuer, subject, claimsMatchingExpression",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'IM-7'], 'nist-800-53@r5': ['AC-3', 'AC-6', 'IA-9'] },
  equivalents: {},
  references: [
    { title: 'Workload identity federation', url: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation' },
    {
      title: 'Flexible federated identity credentials',
      url: 'https://learn.microsoft.com/entra/workload-id/workload-identities-flexible-federated-identity-credentials',
    },
    { title: 'OpenID Connect reference of GitHub Actions', url: 'https://docs.github.com/en/actions/reference/security/oidc' },
  ],
  subjects: federatedCredentials,
  needs: { declaredIssuers, knownTenants, programsOff, awsIssuers: awsIssuersWhereAsked },
  check(credential, { declaredIssuers, knownTenants, programsOff, awsIssuers }) {
    const { issuer, subject, expression, audiences } = credential
    const declared = new Set([...declaredIssuers.keys()].map(plainIssuer))
    if (subject === null && expression === null) return unknown(`Which workloads of ${issuer} credential ${credential.name} lets in is not told.`)
    const ofAws = awsIssuers(issuer, audiences)
    const untrusted = issuerFault(credential, declared, knownTenants, ofAws?.account !== undefined)
    // It may be that of an account of ours which could not be read.
    const isOpen = untrusted !== undefined && (ofAws?.dark.length ?? 0) > 0
    const readable = expression === null || isReadable(expression)
    const gitHub =
      !tokenIssuer(issuer).isGitHub || !readable ? undefined : expression === null ? gitHubSubjectFault(subject ?? '') : gitHubExpressionFault(expression)
    const faults: Fault[] = [
      ...(untrusted === undefined || isOpen ? [] : [untrusted]),
      ...(gitHub === undefined ? [] : [{ words: gitHub, severity: 'critical' as const }]),
      ...wildFaults(expression ?? ''),
    ]
    if (faults.length === 0 && isOpen)
      return unknown(`Whose ${issuer} is, which credential ${credential.name} trusts: ${darkInWords(ofAws?.dark ?? []).join('; ')}.`)
    if (faults.length === 0) return readable ? pass() : unknown(`The expression of credential ${credential.name} has parts that are not documented.`)
    return fail(
      `Credential ${credential.name} of ${credential.applicationName} ${faults.map(({ words }) => words).join(', and ')}.`,
      [
        evidence('Issuer', issuer, credential.id),
        evidence(expression === null ? 'Subject' : 'Expression', expression ?? subject ?? ''),
        evidence('Application', `${credential.applicationName} (${credential.appId})`, credential.partOf),
      ],
      programsOff.has(credential.appId.toLowerCase()) ? 'medium' : faults.some(({ severity }) => severity === 'critical') ? 'critical' : 'high',
    )
  },
})
