import { isDemanded, patternOperators } from '../../analysis/iam/demanded-conditions.ts'
import type { Condition } from '../../analysis/iam/policy-conditions.ts'
import { coversAction, parsePolicy, type Statement } from '../../analysis/iam/policy-document.ts'
import type { IamRole } from '../../datasets/aws/iam.ts'
import type { SamlProvider } from '../../datasets/aws/identity-providers.ts'
import { tenantOfIssuer } from '../aws/known-issuers.ts'
import { isMetBySignIn, takenBy } from './saml-signing.ts'

/** A role that an Entra tenant lets people into by SAML. */
export interface SamlRole {
  readonly roleArn: string
  readonly providerArn: string
  readonly tenant: string
  /** Hashes of the certificates that the provider takes. */
  readonly certificates: readonly string[] | 'unread'
  /** What the trust policy demands besides the audience, in words: not followed. */
  readonly open?: string | undefined
}

/** A role that programs are let into by the tokens of an issuer. */
export interface TokenRole {
  readonly roleArn: string
  /** The issuer without scheme and trailing slash. */
  readonly issuer: string
  /** Subjects that are let in; `any`: whoever the issuer makes a token for. */
  readonly subjects: 'any' | readonly string[]
  readonly audiences: readonly string[]
  /** What the trust policy demands besides, in words: not followed. */
  readonly open?: string | undefined
}

const plain = (text: string): string => text.toLowerCase().replace(/\/$/, '')

const wordsOfOthers = ({ conditions }: Statement, isFollowed: (condition: Condition) => boolean): string | undefined => {
  const others = conditions.filter(condition => !isFollowed(condition)).map(({ written, key, values }) => `${written} ${key} = ${values.join(', ')}`)
  return others.length === 0 ? undefined : `only if ${others.join(' and ')}`
}

/** Statements by which a role lets somebody in, and whether a Deny may take it back. */
const letting = (role: IamRole, action: string): { readonly allows: readonly Statement[]; readonly denies: boolean } => {
  const policy = parsePolicy(role.trustPolicy)
  if (policy.kind === 'unreadable') return { allows: [], denies: false }
  const speaking = policy.statements.filter(statement => coversAction(statement, action))
  return { allows: speaking.filter(({ effect }) => effect === 'Allow'), denies: speaking.some(({ effect }) => effect === 'Deny') }
}

const federatedIn = ({ principals }: Statement): readonly string[] =>
  principals === undefined || principals.not ? [] : principals.list.filter(({ kind }) => kind === 'Federated').map(({ value }) => value)

const TAKEN_BACK = 'unless a Deny of the trust policy says otherwise'

/** The roles of an account that name a SAML provider whose issuer is an Entra tenant. */
export const samlRolesOf = (roles: Iterable<IamRole>, providers: Iterable<SamlProvider>): readonly SamlRole[] => {
  const tenants = new Map(
    [...providers].flatMap(provider => {
      const tenant = provider.entityId === undefined ? undefined : tenantOfIssuer(provider.entityId)
      return tenant === undefined ? [] : [[provider.id, { tenant, certificates: takenBy(provider) }] as const]
    }),
  )
  if (tenants.size === 0) return []
  return [...roles].flatMap(role => {
    const { allows, denies } = letting(role, 'sts:AssumeRoleWithSAML')
    return allows.flatMap(statement =>
      federatedIn(statement).flatMap((providerArn): SamlRole[] => {
        const provider = tenants.get(providerArn)
        if (provider === undefined) return []
        const isFollowed = (condition: Condition): boolean => condition.key === 'saml:aud' && isMetBySignIn(condition)
        const open = wordsOfOthers(statement, isFollowed) ?? (denies ? TAKEN_BACK : undefined)
        return [{ roleArn: role.arn, providerArn, ...provider, ...(open === undefined ? {} : { open }) }]
      }),
    )
  })
}

/** The issuer of an OpenID Connect provider, by its ARN. */
const issuerOfArn = (arn: string): string | undefined => {
  const issuer = /^arn:[^:]*:iam::[^:]*:oidc-provider\/(.+)$/.exec(arn)?.[1]
  return issuer === undefined ? undefined : plain(issuer)
}

/** The roles of an account that name an OpenID Connect provider of it. */
export const tokenRolesOf = (roles: Iterable<IamRole>): readonly TokenRole[] =>
  [...roles].flatMap(role => {
    const { allows, denies } = letting(role, 'sts:AssumeRoleWithWebIdentity')
    return allows.flatMap(statement =>
      federatedIn(statement).flatMap((arn): TokenRole[] => {
        const issuer = issuerOfArn(arn)
        if (issuer === undefined) return []
        const claim = (key: string): string | undefined => (key.startsWith(issuer) ? /^\/?:(.+)$/.exec(key.slice(issuer.length))?.[1] : undefined)
        const demanded = (name: string): readonly string[] | undefined =>
          statement.conditions.find(condition => claim(condition.key) === name && isDemanded(condition, statement.conditions) && isExact(condition))?.values
        const subjects = demanded('sub')
        const audiences = demanded('aud')
        const isFollowed = ({ key }: Condition): boolean =>
          (claim(key) === 'sub' && subjects !== undefined) || (claim(key) === 'aud' && audiences !== undefined)
        const open = wordsOfOthers(statement, isFollowed) ?? (denies ? TAKEN_BACK : undefined)
        return [{ roleArn: role.arn, issuer, subjects: subjects ?? 'any', audiences: audiences ?? [], ...(open === undefined ? {} : { open }) }]
      }),
    )
  })

/** Whether it names whole values, rather than patterns. */
const isExact = ({ operator, values }: { readonly operator: string; readonly values: readonly string[] }): boolean =>
  values.every(value => !value.includes('${') && !(patternOperators.has(operator) && /[*?]/.test(value)))
