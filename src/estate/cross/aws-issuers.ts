import { plainIssuer } from '../../analysis/federated-subjects.ts'
import { type Gap, nativeId } from '../../dataset.ts'
import { outboundFederations } from '../../datasets/aws/account-upkeep.ts'
import { identityPools } from '../../datasets/aws/identity-pools.ts'
import { oidcProviders } from '../../datasets/aws/identity-providers.ts'
import { userPools } from '../../datasets/aws/user-pools.ts'
import { defineEstateView, defineView } from '../needs.ts'

/** What an issuer of AWS is: the principals of an account, a cluster, or the people of a pool. */
export type AwsIssuerKind = 'account' | 'cluster' | 'user-pool' | 'identity-pools'

/** Kinds of issuer by their addresses, without scheme; `of`: the dataset that tells in which account they are. */
const kinds: readonly { readonly kind: AwsIssuerKind; readonly pattern: RegExp; readonly name: string; readonly of: string }[] = [
  // https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetOutboundWebIdentityFederationInfo.html
  { kind: 'account', pattern: /^[0-9a-f-]+\.tokens\.sts\.global\.api\.aws$/, name: 'an AWS account', of: outboundFederations.name },
  // https://docs.aws.amazon.com/eks/latest/userguide/enable-iam-roles-for-service-accounts.html
  { kind: 'cluster', pattern: /^oidc\.eks\.[a-z0-9-]+\.amazonaws\.com(?:\.cn)?\/id\//, name: 'an Amazon EKS cluster', of: oidcProviders.name },
  // https://docs.aws.amazon.com/cognito/latest/developerguide/federation-endpoints.html
  { kind: 'user-pool', pattern: /^cognito-idp\.[a-z0-9-]+\.amazonaws\.com\//, name: 'a Cognito user pool', of: userPools.name },
  // https://docs.aws.amazon.com/cognito/latest/developerguide/role-trust-and-permissions.html
  { kind: 'identity-pools', pattern: /^cognito-identity(?:\.[a-z0-9-]+)?\.amazonaws\.com$/, name: 'Cognito identity pools', of: identityPools.name },
]

/** An issuer of AWS, and where it is. */
export interface AwsIssuer {
  readonly kind: AwsIssuerKind
  readonly name: string
  /** The number of the scanned account that has it; absent: none that was read. */
  readonly account?: string | undefined
  /** What could not be read of scanned accounts and may have it. */
  readonly dark: readonly Gap[]
}

/** What kind of issuer of AWS an address is; undefined: it is none. */
export const awsIssuerKind = (issuer: string): AwsIssuerKind | undefined => kinds.find(({ pattern }) => pattern.test(plainIssuer(issuer)))?.kind

/** Finds an issuer of AWS by its address; where all identity pools share one, by the audiences, which are pools. */
export type FindAwsIssuer = (issuer: string, audiences: readonly string[]) => AwsIssuer | undefined

interface Issuers {
  readonly issuers: readonly string[]
  readonly dark: readonly Gap[]
}

/** The issuers of one account, and what could not be read of them: one kind does not hide another. */
const issuersOfAccount = defineView({
  name: 'aws-issuers-of-account',
  per: 'aws-account',
  needs: { outboundFederations, oidcProviders, userPools, identityPools },
  handlesDark: true,
  build: ({ outboundFederations, oidcProviders, userPools, identityPools }, _at, missing): Issuers => ({
    issuers: [
      ...[...outboundFederations].flatMap(({ isEnabled, issuer }) => (isEnabled && issuer !== undefined ? [plainIssuer(issuer)] : [])),
      ...[...oidcProviders].map(({ url }) => plainIssuer(url)).filter(url => awsIssuerKind(url) === 'cluster'),
      ...[...userPools].map(({ id }) => `cognito-idp.${id.split('_')[0]}.amazonaws.com/${id}`.toLowerCase()),
      ...[...identityPools].map(({ id }) => id.toLowerCase()),
    ],
    dark: [...missing('outboundFederations'), ...missing('oidcProviders'), ...missing('userPools'), ...missing('identityPools')],
  }),
})

const findIssuers = (parts: ReadonlyMap<string, Issuers>, dark: readonly Gap[]): FindAwsIssuer => {
  const accounts = new Map([...parts].flatMap(([scope, { issuers }]) => issuers.map(issuer => [issuer, nativeId(scope)] as const)))
  const unread = [...dark, ...[...parts.values()].flatMap(part => part.dark)]
  const others = new Set(kinds.map(({ of }) => of))
  return (issuer, audiences) => {
    const address = plainIssuer(issuer)
    const known = kinds.find(({ pattern }) => pattern.test(address))
    if (known === undefined) return undefined
    const { kind, name, of } = known
    const named = kind === 'identity-pools' ? audiences.map(audience => audience.toLowerCase()) : [address]
    const all = named.map(one => accounts.get(one))
    const hidden = unread.filter(({ dataset }) => dataset === of || !others.has(dataset))
    return { kind, name, account: all.every(one => one !== undefined) ? all[0] : undefined, dark: hidden }
  }
}

const joining = { per: ['aws-account'], needs: { issuersOfAccount }, handlesDark: true } as const

/** The issuers of all scanned accounts. A cluster is known by the provider that IAM has for it, in whichever account its roles are. */
export const awsIssuers = defineEstateView({
  name: 'aws-issuers',
  ...joining,
  distil: ({ issuersOfAccount }): Issuers => issuersOfAccount,
  join: (parts, dark): FindAwsIssuer => findIssuers(parts, dark),
})

/** The same, for rules that say less where AWS is not scanned. */
export const awsIssuersWhereAsked = defineEstateView({
  name: 'aws-issuers-where-asked',
  ...joining,
  whereAsked: true,
  distil: ({ issuersOfAccount }): Issuers => issuersOfAccount,
  join: (parts, dark): FindAwsIssuer => findIssuers(parts, dark),
})
