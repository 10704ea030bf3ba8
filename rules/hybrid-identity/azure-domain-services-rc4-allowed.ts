import { domainServices } from '../../src/datasets/azure/domain-services.ts'
import { isSubscriptionUsable } from '../../src/estate/azure/subscription-use.ts'
import { defineRule, evidence, fail, pass, unknown } from '../../src/rule.ts'

const words = (isOn: boolean | null): string => (isOn === null ? 'not told' : isOn ? 'Enabled' : 'Disabled')

export default defineRule({
  id: 'azure-domain-services-rc4-allowed',
  title: 'Managed domains use Kerberos with AES and armoring',
  failureTitle: 'Managed domain uses Kerberos with RC4 or without armoring',
  cloud: 'azure',
  severity: 'medium',
  recommendation: 'hybrid-identity',
  rationale:
    'A Kerberos ticket that is encrypted with RC4 gives whoever asks for it the means to guess the password of the service offline, quickly. Armoring protects the first exchange, from which weak passwords are guessed as well.',
  remediation: [
    { text: 'Turn off Kerberos RC4 Encryption under Security settings of the managed domain, once no service depends on it.' },
    { text: 'Turn on Kerberos Armoring there.' },
  ],
  verify: [
    {
      text: 'kerberosRc4Encryption is Disabled and kerberosArmoring Enabled.',
      command: "az ad ds show --name DOMAIN --resource-group GROUP --query 'domainSecuritySettings.[kerberosRc4Encryption,kerberosArmoring]'",
    },
  ],
  frameworks: { 'mcsb@2': ['IM-1'], 'nist-800-53@r5': ['IA-2(8)', 'SC-13'] },
  equivalents: {},
  references: [
    { title: 'Harden a Microsoft Entra Domain Services managed domain', url: 'https://learn.microsoft.com/entra/identity/domain-services/secure-your-domain' },
  ],
  subjects: domainServices,
  needs: { isSubscriptionUsable },
  where: (_, { isSubscriptionUsable }) => isSubscriptionUsable,
  check({ id, name, kerberosRc4, kerberosArmoring }) {
    const faults = [...(kerberosRc4 === true ? ['accepts RC4'] : []), ...(kerberosArmoring === false ? ['does not armor'] : [])]
    if (faults.length > 0)
      return fail(`Kerberos of ${name} ${faults.join(' and ')}.`, [
        evidence('RC4 encryption', words(kerberosRc4), id),
        evidence('Armoring', words(kerberosArmoring), id),
      ])
    if (kerberosRc4 === null || kerberosArmoring === null) return unknown(`Azure does not say how Kerberos of ${name} is set.`)
    return pass()
  },
})
