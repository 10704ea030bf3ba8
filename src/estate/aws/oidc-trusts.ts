import { perDocument } from '../../analysis/iam/per-document.ts'
import { isDated } from '../../analysis/iam/policy-dates.ts'
import { type PolicyDocument, parsePolicy } from '../../analysis/iam/policy-document.ts'
import { type OidcTrust, oidcTrusts } from '../../analysis/iam/trust-policy.ts'
import type { Row } from '../../dataset.ts'
import { iamRoles } from '../../datasets/aws/iam.ts'
import { oidcProviders } from '../../datasets/aws/identity-providers.ts'
import { defineView, tableOf } from '../needs.ts'

/** A role and one OpenID Connect provider it trusts, or a role whose trust policy could not be read. `id` is `<role id>#<issuer>`; `name` the role's. */
export interface OidcTrustOfRole extends Row {
  readonly roleId: string
  readonly roleArn: string
  /** Absent: the trust policy could not be read, and `unreadable` says why. */
  readonly trust?: OidcTrust | undefined
  readonly unreadable?: string | undefined
  /** Only where what it says depends on the time. */
  readonly datedPolicy?: PolicyDocument | undefined
}

const trustsOf = perDocument(policy => oidcTrusts(policy))

/** Every trust in an OpenID Connect provider: the smaller thing at fault where a role trusts several. */
export const oidcTrustsOfRoles = defineView({
  name: 'oidc-trusts',
  per: 'aws-account',
  needs: { iamRoles },
  rowwise: true,
  build: ({ iamRoles }) =>
    tableOf(
      [...iamRoles].flatMap((role): OidcTrustOfRole[] => {
        const policy = parsePolicy(role.trustPolicy)
        const of = () => ({ scope: role.scope, name: role.name, partOf: role.id, roleId: role.id, roleArn: role.arn })
        if (policy.kind === 'unreadable') return [{ ...of(), id: `${role.id}#unreadable`, unreadable: policy.reason }]
        const trusts = trustsOf(policy)
        if (trusts.length === 0) return []
        const dated = isDated(policy) ? { datedPolicy: policy } : {}
        return trusts.map(trust => ({ ...of(), id: `${role.id}#${trust.provider}`, trust, ...dated }))
      }),
    ),
})

/** What the trust is at a time. Undefined: it is over, or could not be read. */
export const trustAt = ({ trust, datedPolicy }: OidcTrustOfRole, now: Date): OidcTrust | undefined =>
  datedPolicy === undefined ? trust : oidcTrusts(datedPolicy, now).find(({ provider }) => provider === trust?.provider)

/** The audiences that each OpenID Connect provider of the account accepts, by its URL as `OidcTrust.provider` spells it. */
export const oidcAudiences = defineView({
  name: 'oidc-audiences',
  per: 'aws-account',
  needs: { oidcProviders },
  build: ({ oidcProviders }): ReadonlyMap<string, readonly string[]> =>
    new Map(
      [...oidcProviders].map(({ url, clientIds }) => [
        url
          .toLowerCase()
          .replace(/^https:\/\//, '')
          .replace(/\/$/, ''),
        clientIds,
      ]),
    ),
})
