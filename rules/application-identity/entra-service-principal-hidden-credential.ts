import { isMicrosofts } from '../../src/analysis/tier-zero.ts'
import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { credentialWords, ownCredentials } from '../../src/estate/entra/service-principal-credentials.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** Their credentials are Microsoft’s to keep. https://learn.microsoft.com/graph/api/resources/serviceprincipal#properties */
const keptByMicrosoft: ReadonlySet<string> = new Set(['ManagedIdentity', 'ServiceIdentity'])

export default defineRule({
  id: 'entra-service-principal-hidden-credential',
  title: 'Service principals carry no credentials of their own',
  failureTitle: 'Credential hidden on a service principal',
  cloud: 'entra',
  severity: 'high',
  recommendation: 'application-identity',
  rationale:
    'The admin center shows the credentials of a registration, and not those of its service principal, which only Microsoft Graph and PowerShell list. So that is where somebody puts one that must not be found, and it works the same. On an application of somebody else it lets its holder act as that application in this tenant. Certificates that sign SAML tokens, with the password that opens them, belong there and are no fault; nor are those of managed identities, which Microsoft keeps. Credentials that have ended cannot be used.',
  remediation: [
    { text: 'Find out in the audit log who added it and when (Add service principal credentials). If nobody answers for it, treat it as an intrusion.' },
    {
      text: 'Move the program to a credential of the registration, or better to a managed identity or a federated credential. Then remove it (a certificate with --cert).',
      command: 'az ad sp credential delete --id OBJECT_ID --key-id KEY_ID',
    },
  ],
  verify: [
    {
      text: 'Nothing is listed but SAML signing certificates.',
      command: 'az ad sp show --id OBJECT_ID --query [passwordCredentials,keyCredentials]',
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'PA-1'], 'nist-800-53@r5': ['IA-5', 'AC-2', 'SI-4'] },
  equivalents: { zta: ['21896', '21772'] },
  references: [
    { title: 'Application and service principal objects', url: 'https://learn.microsoft.com/entra/identity-platform/app-objects-and-service-principals' },
    { title: 'addTokenSigningCertificate', url: 'https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate' },
    { title: 'addPassword of a service principal', url: 'https://learn.microsoft.com/graph/api/serviceprincipal-addpassword' },
  ],
  subjects: servicePrincipals,
  needs: {},
  where: ({ appOwnerOrganizationId, servicePrincipalType }) => !isMicrosofts(appOwnerOrganizationId) && !keptByMicrosoft.has(servicePrincipalType),
  check(program, _facts, { now }) {
    const words = credentialWords(ownCredentials(program, now))
    if (words.length === 0) return pass()
    return fail(
      `The service principal of ${program.name} has ${words.length === 1 ? 'a credential' : `${words.length} credentials`} that its registration does not show.`,
      [
        evidence('Credentials', words, program.id),
        evidence('Application id', program.appId),
        evidence('Registered in the tenant', program.appOwnerOrganizationId ?? 'not told'),
      ],
    )
  },
})
