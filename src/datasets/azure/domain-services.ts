import { z } from 'zod'
import { defineDataset } from '../../dataset.ts'
import { instant, rowFields } from '../row.ts'

/** As Azure says it; null: it does not say. */
const isOn = z.boolean().nullable()

const row = z.object({
  ...rowFields,
  domainName: z.string(),
  ntlmV1: isOn,
  /** TLS 1.0 and 1.1. */
  oldTls: isOn,
  kerberosRc4: isOn,
  kerberosArmoring: isOn,
  ldapSigning: isOn,
  channelBinding: isOn,
  /** Whether NTLM hashes of cloud users, and hashes that came from on premises, are kept in the managed domain. */
  syncsNtlmHashes: isOn,
  syncsOnPremisesHashes: isOn,
  secureLdap: isOn,
  /** Secure LDAP answers the internet, as far as no network security group narrows it. */
  secureLdapFromInternet: isOn,
  certificateEndAt: instant.nullable(),
  /** Only the groups that were chosen are synchronized. */
  isScoped: isOn,
})
export type DomainService = z.infer<typeof row>
/** Managed domains of Microsoft Entra Domain Services. https://learn.microsoft.com/javascript/api/@azure/arm-domainservices/domainservice */
export const domainServices = defineDataset<DomainService>({
  name: 'azure-domain-services',
  per: 'azure-subscription',
  permissions: ['Microsoft.AAD/domainServices/read', 'Microsoft.Authorization/permissions/read', 'Microsoft.ResourceGraph/resources/read'],
  readable: 'either',
  row,
})
