import { domainServices } from '../../src/datasets/azure/domain-services.ts'
import { isSubscriptionUsable } from '../../src/estate/azure/subscription-use.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-domain-services-old-tls-allowed',
  title: 'Managed domains speak TLS 1.2 and newer only',
  failureTitle: 'Managed domain speaks TLS older than 1.2',
  cloud: 'azure',
  severity: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'TLS 1.0 and 1.1 rest on hashes and ciphers that are broken; passwords that are bound over secure LDAP depend on them. Unless TLS 1.2 only mode is on, a managed domain accepts what the client offers.',
  remediation: [{ text: 'Turn on TLS 1.2 Only Mode under Security settings of the managed domain, once no client needs less.' }],
  verify: [{ text: 'tlsV1 is Disabled.', command: 'az ad ds show --name DOMAIN --resource-group GROUP --query domainSecuritySettings.tlsV1' }],
  frameworks: { 'mcsb@2': ['DP-3'], 'nist-800-53@r5': ['SC-8', 'SC-13'] },
  equivalents: {},
  references: [
    { title: 'Harden a Microsoft Entra Domain Services managed domain', url: 'https://learn.microsoft.com/entra/identity/domain-services/secure-your-domain' },
  ],
  subjects: domainServices,
  needs: { isSubscriptionUsable },
  where: (_, { isSubscriptionUsable }) => isSubscriptionUsable,
  check({ id, name, oldTls }) {
    if (oldTls === null) return unknown(`Azure does not say which TLS versions ${name} speaks.`)
    return oldTls ? fail(`${name} speaks TLS 1.0 and 1.1.`, [evidence('TLS 1.0 and 1.1', 'Enabled', id)]) : pass()
  },
})
