import { domainServices } from '../../src/datasets/azure/domain-services.ts'
import { isSubscriptionUsable } from '../../src/estate/azure/subscription-use.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-domain-services-ntlm-v1-allowed',
  title: 'Managed domains refuse NTLM v1',
  failureTitle: 'Managed domain accepts NTLM v1',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'Whoever records one NTLM v1 answer finds the password hash behind it within hours, and a hash is as good as the password. Microsoft Entra Domain Services accepts NTLM v1 unless it is turned off.',
  remediation: [
    { text: 'Find the clients that still use it in the security audits of the managed domain.' },
    { text: 'Turn off NTLM v1 Authentication under Security settings of the managed domain.' },
  ],
  verify: [{ text: 'ntlmV1 is Disabled.', command: 'az ad ds show --name DOMAIN --resource-group GROUP --query domainSecuritySettings.ntlmV1' }],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['IA-2(8)', 'IA-5'] },
  equivalents: {},
  references: [
    { title: 'Harden a Microsoft Entra Domain Services managed domain', url: 'https://learn.microsoft.com/entra/identity/domain-services/secure-your-domain' },
  ],
  subjects: domainServices,
  needs: { isSubscriptionUsable },
  where: (_, { isSubscriptionUsable }) => isSubscriptionUsable,
  check({ id, name, ntlmV1 }) {
    if (ntlmV1 === null) return unknown(`Azure does not say whether ${name} accepts NTLM v1.`)
    return ntlmV1 ? fail(`${name} accepts NTLM v1.`, [evidence('NTLM v1', 'Enabled', id)]) : pass()
  },
})
