import { isComparison, patternOperators } from '../../analysis/iam/demanded-conditions.ts'
import type { Condition } from '../../analysis/iam/policy-conditions.ts'
import { matchesPattern, readValue } from '../../analysis/iam/wildcards.ts'
import type { SamlProvider } from '../../datasets/aws/identity-providers.ts'
import type { ServicePrincipal } from '../../datasets/entra/applications.ts'

/** The certificates that an application signs with, by SHA-1 or SHA-256 in lower case. */
export interface Signing {
  /** The one that is chosen; absent: nothing was chosen, or it was not told. */
  readonly chosen?: string | undefined
  readonly all: readonly string[]
  /** Whether all of them have a name. */
  readonly isWhole: boolean
}

/** Where they are kept: https://learn.microsoft.com/graph/api/serviceprincipal-addtokensigningcertificate */
export const signingOf = ({ keyCredentials, preferredTokenSigningKeyThumbprint: chosen }: ServicePrincipal): Signing => {
  const keys = keyCredentials.filter(({ usage }) => usage?.toLowerCase() === 'sign').map(({ thumbprint, digest }) => [thumbprint ?? [], digest ?? []].flat())
  return {
    ...(chosen === null ? {} : { chosen: chosen.toLowerCase() }),
    all: keys.flat().map(hash => hash.toLowerCase()),
    isWhole: keys.length > 0 && keys.every(hashes => hashes.length > 0),
  }
}

/** The certificates whose signature a provider takes, likewise; `unread`: not all of them could be read, or there are none to compare. */
export const takenBy = ({ certificates, unreadCertificates }: SamlProvider): readonly string[] | 'unread' =>
  unreadCertificates !== undefined || certificates.length === 0 ? 'unread' : certificates.flatMap(({ sha1, sha256 }) => [sha1, sha256])

/** Whether a provider takes what an application signs; `unread`: of one of them it is not known, or another certificate of the application is the chosen one. */
export const takesSignature = (taken: readonly string[] | 'unread', signing: Signing | undefined): 'yes' | 'no' | 'unread' => {
  if (taken === 'unread' || signing === undefined) return 'unread'
  const isTaken = (hash: string): boolean => taken.includes(hash)
  if (signing.all.some(isTaken)) return signing.chosen === undefined || isTaken(signing.chosen) ? 'yes' : 'unread'
  return signing.isWhole ? 'no' : 'unread'
}

const signInPage = /^https:\/\/(?:[a-z0-9-]+\.)?signin\.(?:aws\.amazon\.com|amazonaws\.cn|amazonaws-us-gov\.com)\/saml(?:\/acs\/[\w-]+)?$/
/** For patterns, which need not meet each page. */
const somePages = [
  'https://signin.aws.amazon.com/saml',
  'https://us-east-1.signin.aws.amazon.com/saml',
  'https://signin.amazonaws.cn/saml',
  'https://signin.amazonaws-us-gov.com/saml',
]

/** Whether a condition on the audience lets in who comes by a sign-in page of AWS: https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_providers_create_saml_assertions.html */
export const isMetBySignIn = (condition: Condition): boolean =>
  isComparison(condition) &&
  condition.values.some(value => {
    const { pattern, exact, variable } = readValue(value, patternOperators.has(condition.operator))
    return !variable && (exact ? signInPage.test(value) : somePages.some(page => matchesPattern(pattern, page)))
  })
