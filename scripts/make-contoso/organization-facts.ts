import type { Scope } from '../../src/dataset.ts'
import { guid, hexId, organizationsId } from './ids.ts'

/** Account numbers in the pattern that AWS's own documentation uses for accounts that do not exist. */
export const accounts = {
  management: { id: '111122223333', name: 'contoso-management' },
  production: { id: '222233334444', name: 'contoso-production' },
  staging: { id: '333344445555', name: 'contoso-staging' },
  security: { id: '444455556666', name: 'contoso-security' },
  sandbox: { id: '555566667777', name: 'contoso-sandbox' },
  data: { id: '666677778888', name: 'contoso-data' },
  litware: { id: '777788889999', name: 'litware' },
} as const

export type AccountKey = keyof typeof accounts

export const organizationId = organizationsId('o-', 10, 'contoso')

export const organizationScope: Scope = { id: `aws-organization/${organizationId}`, kind: 'aws-organization', name: organizationId }

/** An account as a scope of the scan. */
export const accountScope = (key: AccountKey): Scope => ({
  id: `aws-account/${accounts[key].id}`,
  kind: 'aws-account',
  name: accounts[key].name,
  parent: organizationScope.id,
})

export const identityCenter = {
  instance: `arn:aws:sso:::instance/ssoins-${hexId(16, 'identity center')}`,
  store: `d-${hexId(10, 'identity store')}`,
  region: 'eu-west-1',
  /** The end of the name of the SAML provider and roles that Identity Center makes in every account. */
  provider: `AWSSSO_${hexId(16, 'identity center provider')}_DO_NOT_DELETE`,
} as const

/** The id of a user pool of Cognito. */
export const userPoolId = (region: string, name: string): string => `${region}_${hexId(9, `user pool ${name}`)}`

/** Pools of Cognito that give roles to the users of an application. */
export const identityPools = {
  shop: { id: `eu-west-1:${guid('identity pool shop')}`, name: 'shop_uploads', part: 'eu-west-1' },
  litware: { id: `us-east-1:${guid('identity pool litware')}`, name: 'litwareapp_identitypool', part: 'us-east-1' },
} as const

/** The tenants: Contoso's own, that of Litware, which Contoso bought in 2025, and one to try policies in. */
export const tenants = {
  contoso: { id: guid('tenant contoso'), name: 'Contoso', domain: 'contoso.com', initial: 'contoso.onmicrosoft.com' },
  litware: { id: guid('tenant litware'), name: 'Litware', domain: 'litware.com', initial: 'litwareinc.onmicrosoft.com' },
  lab: { id: guid('tenant lab'), name: 'Contoso Lab', domain: 'lab.contoso.com', initial: 'contosolab.onmicrosoft.com' },
} as const

export type TenantKey = keyof typeof tenants

export const tenantScope = (key: TenantKey): Scope => ({ id: `entra-tenant/${tenants[key].id}`, kind: 'entra-tenant', name: tenants[key].name })

/** Where the scan ran from, and the role it took in each account. */
export const scanner = { account: accounts.security.id, role: 'PosternReadOnly', host: 'postern-scanner' } as const

/** The application that reads each tenant. */
export const applicationOf: Readonly<Record<TenantKey, string>> = {
  contoso: guid('application contoso Postern'),
  litware: guid('application litware Postern'),
  lab: guid('application lab Postern'),
}
