import type { ForeignDevices, Outsiders } from '../../analysis/conditional-access/outsiders.ts'
import { conditionalAccessPolicies } from '../../datasets/entra/conditional-access.ts'
import { type CrossTenantPartner, crossTenantDefaults, crossTenantPartners } from '../../datasets/entra/cross-tenant-access.ts'
import { defineView } from '../needs.ts'
import { isClosed } from './cross-tenant-words.ts'

type Trust = CrossTenantPartner['inboundTrust']

/** Who may sign in from elsewhere without having been invited, and what is believed of guests. */
export interface ForeignAccess {
  /** Each kind of people by home tenant, where the tenant lets them in at all. */
  readonly outsiders: readonly Outsiders[]
  /** What is believed of the devices of invited guests, whose home tenant is not known. */
  readonly guestDevices: ForeignDevices
  /** Whose MFA counts here, in words. */
  readonly mfaBelieved: readonly string[]
}

const devicesOf = (trust: Trust | undefined): ForeignDevices => {
  if (trust == null) return 'unclear'
  if (trust.compliantDevice && trust.hybridJoinedDevice) return 'seen'
  return trust.compliantDevice || trust.hybridJoinedDevice ? 'unclear' : 'never'
}

/**
 * Direct connect lets in whom the inbound settings do not keep out, the partner's own or the default; service providers are the partners that are
 * marked so. https://learn.microsoft.com/entra/external-id/cross-tenant-access-overview. A tenant that only a policy names is a home tenant too.
 */
export const foreignAccess = defineView({
  name: 'entra-foreign-access',
  per: 'entra-tenant',
  needs: { crossTenantDefaults, crossTenantPartners, conditionalAccessPolicies },
  build({ crossTenantDefaults, crossTenantPartners, conditionalAccessPolicies }): ForeignAccess {
    const [byDefault] = crossTenantDefaults
    const partners = new Map([...crossTenantPartners].map(partner => [partner.id.toLowerCase(), partner]))
    const inPolicies = [...conditionalAccessPolicies].flatMap(({ conditions: { users } }) =>
      [users.includeGuestsOrExternalUsers, users.excludeGuestsOrExternalUsers].flatMap(guests => guests?.externalTenants?.members ?? []),
    )
    const tenants = [...new Set([...partners.keys(), ...inPolicies.map(id => id.toLowerCase())])].sort()
    const of = (kind: Outsiders['kind'], tenant: string | null): Outsiders => {
      const partner = tenant === null ? undefined : partners.get(tenant)
      const home = tenant === null ? 'any other organization' : (partner?.name ?? tenant)
      return {
        kind,
        tenant,
        name: kind === 'direct-connect' ? `users of ${home} by direct connect` : `people of the service provider ${home}`,
        devices: devicesOf(partner?.inboundTrust ?? byDefault?.inboundTrust),
      }
    }
    const isLetIn = (tenant: string | null): boolean => {
      const inbound = (tenant === null ? undefined : partners.get(tenant)?.directConnectInbound) ?? byDefault?.directConnectInbound
      return inbound == null || !isClosed(inbound)
    }
    const trusts: readonly (Trust | undefined)[] = [byDefault?.inboundTrust, ...[...partners.values()].flatMap(({ inboundTrust }) => inboundTrust ?? [])]
    return {
      outsiders: [
        ...[...tenants, null].filter(isLetIn).map(tenant => of('direct-connect', tenant)),
        ...tenants.filter(tenant => partners.get(tenant)?.isServiceProvider === true).map(tenant => of('service-provider', tenant)),
      ],
      guestDevices: trusts.every(trust => devicesOf(trust) === 'never') ? 'never' : 'unclear',
      mfaBelieved: [
        ...(byDefault?.inboundTrust?.mfa === true ? ['every organization without settings of its own'] : []),
        ...[...partners.values()].filter(({ inboundTrust }) => inboundTrust?.mfa === true).map(({ name }) => name),
      ],
    }
  },
})
