import { domainServices } from '../../src/datasets/azure/domain-services.ts'
import { isSubscriptionUsable } from '../../src/estate/azure/subscription-use.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const words = (isOn: boolean | null): string => (isOn === null ? 'not told' : isOn ? 'Enabled' : 'Disabled')

export default defineRule({
  id: 'azure-domain-services-password-sync-wide',
  title: 'Managed domains keep no NTLM hashes, and only of the users who need the domain',
  failureTitle: 'Managed domain keeps password hashes of more than it needs',
  cloud: 'azure',
  severity: 'low',
  recommendation: 'hybrid-identity',
  rationale:
    'Every hash that is synchronized into a managed domain can be stolen there. NTLM hashes are the easiest to use, and are needed only by clients that cannot do Kerberos; users whom no application in the domain serves need not be in it at all.',
  remediation: [
    { text: 'Turn off NTLM Password Synchronization under Security settings of the managed domain, once nothing signs in by NTLM.' },
    { text: 'Turn on scoped synchronization, and choose the groups whose members use the domain.' },
  ],
  verify: [{ text: 'syncNtlmPasswords is Disabled, filteredSync Enabled.', command: 'az ad ds show --name DOMAIN --resource-group GROUP' }],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['AC-6', 'IA-5'] },
  equivalents: {},
  references: [
    { title: 'Harden a Microsoft Entra Domain Services managed domain', url: 'https://learn.microsoft.com/entra/identity/domain-services/secure-your-domain' },
    { title: 'Scoped synchronization', url: 'https://learn.microsoft.com/entra/identity/domain-services/scoped-synchronization' },
  ],
  subjects: domainServices,
  needs: { isSubscriptionUsable },
  where: (_, { isSubscriptionUsable }) => isSubscriptionUsable,
  check({ id, name, syncsNtlmHashes, isScoped }) {
    const faults = [...(syncsNtlmHashes === true ? ['keeps NTLM hashes'] : []), ...(isScoped === false ? ['holds every user of the tenant'] : [])]
    if (faults.length > 0)
      return fail(`${name} ${faults.join(' and ')}.`, [
        evidence('NTLM password synchronization', words(syncsNtlmHashes), id),
        evidence('Scoped synchronization', words(isScoped), id),
      ])
    if (syncsNtlmHashes === null || isScoped === null) return unknown(`Azure does not say what is synchronized into ${name}.`)
    return pass()
  },
})
