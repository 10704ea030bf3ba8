import { isMicrosofts } from '../../src/analysis/tier-zero.ts'
import { servicePrincipals } from '../../src/datasets/entra/applications.ts'
import { credentialWords, ownCredentials } from '../../src/estate/entra/service-principal-credentials.ts'
import { defineRule, evidence, fail, pass } from '../../src/rule.ts'

/** https://learn.microsoft.com/exchange/hybrid-deployment/deploy-dedicated-hybrid-app */
const exchangeOnline = '00000002-0000-0ff1-ce00-000000000000'

export default defineRule({
  id: 'entra-application-credential-on-first-party',
  title: 'Nobody has added credentials to Microsoft’s own applications',
  failureTitle: 'Credential on an application of Microsoft',
  cloud: 'entra',
  severity: 'critical',
  recommendation: 'application-identity',
  rationale:
    'Microsoft’s own applications hold permissions that nobody granted and nobody sees, and whoever has a credential of one acts with all of them, unseen among Microsoft’s own traffic: attackers have done that. Nothing needs such a credential but an Exchange hybrid of the old kind, whose servers keep a certificate on Office 365 Exchange Online; whoever takes over such a server takes the mailboxes of the tenant with it. It weighs less, because it is known where it comes from, and Microsoft has replaced it by an application of the tenant’s own.',
  remediation: [
    {
      text: 'Find out in the audit log who added it, from where and when (Add service principal credentials). If nobody answers for it, treat it as an intrusion.',
    },
    {
      text: 'Remove the secret.',
      command:
        "Connect-MgGraph -Scopes Application.ReadWrite.All; Invoke-MgGraphRequest -Method POST -Uri ('https://graph.microsoft.com/v1.0/servicePrincipals/' + (Read-Host 'Object id') + '/removePassword') -Body @{ keyId = (Read-Host 'Key id') }",
    },
    {
      text: 'Exchange hybrid: move to the dedicated Exchange hybrid application, then clear the certificates of Office 365 Exchange Online (ConfigureExchangeHybridApplication.ps1 with ResetFirstPartyServicePrincipalKeyCredentials).',
    },
  ],
  verify: [
    {
      text: 'Neither secrets nor keys are listed.',
      command: 'az ad sp show --id OBJECT_ID --query [passwordCredentials,keyCredentials]',
    },
  ],
  frameworks: { 'mcsb@2': ['IM-3', 'PA-1'], 'nist-800-53@r5': ['IA-5', 'AC-6', 'SI-4'] },
  equivalents: { zta: ['21774'] },
  references: [
    { title: 'Deploy the dedicated Exchange hybrid app', url: 'https://learn.microsoft.com/exchange/hybrid-deployment/deploy-dedicated-hybrid-app' },
    {
      title: 'Verify first-party Microsoft applications',
      url: 'https://learn.microsoft.com/troubleshoot/entra/entra-id/governance/verify-first-party-apps-sign-in',
    },
  ],
  subjects: servicePrincipals,
  needs: {},
  where: ({ appOwnerOrganizationId }) => isMicrosofts(appOwnerOrganizationId),
  check(program, _facts, { now }) {
    const own = ownCredentials(program, now)
    const words = credentialWords(own)
    if (words.length === 0) return pass()
    const isHybrid = program.appId.toLowerCase() === exchangeOnline && own.secrets.length === 0
    return fail(
      isHybrid
        ? `Servers of an Exchange hybrid sign in as ${program.name}, with all that it may do.`
        : `Somebody has added ${words.length === 1 ? 'a credential' : `${words.length} credentials`} to ${program.name}, an application of Microsoft.`,
      [evidence('Credentials', words, program.id), evidence('Application id', program.appId)],
      isHybrid ? 'high' : undefined,
    )
  },
})
