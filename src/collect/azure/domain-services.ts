import { z } from 'zod'
import { nativeId } from '../../dataset.ts'
import { domainServices } from '../../datasets/azure/domain-services.ts'
import { defineCollector } from '../collector.ts'
import { rowsFrom } from '../entra/read-rows.ts'
import { each } from './each.ts'
import type { AzureSession } from './session.ts'

const state = z
  .enum(['Enabled', 'Disabled'])
  .nullish()
  .transform(value => (value === null || value === undefined ? null : value === 'Enabled'))

/** What is not set is left out of the answer. */
const parts = <T extends z.ZodRawShape>(shape: T) => z.object(shape).nullish()

const wire = z.object({
  id: z.string().min(1),
  name: z.string(),
  properties: z.object({
    domainName: z.string().nullish(),
    filteredSync: state,
    domainSecuritySettings: parts({
      ntlmV1: state,
      tlsV1: state,
      kerberosRc4Encryption: state,
      kerberosArmoring: state,
      ldapSigning: state,
      channelBinding: state,
      syncNtlmPasswords: state,
      syncOnPremPasswords: state,
    }),
    ldapsSettings: parts({ ldaps: state, externalAccess: state, certificateNotAfter: z.string().nullish() }),
  }),
})

/** The end of time that Azure writes where there is no certificate is no day. */
const endOf = (text: string | null | undefined): string | null => {
  const moment = new Date(text ?? '')
  return Number.isNaN(moment.getTime()) || moment.getUTCFullYear() < 2000 ? null : moment.toISOString()
}

export const managedDomains = defineCollector<AzureSession>({
  name: 'azure-domain-services',
  gives: [domainServices],
  collect: (session, at) =>
    rowsFrom(
      domainServices,
      at,
      each(
        session.resourcesOf(nativeId(at.id), {
          query: "resources | where type =~ 'microsoft.aad/domainservices' | project id, name, subscriptionId, properties | order by id asc",
          actions: ['Microsoft.AAD/domainServices/read'],
        }),
      ),
      wire,
      ({ id, name, properties: { domainName, filteredSync, domainSecuritySettings: security, ldapsSettings: ldaps } }, scope) => ({
        id: id.toLowerCase(),
        scope,
        name: domainName ?? name,
        domainName: domainName ?? name,
        ntlmV1: security?.ntlmV1 ?? null,
        oldTls: security?.tlsV1 ?? null,
        kerberosRc4: security?.kerberosRc4Encryption ?? null,
        kerberosArmoring: security?.kerberosArmoring ?? null,
        ldapSigning: security?.ldapSigning ?? null,
        channelBinding: security?.channelBinding ?? null,
        syncsNtlmHashes: security?.syncNtlmPasswords ?? null,
        syncsOnPremisesHashes: security?.syncOnPremPasswords ?? null,
        secureLdap: ldaps?.ldaps ?? null,
        secureLdapFromInternet: ldaps?.externalAccess ?? null,
        certificateEndAt: endOf(ldaps?.certificateNotAfter),
        isScoped: filteredSync,
      }),
    ),
})
