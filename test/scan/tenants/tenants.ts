/** The tenants of the scan, by what they are like. */
export const tenants = {
  /** New, without licences, with security defaults. */
  greenfield: '10000000-2222-4333-8444-555555555555',
  /** P1: Conditional Access and no PIM. */
  premium: '20000000-2222-4333-8444-555555555555',
  /** Federated with AD FS, which nobody has kept up. */
  federated: '30000000-2222-4333-8444-555555555555',
  /** Synchronized from on-premises, signing in at Entra. */
  synchronized: '40000000-2222-4333-8444-555555555555',
  /** Mostly guests, and partners of each kind. */
  partners: '50000000-2222-4333-8444-555555555555',
  /** Azure AD B2C. */
  consumers: '60000000-2222-4333-8444-555555555555',
  /** An external tenant of Microsoft Entra External ID. */
  customers: '70000000-2222-4333-8444-555555555555',
  /** Operated by 21Vianet in China. */
  china: '80000000-2222-4333-8444-555555555555',
} as const
export type TenantName = keyof typeof tenants

/** The domain that each tenant began with. */
export const domainOf = (tenant: TenantName): string => (tenant === 'china' ? 'china.partner.onmschina.cn' : `${tenant}.onmicrosoft.com`)
