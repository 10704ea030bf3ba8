import { domainServices } from '../../src/datasets/azure/domain-services.ts'
import { isSubscriptionUsable } from '../../src/estate/azure/subscription-use.ts'
import { defineRule, type Evidence, evidence, fail, pass, unknown } from '../../src/rule.ts'

export default defineRule({
  id: 'azure-domain-services-ldaps-exposed',
  title: 'LDAP of managed domains is signed, bound to its channel and not offered to the internet',
  failureTitle: 'LDAP of a managed domain is exposed',
  cloud: 'azure',
  severity: 'medium',
  upTo: 'high',
  recommendation: 'hybrid-identity',
  rationale:
    'Secure LDAP that answers the internet lets anybody guess the passwords of the domain, unless a network security group lets in known addresses only; which that group lets in is not read. Without signing and channel binding, whoever stands between client and domain can pass on what the client proved.',
  remediation: [
    { text: 'Turn off Allow secure LDAP access over the internet; let clients come through a VPN or private network.' },
    { text: 'Where it must stay on, allow TCP 636 from known addresses only, in the network security group of the subnet.' },
    { text: 'Turn on LDAP Signing and LDAP Channel Binding under Security settings, and renew the certificate before it ends.' },
  ],
  verify: [{ text: 'externalAccess is Disabled.', command: 'az ad ds show --name DOMAIN --resource-group GROUP --query ldapsSettings' }],
  frameworks: { 'mcsb@2': ['NS-1', 'DP-3'], 'nist-800-53@r5': ['SC-7', 'SC-8'] },
  equivalents: {},
  references: [
    { title: 'Configure secure LDAP', url: 'https://learn.microsoft.com/entra/identity/domain-services/tutorial-configure-ldaps' },
    { title: 'Harden a Microsoft Entra Domain Services managed domain', url: 'https://learn.microsoft.com/entra/identity/domain-services/secure-your-domain' },
  ],
  subjects: domainServices,
  needs: { isSubscriptionUsable },
  where: (_, { isSubscriptionUsable }) => isSubscriptionUsable,
  check({ id, name, secureLdap, secureLdapFromInternet, certificateEndAt, ldapSigning, channelBinding }, _, { now }) {
    const isOffered = secureLdap !== false && secureLdapFromInternet === true
    const hasExpired = secureLdap === true && certificateEndAt !== null && Date.parse(certificateEndAt) <= now.getTime()
    const faults: readonly (readonly [boolean, string, Evidence])[] = [
      [isOffered, 'secure LDAP answers the internet', evidence('Secure LDAP over the internet', 'Enabled', id)],
      [hasExpired, 'the certificate of secure LDAP has expired', evidence('Certificate ended', certificateEndAt ?? '', id)],
      [ldapSigning === false, 'LDAP is not signed', evidence('LDAP signing', 'Disabled', id)],
      [channelBinding === false, 'LDAP is not bound to its channel', evidence('LDAP channel binding', 'Disabled', id)],
    ]
    const found = faults.filter(([isFault]) => isFault)
    if (found.length > 0)
      return fail(
        `Of ${name}, ${found.map(([, words]) => words).join('; ')}.`,
        found.map(([, , fact]) => fact),
        isOffered ? 'high' : undefined,
      )
    // Where secure LDAP was never set up, Azure says nothing of it, and nothing answers.
    if (secureLdap === true && secureLdapFromInternet === null) return unknown(`Azure does not say whether secure LDAP of ${name} answers the internet.`)
    if (ldapSigning === null || channelBinding === null) return unknown(`Azure does not say whether LDAP of ${name} is signed and bound to its channel.`)
    return pass()
  },
})
