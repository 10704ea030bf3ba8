import { demandedByDeny } from './claim-demands.ts'
import { patternOperators } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import { coversAction, type PolicyDocument, type Principal, type Statement } from './policy-document.ts'
import { coversAllResources } from './statement-scope.ts'
import { coversNearlyAll, readValue } from './wildcards.ts'

type PartyKind = 'service' | 'saml' | 'oidc' | 'aws' | 'everyone'

/** Somebody whom one statement of a role's trust policy lets in. */
export interface TrustedParty {
  readonly kind: PartyKind
  /** As the policy writes it; `*` where it names everyone, or everyone but some. */
  readonly value: string
  readonly statement: Statement
  /** Those of the statement, and what Deny statements for all leave to demand. */
  readonly conditions: readonly Condition[]
}

const ACTIONS: Readonly<Record<PartyKind, readonly string[]>> = {
  service: ['sts:AssumeRole'],
  aws: ['sts:AssumeRole'],
  saml: ['sts:AssumeRoleWithSAML'],
  oidc: ['sts:AssumeRoleWithWebIdentity'],
  everyone: ['sts:AssumeRole', 'sts:AssumeRoleWithSAML', 'sts:AssumeRoleWithWebIdentity'],
}
const EVERYONE = '*'

const kindOf = ({ kind, value }: Principal): PartyKind | undefined => {
  if (value === EVERYONE) return 'everyone'
  if (kind === 'Service') return 'service'
  if (kind === 'AWS') return 'aws'
  if (kind !== 'Federated') return undefined
  return /^arn:[^:]*:iam::[^:]*:saml-provider\//.test(value) ? 'saml' : 'oidc'
}

const named = ({ principals }: Statement): readonly (readonly [PartyKind, string])[] => {
  if (principals === undefined) return []
  if (principals.not) return [['everyone', EVERYONE]]
  return principals.list.flatMap(principal => {
    const kind = kindOf(principal)
    return kind === undefined ? [] : [[kind, principal.value] as const]
  })
}

const speaksTo = (statement: Statement, kind: PartyKind): boolean => ACTIONS[kind].some(action => coversAction(statement, action))

/**
 * Whom a role's trust policy lets in, one entry for each principal of each statement. What a Deny for all, or for that principal, without a condition shuts
 * out is left away; whom `NotPrincipal` of a Deny spares is not followed.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export const trustedParties = ({ statements }: PolicyDocument): readonly TrustedParty[] => {
  const denies = statements.filter(({ effect, principals }) => effect === 'Deny' && principals?.not !== true)
  return statements
    .filter(({ effect }) => effect === 'Allow')
    .flatMap(statement =>
      named(statement).flatMap(([kind, value]): TrustedParty[] => {
        if (!speaksTo(statement, kind)) return []
        const met = denies.filter(deny => speaksTo(deny, kind) && named(deny).some(([, denied]) => denied === EVERYONE || denied === value))
        if (met.some(({ conditions }) => conditions.length === 0)) return []
        return [{ kind, value, statement, conditions: [...statement.conditions, ...met.flatMap(({ conditions }) => demandedByDeny(conditions) ?? [])] }]
      }),
    )
}

/** Whether a condition compares with values each of which says something: none is just any, or of just any form. */
export const saysSomething = ({ operator, values }: Condition): boolean =>
  values.length > 0 &&
  values.every(value => {
    const { pattern, variable, exact } = readValue(value, patternOperators.has(operator))
    return exact ? pattern !== '' : !variable && !coversNearlyAll(pattern) && !coversAllResources(pattern)
  })
