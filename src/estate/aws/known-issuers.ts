import { nativeId, UNIDENTIFIED } from '../../dataset.ts'
import { declared } from '../../datasets/declared.ts'
import { scopes } from '../../datasets/scopes.ts'
import { defineView, type Facts } from '../needs.ts'

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

/** The Entra tenant that an issuer is, in lower case. */
export const tenantOfIssuer = (entityId: string): string | undefined => ENTRA.exec(`${plain(entityId)}/`)?.[1]

const needs = { scopes, declared }

const knowIssuers = ({ scopes, declared }: Facts<typeof needs>): KnowIssuer => {
  const tenants = new Set([...scopes].filter(({ kind }) => kind === 'entra-tenant').map(({ id }) => nativeId(id).toLowerCase()))
  const declaredTenants = new Set([...declared].filter(({ kind }) => kind === 'tenant').map(({ value }) => value.toLowerCase()))
  const issuers = new Set([...declared].filter(({ kind }) => kind === 'issuer').map(({ value }) => plain(value)))
  return entityId => {
    const issuer = plain(entityId)
    if (issuers.has(issuer)) return { kind: 'declared' }
    const tenant = tenantOfIssuer(entityId)
    if (tenant === undefined) return { kind: 'stranger' }
    if (tenants.has(tenant)) return { kind: 'scanned', tenant }
    if (declaredTenants.has(tenant)) return { kind: 'declared' }
    return { kind: tenants.has(UNIDENTIFIED) ? 'undecided' : 'stranger', tenant }
  }
}

/** Issuers that are tenants of this scan, or that the operator declared as issuer or tenant. */
export const knownIssuers = defineView({ name: 'known-issuers', per: 'aws-account', needs, build: facts => knowIssuers(facts) })

/** The same, for what belongs to a whole organization. */
export const knownIssuersOfOrganization = defineView({
  name: 'known-issuers-of-organization',
  per: 'aws-organization',
  needs,
  build: facts => knowIssuers(facts),
})

/**
 * The entity id in the metadata of Identity Center: its portal in one Region, by the DNS suffixes of AWS's partitions, and the assertion endpoint of one
 * application. No other host of AWS's serves it, and on many of them customers publish what they like.
 * https://docs.aws.amazon.com/general/latest/gr/sso.html
 */
const IDENTITY_CENTER =
  /^https:\/\/portal\.sso\.[a-z]{2,4}(?:-[a-z]+)+-\d{1,2}\.(?:amazonaws\.com|amazonaws\.com\.cn|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov|cloud\.adc-e\.uk|csp\.hci\.ic\.gov)\/saml\/assertion\/[a-z0-9+=_-]+$/i

/** The providers that Identity Center makes in the accounts of its organization; AWS keeps them, and their certificates. One whose issuer could not be read may be anyone's. */
export const isOfIdentityCenter = ({ name, entityId }: { readonly name: string; readonly entityId?: string | undefined }): boolean =>
  /^AWSSSO_[0-9a-f]{16}_DO_NOT_DELETE$/.test(name) && entityId !== undefined && IDENTITY_CENTER.test(entityId)

/**
 * The account in the assertion endpoint of an Identity Center, that of its instance: behind the last slash stands `<account>_ins-<id>` in base64. AWS does
 * not document it, so that one which is not written so tells nothing.
 */
export const accountOfIdentityCenter = (entityId: string): string | undefined => {
  const encoded = entityId.slice(entityId.lastIndexOf('/') + 1)
  if (!/^[a-z0-9+]+=*$/i.test(encoded)) return undefined
  try {
    return /^(\d{12})_ins-/.exec(atob(encoded))?.[1]
  } catch {
    return undefined
  }
}
