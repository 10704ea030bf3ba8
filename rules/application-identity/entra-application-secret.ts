import { powersOf, privilegedApplications } from '../../src/estate/entra/privileged-applications.ts'
import { isUsable, registrationCredentials } from '../../src/estate/entra/registration-credentials.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

export default defineRule({
  id: 'entra-application-secret',
  title: 'Applications prove who they are with certificates, federated credentials or managed identities, not with secrets',
  failureTitle: 'Application signs in with a secret',
  cloud: 'entra',
  severity: 'low',
  upTo: 'medium',
  recommendation: 'application-identity',
  rationale:
    'A client secret is a password that no person types and nobody changes: it stands in configuration files, pipelines and tickets, and whoever reads it there is the application, from anywhere, without MFA. A managed identity or a federated credential has nothing to leak, and a certificate’s key can stay where it was made. It weighs more where the application leads to the whole tenant. Secrets that have ended are another rule’s.',
  remediation: [
    { text: 'In Azure: give the workload a managed identity. In GitHub, AWS, Kubernetes and the like: add a federated credential for it.' },
    { text: 'Elsewhere: upload a certificate whose key was made on the machine that uses it (Certificates and secrets > Certificates).' },
    { text: 'Then remove the secret.', command: 'az ad app credential delete --id APPLICATION_ID --key-id KEY_ID' },
  ],
  verify: [{ text: 'The application has no secret.', command: 'az ad app show --id APPLICATION_ID --query passwordCredentials' }],
  frameworks: { 'mcsb@2': ['IM-3', 'IM-8'], 'nist-800-53@r5': ['IA-5', 'IA-9'], 'scuba-aad@1.8': ['MS.AAD.5.5'] },
  equivalents: { maester: ['MT.1057'], zta: ['21772'], entrafalcon: ['APP-001'], prowler: ['entra_service_principal_no_secrets_for_permanent_tier0_roles'] },
  references: [
    {
      title: 'Security best practices for application properties: credentials',
      url: 'https://learn.microsoft.com/entra/identity-platform/security-best-practices-for-app-registration#certificates-and-secrets',
    },
    { title: 'Workload identity federation', url: 'https://learn.microsoft.com/entra/workload-id/workload-identity-federation' },
  ],
  subjects: registrationCredentials,
  needs: { privilegedApplications },
  where: ({ kind }) => kind === 'secret',
  check(secret, { privilegedApplications }, { now }) {
    if (!isUsable(secret, now)) return pass()
    const program = privilegedApplications(secret.appId)
    const facts = [
      evidence('Application id', secret.appId, secret.partOf),
      evidence('Made', secret.startAt ?? 'not told'),
      evidence('Ends', secret.endAt ?? 'never'),
    ]
    if (program === undefined) return fail(`${secret.applicationName} can sign in with a secret.`, facts)
    const powers = powersOf(program)
    return fail(
      `${secret.applicationName}, which leads to the whole tenant, can sign in with a secret.`,
      [...facts, evidence('Leads to the tenant by', powers, program.id)],
      'medium',
    )
  },
})
