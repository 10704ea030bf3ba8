import type { DomainService } from '../../src/datasets/azure/domain-services.ts'

/** A managed domain that is hardened as Microsoft says. */
export const managedDomain = (more: Partial<DomainService> = {}): Omit<DomainService, 'scope'> => ({
  id: '/subscriptions/s/resourcegroups/g/providers/microsoft.aad/domainservices/aadds.contoso.example',
  name: 'aadds.contoso.example',
  domainName: 'aadds.contoso.example',
  ntlmV1: false,
  oldTls: false,
  kerberosRc4: false,
  kerberosArmoring: true,
  ldapSigning: true,
  channelBinding: true,
  syncsNtlmHashes: false,
  syncsOnPremisesHashes: true,
  secureLdap: true,
  secureLdapFromInternet: false,
  certificateEndAt: '2027-06-01T00:00:00Z',
  isScoped: true,
  ...more,
})
