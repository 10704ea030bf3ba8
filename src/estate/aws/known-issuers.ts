import { nativeId, UNIDENTIFIED } from '../../dataset.ts'
import { declared } from '../../datasets/declared.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineView } from '../needs.ts'

/** Whose an issuer of SAML assertions is. */
type IssuerOwner =
  | { readonly kind: 'scanned'; readonly tenant: string }
  | { readonly kind: 'declared' }
  /** `tenant`: the Entra tenant it is, where it is one. */
  | { readonly kind: 'stranger'; readonly tenant?: string | undefined }
  /** A tenant of this scan could not be identified, and may be this one. */
  | { readonly kind: 'undecided'; readonly tenant: string }

/** Tells whose an issuer is, by the entity id in its metadata. */
export type KnowIssuer = (entityId: string) => IssuerOwner

/** Microsoft Entra's issuers, in all clouds: https://learn.microsoft.com/en-us/entra/identity-platform/saml-protocol-reference */
const ENTRA =
  /^https:\/\/(?:sts\.windows\.net|sts\.chinacloudapi\.cn|login\.microsoftonline\.(?:com|us)|login\.partner\.microsoftonline\.cn)\/([0-9a-f-]{36})(?:\/|$)/

const plain = (issuer: string): string => issuer.toLowerCase().replace(/\/$/, '')

/** Issuers that are tenants of this scan, or that the operator declared as issuer or tenant. */
export const knownIssuers = defineView({
  name: 'known-issuers',
  per: 'aws-account',
  needs: { scopes, declared },
  build({ scopes, declared }): KnowIssuer {
    const tenants = new Set([...scopes].filter(({ kind }) => kind === 'entra-tenant').map(({ id }) => nativeId(id).toLowerCase()))
    const declaredTenants = new Set([...declared].filter(({ kind }) => kind === 'tenant').map(({ value }) => value.toLowerCase()))
    const issuers = new Set([...declared].filter(({ kind }) => kind === 'issuer').map(({ value }) => plain(value)))
    return entityId => {
      const issuer = plain(entityId)
      if (issuers.has(issuer)) return { kind: 'declared' }
      const tenant = ENTRA.exec(`${issuer}/`)?.[1]
      if (tenant === undefined) return { kind: 'stranger' }
      if (tenants.has(tenant)) return { kind: 'scanned', tenant }
      if (declaredTenants.has(tenant)) return { kind: 'declared' }
      return { kind: tenants.has(UNIDENTIFIED) ? 'undecided' : 'stranger', tenant }
    }
  },
})

/** The providers that Identity Center makes in the accounts of its organization; AWS keeps them, and their certificates. */
export const isOfIdentityCenter = ({ name, entityId }: { readonly name: string; readonly entityId?: string | undefined }): boolean =>
  /^AWSSSO_[0-9a-f]{16}_DO_NOT_DELETE$/.test(name) &&
  (entityId === undefined || /^https:\/\/(?:[a-z0-9-]+\.)+(?:amazonaws\.com(?:\.cn)?|awsapps\.com|awsapps\.cn|aws)\//.test(entityId.toLowerCase()))
