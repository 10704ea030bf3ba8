import { demandedByDeny } from './claim-demands.ts'
import { isDemanded, patternOperators } from './demanded-conditions.ts'
import type { Condition } from './policy-conditions.ts'
import { coversAction, type PolicyDocument, type Principal, type Statement } from './policy-document.ts'
import { matchesPattern, readValue } from './wildcards.ts'

/** Stands for every SAML provider: the policy trusts `*`. */
export const ANY_SAML_PROVIDER = '*'

/** What a role's trust policy says of one SAML provider, judged by the statement that demands least. */
export interface SamlTrust {
  /** The provider's ARN, as the policy writes it; `*`: the policy names none. */
  readonly provider: string
  /** Whether an assertion must have been made for AWS; `undecided`: a policy variable decides it. */
  readonly audience: 'demanded' | 'undecided' | 'open'
  /** Why, as a clause. */
  readonly because: string
  readonly weakest: Statement
}

const WITH_SAML = 'sts:AssumeRoleWithSAML'
const AUDIENCE = 'saml:aud'
/** Recipients that are no sign-in page of AWS's: a pattern that passes one of them demands nothing. */
const strangers = ['urn:a-stranger', 'https://idp.a-stranger.example/saml', 'https://signin.aws.amazon.com.a-stranger.example/saml']

const providersOf = ({ principals }: Statement): readonly string[] => {
  if (principals === undefined) return []
  if (principals.not) return [ANY_SAML_PROVIDER]
  return principals.list.flatMap(({ kind, value }: Principal) => {
    if (value === '*' && (kind === '*' || kind === 'AWS' || kind === 'Federated')) return [ANY_SAML_PROVIDER]
    return kind === 'Federated' && /^arn:[^:]*:iam::[^:]*:saml-provider\//.test(value) ? [value] : []
  })
}

type Judged = Pick<SamlTrust, 'audience' | 'because'> & { readonly statement: Statement }
const order: readonly SamlTrust['audience'][] = ['open', 'undecided', 'demanded']

const judgeCondition = ({ operator, values }: Condition): Omit<Judged, 'statement'> => {
  const read = values.map(value => readValue(value, patternOperators.has(operator)))
  const wide = read.find(({ pattern, variable, exact }) => !exact && !variable && strangers.some(stranger => matchesPattern(pattern, stranger)))
  if (wide !== undefined) return { audience: 'open', because: `SAML:aud may be "${wide.written}"` }
  const variable = read.find(one => one.variable)
  if (variable !== undefined) return { audience: 'undecided', because: `what SAML:aud must be follows from the policy variable in "${variable.written}"` }
  return { audience: 'demanded', because: 'it demands SAML:aud' }
}

const judge = (statement: Statement, left: readonly Condition[]): Judged => {
  const conditions = [...statement.conditions, ...left]
  const of = conditions.filter(({ key }) => key === AUDIENCE)
  const strongest = of
    .filter(condition => isDemanded(condition, conditions))
    .map(judgeCondition)
    .sort((a, b) => order.indexOf(b.audience) - order.indexOf(a.audience))[0]
  if (strongest !== undefined) return { statement, ...strongest }
  const loose = of[0]
  if (loose === undefined) return { statement, audience: 'open', because: 'it has no condition on SAML:aud' }
  return { statement, audience: 'open', because: `it compares SAML:aud by ${loose.written}, which demands no value of it` }
}

/**
 * The SAML providers a trust policy lets in, and whether it demands of each that the assertion was made for AWS. `SAML:aud` is the assertion's recipient.
 * Statements are alternatives, so the weakest decides. https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_iam-condition-keys.html#condition-keys-saml
 */
export const samlTrusts = ({ statements }: PolicyDocument): readonly SamlTrust[] => {
  const speaking = statements.filter(statement => coversAction(statement, WITH_SAML))
  const allows = speaking.filter(({ effect }) => effect === 'Allow')
  const denies = speaking.filter(({ effect, principals }) => effect === 'Deny' && principals?.not !== true)
  return [...new Set(allows.flatMap(providersOf))].sort().flatMap(provider => {
    const denied = denies.filter(deny => providersOf(deny).some(of => of === provider || of === ANY_SAML_PROVIDER))
    if (denied.some(({ conditions }) => conditions.length === 0)) return []
    const left = denied.flatMap(({ conditions }) => demandedByDeny(conditions) ?? [])
    const weakest = allows
      .filter(allow => providersOf(allow).includes(provider))
      .map(allow => judge(allow, left))
      .sort((a, b) => order.indexOf(a.audience) - order.indexOf(b.audience))[0]
    return weakest === undefined ? [] : [{ provider, audience: weakest.audience, because: weakest.because, weakest: weakest.statement }]
  })
}
