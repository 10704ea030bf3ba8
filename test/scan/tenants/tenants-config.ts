import { scanner } from '../../clouds/entra/tenant.ts'
import { partnerTenants } from './partners.ts'
import { domainOf, type TenantName, tenants } from './tenants.ts'

/** Tenants with two accounts for emergencies. */
const prepared: readonly TenantName[] = ['premium', 'federated', 'synchronized', 'partners', 'china']
const emergencies = prepared.flatMap(tenant => ['glass-1', 'glass-2'].map(name => `${name}@${domainOf(tenant)}`))

const entry = (tenant: string, url: string): string => `  - tenant: ${tenant}
    auth: { method: secret, clientId: ${scanner.clientId}, secretEnv: POSTERN_SECRET }
    authorityHost: ${url}
    graphEndpoint: ${url}
`

/** The config of one scan of all of them, at the emulator's address. */
export const tenantsConfig = (url: string): string => `entra:
${Object.values(tenants)
  .map(tenant => entry(tenant, url))
  .join('')}declared:
${emergencies.map(id => `  - { kind: principal, id: ${id}, as: emergency-access, reason: break glass }\n`).join('')}  - { kind: issuer, id: "http://offices.example/adfs/services/trust/", reason: our own AD FS }
  - { kind: tenant, id: ${partnerTenants.sister}, as: own, reason: sister company }
failOn: none
`
