import { demandedByDeny, demandOfAll, demandsAudience, type Tenancy, tenancies } from './claim-demands.ts'
import { isDemanded } from './demanded-conditions.ts'
import { type GitHubTrust, gitHubTrust } from './github-scope.ts'
import { issuerOf, type OidcIssuer } from './oidc-issuers.ts'
import type { Condition } from './policy-conditions.ts'
import { policyAt } from './policy-dates.ts'
import { coversAction, type PolicyDocument, type Principal, type Statement } from './policy-document.ts'
import { type RequestLimit, requestLimits } from './request-demands.ts'

/** Stands for every provider: the policy trusts `*`. */
export const ANY_PROVIDER = '*'

/** What a role's trust policy says of one OpenID Connect provider, judged by the statement that demands least. */
export interface OidcTrust {
  /** The issuer without scheme and trailing slash, lower case; `*`: the policy names none. */
  readonly provider: string
  readonly issuer: OidcIssuer
  readonly tenancy: Tenancy
  /** Why, as a clause. */
  readonly because: string
  /** Whether every statement demands an audience. */
  readonly audience: boolean
  /** What the weakest statement demands of the request besides. */
  readonly limits: readonly RequestLimit[]
  /** The statement that demands least. */
  readonly weakest: Statement
  /** Only of GitHub Actions, or what may be it: the workflows that get in, by the statement that names least. */
  readonly gitHub?: GitHubTrust | undefined
}

const WEB_IDENTITY = 'sts:AssumeRoleWithWebIdentity'
/** Cognito by the names of all partitions. It also appears as a service, from another account's identity pool. */
const ofCognito = /^cognito-identity[a-z0-9.-]*\.amazonaws\.com(?:\.cn)?$/

const providerOf = ({ kind, value }: Principal): string | undefined => {
  if (value === '*' && (kind === '*' || kind === 'AWS' || kind === 'Federated')) return ANY_PROVIDER
  const plain = value.toLowerCase().replace(/\/$/, '')
  if (ofCognito.test(plain)) return plain
  if (kind !== 'Federated') return undefined
  // What is no ARN is a provider that IAM knows without a resource, such as Google.
  return plain.startsWith('arn:') ? /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/.exec(plain)?.[1] : plain
}

/** Whether a statement trusts a provider by the ARN of what the account must have for it, and in no other way. */
export const isOfAccount = (provider: string, { principals }: Statement): boolean => {
  const of =
    principals === undefined || principals.not ? [] : principals.list.filter(principal => [provider, ANY_PROVIDER].includes(providerOf(principal) ?? ''))
  return of.length > 0 && of.every(({ value }) => value.toLowerCase().startsWith('arn:'))
}

const providersOf = ({ principals }: Statement): ReadonlySet<string> => {
  if (principals === undefined) return new Set()
  // Everyone but those named: whoever is left is not on the page.
  if (principals.not) return new Set([ANY_PROVIDER])
  return new Set(principals.list.flatMap(principal => providerOf(principal) ?? []))
}

/** The conditions of a statement for people, one text each. */
export const describeConditions = ({ conditions }: Statement): readonly string[] =>
  conditions.map(({ written, key, values }) => `${written} ${key} = ${values.join(', ')}`)

/** Under a trust in `*`, the issuer whose keys are demanded is the only one whose tokens can pass. */
const soleProvider = (conditions: readonly Condition[]): string | undefined => {
  const keys = conditions.filter(condition => isDemanded(condition, conditions)).map(({ key }) => key)
  return keys
    .map(key => /^([a-z0-9-]+(?:\.[a-z0-9-]+)+(?:\/[^:]*?)?)\/?:/.exec(key)?.[1])
    .filter(provider => provider !== undefined)
    .sort()[0]
}

interface Judged {
  readonly statement: Statement
  /** Those of the statement, and what its Deny statements leave. */
  readonly conditions: readonly Condition[]
  /** The one provider whose tokens can pass, where that can be told. */
  readonly provider: string
  readonly issuer: OidcIssuer
  readonly tenancy: Tenancy
  readonly because: string
  readonly audience: boolean
  readonly limits: readonly RequestLimit[]
}

const judge = (statement: Statement, provider: string, left: readonly Condition[]): Judged => {
  const conditions = [...statement.conditions, ...left]
  const named = provider === ANY_PROVIDER ? soleProvider(conditions) : provider
  const issuer = issuerOf(named ?? provider)
  const demand = demandOfAll(conditions, named ?? provider, issuer)
  const because = named === undefined && demand.tenancy === 'not-bound' ? 'it demands no claim of any issuer' : demand.because
  const audience = demandsAudience(conditions, named ?? provider, issuer)
  return { statement, conditions, provider: named ?? provider, issuer, tenancy: demand.tenancy, because, audience, limits: requestLimits(conditions) }
}

/** Sorts the weakest first, and equals by what they say, so that their order in the document does not matter. */
const orderOf = ({ tenancy, because, limits, statement }: Judged): string =>
  [tenancies.indexOf(tenancy), limits.filter(({ keepsOut }) => keepsOut).length, because, ...[...describeConditions(statement)].sort(), statement.label].join(
    ' ',
  )

/**
 * The OpenID Connect providers a trust policy lets in, and whether it demands of each the claim that binds tenancy. Statements are alternatives, so the
 * weakest decides; a Deny counts only where it surely leaves nobody else in. With a time, what is over by then lets nobody in. Pure; the order of
 * statements, principals and conditions does not matter.
 */
export const oidcTrusts = (policy: PolicyDocument, now?: Date): readonly OidcTrust[] => {
  const { statements } = now === undefined ? policy : policyAt(policy, now)
  const speaking = statements.filter(statement => coversAction(statement, WEB_IDENTITY))
  const allows = speaking.filter(({ effect }) => effect === 'Allow')
  const denies = speaking.filter(({ effect, principals }) => effect === 'Deny' && principals?.not !== true)
  const providers = [...new Set(allows.flatMap(statement => [...providersOf(statement)]))].sort()
  return providers.flatMap(provider => {
    const denied = denies.filter(deny => [...providersOf(deny)].some(of => of === provider || of === ANY_PROVIDER))
    if (denied.some(({ conditions }) => conditions.length === 0)) return []
    const left = denied.flatMap(({ conditions }) => demandedByDeny(conditions) ?? [])
    const judged = allows.filter(allow => providersOf(allow).has(provider)).map(allow => judge(allow, provider, left))
    const weakest = judged.length > 1 ? judged.toSorted((a, b) => (orderOf(a) < orderOf(b) ? -1 : 1))[0] : judged[0]
    if (weakest === undefined) return []
    const gitHub = gitHubTrust(judged)
    return [
      {
        provider,
        issuer: weakest.issuer,
        tenancy: weakest.tenancy,
        because: weakest.because,
        audience: judged.every(({ audience }) => audience),
        limits: weakest.limits,
        weakest: weakest.statement,
        ...(gitHub === undefined ? {} : { gitHub }),
      },
    ]
  })
}
